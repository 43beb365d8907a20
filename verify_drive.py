#!/usr/bin/env python3
"""Check a drive that somebody hands you, trusting no program of theirs: python3 verify_drive.py FOLDER [OPTIONS]

Needs Python 3.9 and nothing else; the package "zstandard" (or Python 3.14) lets it look into the compressed parts too.
It accepts what it knows and nothing else: each byte is a field of a format with one spelling (docs/formats*.md), pages
are what a release's templates write, the reader has a release's digest, sums, times and seal follow from the content.
--shell SHA256    a reader that is not listed here (index.html without the line that leads to the plain pages)
--named KEY=TEXT  metadata that you expect: Title, Description, Name, Creator, Publisher, License, LongDescription, file
Exit status: 0 clean, 1 something was found, 2 clean but compressed parts were not seen, 3 nothing to check.
"""
import base64
import contextlib
import datetime
import hashlib
import html
import importlib
import os
import re
import stat
import struct
import sys
import urllib.parse
import zlib

zstandard = None
for module in ("compression.zstd", "zstandard"):
    with contextlib.suppress(ImportError):
        zstandard = importlib.import_module(module)
TEXTS = {  # English, Korean
    "sums": ("a line too much or too few", "줄이 남거나 모자랍니다"),
    "name": ("should not be there", "있어서는 안 됩니다"),
    "time": ("has another time or mode than it should", "시각이나 모드가 다릅니다"),
    "damage": ("is damaged or not written as ours", "손상되었거나 우리가 쓰는 꼴이 아닙니다"),
    "seal": ("an identifier does not follow from the content", "식별자가 내용에서 나온 값이 아닙니다"),
    "outward": ("holds what none of our pages holds", "우리 쪽에 없는 것이 들어 있습니다"),
    "dangling": ("leads to nothing", "가리키는 것이 없습니다"),
    "clean": ("clean: {} files and entries", "깨끗합니다: 파일과 항목 {}개"),
    "found": ("{} findings", "문제 {}개"),
    "partly": ("compressed parts not seen: install zstandard", "압축된 부분은 보지 못했습니다: zstandard가 필요합니다"),
}
COUNT, NAMED, SEEN = {"found": 0, "seen": 0}, {}, {}
KOREAN = any((os.environ.get(k) or "").lower().startswith("ko") for k in ("LC_ALL", "LC_MESSAGES", "LANG"))
NEUTRAL = {
    "Creator": ("위키백과 기여자", "위키백과 기여자들", "-"), "Description": ("한국어 위키백과",), "Language": ("kor",),
    "License": ("CC BY-SA 4.0",), "Name": ("wikipedia_ko_all",), "Publisher": ("-", "위키백과 기여자"), "Title": ("위키백과",),
}  # fmt: skip
# --- made by tools/refresh_judges.py: begin ---
# --- made by tools/refresh_judges.py: end ---
TAGS = {k: re.compile(re.sub("%[A-Z]", lambda m: VALUES[m[0]], v)) for k, v in TAGS.items()}
PAGE = {k: re.compile(re.sub("%[A-Z]", lambda m: SHORT[m[0]], v)) for k, v in PAGES.items()}
PAGE["credited"] = re.compile(PAGE["entry"].pattern.replace(")?</body>", ")</body>"))
TAG, KEY = re.compile(r"<[^<>]*>"), re.compile(r' ([a-zA-Z:-]+)(?:=(?:"([^"]*)"|([\w.:-]+)))?', re.A)
ITEM = re.compile(r'<(a|img)((?: [a-zA-Z][a-zA-Z:-]*(?:=(?:"(?:[^"<>&]|&(?:amp|lt|gt|quot);)*"|[\w.:-]+))?)*)>', re.A)
STYLE = re.compile(r"<style>((?:[^<]|<(?=[\s=\d]))*)</style>")
CATEGORIES = '\n<div class="page-categories" role="navigation"><b>분류</b>\n<ul>\n'
SHELVES = [*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", "그 밖"]
MEDIA = ("image/png", "image/jpeg", "image/gif", "image/webp")

def at(where):
    """What prints and counts the findings in one place."""
    say = lambda kind, what: print(f"{where}: {TEXTS[kind][KOREAN]} {str(what)[:100]!r}")  # noqa: E731
    return lambda kind, what="": say(kind, what) or COUNT.update(found=COUNT["found"] + 1)

def need(fine, what="not written as ours"):
    if not fine:
        raise ValueError(what)

# --- bodies of pages: one spelling, and lists of what there is
def balanced(text):
    pairs = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
    while pairs.search(text):
        text = pairs.sub("", text)
    return not re.search(r"[()\[\]'\"]", text)

def plain_css(text):
    for match in map(DECLARATION.fullmatch, text.split(";")):
        bare = STRING.sub("", match[2]) if match and match[1] not in REFUSED else "("
        if not balanced(bare) or match[2] != " ".join(match[2].split()) or PLACE.search(match[2]):
            return False
        calls = re.findall(r"([\w\-\u0080-\U0010ffff]*\s*)\(", bare)
        if any(call.lower() not in FUNCTIONS and call.strip(" -") for call in calls):
            return False
    return True

def plain_sheet(text, depth=0):
    at_rule = re.compile(r"(@[^{}]+)\{((?:[^{}@]+\{[^{}]*\})+)\}")
    while depth < 4 and at_rule.search(text):
        if any(not CONDITION.fullmatch(h) or PLACE.search(re.sub(r"[\w-]+\s*:", "", h)) or h != " ".join(h.split())
               for h, _ in at_rule.findall(text)):  # fmt: skip
            return False
        text, depth = at_rule.sub(lambda m: m[2], text), depth + 1
    bad = re.compile(r"[\\@<;\x00-\x1f\x7f]|//|url\(|\[[^\]]*[./:@]|\"[^\"]*[a-z][a-z0-9+.-]*:", re.I)
    rules = re.findall(r"([^{}]+)\{([^{}]+)\}", text)
    return "".join("%s{%s}" % rule for rule in rules) == text and not any(
        bad.search(h) or not balanced(STRING.sub("", h)) or h != " ".join(h.split()) or not plain_css(b) for h, b in rules)

def quoted(path):
    """The one spelling of a path or place inside an address."""
    path = UNSAFE.sub(lambda m: urllib.parse.quote(m[0], safe="", errors="surrogatepass"), path)
    return re.sub(r"\.+(?=/)", lambda m: "%2E" * len(m[0]), path)

def unquoted(path):
    return urllib.parse.unquote(path.partition("#")[0])

def item_value(value):
    bare = re.fullmatch(r"[\w.:-]+", value, re.A)
    return value if bare else '"' + html.escape(value, quote=False).replace('"', "&quot;") + '"'

def entry_value(value):
    value = html.escape(value, quote=False).replace("\xa0", "&#160;").replace('"', "&quot;")
    value = re.sub(r"(?<=href)(\s*)=|(?<=src)(\s*)=", r"\1\2&#61;", value, flags=re.I)
    return value.replace("\n", "&#10;").replace("\t", "&#9;")

def odd_address(key, text):
    if key == "src" and text.startswith("data:"):
        data = re.fullmatch(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+={0,2})", text)
        content = base64.b64decode(data[2] + "==") if data else b""
        return not data or base64.b64encode(content).decode() != data[2] or picture_fault(content, data[1])
    path, sign, place = text.partition("#")
    steps = re.match(r"\./|(?:\.\./)+|\Z", path)
    own = (urllib.parse.quote(text), "") if not steps else (place, path[steps.end() :])
    return (not steps or not text or PEOPLE.search(text) or bool(sign) != bool(place) or (key == "src" and sign)
            or 0 < len(path) == steps.end() or any(quoted(urllib.parse.unquote(t)) != t for t in own))  # fmt: skip

def judge_tag(tag, family, item):
    """(name, family inside, where it leads or None, what is wrong with it) of a start tag."""
    match, target = item and tag.startswith(("<a ", "<img ", "<a>")) and ITEM.fullmatch(tag), None
    own, as_entry = {"a": "nhc", "img": "i"}[match[1]] if match else "", tag
    keys = [key for key, _, _ in KEY.findall(match[2])] if match else re.findall(r' ([a-zA-Z:-]+)="', tag)
    if match:
        rest = ""
        for key, raw, bare in KEY.findall(match[2]):
            text, number = html.unescape(raw or bare), re.fullmatch(r"(0|[1-9]\d*)(?:#(.+))?", html.unescape(raw or bare), re.A | re.S)
            if key not in own:
                rest += f' {key}="{entry_value(text)}"'
            elif {"n": not number, "h": not text or "n" in keys, "c": text or "n" not in keys, "i": not number or number[2]}[key]:
                return "", family, None, tag
            target = (key, int(number[1])) if key in "ni" and number else target
            if text and f" {key}={item_value(text)}" not in tag or (key == "href") or (key == "src" and text[:5] != "data:"):
                return "", family, None, tag
        as_entry = f"<{match[1]}{rest}>"
    name = re.match("<([a-zA-Z0-9]*)", tag)[1]
    family = name if family == "html" and name in ("svg", "math") else family
    if not TAGS[family].fullmatch(as_entry) or len(set(keys)) != len(keys) or (item and " href=" in tag):
        return "", family, None, tag
    for key, raw in re.findall(r' (href|src|style|fill|stroke|clip-path)="([^"]*)"', as_entry):
        text = html.unescape(raw)
        if (key == "style" and not plain_css(text)) or (key in ("href", "src") and odd_address(key, text)):
            return "", family, None, tag
        target = (key, text.partition("#")[0]) if key in ("href", "src") else target
    fine = all(raw == entry_value(html.unescape(raw)) for raw in re.findall(r'="([^"]*)"', as_entry))
    return name, family, target, "" if fine else tag

def read_body(body, report, item=False, quotes=-1):
    """Judge a body; gives where its links and pictures lead. From ``quotes`` on a template wrote it."""
    targets, stack, count = {}, [], 0
    if not all(map(plain_sheet, STYLE.findall(body))):
        report("outward", "style sheet")
    body = STYLE.sub("<style></style>", body)
    for match in TAG.finditer(body):
        tag, count = match[0], count + 1
        if tag[1] == "/":
            if not stack or stack.pop()[0] != tag[2:-1]:
                return report("outward", tag) or targets
            continue
        key = (tag, stack[-1][1] if stack else "html", item)
        name, family, target, wrong = SEEN[key] = SEEN.get(key) or judge_tag(*key)
        if wrong:
            report("outward", wrong)
        if not name:
            return targets
        targets[target] = None
        if family != "html" or name not in ("br", "hr", "img", "wbr", "col"):
            stack.append((name, family))
    bare = TAG.sub(lambda m: "\0" * len(m[0]), body) if "&" in body or "\xa0" in body else ""
    late = quotes < 0 or any(m.start() < quotes for m in re.finditer("&#3[49];", body))
    if (stack or not body.count("<") == body.count(">") == count or ("&#3" in body and late) or CONTROLS.search(body)
            or re.search("&(?!(?:amp|lt|gt|quot|#160|#61|#10|#9|#34|#39);)", body)
            or re.search(r"&(?:quot|#10|#9);|(?<!href)(?<!src)(?<!\s)&#61;|\xa0", bare, re.I)):  # fmt: skip
        report("outward", "tags that do not pair, or text in another spelling")
    return targets

# --- pictures: nothing but pixels
def picture_fault(data, kind):
    """What is wrong with a picture of this media type; empty if nothing is."""
    try:
        dict(zip(MEDIA, (png, jpeg, gif, webp)))[kind](data)
    except (ValueError, struct.error, IndexError, KeyError, zlib.error) as error:
        return f"not a sound picture: {error}"
    return ""

def area(data, layout="<HH"):
    width, height = struct.unpack(layout, data)
    need(0 < width * height <= 40_000_000, "a picture without a size, or too large")
    return width, height

def png(data):
    place, kinds, pieces, unpacker = 8, [], [], zlib.decompressobj()
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + size]
        need(struct.unpack_from(">I", data, place + 8 + size)[0] == zlib.crc32(kind + body), "CRC")
        kinds += [kind] if kinds[-1:] != [kind] or kind != b"IDAT" else []
        pieces, place = [*pieces, body], place + 12 + size
    need(data[:8] == b"\x89PNG\r\n\x1a\n" and kinds == [b"IHDR", b"IDAT", b"IEND"] and not pieces[-1], kinds)
    need(pieces[0][8:] in (b"\x08\0\0\0\0", b"\x08\2\0\0\0", b"\x08\6\0\0\0"), "PNG header")
    (width, height), row = area(pieces[0][:8], ">II"), {0: 1, 2: 3, 6: 4}[pieces[0][9]]
    pieces, row = pieces[1:-1], 1 + width * row
    need(len({len(p) for p in pieces[:-1]}) < 2 and 0 < len(pieces[-1]) <= len(pieces[0]), "PNG pieces")
    found = unpacker.decompress(b"".join(pieces), row * height + 1)
    need(len(found) == row * height and unpacker.eof and not unpacker.unused_data + unpacker.unconsumed_tail, "PNG data")
    need(max(found[::row]) < 5, "PNG filter")

