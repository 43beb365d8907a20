#!/usr/bin/env python3
"""Check a drive that somebody hands you, trusting no program of theirs: python3 verify_drive.py FOLDER

Needs Python 3.9 and nothing else; the package "zstandard" (or Python 3.14) lets it look into the compressed parts too.
It shares no line with the program that makes such drives. Checked are sums (sums.txt is what we would write), times
(all equal the archive's date), the seal (identifiers follow from the content, so they tell neither when nor where it
was made), metadata (a short list, no address), and that no page, article or reader file names a place outside.
Exit status: 0 clean, 1 something was found, 2 clean but compressed parts were not seen, 3 nothing to check.
"""

import contextlib
import datetime
import hashlib
import html.parser
import importlib
import os
import posixpath
import re
import stat
import struct
import sys
import urllib.parse
import zlib

zstandard = None
for name in ("compression.zstd", "zstandard"):
    with contextlib.suppress(ImportError):
        zstandard = importlib.import_module(name)

TEXTS = {  # English, Korean
    "sums": ("a line too much or too few", "줄이 남거나 모자랍니다"),
    "name": ("should not be there", "있어서는 안 됩니다"),
    "time": ("has another time than the date of the archive", "시각이 보관 파일의 날짜와 다릅니다"),
    "damage": ("is damaged", "손상되었습니다"),
    "seal": ("an identifier does not follow from the content", "식별자가 내용에서 나온 값이 아닙니다"),
    "outward": ("names a place outside the drive", "드라이브 밖을 가리킵니다"),
    "dangling": ("leads to nothing", "가리키는 것이 없습니다"),
    "clean": ("clean: {} files and entries", "깨끗합니다: 파일과 항목 {}개"),
    "found": ("{} findings", "문제 {}개"),
    "partly": ("compressed parts not seen: install zstandard", "압축된 부분은 보지 못했습니다: zstandard가 필요합니다"),
}  # fmt: skip
COUNT = {"found": 0, "seen": 0}
KOREAN = any((os.environ.get(k) or "").lower().startswith("ko") for k in ("LC_ALL", "LC_MESSAGES", "LANG"))
NAME = re.compile(
    r"index\.html|sums\.txt|[\w-]{1,36}\.zim([a-z]{2})?|data/[A-Z]{1,2}\d*/[0-9a-f]{2}/[0-9a-f]{2}\.js"
    r"|S/(index\.htm|page\.css|[0-9a-f]{2}/[0-9a-f]{2}\.htm)",
    re.A,
)
METADATA = """Counter Creator Date Description Illustration_48x48@1 Language License LongDescription Name Publisher
Title""".split()
ACTIVE = """script iframe frame frameset object embed applet portal base bgsound track use feimage foreignobject animate
set template textarea keygen maction annotation-xml link source picture xmp plaintext image""".split()
ADDRESS = """srcset imagesrcset poster background longdesc dynsrc lowsrc cite manifest profile codebase classid archive
data action formaction ping attributionsrc xml:base icon altimg definitionurl itemtype itemid""".split()
WORDS = "title alt summary abbr content label value id name h alttext headers class".split()
CONTROLS = {"form", "input", "button", "noscript", "select"}
SYSTEM = {"mainPage", "fulltext/xapian", "title/xapian", "listing/titleOrdered/v1", "listing/titleOrdered/v0"}
META = {"charset", "viewport", "referrer", "format-detection", "content-security-policy", "x-dns-prefetch-control"}
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
EMBEDDED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,")
OUTER = re.compile(r"\A(?:/|\Z|[a-z][a-z0-9+.-]*:|.{0,7}//)|[\x00-\x20\\]", re.I)
CSS = re.compile(
    r"url\s*\(|image-set|@import|@font-face|expression\s*\(|-moz-binding|behavior\s*:|\\|src\s*\(|//", re.I
)
OUT = re.compile(r"url\s*\(\s*['\"]?(?!#)|(?:\A|[\s,;('\"])(?:[a-z][a-z0-9+.-]*:)?//|https?:", re.I)
SENDS = re.compile(
    r"XMLHttpRequest|\bfetch\s*\(|WebSocket|EventSource|sendBeacon|RTCPeer|serviceWorker|localStorage|sessionStorage"
    r"|indexedDB|document\.cookie|importScripts|ActiveXObject|\beval\s*\(|new Function"
    r"|[\"'`(]([a-z][a-z0-9+.-]*:)?//|\bhttps?:|//[a-z0-9-]+\.[a-z]",
    re.I,
)
PLACE = re.compile(r"https?:|//|@[a-z0-9-]+\.[a-z]", re.I)
PEOPLE = re.compile(r"(?:^|[/:=])(?:사용자|사용자토론|특수|user|user_talk|special)(?::|%3a)", re.I)
POLICY = re.compile(
    r"<meta http-equiv=.Content-Security-Policy. content=.default-src 'none'; (?:(?!http|\*|//)[^\"])*\">"
)
XAPIAN = b"\x0f\x0dXapian Glass"


