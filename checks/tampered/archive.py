"""Other archives: metadata, entries, clusters, indexes, lists."""

from __future__ import annotations

import hashlib
import lzma
import random
import re
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import zstandard

from checks import raw_zim
from checks.dirty_pictures import DIRTY, clean_picture, picture, saved
from checks.tampered.drive import HOST, KINDS, NAME, Change, Drive, kind, pack

INVISIBLE = "\u200b\u200d\u2060\ufeff\u00ad"


def _zim(act: Callable[[raw_zim.Archive, random.Random], Any]) -> Change:
    def change(drive: Drive) -> None:
        with drive.zim() as archive:
            act(archive, drive.rng)

    return change


def _value(key: str, *values: str) -> Change:
    return _zim(lambda z, r: z.put(f"M/{key}", r.choice(values).encode()))


def _value_bytes(*more: bytes) -> Change:
    return _zim(
        lambda z, r: (lambda where: z.put(where, z.blob(where) + r.choice(more)))(
            "M/" + r.choice(("Title", "Name", "Date"))
        )
    )


def _more_metadata(z: raw_zim.Archive, r: random.Random) -> None:
    z.add(
        "M",
        r.choice(("Scraper", "Source", "Tags", "Flavour", "X-Builder", "Relation")),
        "",
        "text/plain;charset=utf-8",
        NAME.encode(),
    )


def _swap_titles(z: raw_zim.Archive, r: random.Random) -> None:
    entry = r.choice([e for e in z.entries if e.space == "C" and e.mime == "text/html" and not e.path.startswith("_/")])
    entry.title = f"{NAME} {r.random()}"


def _redirect_title(z: raw_zim.Archive, r: random.Random) -> None:
    r.choice([e for e in z.entries if e.space == "C" and e.target]).title = f"{NAME} {r.random()}"


def _elsewhere(z: raw_zim.Archive, r: random.Random) -> None:
    redirect = r.choice([e for e in z.entries if e.space == "C" and e.target])
    redirect.target = r.choice([e.path for e in _articles(z) if e.path != redirect.target])


def _articles(z: raw_zim.Archive) -> list[raw_zim.Entry]:
    return [e for e in z.entries if e.space == "C" and e.mime == "text/html" and not e.path.startswith("_/")]


def _left_out(z: raw_zim.Archive, r: random.Random) -> None:
    entry = r.choice([e for e in _articles(z) if e.path != "대한민국"])
    z.entries = [e for e in z.entries if e is not entry and e.target != entry.path]
    cluster = z.clusters[entry.cluster]
    del cluster.blobs[entry.blob]
    cluster.frame = b""
    for other in z.entries:
        other.blob -= not other.target and other.cluster == entry.cluster and other.blob > entry.blob


def _order(z: raw_zim.Archive, r: random.Random) -> None:
    """Two pages lie in each other's place."""
    one, other = r.sample(_articles(z), 2)
    first, second = z.blob(f"C/{one.path}"), z.blob(f"C/{other.path}")
    one.cluster, one.blob, other.cluster, other.blob = other.cluster, other.blob, one.cluster, one.blob
    z.put(f"C/{one.path}", first)
    z.put(f"C/{other.path}", second)


def _places(z: raw_zim.Archive, r: random.Random) -> None:
    """Two pages under each other's path."""
    one, other = r.sample(_articles(z), 2)
    one.cluster, one.blob, other.cluster, other.blob = other.cluster, other.blob, one.cluster, one.blob


def _circle(z: raw_zim.Archive, r: random.Random) -> None:
    redirects = [e for e in z.entries if e.space == "C" and e.target]
    redirects[0].target, redirects[1].target = redirects[1].path, r.choice((redirects[0].path, redirects[1].path))


def _index(act: Callable[[bytearray, random.Random], Any]) -> Change:
    def change(drive: Drive) -> None:
        with drive.zim() as archive:
            where = drive.rng.choice(("X/title/xapian", "X/fulltext/xapian"))
            data = bytearray(archive.blob(where))
            act(data, drive.rng)
            archive.put(where, bytes(data))

    return change