def jpeg(data):
    place, kinds, seen = 2, [], {}
    while kinds[-1:] != [0xDA]:
        mark, kind, size = struct.unpack_from(">BBH", data, place)
        body, place = data[place + 4 : place + 2 + size], place + 2 + size
        name = hashlib.sha256(body[kind == 0xDB :]).hexdigest()[:8]  # the first byte of a quantiser is its number
        need(mark == 255 and len(body) == size - 2 and name in {0xDB: QUANTISERS, 0xC4: HUFFMAN}.get(kind, name), "JPEG")
        kinds, seen = [*kinds, kind], {**seen, kind: body}
    colour = seen[0xC0][5:6] == b"\3"
    need(kinds == [0xE0, *[0xDB] * (1 + colour), 0xC0, *[0xC4] * (2 + 2 * colour), 0xDA] and data[:2] == b"\xff\xd8", kinds)
    need(seen[0xE0] == b"JFIF\0\1\1\0\0\1\0\1\0\0" and seen[0xDB][0] == colour and area(seen[0xC0][1:5], ">HH"), "JPEG")
    need(re.fullmatch(rb"\x08.{4}(?:\x01\x01\x11\0|\x03\x01[\x11\x21\x22]\0\x02\x11\x01\x03\x11\x01)", seen[0xC0], re.S))
    need(seen[0xDA] == (b"\3\1\0\2\x11\3\x11\0\x3f\0" if colour else b"\1\1\0\0\x3f\0"), "JPEG scan")
    need(data[-2:] == b"\xff\xd9" and not re.search(rb"\xff[^\0]", data[place:-2]), "JPEG end")

