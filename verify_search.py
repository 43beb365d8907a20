"""The reader's data files and what follows from them: search data and plain pages. A part of verify_drive.py.

What a search finds follows from the titles and texts of the drive; it is made once more here and compared. So are the
plain pages, from the articles.
"""

# ruff: noqa: B905, RUF071 - read by people without tools, for Python 3.8 as well
import collections
import contextlib
import hashlib
import html
import importlib
import itertools
import math
import os
import re
import unicodedata
import zlib

from verify_pages import (
    CONTROLS,
    DIGESTS,
    KEY,
    LATE,
    LATE_CLASSES,
    LINES,
    NAMED,
    NO_TEXT,
    NO_TEXT_CLASSES,
    PAGE,
    escaped,
    need,
    title_at,
)

zstandard = None
for module in ("compression.zstd", "zstandard"):
    with contextlib.suppress(ImportError):
        zstandard = importlib.import_module(module)


# --- packed data
def decompress(data, stored):
    """Unpack one Zstandard frame (RFC 8878) whose header is ours: ``stored`` tells its size, else it is a cluster's."""
    wide = {0: 1, 1: 2, 2: 4}.get(data[4] >> 6, 0) if stored else 0
    told = int.from_bytes(data[5 : 5 + wide], "little") + (256 if wide == 2 else 0)
    need(
        data[:4] == b"\x28\xb5\x2f\xfd"
        and (data[4] & 63 == 32 and told < 1 << 28 if stored else data[4:6] == b"\0\x68")
    )
    place, last = 5 + wide if stored else 6, 0
    while not last:
        block = int.from_bytes(data[place : place + 3], "little")
        last, kind, size = block & 1, block >> 1 & 3, block >> 3
        need(place + 3 <= len(data) and kind < 3 and (0 < size <= 1 << 17 or block == 1), "a block of compressed data")
        bare = data[place + 3 : place + 3 + size] if kind == 0 else b""
        need(len(bare) >= 64 or last or not bare, "a block that ends early")
        need(len(bare) < 64 or len(zlib.compress(bare)) > 0.8 * size, "a block that is not packed and could be")
        place += 3 + (1 if kind == 1 else size)
    need(
        place == len(data) and not (stored and wide != (1 if told < 256 else 2 if told < 65792 else 4)),
        "bytes around data",
    )
    if zstandard is None:
        return None
    try:
        unpacker = zstandard.ZstdDecompressor()
        unpacker, found = unpacker.decompressobj() if hasattr(unpacker, "decompressobj") else unpacker, bytearray()
        for place in range(0, len(data), 4096):
            found += unpacker.decompress(data[place : place + 4096]) if len(found) < 1 << 29 else b""
    except Exception as error:
        raise ValueError(str(error)) from error
    need(
        unpacker.eof and not unpacker.unused_data and (not stored or len(found) == told), "compressed data that are cut"
    )
    return bytes(found)


def numbers(data, count, place):
    """Numbers in groups of seven bits and the place after them."""
    found = []
    for _ in range(count):
        match = re.compile(rb"[\x80-\xff]{0,8}[\x01-\x7f]|\0").match(data, place)
        need(match, "a number that is cut")
        found.append(sum((b & 127) << 7 * i for i, b in enumerate(match[0])))
        place = match.end()
    return found, place


def literal(data):
    for old, new in ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\r", b"\\r")):
        data = data.replace(old, new)
    return re.sub(rb"\0(?=[0-9])", rb"\\x00", data).replace(b"\0", b"\\0")


