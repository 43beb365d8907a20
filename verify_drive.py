#!/usr/bin/env python3
# ruff: noqa: B905, RUF007 - read by people without tools, for Python 3.8 as well
"""Check a drive that somebody hands you, trusting no program of theirs: python3 verify_drive.py FOLDER [OPTIONS]

Needs Python 3.8 and nothing else; the package "zstandard" (or Python 3.14) lets it look into the compressed parts too.
It accepts what it knows and nothing else: each byte is a field of a format with one spelling (docs/formats*.md), pages
are what a release's templates write, the reader has a release's digest, sums, times and seal follow from the content.
--shell SHA256    a reader that is not listed here (index.html without the line that leads to the plain pages)
--named KEY=TEXT  metadata that you expect: Title, Description, Name, Creator, Publisher, License, LongDescription, file
It reads its neighbours verify_pages.py and verify_search.py, which must lie beside it.
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
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
if __name__ == "__main__":
    sys.dont_write_bytecode = True  # nothing is left beside this file
try:
    import verify_search
    from verify_pages import (
        CONTROLS,
        COUNT,
        DIGESTS,
        KOREAN,
        MEDIA,
        NAMED,
        PAGE,
        PEOPLE,
        PLAIN_LINE,
        TEXTS,
        at,
        gist,
        is_title,
        need,
        picture_fault,
        read_body,
        read_page,
        title_at,
    )
    from verify_search import check_plain, check_search, decompress, items, numbers, shard
except ImportError as error:
    print(f"{error}: verify_pages.py and verify_search.py must lie beside this file", end=" ", file=sys.stderr)
    print("(verify_pages.py와 verify_search.py가 이 파일 옆에 있어야 합니다)", file=sys.stderr)
    sys.exit(4)

NEUTRAL = {
    "Creator": ("위키백과 기여자", "위키백과 기여자들", "-"),
    "Description": ("한국어 위키백과",),
    "Language": ("kor",),
    "License": ("CC BY-SA 4.0",),
    "Name": ("wikipedia_ko_all",),
    "Publisher": ("-", "위키백과 기여자"),
    "Title": ("위키백과",),
}
FILES = re.compile(
    r"index\.html|README\.txt|sums\.txt|data/[ABCDFIKLSTUVWX]\d*/[0-9a-f]{2}/[0-9a-f]{2}\.txt"
    r"|data/P/(index\.htm|page\.css|[0-9a-f]{2}/[0-9a-f]{2}\.htm)",
    re.A,
)


# --- the archive
class Zim:
    """An archive, perhaps in parts; every offset is held against the size before it is followed."""

    def __init__(self, paths):
        self.files = [(open(path, "rb"), os.path.getsize(path)) for path in paths]  # noqa: SIM115
        self.size = sum(size for _, size in self.files)
        header = struct.unpack("<IHH16sIIQQQQIIQ", self.read(0, 80))
        magic, major, minor, _, self.count, clusters, paths, self.titles = header[:8]
        pointers, mimes, self.main, layout, self.end = header[8:]
        after, table = pointers + 8 * clusters, self.read(80, 1968)
        need((magic, major, minor, mimes, layout) == (0x44D495A, 6, 3, 80, 0xFFFFFFFF) and self.count, "header")
        need(
            self.end + 16 == self.size
            and paths + 8 * self.count == pointers
            and (
                after == self.titles == self.end - 4 * self.count or (self.titles, after) == ((1 << 64) - 1, self.end)
            ),
            "lists",
        )
        self.types = table.partition(b"\0\0")[0].decode().split("\0")
        need(not table.partition(b"\0\0")[2].strip(b"\0") and self.types == sorted(set(self.types)), "types")
        self.starts = struct.unpack(f"<{clusters}Q", self.read(pointers, 8 * clusters))
        self.offsets = (*struct.unpack(f"<{self.count}Q", self.read(paths, 8 * self.count)), paths)
        order = [*sorted(self.starts), self.offsets[0]]
        need(order[0] == 2048 and order[-1] <= paths and len(set(order)) == len(order), "clusters")
        self.stops, edge = dict(zip(order, order[1:])), 0
        for _, size in self.files[:-1]:
            edge += size
            need(edge in order or edge == self.end, "a part that ends inside a cluster")

    def read(self, place, length):
        out = b""
        for file, size in self.files:
            if 0 <= place < size and length > 0:
                file.seek(place)
                piece = file.read(min(length, size - place))
                out, length, place = out + piece, length - len(piece), size
            place -= size
        return out

    def entries(self):
        """(cluster or -1, blob or target, number, namespace, path, title, type) of each entry, one after the other."""
        before, used = (0, b""), {0xFFFF}
        for number, place in enumerate(self.offsets[:-1]):
            raw = self.read(place, min(8192, max(0, self.offsets[number + 1] - place)))
            kind, extra, space, revision, cluster, blob = struct.unpack_from(
                "<HBBIII", raw.ljust(16, b"\0")
            )  # a redirect may be shorter
            path, title, rest = (raw[12 if kind == 0xFFFF else 16 :] + b"\0\0").split(b"\0", 2)
            need(
                rest == b"\0\0" and not extra and not revision and before < (space, path) and path and title != path,
                number,
            )
            need(cluster < (self.count if kind == 0xFFFF else len(self.starts)), number)
            before, text = (space, path), (path.decode(), title.decode())
            used.add(kind)
            need(not CONTROLS.search("".join(text)) and not PEOPLE.search(text[0]), text)
            yield (
                *((-1, cluster) if kind == 0xFFFF else (cluster, blob)),
                number,
                chr(space),
                *text,
                ["", *self.types][(kind + 1) & 0xFFFF],
            )
        need(used == {0xFFFF, *range(len(self.types))}, "types")

    def cluster(self, number):
        """(function that reads a stretch of it, offsets of its blobs, its start)"""
        start, stop = self.starts[number] + 1, self.stops[self.starts[number]]
        packed = self.read(start - 1, 1) == b"\5"
        data = decompress(self.read(start, stop - start), False) if packed else b""
        if data is None:
            return None, (), 0
        size = len(data) if packed else stop - start
        get = lambda low, high: data[low:high] if packed else self.read(start + low, high - low)  # noqa: E731
        first = int.from_bytes(get(0, 4), "little")
        need(
            8 <= first <= size and first % 4 == 0 and (packed or self.read(start - 1, 1) == b"\1"), f"cluster {number}"
        )
        offsets = struct.unpack(f"<{first // 4}I", get(0, first))
        need(offsets[0] == first and list(offsets) == sorted(offsets) and offsets[-1] == size, f"cluster {number}")
        return get, offsets, start


def sealed(zim, spots):
    """Whether the MD5 fits and the identifiers are those that follow from the content."""
    md5, sha, good = hashlib.md5(), hashlib.sha256(), True
    for place in range(0, zim.end, 1 << 22):
        block = bytearray(zim.read(place, min(1 << 22, zim.end - place)))
        md5.update(block)
        for spot in spots:
            low, high = max(spot - place, 0), min(spot + 16 - place, len(block))
            block[low:high] = bytes(max(high - low, 0)) if low < high else block[low:high]
        sha.update(block)
    for number, spot in enumerate(spots):
        value = bytearray(hashlib.sha256(sha.digest() + bytes([number])).digest()[:16])
        if number:  # the form of Xapian's own: version 4
            value[6], value[8] = value[6] & 15 | 64, value[8] & 63 | 128
        good = good and zim.read(spot, 16) == value
    return good and md5.digest() == zim.read(zim.end, 16)


def check_index(data, known, titles):
    """A search index (Xapian glass): blocks without a gap, metadata that is ours, documents that are entries."""
    need(data[:16] == b"\x0f\x0dXapian Glass\x04\x6e" and len(data) % 8192 == 0 and not any(data[400:8192]), "index")
    wanted = {
        b"data": b"fullPath",
        b"language": b"kor",
        b"kind": b"title" if titles else b"fulltext",
        b"valuesmap": b"title:0;targetPath:1" if titles else b"title:0;wordcount:1;geo.position:2",
    }
    fixed, count, leads, left = {}, 0, {}, {}
    for start in range(8192, len(data), 8192):
        block, stop = data[start : start + 8192], 8192
        revision, level, most, free, end = struct.unpack_from(">IBHHH", block)
        places = struct.unpack_from(f">{(end - 11) // 2}H", block, 11)
        need(revision == 1 and end % 2 and most == places[-1] - end and not any(block[end : places[-1]]), "free bytes")
        need(free == most or (level and free > most), "free bytes")
        stop -= free - most  # of a first branch that gave its key to the block above, the rest
        left[start // 8192] = block[stop:]
        for place in places:
            leads[level and int.from_bytes(block[place : place + 4], "big")] = block[place + 5 : stop]
            size = 7 + block[place + 4] if level else (struct.unpack_from(">H", block, place)[0] & 0x1FFF) + 3
            need(end <= place < stop == place + size, "items that do not follow one another")
            key, tag = block[place + 3 :][: block[place + 2]], block[place + 3 + block[place + 2] : stop]
            stop, document = place, int.from_bytes(key, "big") & (2 << 7 * len(key)) - 1
            if not level and key[:2] == b"\0\xc0" and len(key) > 2:
                fixed[key[2:]] = tag
            elif not level and 1 < len(key) < 6 and document == count + 1 and block[place] >> 5 in (3, 7):
                tag = zlib.decompress(tag, -15) if block[place] >> 7 else tag
                need(tag[:2] != b"C/" or tag[2:].decode() in known, "a document that is no entry")
                count += tag[:2] == b"C/"
    need(all(leads.get(number, b"")[2:] == rest for number, rest in left.items() if rest), "bytes behind items")
    need(fixed == wanted and data[32:].startswith(b"\1"), "metadata of an index")
    return count


def check_archive(paths, name):
    """One archive; gives its metadata, its entries, the gists of its pages in their order, and its redirects."""
    zim, spots, meta, lists, counter, seen, offsets, pages, pictures, front = (
        Zim(paths),
        {},
        {},
        [],
        {},
        -1,
        (),
        [],
        [],
        0,
    )
    rows = sorted(zim.entries(), key=lambda row: (row[0], row[1], row[2]))
    known = {row[4]: (row[5] or row[4], row[6]) for row in rows if row[3] == "C"}
    names, blobs, path_of = {name for name, _ in known.values()}, {}, {row[2]: row[4] for row in rows}
    for row in rows:
        blobs.setdefault(row[0], []).append(row[1])
    need(set(blobs) - {-1} == set(range(len(zim.starts))), "a cluster of no entry")
    leads = {row[2]: row[1] for row in rows if row[0] < 0}
    need(not any(target in leads for target in leads.values()), "a redirect to a redirect")
    for cluster, blob, number, space, path, title, mime in [r for r in rows if r[3] == "M"] + rows:
        report = at(f"{name}/{space}/{path}")
        try:
            if cluster < 0:
                main = (space, path, title) == ("W", "mainPage", "") and zim.main == number
                need(main or (space == "C" and path[:2] != "_/" and is_title(title_at(path), title or path)), title)
                continue
            if cluster != seen:
                seen, (get, offsets, start) = cluster, zim.cluster(cluster)
                need(not offsets or blobs[cluster] == list(range(len(offsets) - 1)), "blobs of no entry")
            data = get(offsets[blob], offsets[blob + 1]) if offsets else b""
            COUNT["seen"] += bool(space != "M" or path in meta)
            if space == "M":
                kind = {"Counter": "text/plain", "Illustration_48x48@1": "image/png"}.get(
                    path, "text/plain;charset=utf-8"
                )
                need(
                    mime == kind
                    and not title
                    and path in {*NEUTRAL, *NAMED, "Date", "Counter", "Illustration_48x48@1"},
                    mime,
                )
                meta[path] = data if path[0] == "I" else data.decode()
                fault = offsets and path[0] == "I" and (picture_fault(data, mime) or data[16:24] != b"\0\0\0\x30" * 2)
                need(
                    not fault
                    and not (offsets and path in NEUTRAL and meta[path] not in NAMED.get(path, NEUTRAL[path])),
                    meta[path],
                )
            elif space == "X":
                kind = {"fulltext/xapian": "xapian", "title/xapian": "xapian", "listing/titleOrdered/v1": "zimlisting"}[
                    path
                ]
                need(mime == f"application/octet-stream+{kind}" and not title, mime)
                if kind == "xapian":
                    spots[path] = start + offsets[blob] + 16
                    found = check_index(data, known, path[0] == "t")
                    front = found if path[0] == "t" else front
                else:
                    lists.append((data, True))
            elif offsets:
                counter[mime] = counter.get(mime, 0) + 1
                need(space == "C" and mime in ("text/html", "text/css", *MEDIA), mime)
                need(mime == "text/html" or (path[:2] == "_/" and not title), path)
                if mime == "text/html":
                    pages.append((path, read_page(data.decode(), report, path, title or path, known, names, meta)))
                elif mime == "text/css":
                    need(
                        path == "_/page.css" and hashlib.sha256(data).hexdigest() in DIGESTS["_/page.css"],
                        "style sheet",
                    )
                else:
                    need(not picture_fault(data, mime), picture_fault(data, mime))
                    pictures.append(hashlib.sha256(mime.encode() + b"\n" + data).digest())
        except (ValueError, KeyError, IndexError, TypeError, struct.error, zlib.error) as error:
            report("damage", error)
    if all(zim.cluster(c)[1] for c in range(len(zim.starts)) if c < 2):
        need(meta.get("Counter") == ";".join(f"{k}={n}" for k, n in sorted(counter.items())), "Counter")
        need(
            {*NEUTRAL, *NAMED, "Date", "Counter", "Illustration_48x48@1"} - {"file"} == set(meta) and len(lists) == 1,
            "metadata",
        )
    lists += [(zim.read(zim.titles, 4 * zim.count), False)] if zim.titles != (1 << 64) - 1 else []
    order = {row[2]: (row[3], (row[5] or row[4]).encode()) for row in rows}
    for data, part in lists:
        numbers = struct.unpack(f"<{len(data) // 4}I", data)
        keys = [order[n] if part else (*order[n], n) for n in numbers]
        need(
            len({*numbers}) == len(numbers) == (front if part else len(rows)),
            "a title list that is too long or too short",
        )
        need(keys == sorted(keys) and (not part or {k[0] for k in keys} == {"C"}), "titles")
    if not sealed(zim, [8, *(spots[key] for key in sorted(spots))]):
        at(name)("seal")
    redirects = {title_at(r[4]): path_of[r[1]] for r in rows if r[0] < 0 and r[3] == "C"}
    return meta, known, [*pictures, *(gist for path, gist in pages if path not in ("_/main", "_/license"))], redirects


# --- the reader and the files
def check_reader(folder, names, meta, known, pages, redirects):
    """The reader, its data files and the plain pages."""
    gists, files = (
        [],
        {
            k: sorted((n for n in names if re.match(f"data/{k}[0-9]*/", n)), key=lambda n: (len(n), n))
            for k in "ABCDFIKLSTUVWX"
        },
    )
    with open(os.path.join(folder, "index.html"), "rb") as file:
        page, line = file.read(), PLAIN_LINE.encode()
    shell = hashlib.sha256(page.replace(line, b"", 1)).hexdigest()
    need(shell in [*DIGESTS["index.html"], NAMED.get("shell")], f"no reader of a release that is known: {shell}")
    need(
        (page.count(line) == 1) == ("data/P/index.htm" in names)
        and files["B"] + files["K"] == ["data/B/00/00.txt", "data/K/00/00.txt", "data/K/00/01.txt"],
        "plain pages or boot file",
    )
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
        set(begun) <= {*"ACDFILSTUVWX"}
        and {k: len(v) for k, v in begun.items() if v} == {k: len(v) for k, v in files.items() if v and k not in "BK"},
        "tables",
    )
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
            fine = re.fullmatch(r"(?:article|category|index|special)\t(?:[1-9]\d*)?\t(?:\d{4}-\d\d-\d\d)?", line)
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
            gists += (
                [gist(title, *line.split("\t")[1:], *fields[1::2], body)] if number != int(facts["licensePage"]) else []
            )
            texts[number] = title, body, line[:8] == "article\t", line.split("\t")[1:3]
        need(list(seen.values()) == begun.get(kind, []), f"the table of {kind}")
    need(pages in (None, gists), "pictures or articles of the reader that are not those of the archive")
    check_search(folder, files, known, shown, redirects, texts, limits, begun)
    check_plain(folder, [n for n in names if n[:7] == "data/P/"], texts)
    return None


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
        held = [attribute for attribute in held if not attribute.startswith("security.")]
        odd = kind == "file" and (facts.st_nlink != 1 or not stat.S_ISREG(facts.st_mode))
        other = not odd and modes.setdefault(kind, facts.st_mode) != facts.st_mode
        if held or odd or other or stat.S_IMODE(facts.st_mode) not in (0o644, 0o755, 0o777):
            report("name", held or oct(facts.st_mode))
        if not os.listdir(path) if kind == "folder" else name not in allowed and not FILES.fullmatch(name):
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


def main(arguments):
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
    folder, names, folders, held = arguments[0], [], ["."], ({}, {}, None, {})
    COUNT.update(found=0, seen=0)
    for parent, below, files in os.walk(folder):
        for name in [*below, *files]:
            path = os.path.join(parent, name)
            kind = folders if os.path.isdir(path) and not os.path.islink(path) else names
            kind.append(os.path.relpath(path, folder).replace(os.sep, "/"))
    names.sort()
    plain = [
        name for name in names if stat.S_ISREG(os.lstat(os.path.join(folder, name)).st_mode)
    ]  # no others are opened
    faults = (struct.error, IndexError, ValueError, TypeError, KeyError, AttributeError, OSError, zlib.error)
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
    fine = re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    moment = int(datetime.datetime.strptime(day + "+0000", "%Y-%m-%d%z").timestamp()) if fine else None
    for name in [*folders, *names]:
        found = os.lstat(os.path.join(folder, name)).st_mtime_ns
        moment = moment or found // 10**9
        if found != moment * 10**9:
            at(name)("time")
    if verify_search.zstandard is None:
        print(TEXTS["partly"][KOREAN])
    print(TEXTS["found" if COUNT["found"] else "clean"][KOREAN].format(COUNT["found"] or COUNT["seen"]))
    return 1 if COUNT["found"] else 0 if verify_search.zstandard else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