def gif(data):
    need(data[:6] in (b"GIF87a", b"GIF89a") and data[11:13] == b"\0\0" and area(data[6:10]), "GIF header")
    place, frames, clear, (wide, high) = 13 + (3 << (data[10] & 7) + 1 if data[10] & 128 else 0), 0, False, area(data[6:10])
    while data[place] != 0x3B:
        kind, mode = data[place : place + 3], data[place + 3]
        if kind == b"\x21\xf9\4":
            need(not clear and not data[place + 7] and not mode & 0xE2 and (mode & 1 or not data[place + 6]), "GIF control")
            clear, place = True, place + 8
        elif data[place : place + 19] == b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0" and not frames:
            place += 19
        else:
            left, top, across, down, local = struct.unpack_from("<HHHHB", data, place + 1)
            need(kind[0] == 0x2C and left + across <= wide and top + down <= high and not local & 0x78, "GIF extension")
            place, length = place + 11 + (3 << (local & 7) + 1 if local & 128 else 0), 255
            need(1 < data[place - 1] < 9, "GIF code size")
            while data[place]:
                need(length == 255, "GIF pieces")
                length, place = data[place], place + 1 + data[place]
            place, frames, clear = place + 1, frames + 1, False
    need(place + 1 == len(data) and frames and not clear, "bytes after the end of the GIF")

