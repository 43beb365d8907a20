"""What may lie in more than one place, or in more than one order, without being another thing."""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Callable, Iterator

import zstandard

from checks import raw_zim
from checks.dirty_pictures import clean_picture, picture, saved
from checks.tampered.drive import KINDS, NAME, Change, Drive, varint
from checks.tampered.lists import item_of
from packager.audit.shards import number


def _zim(act: Callable[[raw_zim.Archive, Drive], object]) -> Change:
    def change(drive: Drive) -> None:
        with drive.zim() as archive:
            act(archive, drive)

    return change


def _to_other_kind(archive: raw_zim.Archive, where: str) -> None:
    """Move an entry to the end of the first cluster that is packed if its own is not, or the other way round."""
    found, data = archive.entry(where), archive.blob(where)
    own = archive.clusters[found.cluster]
    del own.blobs[found.blob]
    own.frame = b""
    for other in archive.entries:
        other.blob -= not other.target and other.cluster == found.cluster and other.blob > found.blob
    found.cluster = next(n for n, cluster in enumerate(archive.clusters) if cluster.packed != own.packed)
    chosen = archive.clusters[found.cluster]
    chosen.blobs.append(data)
    chosen.frame = b""
    found.blob = len(chosen.blobs) - 1


def _exchanged(archive: raw_zim.Archive, one: str, other: str) -> None:
    """Two entries lie in each other's place."""
    first, second = archive.blob(one), archive.blob(other)
    a, b = archive.entry(one), archive.entry(other)
    a.cluster, a.blob, b.cluster, b.blob = b.cluster, b.blob, a.cluster, a.blob
    archive.put(one, first)
    archive.put(other, second)


def _moved(*where: str) -> Change:
    return _zim(lambda z, drive: _to_other_kind(z, drive.rng.choice(where)))


def _in_place_of(*pairs: tuple[str, str]) -> Change:
    return _zim(lambda z, drive: _exchanged(z, *drive.rng.choice(pairs)))