def shard(folder, name):
    """The payload of a data file; nothing without a decompressor."""
    with open(os.path.join(folder, name), "rb") as file:
        data = file.read()
    boots = ("data/B/00/00.txt", "data/K/00/00.txt")
    head = b'R.shards.calibrate("' + literal(bytes(range(256))) + b'");\n' if name in boots else b""
    call = rb'R\.shards\.take\("([ABCDFIKLSTUVWX])",(\d+),"(.*)",(\d+)\);\n'
    match = re.fullmatch(re.escape(head) + call, data, re.S)
    number, letters = int(match[2]), {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}
    frame = re.sub(rb"\\(x00|.)", lambda m: letters[m[1]], match[3], flags=re.S)
    folder = f"{match[1].decode()}{number >> 16 or ''}"
    need(f"data/{folder}/{number >> 8 & 255:02x}/{number & 255:02x}.txt" == name, "place")
    need(
        literal(frame) == match[3]
        and str(zlib.adler32(frame)).encode() == match[4]
        and str(number).encode() == match[2]
    )
    return decompress(frame, True)


def items(folder, names):
    """The items in data files of one kind, which may go on in the next file; and how many begin in each."""
    waiting, stream = [], b""
    for name in names:
        data = shard(folder, name)
        (carry, count), place = numbers(data, 2, 0)
        lengths, place = numbers(data, count, place)
        need(carry == min(len(data) - place, sum(n for _, n in waiting) - len(stream)), "an item that goes on")
        waiting += [(name, length) for length in lengths]
        stream += data[place:]
        while waiting and waiting[0][1] <= len(stream):
            yield waiting[0][0], stream[: waiting[0][1]]
            stream = stream[waiting.pop(0)[1] :]
        need(len(waiting) < 2, "items after one that is cut")
    need(not waiting and not stream, "the last item")


# --- search data
def units(text):
    """Text as JavaScript counts it: two units for a character beyond the first plane."""
    return (
        text if text.isascii() else "".join(map(chr, memoryview(text.encode("utf-16", "surrogatepass")).cast("H")[1:]))
    )


def key_table(data, place):
    """Sorted keys, each with what it shares with the one before left out; and the place after them."""
    ((count,), place), keys = numbers(data, 1, place), [""]
    for _ in range(count):
        (shared, length), place = numbers(data, 2, place)
        key, place = keys[-1][:shared] + units(data[place : place + length].decode()), place + length
        same = len(os.path.commonprefix([keys[-1], key]))
        need(
            keys[-1] < key and shared == same - (same > 0 and "\ud7ff" < key[same - 1] < "\udc00"),
            "keys that are not in order",
        )
        keys.append(key)
    return keys[1:], place


def search_entries(kind, data):
    """(line of titles, start, item, weight) of the entries in one payload of search data (docs/formats-search.md)."""
    place, wanted = 0, None
    if kind in "UDW":
        keys, place = key_table(data, 0)
        counts, place = numbers(data, len(keys), place)
        wanted = sum(counts)
        need(all(0 < n < 25 for n in counts), "a prefix without titles")
    (count, size), place = numbers(data, 2, place)
    lines = data[place : place + size].decode().split("\n") if count else []
    starts, place = numbers(data, count, place + size)
    need(len(lines) == count == len(starts) and wanted in (None, count) and place + 4 * count == len(data), "columns")
    low, middle, high, weights = (data[place + i * count : place + (i + 1) * count] for i in range(4))
    rows = [
        (line, n >> 1, a | b << 8 | c << 16, w)
        for line, n, a, b, c, w in zip(lines, starts, low, middle, high, weights)
    ]
    need(
        all((n & 1) == ("\t" in line) and line.count("\t") < 3 for line, n in zip(lines, starts)),
        "another name of nothing",
    )
    most = {"C": 1, "D": 1, "V": 4, "W": 4}.get(kind, 0)
    need(
        all(start < max(most or len(units(line.partition("\t")[0])), 1) for line, start, _, _ in rows),
        "begins where no word does",
    )
    return rows


def check_postings(data, articles, held):
    """The full text: words, and for each the articles in order with a weight; adds how many words each has."""
    terms, place = key_table(data, 0)
    counts, place = numbers(data, len(terms), place)
    sizes, place = numbers(data, len(terms), place)
    for term, count, size in zip(terms, counts, sizes):
        gaps, after = numbers(data, count, place)
        need(
            after == place + size and gaps and min(gaps[1:], default=1) and sum(gaps) < articles and len(term) < 41,
            "postings",
        )
        need(all(c.isalnum() or c > "\u02ff" for c in term) and not CONTROLS.search(term), "a word")
        held.update(itertools.accumulate(gaps))
        place = after
    need(place + sum(n + 1 >> 1 for n in counts) == len(data), "weights")