def at(where):
    """What prints and counts the findings in one place."""
    say = lambda kind, what: print(f"{where}: {TEXTS[kind][KOREAN]} {what[:100]}")  # noqa: E731
    return lambda kind, what="": say(kind, what) or COUNT.update(found=COUNT["found"] + 1)


class Page(html.parser.HTMLParser):
    """Everything in a page that could lead anywhere."""

    def __init__(self, report, controls, sheet):
        super().__init__(convert_charrefs=True)
        self.report, self.controls, self.sheet, self.inside, self.links = report, controls, sheet, "", []

    def handle_starttag(self, tag, attrs):
        self.inside, values = tag, {key: value or "" for key, value in attrs}
        if tag == "link" and values == {"rel": "stylesheet", "href": self.sheet}:
            return None
        if (tag in ACTIVE or (tag in CONTROLS and not self.controls)) or len(values) != len(attrs):
            self.report("outward", self.get_starttag_text())
        if tag == "meta":
            known = (values.get("name") or values.get("http-equiv") or "".join(values)).lower() in META
            return None if known else self.report("outward", self.get_starttag_text())
        for key, value in values.items():
            bad = key in ADDRESS or key.startswith("on") or (key == "style" and CSS.search(value))
            if key in ("href", "src") and not EMBEDDED.match(value):
                self.links.append(value)
                bad = OUTER.search(value) or PEOPLE.search(value)
            elif key == "xlink:href":
                bad = not value.startswith("#")
            elif key.startswith("data-"):
                bad = "//" in value or SCHEME.match(value)
            elif key not in WORDS and not key.startswith(("aria-", "src")):
                bad = bad or OUT.search(value)
            if bad:
                self.report("outward", f"{key}={value}")
        return None

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        bad = {"style": rf"<[a-z/!?]|{CSS.pattern}", "title": "<[a-z/!?]"}.get(self.inside)
        if bad and re.search(bad, data, re.I):
            self.report("outward", data)

    def handle_comment(self, data):
        if data.lower() != "doctype html" and not (self.controls and data.strip().endswith("(0014)about:internet")):
            self.report("outward", f"<!{data}")

    handle_pi = handle_decl = unknown_decl = handle_comment


def read_page(text, report, here, known, controls=False, sheet=None, whole=True):
    """Judge one page at the place ``here``; its links must lead to ``known`` places."""
    page = Page(report, controls, sheet)
    page.feed(text)
    if re.search(r"<!---?>|<[A-Za-z/!?][^<>]*\Z", text) or page.rawdata.startswith("<"):
        report("outward", text[-80:])
    page.close()
    if whole and not POLICY.search(text[:4000]):
        report("outward", "no Content-Security-Policy")
    for link in dict.fromkeys(page.links):
        target = urllib.parse.unquote(link.partition("#")[0])
        if target and posixpath.normpath(posixpath.join(posixpath.dirname(here), target)) not in known:
            report("dangling", link)


