# ruff: noqa: B905, RUF007 - read by people without tools, for Python 3.8 as well
"""The archive, for ``verify_drive.py``: a ZIM whose every byte is a field, its pages, lists, indexes and seal."""

import hashlib
import html
import os
import re
import struct
import zlib

from verify_pages import (
    CATEGORIES,
    CONTROLS,
    COUNT,
    DIGESTS,
    LABELS,
    MEDIA,
    NAMED,
    PEOPLE,
    SHELVES,
    SPACES,
    at,
    filed,
    is_title,
    need,
    picture_fault,
    read_page,
    title_at,
    unquoted,
)
from verify_search import decompress

NEUTRAL = {
    "Creator": ("위키백과 기여자", "위키백과 기여자들", "-"),
    "Description": ("한국어 위키백과",),
    "Language": ("kor",),
    "License": ("CC BY-SA 4.0",),
    "Name": ("wikipedia_ko_all",),
    "Publisher": ("-", "위키백과 기여자"),
    "Title": ("위키백과",),
}
PLACES = {"_/main": 3, "_/license": 4, "title/xapian": 7, "fulltext/xapian": 8, "listing/titleOrdered/v1": 9}
COMPUTED = ("Date", "Counter", "Tags", "Illustration_48x48@1")
TAGS = "wikipedia;_category:wikipedia;_pictures:{};_videos:no;_details:yes;_ftindex:{}"


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
        need(
            revision == 1 and end % 2 and most == places[-1] - end and not any(block[end : places[-1]]),
            "free bytes",
        )
        if level and free > most:  # the first branch gave its key to the block above
            stop -= free - most
            left[start // 8192] = block[stop:]
        need(free - most == 8192 - stop, "free bytes")
        for place in places:
            if level:
                leads[int.from_bytes(block[place : place + 4], "big")] = block[place + 5 : stop]
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
    behind = all(leads.get(number, b"")[2:] == rest for number, rest in left.items())
    need(behind, "bytes behind the items of a block")
    need(fixed == wanted and data[32:].startswith(b"\1"), "metadata of an index")
    return count


SUBJECT = re.compile(
    r'<li><a (?:href="\.\./([^"]*)"|n=(\d+) c)>([^<]*)</a> <small>글 ([0-9,]+)개</small> '
    r'<a (?:href="\.\./([^"]*)"|n=(\d+))>[^<]*</a></li>\n'
)
MEMBER = re.compile(r'<li><a (?:href="(?:\./|(?:\.\./)+)([^"]*)"|n=(\d+)( c)?)>')
LIST = '<div class="r-category-list">\n'


def key_of(path, number):
    return int(number) if number else unquoted(path)


def members_of(body):
    """The pages that a category's page lists, without those that are reached by a redirect; None of another page."""
    start = body.rfind(LIST)
    end = body.find(CATEGORIES, start) if CATEGORIES in body[start:] else len(body)  # those that it stands in itself
    return [key_of(path, number) for path, number, _ in MEMBER.findall(body, start, end)] if start >= 0 else None


def check_front(main, members, articles, top):
    """The subjects of a first page are counted again: an article belongs to the nearest category of theirs."""
    rows, owners = SUBJECT.findall(main), {}
    step = [(place, key_of(*row[:2])) for place, row in enumerate(rows)]
    reached = {key for _, key in step}
    fine = len(reached) == len(rows) > 2 and reached <= {*members}
    need(fine or not rows, "subjects that are not different categories")
    while step:
        below = []
        for place, key in step:
            for each in members.get(key, ()):
                if each not in members:
                    owners.setdefault(each, place)
        for place, key in step:
            for each in members.get(key, ()):
                if each in members and each not in reached:
                    reached.add(each)
                    below.append((place, each))
        step = below
    counts = [0] * len(rows)
    for place in owners.values():
        counts[place] += 1
    for place, (path, _, label, count, lead, _) in enumerate(rows):
        need(int(count.replace(",", "")) == counts[place], f"subject {label} has {counts[place]} articles")
        if articles is None:
            continue
        name = title_at(unquoted(path)).partition(":")[2]
        need(html.unescape(label) == LABELS.get(name, name), label)
        own = unquoted(path).partition(":")[2]
        own = own if own in articles else next((each for each in top if owners.get(each) == place), None)
        led = unquoted(lead)
        need(led == own if own else owners.get(led) == place, f"subject {label} is led by {led}")
    return {row[2]: [each for each, owner in owners.items() if owner == place] for place, row in enumerate(rows)}


def top_of(main):
    """Rows of the most linked-to articles on a first page."""
    text = main.partition("<h2>다른 글이 많이 가리키는 글</h2>\n")[2].partition("</ul>")[0]
    return re.findall(r'<a (?:href="\.\./([^"]*)"|n=(\d+))>([^<]*)</a>', text)


def read_lists(text):
    """What a page says of lists: categories that it shows, what its own list has, and numbers of articles."""
    body, mark, groups = text.rpartition(CATEGORIES)
    body = body if mark else text
    start = max(0, body.rfind('<div class="r-category-list">\n'))
    rows = re.findall(r'<li>(<i>)?<a href="([^"]*)">', body[start:])
    shown = re.findall(r'<li><a href="([^"]*)">', groups if mark else "")
    told = re.search(r"<h2>이 분류에 속하는 글 ([0-9,]+)개</h2>\n", body[start:])
    behind = body[start + told.end() :].count("<li>") if told and "r-letter-steps" not in body[start:] else -1
    need(behind < 0 or f"{behind:,}" == told[1], "members of a category")
    counts = re.findall(r"([0-9,]+)개의 글이 담긴|<small>([0-9,]+)</small></li>\n", body)
    own = [path_in(link) for italic, link in rows if not italic]
    need(all(len(html.unescape(head)) < 4 for head in re.findall("<h3>([^<]*)</h3>", body[start:])), "<h3>")
    letters = re.findall(r'<a href="(?:\.\./)+_/index/(\d\d)">([^<]*)</a>', body)
    return {path_in(link) for link in shown}, own, [a or b for a, b in counts], start > 0, letters


def path_in(link):
    """The path of a page in a link that begins at the page it stands on; a title may begin with a dot as well."""
    return unquoted(re.sub(r"^(?:\.\.?/)+", "", link))


def check_lists(lists):
    """The letters have every article once, categories those that show them, and their numbers are right."""
    spaces, listed, shows, index, by_letter = (*SPACES, "_//"), {}, {}, [], {}
    articles = sorted(path for path in lists if not path.startswith(("_/", *spaces)))
    for path, (groups, own, counts, is_category, letters) in lists.items():
        if path in ("_/main", "_/index"):
            fine = [(f"{n:02}", name) for n, name in enumerate(SHELVES, 1) if f"{n:02}" in dict(letters)]
            need(letters == fine == lists.get("_/index", lists[path])[4], f"{path}: letters")
        if path[:7] == "_/index":
            index += [link for link in own if link[:2] != "_/"]
            by_letter[path[8:10], len(path), path] = [filed(title_at(link)) for link in own if link[:2] != "_/"]
        elif is_category:
            listed.setdefault(path[2:].rpartition("/")[0] if path[:2] == "_/" else path, []).extend(own)
        for group in groups if path[:2] != "_/" else ():
            shows.setdefault(group, []).append(path)
        total = sum(int(count.replace(",", "")) for count in counts)
        need(path not in ("_/main", "_/index") or total == len(articles), f"{path}: number of articles")
    need(sorted(index) == articles, "articles by letter")
    places = [place for key in sorted(by_letter) for place in by_letter[key]]
    need(
        places == sorted(places) and all(p[0] + 1 == int(key[0]) for key, ps in by_letter.items() for p in ps),
        "titles by letter: order",
    )
    told = lists.get("_/index", ((), (), (), 0, ()))
    for (number, name), count in zip(told[4], told[2]):
        size = sum(len(ps) for key, ps in by_letter.items() if key[0] == number)
        need(count == f"{size:,}", f"_/index: {name}")
    for group, paths in shows.items():
        need(sorted(listed.get(group, ())) == sorted(paths), f"{group}: members of a category")


def place_of(space, path, mime):
    """After which entries of its kind of cluster one lies: metadata by their keys, then by what they are."""
    if space == "M":
        return {"Tags": (2, ""), "Counter": (6, "")}.get(path, (0, path))
    return (1 if mime in ("text/css", MEDIA) else PLACES.get(path, 5), "")


def check_archive(paths, name):
    """One archive; gives its metadata, entries, gists and paths of its pages in order, redirects and first page."""
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
    members, first = {}, ""
    rows = sorted(zim.entries(), key=lambda row: (row[0], row[1], row[2]))
    known = {row[4]: (row[5] or row[4], row[6]) for row in rows if row[3] == "C"}
    SPACES.clear()
    lists_of = {}
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
                main = main and path_of[blob] == "_/main"
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
                    and path in {*NEUTRAL, *NAMED, *COMPUTED},
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
                need(space == "C" and mime in ("text/html", "text/css", MEDIA), mime)
                need(mime == "text/html" or (path[:2] == "_/" and not title), path)
                if mime == "text/html":
                    text = data.decode()
                    lists_of[path] = read_lists(text)
                    pages.append((path, read_page(text, report, path, title or path, known, names, meta)))
                    listed, further = members_of(text), re.fullmatch(r"_/(.*)/(\d+)", path, re.S)
                    first = text if path == "_/main" else first
                    if listed is not None:
                        at_page = (further[1], int(further[2])) if further else (path, 1)
                        members.setdefault(at_page[0], {})[at_page[1]] = listed
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
    need(("W", "mainPage") in {row[3:5] for row in rows}, "no main page")
    spans = [(zim.read(zim.starts[c], 1), zim.cluster(c)[1]) for c in range(len(zim.starts))]
    for kind in (b"\1", b"\5"):
        found = [offsets for packed, offsets in spans if packed == kind and offsets]
        for one, other in zip(found, found[1:]):
            if one[-1] + other[1] - other[0] < 1 << 21:
                at(name)("damage", "a cluster that ends before it is full")
    last = {b"\1": (0, ""), b"\5": (0, "")}
    for row in rows:
        if row[0] >= 0:  # text is packed and nothing else, and our own entries come in one order
            kind, place = spans[row[0]][0], place_of(*row[3:5], row[6])
            need((kind == b"\5") == (row[6][:5] == "text/") and last[kind] <= place, f"{row[4]}: another place")
            last[kind] = place
    members = {path: [each for n in sorted(parts) for each in parts[n]] for path, parts in members.items()}
    if first:
        try:
            check_front(first, members, {path for path, _ in pages}, [unquoted(path) for path, _, _ in top_of(first)])
        except ValueError as error:
            at(f"{name}/C/_/main")("damage", error)
    if all(zim.cluster(c)[1] for c in range(len(zim.starts)) if c < 2):
        need(meta.get("Counter") == ";".join(f"{k}={n}" for k, n in sorted(counter.items())), "Counter")
        wanted = {*NEUTRAL, *NAMED, *COMPUTED} - {"file", "shell", "aliases", "LicenseText"}
        need(wanted == set(meta) and len(lists) == 1, "metadata")
        pictured, indexed = ("yes" if there else "no" for there in (pictures, "fulltext/xapian" in spots))
        need(meta["Tags"] == TAGS.format(pictured, indexed), "Tags")
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
        need(not part or not any(path_of[n].startswith((*SPACES,)) for n in numbers), "a category among the articles")
    if not sealed(zim, [8, *(spots[key] for key in sorted(spots))]):
        at(name)("seal")
    if pages:
        try:
            check_lists(lists_of)
        except (ValueError, KeyError) as error:
            at(name)("damage", error)
    redirects = {title_at(r[4]): path_of[r[1]] for r in rows if r[0] < 0 and r[3] == "C"}
    gists = [*pictures, *(gist for path, gist in pages if path not in ("_/main", "_/license"))]
    gists += [gist for path, gist in pages if path == "_/license"]  # the reader numbers it otherwise
    places = [path for path, _ in pages if path not in ("_/main", "_/license")] + ["_/license"]
    return meta, known, gists, redirects, first, places
