#!/usr/bin/env python3
# ruff: noqa: B905, RUF007 - read by people without tools, for Python 3.8 as well
"""Check a drive that somebody hands you, trusting no program of theirs: python3 verify_drive.py FOLDER|IMAGE [OPTIONS]

Needs Python 3.8 and nothing else; the package "zstandard" (or Python 3.14) lets it look into the compressed parts too.
It accepts what it knows and nothing else: each byte is a field of a format with one spelling (docs/formats*.md), pages
are what a release's templates write, the reader has a release's digest, sums, times and seal follow from the content.
--shell SHA256    a reader that is not listed here (index.html without the line that leads to the plain pages)
--named KEY=TEXT  metadata that you know: Title, Description, Name, Creator, Publisher, License, LongDescription, file;
                  LicenseText (the SHA-256 of the full text of the licence, if its page has one)
An image (FAT32) is judged byte by byte and unpacked into a folder for temporary files, which is removed at the end.
It reads its neighbours verify_archive.py, verify_image.py, verify_pages.py and verify_search.py, which must lie beside.
Exit status: 0 clean, 1 something was found, 2 clean but compressed parts were not seen, 3 nothing to check,
4 a neighbour is missing.
"""

import datetime
import hashlib
import html
import os
import re
import stat
import struct
import sys
import tempfile
import unicodedata
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
if __name__ == "__main__":
    sys.dont_write_bytecode = True  # nothing is left beside this file
try:
    import verify_image
    import verify_search
    from verify_archive import check_archive, check_front, members_of, top_of
    from verify_pages import (
        CONTROLS,
        COUNT,
        DIGESTS,
        KOREAN,
        LABELS,
        NAMED,
        PAGE,
        PLAIN_AFTER,
        PLAIN_LINE,
        SHELVES,
        SHORT,
        TEXTS,
        at,
        escaped,
        filed,
        gist,
        need,
        picture_fault,
        read_body,
        title_at,
        untagged,
    )
    from verify_search import check_plain, check_search, items, numbers, shard
except ImportError as error:
    beside = "verify_archive.py, verify_image.py, verify_pages.py and verify_search.py must lie beside this file"
    print(f"{error}: {beside}", end=" ", file=sys.stderr)
    print("(verify_archive.py, verify_image.py, verify_pages.py, verify_search.py가 ", end="", file=sys.stderr)
    print("옆에 있어야 합니다)", file=sys.stderr)
    sys.exit(4)

LABELLED = ("security.selinux", "security.SMACK64", "security.ima", "security.evm")  # put there by the system
FILES = re.compile(
    r"index\.html|README\.txt|sums\.txt|data/[ABCDFIKLSTUVWX]\d*/[0-9a-f]{2}/[0-9a-f]{2}\.txt"
    r"|data/P/((?:index|help)\.htm|page\.css|(?:L/)?[0-9a-f]{2}/[0-9a-f]{2}\.htm)",
    re.A,
)


def levels(body, places):
    """The levels of the headings of a body that stand at these places."""
    stack, found, places = [], [], {*places}
    for number, start, inner in re.findall(r"<h([1-6])((?: [^<>]*)?)>(.*?)</h\1>", body, re.S):
        place = re.search(r' id=(?:"([^"]*)"|([\w.:-]+))', start + ">" + inner)
        name = html.unescape(place[1] or place[2] or "") if place else ""
        if name in places or name == "mw-toc-heading":
            stack = [n for n in stack if n < number] + [number]
            found += [str(len(stack))] * (name in places)
    return found