def decompress(data):
    """(unpacked, bytes that follow)"""
    try:
        unpacker = zstandard.ZstdDecompressor()
        unpacker = unpacker.decompressobj() if hasattr(unpacker, "decompressobj") else unpacker
        unpacked = unpacker.decompress(data)
    except Exception as error:
        raise ValueError(str(error)) from error
    if not unpacker.eof:
        raise ValueError("cut")
    return unpacked, len(unpacker.unused_data)


class Zim:
    """An archive, perhaps in parts, read by offsets."""

    def __init__(self, paths):
        self.files = [(open(path, "rb"), os.path.getsize(path)) for path in paths]  # noqa: SIM115
        self.size = sum(size for _, size in self.files)
        if self.size < 96 or self.read(0, 4) != b"ZIM\x04":
            raise ValueError("no ZIM header")
        values = struct.unpack("<IIQQQQIIQ", self.read(24, 56))
        self.count, self.clusters, self.paths, _, self.pointers, self.mimes, _, _, self.end = values
        self.types = self.read(self.mimes, 1 << 16).split(b"\0\0")[0].decode("utf-8", "replace").split("\0")

    def read(self, at, length):
        out = b""
        for file, size in self.files:
            if at < size and length > 0:
                file.seek(at)
                piece = file.read(min(length, size - at))
                out, length, at = out + piece, length - len(piece), size
            at -= size
        return out

    def entries(self):
        """(cluster or -1, blob, namespace, path, type) of each entry"""
        for number in range(self.count):
            raw = self.read(*struct.unpack("<Q", self.read(self.paths + 8 * number, 8)), 4096)
            kind, extra, space, revision, cluster, blob = struct.unpack_from("<HBBIII", raw.ljust(16, b"\0"))
            path = raw[12 if kind == 0xFFFF else 16 :].split(b"\0")[0].decode("utf-8", "replace")
            redirect = kind == 0xFFFF and cluster < self.count
            if extra or revision or len(raw) < 16 or not (redirect or kind < len(self.types)):
                raise ValueError(f"entry {number} {path}")
            yield (-1, 0, chr(space), path, "") if redirect else (cluster, blob, chr(space), path, self.types[kind])

    def cluster(self, number):
        """(its start in the file if it is plain, function that reads a stretch of it, offsets of its blobs)"""
        starts = struct.unpack(f"<{self.clusters}Q", self.read(self.pointers, 8 * self.clusters))
        at = starts[number]
        info = (self.read(at, 1) or b"\xff")[0]
        if info & 15 == 5:
            if zstandard is None:
                return None, None, ()
            stop = min(o for o in [*starts, self.end, self.paths, self.pointers, self.size] if o > at)
            data = decompress(self.read(at + 1, stop - at - 1))[0]
            start, size, get = None, len(data), lambda low, high: data[low:high]
        elif info & 15 in (0, 1):
            start, size, get = at + 1, self.size - at - 1, lambda low, high: self.read(at + 1 + low, high - low)
        else:
            raise ValueError(f"cluster {number} at {at}")
        width, letter = (8, "Q") if info & 16 else (4, "I")
        (first,) = struct.unpack("<" + letter, get(0, width))
        offsets = struct.unpack(f"<{first // width}{letter}", get(0, first - first % width))
        if not offsets or list(offsets) != sorted(offsets) or offsets[-1] > size:
            raise ValueError(f"cluster {number}")
        return start, get, offsets


def sealed(zim, index_spots):
    """Whether the MD5 fits and the identifiers are those that follow from the content."""
    spots, md5, sha, good = [8, *index_spots], hashlib.md5(), hashlib.sha256(), True
    for at in range(0, zim.end, 1 << 22):
        block = bytearray(zim.read(at, min(1 << 22, zim.end - at)))
        md5.update(block)
        for spot in spots:
            low, high = max(spot - at, 0), min(spot + 16 - at, len(block))
            block[low:high] = bytes(max(high - low, 0)) if low < high else block[low:high]
        sha.update(block)
    for number, spot in enumerate(spots):
        value = bytearray(hashlib.sha256(sha.digest() + bytes([number])).digest()[:16])
        if number:  # the form of Xapian's own: version 4
            value[6], value[8] = value[6] & 15 | 64, value[8] & 63 | 128
        good = good and zim.read(spot, 16) == value
    return good and zim.end + 16 == zim.size and md5.digest() == zim.read(zim.end, 16)