def speller(tables):
    """A function that gives the letters of a title, by the release's tables of spelling."""
    rows = [line.split("\t") for line in tables.splitlines()]
    lists = {row[0]: row[1].split(" ") for row in reversed(rows) if len(row) > 1}
    own, hanja = ({ord(c): row[1] for row in rows if row[0] == kind for c in row[2]} for kind in ("letter", "hanja"))
    for span, value in [(s, " ") for s in lists["separator"]] + [(s, None) for s in lists["mark"]]:
        for code in range(int(span.partition("-")[0], 16), int(span.rpartition("-")[2], 16) + 1):
            own.setdefault(code, value)
    own.update({code: chr(code + 32) for code in range(65, 91)})
    quiet = [11 if medial in lists["silencing"][0] else 2 for medial in lists["medials"]]
    fold = {
        0xAC00 + c: chr(0xAC00 + c + (quiet[c // 28 % 21] - c // 588) * 588) for c in range(11172) if c // 588 in (2, 5)
    }

    def letters(title):
        title = re.sub(r"\s*\([^()]*\)\s*$", "", title) or title
        whole = units(title).translate(own).replace(" ", "").translate(hanja) or "~" + title.replace(" ", "").lower()
        return whole[:40].translate(fold)

    return letters, hanja


def check_near(root, weights, files):
    """Titles by their rarest letters, made once more from the letters of all titles."""
    counts, wanted, found, last, keys = {}, [], [], "", []
    for letter in "".join(weights):
        counts[letter] = counts.get(letter, 0) + 1
    common = sorted(sorted(counts, key=lambda c: (-counts[c], c))[:600], key=lambda c: (counts[c], c))
    places = {letter: n for n, letter in enumerate(common)}
    for whole, weight in weights.items():
        rare, pairs = sorted(whole, key=lambda c: (places.get(c, -1), c))[:3], set()
        pairs.update(a + b for a, b in itertools.combinations(rare, 2))
        if len(whole) == 2:  # consonants alone
            codes = [ord(c) - 0xAC00 for c in whole]
            pairs.add(
                "".join(
                    sorted(
                        chr(0xE000 + int("0012213445516660247"[n // 588]) * 28 + n % 28) if 0 <= n < 11172 else c
                        for n, c in zip(codes, whole)
                    )
                )
            )
        wanted += [(pair + chr(32 + len(whole)), whole, weight) for pair in pairs]
    for data in files:
        groups, place = key_table(data, 0)
        sizes, place = numbers(data, len(groups), place)
        (size,), place = numbers(data, 1, place)
        lines, rows = (
            data[place : place + size].decode().split("\n"),
            [g for g, n in zip(groups, sizes) for _ in range(n)],
        )
        need(0 not in sizes and len(rows) == len(lines) == len(data) - place - size, "titles by their letters")
        rows = list(zip(rows, lines, data[place + size :]))
        first, length = "".join(rows[0][:2]), 1
        while length < len(first) and first[:length] <= last:
            length += 1
        keys, last, found = [*keys, first[:length]], "".join(rows[-1][:2]), found + rows
    need(found == sorted(wanted), "titles by their letters")
    (size,), place = numbers(root, 1, 0)
    need(
        root[place : place + size].decode() == "".join(common) and key_table(root, place + size) == (keys, len(root)),
        "the root of the search",
    )


def running_text(body):
    """The running text of a body."""
    heaps, skipped, late, stack = ([], []), 0, 0, []
    for end, tag, values, text in re.findall(r"<style>.*?</style>|<(/?)([a-zA-Z0-9]+)([^<>]*)>|([^<]+)", body, re.S):
        if text and not skipped:
            heaps[late > 0].append(html.unescape(text))
        if end and stack:
            tag, off, aside, begin = stack.pop()
            skipped, out = skipped - off, heaps[late > 0]
            if not skipped + off:
                if tag in ("td", "th") and not re.search(r"[^\W\d_]", "\n".join(out[begin:])):
                    del out[begin:]
                out += ["\n"] * (tag in LINES)
                late -= aside
        elif tag and not end:
            values = {key: html.unescape(a or b) for key, a, b in KEY.findall(values)}
            classes = {*values.get("class", "").split()}
            hidden = re.search(
                r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", values.get("style", ""), re.I
            )
            if tag == "math" and not skipped:
                heaps[late > 0].append(values.get("alttext", "").translate({0xFF1C: "<", 0xFF1E: ">"}))
            off, void = (
                bool(tag in NO_TEXT or classes & {*NO_TEXT_CLASSES} or hidden or values.get("role") == "navigation"),
                tag in ("br", "hr", "img", "wbr", "col"),
            )
            aside = bool(tag in LATE or classes & {*LATE_CLASSES})
            if not skipped + off:
                late += aside
                heaps[late > 0].extend(["\n"] * (tag in LINES))
            if not void:
                skipped += off
                stack.append((tag, off, aside, len(heaps[late > 0])))
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]+", "", "".join([*heaps[0], "\n", *heaps[1]]))
    return re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def first_words(text):
    """The beginning of a running text: what kind L has of it."""
    ends = [m.start() + 1 for m in re.compile(r"[.?!]\s|\n").finditer(text, 100, 200)] or [text.rfind(" ", 100, 200)]
    return " ".join((text[: ends[-1] if ends[-1] > 0 else 200] if len(text) > 200 else text).split())


def northern(title, leads):
    """Whether a name is only the Northern spelling of another: 로동 of 노동. The archive has more of these."""
    pairs = [(divmod(ord(a) - 0xAC00, 588), divmod(ord(b) - 0xAC00, 588)) for a, b in zip(title, leads) if a != b]
    same = all(a[1] == b[1] and (a[0], b[0]) in ((5, 2), (5, 11), (2, 11)) for a, b in pairs)
    return len(title) == len(leads) and title != leads and same


def northern_name(title, text, hanja):
    """How the North spells a title, as the Hanja in the first words of its article tell; empty if not otherwise."""
    bare = re.sub(r"(?<=\S) ?\([^()]*\)$", "", title)
    letters = bare.replace(" ", "")
    for match in re.finditer("[\u4e00-\u9fff\uf900-\ufaff]+(?: [\u4e00-\u9fff\uf900-\ufaff]+)*", text[:300]):
        read = [hanja.get(ord(c), "") for c in match[0].replace(" ", "")]
        told = re.fullmatch("[가-힣]+", letters) and len(read) == len(letters) and "".join(read) != letters
        if told and all(a == b or (len(a) == 1 and northern(a, b)) for a, b in zip(read, letters)):
            rest = iter(read)
            return "".join(" " if c == " " else next(rest) for c in bare) + title[len(bare) :]
    return ""


def check_search(folder, files, known, shown, redirects, texts, limits, begun):
    """The data of the search: all that is in it is an article's, or made from titles.

    Gives how many articles lead to each item, and those that only tell names apart.
    """
    aliases, weights, near, letters, last, told, begins, spelled = set(), {}, b"\0\0", None, 0, [], {}, {}
    held, apart = collections.Counter(), {}
    links = re.compile(r'<a n="?([0-9]+)')
    articles = [number for number, text in texts.items() if text[2]]
    incoming = collections.Counter(n for a in articles for n in {*map(int, links.findall(texts[a][1]))} - {a})
    for kind in "SFTUCDVW":
        for name in files[kind]:
            data = shard(folder, name)
            if kind == "S":
                (count, *sizes), place = numbers(data, 8, 0)
                parts = [data[place + sum(sizes[:i]) : place + sum(sizes[: i + 1])] for i in range(7)]
                need(count == 7 and place + sum(sizes) == len(data), "the root of the search")
                need(
                    hashlib.sha256(parts[0]).hexdigest() in DIGESTS["spelling"]
                    and ("aliases" in NAMED or hashlib.sha256(parts[1]).hexdigest() in DIGESTS["aliases"]),
                    "tables of spelling",
                )
                aliases = {row.split("\t")[0] for row in parts[1].decode().splitlines()}
                letters, hanja = speller(parts[0].decode())
                near = parts[6]
                for part, place, tables in [(parts[i], 0, 2) for i in (2, 3, 5)] + [
                    (parts[4], numbers(parts[4], 2, 0)[1], 2)
                ]:
                    for _ in range(tables):
                        _, place = key_table(part, place)
                    need(
                        place == len(part) or (part is parts[4] and numbers(part, 1, place)[1] == len(part)),
                        "the root of the search",
                    )
            elif kind == "F":
                check_postings(data, limits["A"], held)
            else:
                for line, start, item, weight in search_entries(kind, data):
                    titles, named = line.split("\t")[:2], texts[item][0] if item in texts else ""
                    told += (
                        [titles[0]]
                        if (kind, start) == ("T", 0) and (titles[0] not in aliases or titles[0] in shown)
                        else []
                    )
                    leads, other = [titles[0], title_at(redirects.get(titles[0], ""))], len(titles) > 1
                    need(
                        titles == (leads if other else [named])
                        or (other and (not known or titles[0] in aliases - redirects.keys())),
                        line,
                    )
                    begins.setdefault((kind, line), []).append(start)
                    need(item < limits["A"] and not CONTROLS.search(line), f"{name}: {line}")
                    wanted = min(255, round(14 * math.log2(1 + incoming[item])))  # twice the links: 14 more
                    need(weight == wanted or not texts[item][2], f"{name}: {line} weighs {weight}, not {wanted}")
                    need(
                        not known or all(t in shown or t in aliases for t in titles),
                        f"{name}: the title of no page: {line}",
                    )
                    if (
                        kind == "T"
                        and not start
                        and re.fullmatch("[^~\ud800-\udfff][^\ud800-\udfff]+", letters(titles[0]))
                    ):
                        weights[letters(titles[0])] = max(weight, weights.get(letters(titles[0]), 0))
    quiet = "[\\W_aeiouhwy\u110b\u1161-\u1175\u0300-\u036f]"
    for (kind, line), starts in begins.items():  # of a few consonants the first reading may be too short
        bare = re.sub(r"\s*\([^()]*\)\s*$", "", line.split("\t")[0])
        heard = re.sub(quiet, "", unicodedata.normalize("NFD", bare.lower()))
        few = len(heard) < 5 and re.search("[^\u1100-\u11ff]", heard)  # Hangul has one reading only
        fine = kind != "V" or sorted(starts) == [*range(len(starts))] or few
        need(fine and ("T", line) in begins, line)
    wanted = [title for title, _, is_article, _ in texts.values() if is_article] + [*redirects]
    own = {title for title in redirects if northern(title, title_at(redirects[title]))}
    made = own - {*told}  # by us: the wiki has the others
    told, wanted = ([title for title in each if title not in own] for each in (told, wanted))
    need(not known or sorted(told) == sorted(wanted), "titles of the search that are not those of the drive")
    check_near(near, weights, [shard(folder, name) for name in files["X"]])
    seen = dict.fromkeys(files["L"], 0)
    for number, (name, item) in enumerate(items(folder, files["L"])):
        seen[name] += 1
        title, body, is_article, _ = texts[number]
        text, last = running_text(body) if is_article else "", number + 1
        head = " ".join(re.split(r"\s+", title)) + "\n"
        fine = [(head + words).encode() for words in ("", first_words(text))]
        apart.update({number: not text} if item == fine[0] else {})  # without a text nothing tells
        if is_article and item != fine[0]:  # one that only tells names apart has no other
            spelled.setdefault(northern_name(title, text, hanja), []).append(title)
        need(item in fine if is_article else item == b"\n", f"{name} {number}: not how the article begins")
        runs = re.findall(r"([가-힣]+)|([a-z0-9]+)|[^\W_]", title.lower())
        own = sum(max(1, len(hangul) - 1) for hangul, _ in runs)  # pairs of syllables, words of letters, signs
        few = item != fine[0] or not text or held[number] <= own
        need(few or not is_article, f"{name} {number}: an article without its first words")
    spelled.pop("", None)
    need(all(title_at(redirects[name]) in spelled.get(name, ()) for name in made), "a Northern name of no article")
    need(not known or not made or not {*spelled} - shown - {*redirects}, "a Northern name that is left out")
    need(
        list(seen.values()) == begun.get("L", [])
        and not any(texts[n][2] for n in texts if n >= last)
        and (not last or texts[last - 1][2]),
        "first words of an article",
    )
    return incoming, apart


# --- plain pages
def as_plain(body, own, where):
    """The body of an item as a plain page has it: no pictures, ids of its own, links to where articles stand."""

    def link(match):
        number = match[1] or match[2]
        return f'<a href="../{where[int(number)]}#p{number}"' if int(number) in where else "<a"

    body = re.sub(r'<img i=[^<>]*>|<span class="mwe-math-mathml"><math\b(?s:.*?)</math></span>', "", body)
    ids = r'(<[a-zA-Z][^<>]*? id=)(?:"([^"]*)"|([\w.:-]+))'
    body = re.sub(ids, lambda m: f'{m[1]}"{own}{m[2] or m[3] or ""}"', body)
    body = re.sub(r'<a h=(?:"([^"]*)"|([^\s<>]+))', lambda m: f'<a href="#{own}{m[1] or m[2]}"', body)
    return re.sub(r'<a n=(?:"(\d+)[^"]*"|(\d+))(?: c)?(?=[ >])', link, body)


def check_plain(folder, names, texts, licence):
    """The plain pages, made once more from the articles of the reader; gives their lists and what these may name."""
    where, pages, lists, index = {}, {}, {}, ""
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            text = file.read()
        if name in ("data/P/page.css", "data/P/help.htm"):
            need(hashlib.sha256(text.encode()).hexdigest() in DIGESTS[name], name)
            continue
        kind = "index" if name == "data/P/index.htm" else "list" if name[7] == "L" else "page"
        match = PAGE[f"plain {kind}"].fullmatch(text)
        need(match and match[1] == "문서", f"{name}: not what the template writes")
        index = text if kind == "index" else index
        if kind == "list":
            lists[name[9:]] = match[2], text
        elif kind == "page":
            pages[name] = re.split(
                r'(?=<div class="r-page-main r-plain-article" id="p\d+">\n<h1 class="r-page-title">)', match[2]
            )
            need(len(pages[name]) == 2, f"{name}: not one article")
            where[int(re.match(r'<div class="r-page-main r-plain-article" id="p(\d+)', pages[name][1])[1])] = name[7:]
    order = sorted(where)
    places = {number: place for place, number in enumerate(order)}

    def steps(number):
        place, words = places[number], ""
        for name, other in (("앞 글", place - 1), ("다음 글", place + 1)):
            if 0 <= other < len(order):
                target = order[other]
                words += f'<a href="../{where[target]}#p{target}">{name}: {escaped(texts[target][0])}</a> · '
        return words

    files = [f"{n >> 8:02x}/{n & 255:02x}.htm" for n in range(len(pages))]
    need([where[n] for n in order] == files, "data/P: two pages of one article, or in another order")
    for number, page in where.items():
        (before, piece), own = pages["data/P/" + page], f"p{number}-"
        title, body, _, version = texts[number]
        match = PAGE["plain article"].fullmatch(piece)
        need(
            match
            and match[2] == (version[2] or match[4])
            and html.unescape(match[4]) == title
            and match[3] == as_plain(body, own, where)
            and not before
            and [match[5] or "", match[6] or "", html.unescape(match[7])] == [*version[:2], licence]
            and match[8] == steps(number),
            f"data/P/{page}: another text, {number}",
        )
    return lists, index, {n: (texts[n][0], page) for n, page in where.items()}