def webp(data):
    def chunks(place, end):
        while place < end:
            kind, size = struct.unpack_from("<4sI", data, place)
            need(place + 8 + size + (size & 1) <= end and not (size & 1 and data[place + 8 + size]), kind)
            if kind == b"ANMF":
                need(not data[place + 23] & 0xFC, "WebP frame")
                frame(list(chunks(place + 24, place + 8 + size)), data[place + 14 : place + 20])
            yield kind, data[place + 8 : place + 8 + size]
            place += 8 + size + (size & 1)
    def frame(parts, size):
        kinds, last = [k for k, _ in parts], parts[-1][1]
        need(kinds in ([b"VP8 "], [b"VP8L"], [b"ALPH", b"VP8 "]), kinds)
        need(len(parts) == 1 or (size and parts[0][1][0] in (0, 1, 5, 9, 13)), "WebP transparency")
        bits, plain = int.from_bytes(last[1:5], "little"), kinds != [b"VP8L"]
        found = area(last[6:10]) if plain else (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        told = tuple(1 + int.from_bytes(size[i : i + 3], "little") for i in (0, 3)) if size else found
        need(told == found and (last[3:6] == b"\x9d\1\x2a" and last[0] & 17 == 16 if plain else last[0] == 0x2F and not bits >> 29))
    need(data[:4] + data[8:12] == b"RIFFWEBP" and struct.unpack_from("<I", data, 4)[0] + 8 == len(data), "WebP size")
    parts = list(chunks(12, len(data)))
    kinds, first = [k for k, _ in parts], parts[0][1]
    if kinds[0] != b"VP8X":
        return frame(parts, None)
    need(len(first) == 10 and first[0] in (2, 0x10, 0x12) and not any(first[1:4]), "WebP header")
    return frame(parts[1:], first[4:]) if not first[0] & 2 else need(
        kinds[1:3] == [b"ANIM", b"ANMF"] and set(kinds[2:]) == {b"ANMF"} and parts[1][1] == bytes(6), kinds)