def check_reader(folder, names, meta, known, pages, redirects, front, places):
    """The reader, its data files and the plain pages."""
    gists, licence, files = (
        [],
        [],
        {
            k: sorted((n for n in names if re.match(f"data/{k}[0-9]*/", n)), key=lambda n: (len(n), n))
            for k in "ABCDFIKLSTUVWX"
        },
    )
    with open(os.path.join(folder, "index.html"), "rb") as file:
        page, line = file.read(), PLAIN_LINE.encode()
    rows = rb'(<p class="r-plain-subjects">((?:<a href="data/P/L/[^"<>]*">[^<>]*</a> )+)</p>\n)'
    subjects = re.search(re.escape(line) + rows, page)
    page = page.replace(subjects[1], b"", 1) if subjects else page
    ways = re.findall(r'L/([^"<>]*)">([^<>]*)</a> ', subjects[2].decode()) if subjects else []
    shell = hashlib.sha256(page.replace(line, b"", 1)).hexdigest()
    need(shell in [*DIGESTS["index.html"], NAMED.get("shell")], f"no reader of a release that is known: {shell}")
    need(line not in page or line + PLAIN_AFTER.encode() in page, "the line to the plain pages")
    need(
        (page.count(line) == 1) == ("data/P/index.htm" in names)
        and files["B"] + files["K"] == ["data/B/00/00.txt", "data/K/00/00.txt", "data/K/00/01.txt"],
        "plain pages or boot file",
    )
    ours = {"data/P/index.htm", "data/P/help.htm", "data/P/page.css"}
    need(ours <= {*names} or not any(name[:7] == "data/P/" for name in names), "data/P: a file is missing")
    with open(os.path.join(folder, "README.txt"), "rb") as file:
        plain = "with" if "data/P/index.htm" in names else "without"
        need(hashlib.sha256(file.read()).hexdigest() in DIGESTS[f"README.txt {plain} plain pages"], "README.txt")
    for number, kind in enumerate(b"BS"):
        with open(f"{folder}/data/{kind:c}/00/00.txt", "rb") as file:
            root = file.read().replace(b'take("%c",0,' % kind, b'take("K",%d,' % number, 1)
        with open(f"{folder}/data/K/00/{number:02x}.txt", "rb") as copy:
            need(copy.read() == root, f"the copy of {kind:c}")
    data = shard(folder, "data/B/00/00.txt")
    if data is None:
        return [shard(folder, name) for name in names if name[:5] == "data/" and name[:7] != "data/P/"]
    (count,), place = numbers(data, 1, 0)
    blocks, begun = [], {}
    for _ in range(count):
        (length,), place = numbers(data, 1, place)
        (size,), after = numbers(data, 1, place + length)
        blocks.append((data[place : place + length], size))
        place = after
    need([name for name, _ in blocks] == [b"main", b"site", b"tables"], "blocks")
    ends = [place + sum(size for _, size in blocks[:i]) for i in range(4)]
    main, site, tables = (data[a:b] for a, b in zip(ends, ends[1:]))
    need(ends[3] == len(data) and PAGE["reader main"].fullmatch(main.decode()), "main page")
    facts, place = dict(row.split("\t") for row in site.decode().splitlines()), 0
    need(
        list(facts)
        in [
            [k for k in "articles title date license indexPage licensePage".split() if k != x]
            for x in ("", "indexPage")
        ]
    )
    need(
        not known
        or [facts[k] for k in ("title", "date", "license")] == [meta[k] for k in ("Title", "Date", "License")],
        facts,
    )
    while place < len(tables):
        kind, place = tables[place : tables.index(b"\0", place)].decode(), tables.index(b"\0", place) + 1
        (count,), place = numbers(tables, 1, place)
        begun[kind], place = numbers(tables, count, place)
    need(
        [*begun] == sorted(begun, key="IASTUCDVWXLF".find)
        and set(begun) <= {*"ACDFILSTUVWX"}
        and {k: len(v) for k, v in begun.items() if v} == {k: len(v) for k, v in files.items() if v and k not in "BK"},
        "tables",
    )
    kinds = ""
    limits, texts, shown = (
        {k: sum(begun.get(k, ())) for k in "AI"},
        {},
        {*(title for title, _ in known.values()), *map(title_at, known)},
    )
    for kind in "IA":
        seen = dict.fromkeys(files[kind], 0)
        for number, (name, item) in enumerate(items(folder, files[kind])):
            report, (first, _, rest) = at(f"{name} {number}"), item.partition(b"\n")
            COUNT["seen"], seen[name] = COUNT["seen"] + 1, seen[name] + 1
            if kind == "I":
                fault = picture_fault(rest, first.decode())
                report("damage", fault) if fault else gists.append(hashlib.sha256(item).digest())
                continue
            title, line, groups, heads, body = item.decode().split("\n", 4)
            facts_of = r"(?:article|category|index|special)\t(?:[1-9]\d*)?\t(?:\d{4}-\d\d-\d\d)?(?:\t([^\t]+))?"
            fine = re.fullmatch(facts_of, line)
            marked = (fine and fine[1]) or ""
            bare = not marked or (marked != untagged(marked) == escaped(title) and re.fullmatch(SHORT["%H"], marked))
            need(bare, line)
            need(heads.split("\t")[::3] == levels(body, heads.split("\t")[1::3]) or not heads, "levels of headings")
            own, fields = (
                {html.unescape(a or b) for a, b in re.findall(r' id=(?:"([^"]*)"|([\w.:-]+))', body)},
                groups.split("\t"),
            )
            stands = all(n.isdecimal() and int(n) < limits["A"] for n in fields[::2]) if groups else True
            odd = CONTROLS.search(title + groups + heads) or (known and title not in shown)
            if not fine or odd or not own.issuperset(heads.split("\t")[1::3]) or not stands:
                report("damage", item.decode("utf-8", "replace")[:80])
            ours = {"a": -1, "c": body.rfind('<div class="r-category-list">')}.get(line[:1], 0)
            for target in read_body(body, report, True, 0, ours):
                if target and target[1] != "" and target[1] >= limits[{"n": "A", "i": "I"}[target[0]]]:
                    report("dangling", target)
            heap = licence if number == int(facts["licensePage"]) else gists
            heap.append(gist(title, *line.split("\t")[1:], *fields[1::2], body))
            kinds += line[:1]
            texts[number] = title, body, line[:8] == "article\t", (line + "\t").split("\t")[1:4]
        need(list(seen.values()) == begun.get(kind, []), f"the table of {kind}")
    gists += licence
    need(pages in (None, gists), "pictures or articles of the reader that are not those of the archive")
    need(re.fullmatch("[ac]*si*", kinds), "kinds of items")
    wanted = {"licensePage": kinds.find("s"), "indexPage": len(kinds) - 1, "articles": kinds.find("s")}
    need(all(str(wanted[key]) == facts[key] for key in wanted if key in facts), "facts")
    need(("indexPage" in facts) == (kinds[-1:] == "i"), "facts")
    lead = (
        f'<h1 class="r-front-title">{escaped(facts["title"])}</h1>\n<p class="r-front-lead">글 {kinds.count("a"):,}개가'
    )
    need(lead in main.decode(), "title and number of articles of the first page")
    owners = check_main(main.decode(), front, texts)
    incoming, apart = check_search(folder, files, known, shown, redirects, texts, limits, begun)
    plain = [n for n in names if n[:7] == "data/P/"]
    lists, index, chosen = check_plain(folder, plain, texts, facts["license"])
    check_plain_lists(lists, index, chosen, owners if plain else {}, ways)
    most = sorted((n for n in texts if texts[n][2]), key=lambda n: (-incoming[n], n))[: len(chosen)]
    need(sorted(chosen) == sorted(most), "plain pages of other articles than those that most lead to")
    shown = [listed(main.decode(), head) for head in ("다른 글이 많이 가리키는 글", "뜻밖의 글")]
    able = [n for n in texts if texts[n][2] and (n not in apart or (apart[n] and n in shown[0] + shown[1]))]
    top = sorted(able, key=lambda n: (-incoming[n], texts[n][0], places[n : n + 1]))[:24]
    drawn = sorted(able, key=lambda n: hashlib.sha256((facts["date"] + "".join(places[n : n + 1])).encode()).digest())
    need(shown[0] == top and (not places or shown[1] == drawn[:12]), "lists of the first page")
    return None