def _free_bytes(data: bytearray, r: random.Random) -> None:
    chosen = 8192 * r.randrange(1, len(data) // 8192)
    for start in [chosen, *range(8192, len(data), 8192)]:
        free, end = struct.unpack_from(">HH", data, start + 7)
        if free > len(NAME):
            data[start + end + 1 : start + end + 1 + len(NAME)] = NAME.encode()
            return
    raise AssertionError("no free bytes")


def _document(data: bytearray, r: random.Random) -> None:
    places = [m.start() for m in re.finditer(rb"C/[\xea-\xed]", bytes(data))]
    at = r.choice(places)
    data[at + 2 : at + 5] = b"xyz"


def _replace(old: bytes, *new: bytes) -> Callable[[bytearray, random.Random], None]:
    def act(data: bytearray, r: random.Random) -> None:
        at = data.find(old)
        assert at >= 0, old
        chosen = r.choice(new)
        data[at : at + len(chosen)] = chosen

    return act


def _packed_cluster(z: raw_zim.Archive) -> raw_zim.Cluster:
    return next(c for c in z.clusters if c.packed)


def _cluster_frame(act: Callable[[bytes, random.Random], bytes]) -> Change:
    def change(z: raw_zim.Archive, r: random.Random) -> None:
        cluster = _packed_cluster(z)
        data = zstandard.ZstdDecompressor().decompressobj().decompress(cluster.frame)
        cluster.frame = act(data, r)

    return _zim(change)


KINDS |= {
    "creator": _value("Creator", NAME, "홍길동", "", "위키백과", f"{NAME}@{HOST}"),
    "publisher": _value("Publisher", NAME, "우리 모임", "", "위키백과", "- "),
    "title of the archive": _value("Title", NAME, "위키백과 ", "우리 백과", "", "위키백과\n"),
    "description of the archive": _value("Description", NAME, f"https://{HOST}/", "", "한국어 위키백과.", "x"),
    "name of the archive": _value("Name", NAME, "wikipedia_ko_all_nopic", "", "wikipedia_ko", "x"),
    "language": _value("Language", "eng", "ko", "kor,eng", "", "KOR"),
    "licence": _value("License", NAME, "CC BY-SA 3.0", "", f"https://{HOST}/", "x"),
    "date": _value("Date", "2026-09-02", "today", "2026-9-1", "2026-09-01 ", ""),
    "day that no calendar has": _value(
        "Date", "2026-02-31", "2026-09-81", "2026-13-01", "0000-00-00", "9999-99-99", "٢٠٢٦-٠٩-٠١", "2026-11-31"
    ),
    "metadata with invisible letters": _zim(
        lambda z, r: (lambda where: z.put(where, z.blob(where) + r.choice(INVISIBLE).encode()))(
            f"M/{r.choice(('Title', 'Creator', 'Description', 'Publisher', 'License'))}"
        )
    ),
    "metadata composed otherwise": _zim(
        lambda z, r: (lambda where: z.put(where, unicodedata.normalize("NFD", z.blob(where).decode()).encode()))(
            f"M/{r.choice(('Title', 'Creator', 'Description'))}"
        )
    ),
    "metadata with bytes that are no UTF-8": _value_bytes(b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\x80"),
    "counter": _value("Counter", "text/html=1", NAME, "", "text/html=26;text/css=1", "x=1"),
    "one more metadata": _zim(_more_metadata),
    "long description": _zim(
        lambda z, r: z.add("M", "LongDescription", "", "text/plain;charset=utf-8", f"{NAME}{r.random()}".encode())
    ),
    "one more illustration": _zim(
        lambda z, r: z.add("M", f"Illustration_{r.choice((16, 64, 96))}x96@1", "", "image/png", clean_picture("PNG"))
    ),
    "another illustration": _zim(
        lambda z, r: z.put(
            "M/Illustration_48x48@1", r.choice((clean_picture("PNG"), DIRTY["PNG text"](), DIRTY["PNG time"]()))
        )
    ),
    "metadata missing": _zim(
        lambda z, r: z.entries.remove(z.entry(f"M/{r.choice(('License', 'Publisher', 'Creator', 'Counter', 'Name'))}"))
    ),
    "type of metadata": _zim(
        lambda z, r: setattr(
            z.entry("M/Creator"), "mime", r.choice(("text/plain", "text/html", "x/y", f"text/{NAME}", "text/css"))
        )
    ),
    "two types in one": _zim(
        lambda z, r: setattr(
            z.entry("C/대한민국"),
            "mime",
            r.choice(("text/plain,text/html", "text/html;x", "text/html ", "TEXT/HTML", "text/plain")),
        )
    ),
    "type of nobody": _zim(lambda z, r: z.types.append(r.choice((NAME, "text/x", "a/b", "image/gif", "zz")))),
    "script entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.js", "", "application/javascript", b"1")),
    "document entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.pdf", "", "application/pdf", b"%PDF-1.4")),
    "text entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.txt", "", "text/plain", NAME.encode())),
    "drawing entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.svg", "", "image/svg+xml", b"<svg/>")),
    "picture with a title": _zim(lambda z, r: setattr(z.entry("C/_/i/0.png"), "title", f"{NAME}{r.random()}")),
    "user page": _zim(
        lambda z, r: z.add(
            "C",
            r.choice(("사용자:나", "사용자토론:나", "특수:기여/나", "User:Me", "Special:X")),
            "",
            "text/html",
            z.blob("C/대한민국"),
        )
    ),
    "entry of another namespace": _zim(
        lambda z, r: z.add(r.choice("ABIJU-"), "x", "", "text/plain;charset=utf-8", NAME.encode())
    ),
    "entry W": _zim(
        lambda z, r: z.add(
            "W", r.choice(("note", "favicon", "mainPage2", NAME, "x")), "", "text/plain;charset=utf-8", NAME.encode()
        )
    ),
    "entry X": _zim(
        lambda z, r: z.add(
            "X",
            r.choice(("note", "listing/titleOrdered/v2", "title/xapian2", NAME, "x")),
            "",
            "application/octet-stream+zimlisting",
            NAME.encode(),
        )
    ),
    "title of an entry": _zim(_swap_titles),
    "title of metadata": _zim(
        lambda z, r: setattr(z.entry(f"M/{r.choice(('Creator', 'Date', 'Name', 'Title', 'Counter'))}"), "title", NAME)
    ),
    "title of an index": _zim(lambda z, r: setattr(z.entry("X/title/xapian"), "title", f"{NAME}{r.random()}")),
    "title that only repeats the path": _zim(
        lambda z, r: (lambda e: setattr(e, "title", e.path))(r.choice([e for e in z.entries if e.space in "CM"]))
    ),
    "title of a redirect": _zim(_redirect_title),
    "title of the main page's redirect": _zim(
        lambda z, r: setattr(z.entry("W/mainPage"), "title", f"{NAME}{r.random()}")
    ),
    "redirect that leads elsewhere": _zim(_elsewhere),
    "redirect left out": _zim(
        lambda z, r: z.entries.remove(r.choice([e for e in z.entries if e.space == "C" and e.target]))
    ),
    "one more redirect": _zim(
        lambda z, r: z.entries.append(raw_zim.Entry("C", f"{NAME}{r.randrange(999)}", "", "", target="대한민국"))
    ),
    "redirect to a picture": _zim(lambda z, r: setattr(z.entry("C/남한"), "target", "_/i/0.png")),
    "page left out": _zim(_left_out),
    "pages in another order": _zim(_order),
    "pages that change places": _zim(_places),
    "page of one article in the place of another": _zim(
        lambda z, r: z.put("C/대한민국", z.blob(f"C/{r.choice(('서울특별시', '컴퓨터', '하늘', '바다', '음악'))}"))
    ),
    "picture of another article": _zim(
        lambda z, r: z.put("C/_/i/0.png", saved("PNG", picture().rotate(r.randrange(1, 359))))
    ),
    "path with invisible letters": _zim(
        lambda z, r: z.add("C", "대한민국" + r.choice(INVISIBLE), "", "text/html", z.blob("C/대한민국"))
    ),
    "redirects in a circle": _zim(_circle),
    "main page that leads elsewhere": _zim(lambda z, r: z.fields.update(main=r.randrange(3))),
    "layout page": _zim(lambda z, r: z.fields.update(layout=r.choice((0, 1, 7, 4711, 0xFFFFFFFE)))),
    "version of the format": _zim(
        lambda z, r: z.fields.update({r.choice(("major", "minor")): r.choice((5, 7, 9, 4711, 66))})
    ),
    "bytes of an entry": _zim(lambda z, r: setattr(r.choice(z.entries), "extra", NAME.encode())),
    "revision of an entry": _zim(lambda z, r: setattr(r.choice(z.entries), "revision", 1 + r.randrange(1 << 30))),
    "entries out of order": _zim(lambda z, r: (z.entries.reverse(), setattr(z, "sorted", False))),
    "entry twice": _zim(lambda z, r: z.entries.append(replace(r.choice([e for e in z.entries if e.space in "CM"])))),
    "two entries of one blob": _zim(
        lambda z, r: z.entries.append(replace(z.entry("C/대한민국"), path=f"{NAME}{r.random()}"))
    ),
    "blob of nobody": _zim(
        lambda z, r: (
            _packed_cluster(z).blobs.append(f"{NAME}{r.random()}".encode()),
            setattr(_packed_cluster(z), "frame", b""),
        )
    ),
    "cluster of nobody": _zim(lambda z, r: z.clusters.append(raw_zim.Cluster(r.random() < 0.5, [NAME.encode(), b"x"]))),
    "bytes after the last blob": _zim(
        lambda z, r: (
            setattr(_packed_cluster(z), "after", f"{NAME}{r.random()}".encode()),
            setattr(_packed_cluster(z), "frame", b""),
        )
    ),
    "bytes behind a cluster": _zim(
        lambda z, r: setattr(r.choice(z.clusters), "behind", f"{NAME}{r.random()}".encode())
    ),
    "wide offsets": _zim(
        lambda z, r: [
            setattr(c, "info", (5 if c.packed else 1) | 16) or setattr(c, "frame", b"")
            for c in z.clusters[: r.choice((1, 2))]
        ]
    ),
    "bits of a cluster": _zim(
        lambda z, r: setattr(r.choice(z.clusters), "info", r.choice((0, 2, 3, 0x25, 0x41, 0x85)))
    ),
    "cluster that is not packed": _zim(lambda z, r: setattr(z.clusters[1], "info", 0)),
    "room behind the types": _zim(lambda z, r: setattr(z, "room", bytes(r.randrange(9)) + NAME.encode())),
    "bytes before the entries": _zim(
        lambda z, r: z.gaps.update({r.choice(("entries", "paths", "pointers", "titles")): NAME.encode()})
    ),
    "bytes before the MD5": _zim(lambda z, r: z.gaps.update(end=f"{NAME}{r.random()}".encode())),
    "cluster with a checksum": _cluster_frame(lambda d, r: pack(d, write_checksum=True, write_content_size=False)),
    "cluster with a size": _cluster_frame(lambda d, r: pack(d)),
    "cluster with a skipped frame": _cluster_frame(
        lambda d, r: raw_zim.packed(d) + struct.pack("<II", 0x184D2A50, 4) + NAME[:4].encode()
    ),
    "cluster of two frames": _cluster_frame(lambda d, r: raw_zim.packed(d[:100]) + raw_zim.packed(d[100:])),
    "cluster of another window": _cluster_frame(
        lambda d, r: (lambda f: f[:5] + bytes([f[5] + r.choice((-8, 8, 1, 2, 3))]) + f[6:])(raw_zim.packed(d))
    ),
    "cluster with an empty block": _cluster_frame(
        lambda d, r: (lambda f: f[:6] + b"\0\0\0" + f[6:])(raw_zim.packed(d))
    ),
    "index: free bytes": _index(_free_bytes),
    "index: metadata": _index(_replace(b"fullPath", b"hongPath", b"fullPaTh", b"HONGgild")),
    "index: language": _index(_replace(b"languagekor", b"languageeng", b"languagehon")),
    "index: document that is no entry": _index(_document),
    "index: version block": _index(
        lambda d, r: (
            d.__setitem__(slice(600 + r.randrange(7000), 600 + r.randrange(7000)), b"")
            or d.__setitem__(slice(500, 500 + len(NAME)), NAME.encode())
        )
    ),
    "index: one more block": _index(lambda d, r: d.extend(r.randbytes(8192))),
    "index: bytes after it": _index(lambda d, r: d.extend(NAME.encode())),
    "index: no index at all": _index(lambda d, r: d.__setitem__(slice(0, 8), b"\0" * 8)),
    "title list out of order": _zim(
        lambda z, r: (lambda d: z.put("X/listing/titleOrdered/v1", d[4:8] + d[:4] + d[8:]))(
            z.blob("X/listing/titleOrdered/v1")
        )
    ),
    "title list that leaves an entry out": _zim(
        lambda z, r: z.put("X/listing/titleOrdered/v1", z.blob("X/listing/titleOrdered/v1")[: -4 * r.randrange(1, 4)])
    ),
    "title list with an entry too many": _zim(
        lambda z, r: z.put(
            "X/listing/titleOrdered/v1",
            z.blob("X/listing/titleOrdered/v1") + struct.pack("<I", r.randrange(9, 1 << 20)),
        )
    ),
    "cluster packed by another program": _zim(
        lambda z, r: (
            lambda c: (
                setattr(c, "info", 4)
                or setattr(c, "frame", lzma.compress(zstandard.ZstdDecompressor().decompressobj().decompress(c.frame)))
            )
        )(_packed_cluster(z))
    ),
    "title list with a part of a number": _zim(
        lambda z, r: z.put(
            "X/listing/titleOrdered/v1", z.blob("X/listing/titleOrdered/v1") + NAME[: r.randrange(1, 4)].encode()
        )
    ),
    "title list with an entry twice": _zim(
        lambda z, r: z.put("X/listing/titleOrdered/v1", (lambda d: d[:4] + d)(z.blob("X/listing/titleOrdered/v1")))
    ),
}


@kind("identifier of the archive")
def _uuid(drive: Drive) -> None:
    data = bytearray((drive.folder / "wiki.zim").read_bytes())
    at = drive.rng.choice([8, *(m.start() + 16 for m in re.finditer(rb"\x0f\x0dXapian Glass", bytes(data)))])
    data[at : at + 12] = NAME.encode()
    data[-16:] = hashlib.md5(bytes(data[:-16]), usedforsecurity=False).digest()
    (drive.folder / "wiki.zim").write_bytes(bytes(data))


@kind("bytes after the archive")
def _after(drive: Drive) -> None:
    drive.file("wiki.zim", lambda b: b + drive.rng.choice((NAME.encode(), b"\0", b"\n", bytes(16), b[-16:])))


@kind("wrong MD5")
def _md5(drive: Drive) -> None:
    at = 1 + drive.rng.randrange(16)
    drive.file("wiki.zim", lambda b: b[:-at] + bytes([b[-at] ^ 1]) + (b[1 - at :] if at > 1 else b""))