def check_archive(paths, name):
    """One archive; gives its date, or nothing if that could not be read."""
    zim = Zim(paths)
    entries = sorted(zim.entries())
    known = {path for _, _, space, path, _ in entries if space == "C"}
    date, current, spots = "", -1, {}
    for number, blob, space, path, mime in entries:
        COUNT["seen"] += 1
        report = at(f"{name}/{space}/{path}")
        own = {"C": {path}, "M": METADATA, "W": SYSTEM, "X": SYSTEM}.get(space, ())
        if path not in own or PEOPLE.match(path):
            report("name")
        if number != current:
            current, (start, get, offsets) = number, zim.cluster(number)
        if number < 0 or not offsets:  # a redirect, or nothing to unpack with
            continue
        low, high = offsets[blob], offsets[blob + 1]
        if space == "X" and path.endswith("/xapian"):
            spots[path] = start + low + 16
            if get(low, low + 14) != XAPIAN:
                report("seal")
            continue
        text = get(low, high).decode("utf-8", "replace")
        date = text if (space, path) == ("M", "Date") else date
        if space == "M" and path not in ("Counter", "License", "Illustration_48x48@1") and PLACE.search(text):
            report("name", text)
        elif mime.startswith("text/html") and space == "C":
            read_page(text, report, path, known, sheet=("../" * path.count("/") or "./") + "_/page.css")
        elif mime.startswith("text/css") and CSS.search(text):
            report("outward", CSS.search(text)[0])
        elif space == "C" and not mime.startswith(("text/plain", "text/css", "image/", "audio/", "video/")):
            report("name", mime)
    if not sealed(zim, [spots[key] for key in sorted(spots)]):
        at(name)("seal")
    return date


def numbers(data):
    """Numbers in groups of seven bits, each with the place after it."""
    for match in re.finditer(rb"[\x80-\xff]*[\0-\x7f]", data, re.S):
        yield sum((byte & 127) << 7 * place for place, byte in enumerate(match[0])), match.end()


def shard(path):
    """The payload of a data file; nothing without a decompressor."""
    with open(path, "rb") as file:
        data = file.read()
    place = path.replace(os.sep, "/").split("/")[-3:]
    if place[0] == "B" and data.startswith(b'R.shards.calibrate("') and data.find(b"\n") < 300:
        data = data.partition(b"\n")[2]
    match = re.fullmatch(rb'R\.shards\.take\("([ABCDFILSTUVWX])",(\d+),"((?:[^"\\\n\r\0]|\\.)*)",(\d+)\);\n', data, re.S)
    number, letters = int(match[2]), {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}
    own = f"{match[1].decode()}{number >> 16 or ''}/{number >> 8 & 255:02x}/{number & 255:02x}.js"
    frame = re.sub(rb"\\(x00|.)", lambda m: letters[m[1]], match[3], flags=re.S)
    if zlib.adler32(frame) != int(match[4]) or "/".join(place) != own:
        raise ValueError("sum or place")
    unpacked, rest = decompress(frame) if zstandard else (b"", 0)
    if rest:
        raise ValueError("bytes after the data")
    return unpacked


def articles(paths):
    """The articles in the reader's data files, which may go on in the next file."""
    waiting, stream = [], b""
    for path in paths:
        data = shard(path)
        values = numbers(data)
        (_, _), (count, at) = next(values, (0, 0)), next(values, (0, 0))
        for _ in range(count):
            length, at = next(values, (0, len(data)))
            waiting.append((path, length))
        stream += data[at:]
        while waiting and waiting[0][1] <= len(stream):
            path, length = waiting.pop(0)
            yield path, stream[:length]
            stream = stream[length:]
    if waiting or stream:
        raise ValueError("last article")