def listed(main, head):
    """Item numbers in one of the lists of the reader's first page."""
    return [int(n) for n in re.findall(r"<li><a n=(\d+)>", main.partition(f"<h2>{head}</h2>")[2].partition("</ul>")[0])]


def own(name):
    """Whether a drive has such a file, or an image may have it beside one (nobody looks into those)."""
    return FILES.fullmatch(name) or name in verify_image.OTHERS
def check_main(main, front, texts):
    """The reader's first page: what the archive's shows, links to the pages that they name, examples from its list;
    gives the articles of each subject."""
    for number, label in re.findall(r"<a n=(\d+)(?: c)?>([^<]*)</a>", main):
        title = texts[int(number)][0]
        name = title.partition(":")[2] if ":" in title else ""
        fine = html.unescape(label) in (title, name, LABELS.get(name), "저작권과 이용 조건", title.partition(": ")[2])
        need(fine, f"{label} leads to {title}")
    members = {number: members_of(text[1]) for number, text in texts.items()}
    owners = check_front(main, {number: each for number, each in members.items() if each is not None}, None, ())
    shown = [re.sub(r"<a [^<>]*>", "<a>", text[text.find("<h2>") :]) for text in (main, front)]
    wanted = shown[1].replace("<a>모두 보기</a>", "").partition("\n</div>\n</body>")[0]
    need(not front or shown[0] == wanted, "first page")
    titles = [title for _, _, title in top_of(main) if not any(c.isdigit() for c in html.unescape(title))]
    need(re.findall(r'data-go="example" class="r-example">([^<]*)<', main) == titles[:3], "examples")
    return owners