def _tables(payload: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(payload):
        begin = at
        count, at = number(payload, payload.index(b"\0", at) + 1)
        for _ in range(count):
            _, at = number(payload, at)
        yield payload[begin:at]


def _shuffled(drive: Drive, parts: list[bytes]) -> list[bytes]:
    while (found := drive.rng.sample(parts, len(parts))) == parts:
        pass
    return found


def _file_names(drive: Drive) -> None:
    """Two plain pages under each other's name, and all that leads to them."""
    one, other = sorted(drive.rng.sample(sorted(drive.folder.glob("data/P/[0-9a-f][0-9a-f]/*.htm")), 2))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    names = {path.name.encode(): twin.name.encode() for path, twin in ((one, other), (other, one))}
    for path in drive.folder.glob("data/P/**/*.htm"):
        text = path.read_bytes()
        path.write_bytes(re.sub(rb"(?<=00/)[0-9a-f]{2}\.htm(?=#p)", lambda m: names.get(m[0], m[0]), text))


def _once_more(drive: Drive) -> None:
    """A plain page of an article that has one, with another text."""
    names = sorted(drive.folder.glob("data/P/[0-9a-f][0-9a-f]/*.htm"))
    new = drive.folder / f"data/P/{len(names) >> 8:02x}/{len(names) & 255:02x}.htm"
    new.write_bytes(drive.rng.choice(names).read_bytes().replace("글".encode(), NAME.encode(), 1))


def _label(drive: Drive) -> None:
    os.setxattr(drive.folder / drive.rng.choice(("README.txt", "wiki.zim", "data", ".")), f"security.{NAME}", b"x")


def _png(act: Callable[[bytes, Drive], list[bytes]]) -> Change:
    """The picture of the reader and the archive, with its data packed or cut otherwise."""

    def change(drive: Drive) -> None:
        content = clean_picture("PNG")
        at = content.index(b"IDAT")
        size = int.from_bytes(content[at - 4 : at], "big")
        pieces = act(content[at + 4 : at + 4 + size], drive)
        chunks = (struct.pack(">I", len(p)) + b"IDAT" + p + struct.pack(">I", zlib.crc32(b"IDAT" + p)) for p in pieces)
        _both(drive, "image/png", content[: at - 4] + b"".join(chunks) + content[at + 8 + size :])

    return change


def _both(drive: Drive, media: str, content: bytes) -> None:
    with drive.zim() as archive:
        archive.entry("C/_/i/0.png").mime = media
        archive.put("C/_/i/0.png", content)
        archive.put("M/Counter", archive.blob("M/Counter").replace(b"image/png=", media.encode() + b"="))
    drive.item(lambda item: media.encode() + b"\n" + content, "I")


def _sound(drive: Drive) -> None:
    """A picture of another type, sound and the same everywhere; ours are PNG, whatever they were."""
    kind = drive.rng.choice(("JPEG", "GIF", "WEBP"))
    picture_of = {"JPEG": {"quality": 85, "subsampling": "4:2:0"}, "WEBP": {"quality": 85, "method": 4}}
    content = clean_picture(kind) if kind == "GIF" else saved(kind, picture(), **picture_of[kind])
    _both(drive, f"image/{kind.lower()}", content)


def _level(data: bytes, drive: Drive) -> list[bytes]:
    return [zlib.compress(zlib.decompress(data), drive.rng.choice((2, 5, 6)))]


def _pieces(data: bytes, drive: Drive) -> list[bytes]:
    size = drive.rng.randrange(3, len(data) // 2)
    return [data[at : at + size] for at in range(0, len(data), size)]


def _blocks(archive: raw_zim.Archive, drive: Drive) -> None:
    """A cluster in blocks that are not packed, as long as somebody likes."""
    cluster = next(c for c in archive.clusters if c.packed)
    data = zstandard.ZstdDecompressor().decompressobj().decompress(cluster.frame)
    size = drive.rng.randrange(500, 5000)
    cuts = range(0, len(data), size)
    blocks = ((len(data[at : at + size]) << 3 | (at + size >= len(data))).to_bytes(3, "little") for at in cuts)
    cluster.frame = b"\x28\xb5\x2f\xfd\0\x68" + b"".join(
        head + data[at : at + size] for at, head in zip(cuts, blocks, strict=True)
    )


def _line(drive: Drive) -> None:
    """The line that leads to the plain pages, or that of their subjects, somewhere else in the shell."""
    path = drive.folder / "index.html"
    shell = path.read_bytes()
    line = re.search(rb'<p class="r-plain-door">.*?</p><p class="r-front-letters">.*?</p>\n', shell)
    assert line is not None
    rest = shell.replace(line[0], b"", 1)
    at = drive.rng.choice([match.end() for match in re.finditer(rb"\n", rest) if match.end() != line.start()])
    path.write_bytes(rest[:at] + line[0] + rest[at:])


def _shown(drive: Drive) -> None:
    """A picture, sound or film that is a page."""
    tags = ('<img src="./바다" alt="">', '<audio src="./바다"></audio>', '<video src="./바다"></video>')
    tag = drive.rng.choice(tags)
    drive.page(lambda html: html.replace("<p>", f"<p>{tag}", 1), "역사")


def _own_title(drive: Drive) -> None:
    """One of our own pages is called otherwise, in its entry, on the page, and in the reader if that has it."""
    with drive.zim() as archive:
        found = [e.path for e in archive.entries if e.path.startswith("_/") and e.mime == "text/html"]
        path = drive.rng.choice(sorted(found))
        html = archive.blob(f"C/{path}").decode()
        name = html.partition("<title>")[2].partition("</title>")[0]
        new = f"{name}{drive.rng.choice((f' {NAME}', ' ', '.'))}"
        archive.entry(f"C/{path}").title = new
        again = html.replace(f"<title>{name}<", f"<title>{new}<").replace(f">{name}</h1>", f">{new}</h1>")
        archive.put(f"C/{path}", again.encode())
    if path != "_/main":
        item_of(drive, name, lambda item: item.replace(name, new, 1))


_METADATA = ("M/Title", "M/Name", "M/Creator", "M/License", "M/Date")
KINDS |= {
    "text in a cluster that is not packed": _moved("C/대한민국", "M/Title", "C/_/main", "C/_/page.css", "M/Counter"),
    "data in a cluster that is packed": _moved(
        "C/_/i/0.png", "M/Illustration_48x48@1", "X/title/xapian", "X/fulltext/xapian", "X/listing/titleOrdered/v1"
    ),
    "metadata in another order": _in_place_of(*((a, b) for a in _METADATA for b in _METADATA if a < b)),
    "own entries in another order": _in_place_of(
        ("X/title/xapian", "X/fulltext/xapian"), ("X/fulltext/xapian", "X/listing/titleOrdered/v1"),
        ("M/Illustration_48x48@1", "C/_/i/0.png"), ("M/Counter", "M/Tags"), ("C/_/page.css", "M/Title"),
    ),
    "no main page": _zim(lambda z, drive: z.entries.remove(next(e for e in z.entries if e.space == "W"))),
    "cluster in blocks that are not packed": _zim(_blocks),
    "tables of shards in another order": lambda drive: drive.boot(
        "tables", lambda payload: b"".join(_shuffled(drive, list(_tables(payload))))
    ),
    "table of shards of no kind": lambda drive: drive.boot(
        "tables", lambda payload: payload + drive.rng.choice((b"Z\0\0", b"E\0" + varint(1) + varint(7), b"G\0\0"))
    ),
    "plain pages under each other's names": _file_names,
    "plain page once more": _once_more,
    "line to plain pages in another place": _line,
    "page in the place of a picture": _shown,
    "title of a page of ours everywhere": _own_title,
    "label of a security module that is none": _label,
    "picture: PNG packed by another setting": _png(_level),
    "picture: PNG cut into pieces": _png(_pieces),
    "picture: sound, but of another type than ours": _sound,
}