def check_reader(folder, names):
    """The reader, its data files and the plain pages."""
    for name in [n for n in names if n.endswith((".htm", ".html", ".css"))]:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace", newline="") as file:
            text, report = file.read(), at(name)
        own = re.compile(r"<script>(.*?)</script>|<style>(.*?)</style>" if name == "index.html" else r"\Z()()", re.S)
        for script, style in [("", text)] if name.endswith(".css") else own.findall(text):
            if SENDS.search(script) or CSS.search(style):
                report("outward", (SENDS.search(script) or CSS.search(style))[0])
        if not name.endswith(".css"):
            sheet = posixpath.relpath("S/page.css", posixpath.dirname(name) or ".")
            read_page(own.sub("", text), report, name, set(names), name == "index.html", sheet)
    data = sorted((n for n in names if n.startswith("data/")), key=lambda n: (len(n.split("/")[1]), n))
    for name in data:
        try:
            shard(os.path.join(folder, name))
        except (ValueError, KeyError, TypeError) as error:
            at(name)("damage", str(error))
    try:
        texts = articles([os.path.join(folder, n) for n in data if n.startswith("data/A") and zstandard])
        for count, (path, item) in enumerate(texts):
            COUNT["seen"] += 1
            report = at(f"{os.path.relpath(path, folder)} {count}")
            read_page(item.decode("utf-8", "replace").split("\n", 4)[-1], report, "", (), whole=False)
    except (ValueError, KeyError, TypeError) as error:
        at("data/A")("damage", str(error))


def check_list(folder, names):
    """sums.txt must be what we would write."""
    lines = []
    for name in names:
        COUNT["seen"] += 1
        path, digest = os.path.join(folder, name), hashlib.sha256()
        if not NAME.fullmatch(name) or not stat.S_ISREG(os.lstat(path).st_mode):
            at(name)("name")
        elif name != "sums.txt":
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
            lines.append(f"{digest.hexdigest()}  {name}\n".encode())
    path = os.path.join(folder, "sums.txt")
    with open(path if os.path.isfile(path) else os.devnull, "rb") as file:
        listed = file.read().splitlines(keepends=True)
    if listed != lines:
        for line in sorted(set(lines) ^ set(listed)) or [b"sums.txt"]:
            at("sums.txt")("sums", line.decode("utf-8", "replace").strip()[-80:])


def main(arguments):
    if len(arguments) != 1 or not os.path.isdir(arguments[0]):
        print(__doc__, file=sys.stderr)
        return 3
    folder, names, folders, moment = arguments[0], [], [], None
    COUNT.update(found=0, seen=0)
    for parent, below, files in os.walk(folder):
        folders.append(parent)
        linked = [n for n in below if os.path.islink(os.path.join(parent, n))]
        names += [os.path.relpath(os.path.join(parent, n), folder).replace(os.sep, "/") for n in [*files, *linked]]
        if not files and not below:
            at(os.path.relpath(parent, folder))("name")
    names.sort()
    check_list(folder, names)
    names = [n for n in names if os.path.isfile(os.path.join(folder, n))]
    for name in [n for n in names if n.endswith((".zim", ".zimaa"))]:
        parts = [n for n in names if n.startswith(name[:-2]) and n[-6:-2] == ".zim"] if name.endswith("aa") else [name]
        try:
            date = check_archive([os.path.join(folder, n) for n in parts], name)
            moment = int(datetime.datetime.strptime(date + "+0000", "%Y-%m-%d%z").timestamp()) if date else moment
        except (struct.error, IndexError, ValueError, TypeError) as error:
            at(name)("damage", str(error))
    check_reader(folder, names)
    for path in [*folders, *(os.path.join(folder, n) for n in names)]:
        found = os.lstat(path).st_mtime_ns
        moment = found // 10**9 if moment is None else moment
        if found != moment * 10**9:
            at(os.path.relpath(path, folder))("time")
    if zstandard is None:
        print(TEXTS["partly"][KOREAN])
    print(TEXTS["found" if COUNT["found"] else "clean"][KOREAN].format(COUNT["found"] or COUNT["seen"]))
    return 1 if COUNT["found"] else 0 if zstandard else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