LISTED = re.compile(r'<li><a href="\.\./(?:\.\./([^"/]*/[^"/]*)#p(\d+)|([^"]*))">([^<]*)</a></li>\n')


def check_plain_lists(lists, index, articles, owners, ways):
    """The lists of the plain pages: each article once by its letter, and under the subject that it belongs to."""
    seen = {}

    def walk(page, name):
        heading, text = lists[page]
        need(heading == name and page not in seen, f"{page}: led to twice, or by another name")
        seen[page] = True
        found, leaves = [], []
        for address, n, below, label in LISTED.findall(text):
            if n:
                need((html.unescape(label), address) == articles[int(n)], f"{page}: {label}")
                found.append(int(n))
                continue
            more, further = walk(below, label)
            found, leaves = found + more, leaves + further
            ends = [articles[n][0] for n in (more[0], more[-1])]
            ends = [(title, unicodedata.normalize("NFC", title)[:1].upper()) for title in ends]
            names = {a if a == b else f"{a} – {b}" for a in ends[0] for b in ends[1]}
            need(html.unescape(label) in names, f"{page}: {label}")
        need(text.count("<li>") == len(LISTED.findall(text)), page)
        steps = re.findall(r'<a href="\.\./([^"]*)">(앞쪽|뒤쪽)</a>', text)
        return found, leaves or [(page, steps)]

    def whole(page, name, letter=False):
        found, leaves = walk(page, name)
        places = [filed(articles[n][0]) for n in found]
        need(places == sorted(places), f"{page}: order")
        need(not letter or {SHELVES[place[0]] for place in places} == {name}, f"{page}: letter")
        for at, (page, steps) in enumerate(leaves):
            before, behind = leaves[at - 1][:1] if at else (), leaves[at + 1][:1] if at + 1 < len(leaves) else ()
            need(steps == [*((p, "앞쪽") for p in before), *((p, "뒤쪽") for p in behind)], page)
        return found

    letters = re.findall(r'<a id="g(\d+)" href="L/([^"]*)">([^<]*)</a> ', index)
    names = [name for *_, name in letters]
    need([(int(n), h) for n, _, h in letters] == [(n, h) for n, h in enumerate(SHELVES, 1) if h in names], "letters")
    listed = [number for _, page, name in letters for number in whole(page, name, True)]
    told = re.search(r"골라 실은 글 ([0-9,]+)개", index)
    need(not index or told[1] == f"{len(listed):,}", "number of plain pages")
    need(sorted(listed) == sorted(articles), "data/P/index.htm: not each article once")
    rows = re.findall(r'<li><a href="L/([^"]*)">([^<]*)</a> <small>글 ([0-9,]+)개</small></li>\n', index)
    found = [(label, sorted(whole(page, label))) for page, label, _ in rows]
    need(found == [(h, wanted) for h in owners if (wanted := sorted({*owners[h]} & {*articles}))], "subjects")
    need([int(size.replace(",", "")) for *_, size in rows] == [len(numbers) for _, numbers in found], "sizes")
    need(index.count("<li>") == len(rows) and ways == [row[:2] for row in rows] and [*seen] == sorted(lists), "lists")


def check_files(folder, names, folders):
    """Names, kinds, attributes, times and modes of files; gives the lines of sums.txt."""
    lines, modes = [], {}
    archive = NAMED.get("file", ["wiki.zim"])[0] if "file" in NAMED else "wiki.zim"
    parts = sorted(n for n in names if re.fullmatch(re.escape(archive) + "[a-z]{2}", n))
    letters = "abcdefghijklmnopqrstuvwxyz"
    wanted = [f"{archive}{a}{b}" for a in letters for b in letters][: len(parts)]
    allowed = {archive} if archive in names else set(parts) if parts == wanted and len(parts) > 1 else set()
    for name in [*folders, *names]:
        path, report = os.path.join(folder, name), at(name)
        facts, digest = os.lstat(path), hashlib.sha256()
        kind = "folder" if stat.S_ISDIR(facts.st_mode) else "file"
        held = os.listxattr(path, follow_symlinks=False) if hasattr(os, "listxattr") else []
        held = [attribute for attribute in held if attribute not in LABELLED]
        odd = kind == "file" and (facts.st_nlink != 1 or not stat.S_ISREG(facts.st_mode))
        other = not odd and modes.setdefault(kind, facts.st_mode) != facts.st_mode
        if held or odd or other or stat.S_IMODE(facts.st_mode) not in (0o644, 0o755, 0o777):
            report("name", held or oct(facts.st_mode))
        if not os.listdir(path) if kind == "folder" else name not in allowed and not own(name):
            report("name")
        elif name != "sums.txt" and stat.S_ISREG(facts.st_mode):
            COUNT["seen"] += 1
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
            lines.append(f"{digest.hexdigest()}  {name}\n".encode())
    path = os.path.join(folder, "sums.txt")
    with open(path if os.path.isfile(path) else os.devnull, "rb") as file:
        listed = file.read()
    if listed != b"".join(lines):
        for line in sorted({*lines} ^ {*listed.splitlines(keepends=True)}) or [b"order"]:
            at("sums.txt")("sums", line.decode("utf-8", "replace").strip()[-80:])
    return sorted(allowed)


def main(arguments, found=0):
    if arguments and verify_image.is_image(arguments[0]):
        return check_in_image(arguments)
    NAMED.clear()
    for option, value in zip(arguments[1::2], arguments[2::2]):
        NAMED.update({"shell": value} if option == "--shell" else {value.partition("=")[0]: [value.partition("=")[2]]})
    if (
        not arguments
        or not os.path.isdir(arguments[0])
        or {*arguments[1::2]} - {"--shell", "--named"}
        or len(arguments) % 2 == 0
    ):
        print(__doc__, file=sys.stderr)
        return 3
    folder, names, folders, held = arguments[0], [], ["."], ({}, {}, None, {}, "", [])
    COUNT.update(found=found, seen=0)
    for parent, below, files in os.walk(folder):
        for name in [*below, *files]:
            path = os.path.join(parent, name)
            kind = folders if os.path.isdir(path) and not os.path.islink(path) else names
            kind.append(os.path.relpath(path, folder).replace(os.sep, "/"))
    names.sort()
    plain = [
        name for name in names if stat.S_ISREG(os.lstat(os.path.join(folder, name)).st_mode)
    ]  # no others are opened
    faults = (struct.error, LookupError, ValueError, TypeError, AttributeError, OSError, zlib.error)
    faults += (ArithmeticError, RecursionError, MemoryError, EOFError)
    try:
        archive = [name for name in check_files(folder, names, folders) if name in plain]
        if archive:
            held = check_archive([os.path.join(folder, name) for name in archive], archive[0])
    except faults as error:
        at("archive")("damage", error)
    if any(name[:5] == "data/" or name == "index.html" for name in names):
        try:
            need("index.html" in plain, "index.html")
            check_reader(folder, plain, *held)
        except faults as error:
            at("reader")("damage", error)
    day = held[0].get("Date", "")
    moment = None
    try:
        unseen = not held[0] or (verify_search.zstandard is None and not day)
        need(unseen or re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.A), f"the day {day!r}")
        moment = int(datetime.datetime.strptime(day + "+0000", "%Y-%m-%d%z").timestamp()) if day else None
    except ValueError as error:
        at("archive")("damage", error)
    for name in [*folders, *names]:
        found = os.lstat(os.path.join(folder, name)).st_mtime_ns
        moment = moment or found // 10**9
        if found != moment * 10**9:
            at(name)("time")
    if verify_search.zstandard is None:
        print(TEXTS["partly"][KOREAN])
    print(TEXTS["found" if COUNT["found"] else "clean"][KOREAN].format(COUNT["found"] or COUNT["seen"]))
    return 1 if COUNT["found"] else 0 if verify_search.zstandard else 2


def check_in_image(arguments):
    """The image of a drive, then the drive in it."""
    COUNT.update(found=0, seen=0)
    with tempfile.TemporaryDirectory() as room:
        try:
            verify_image.check_image(arguments[0], room)
        except (ValueError, IndexError, KeyError, OSError, struct.error) as error:
            at(os.path.basename(arguments[0]))("damage", error)
            print(TEXTS["found"][KOREAN].format(COUNT["found"]))
            return 1
        inside = [os.path.relpath(os.path.join(parent, n), room) for parent, _, names in os.walk(room) for n in names]
        drives = re.compile(FILES.pattern + r"|data/.*|wiki\.zim.*", re.A | re.S)
        verify_image.OTHERS = {n for n in (name.replace(os.sep, "/") for name in inside) if not drives.fullmatch(n)}
        return main([room, *arguments[1:]], COUNT["found"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
