"""The drive that is changed, and the register of the ways to change it."""

from __future__ import annotations

import contextlib
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import zstandard

from checks import raw_zim
from checks.dirty_pictures import clean_picture
from checks.small_library import SmallLibrary
from packager.audit.shards import CALIBRATION, blocks, literal, payload, pieces
from packager.model import Article, Heading, MediaFile

DATE = "2026-09-01"
NAME = "hong-gildong"
HOST = "x.example"


class Library(SmallLibrary):
    """A small library with headings, a table, a formula, a drawing and pictures."""

    def articles(self) -> Iterator[Article]:
        body = (
            '<h2><span class="mw-headline" id="역사">역사</span></h2>'
            '<p class="lead" title="설명">글 &amp; <b>말</b></p>'
            '<table class="wikitable"><tbody><tr><td style="color:red">칸</td></tr></tbody></table>'
            '<math display="block"><mi>x</mi></math><svg viewBox="0 0 4 4"><path d="M0 0L4 4" fill="#123"></path></svg>'
            '<style>.mw-parser-output .lead{color:#222}</style><p><img src="./_/i/0.png" alt="그림"></p>'
        )
        for count, article in enumerate(super().articles()):
            prose = f"{article.prose}\n역사\n글 & 말\n칸"
            more = replace(article, html=article.html + body, prose=prose, headings=(Heading(1, "역사", "역사"),))
            if article.title == "역사":  # Hanja, of which a Northern name follows
                html = article.html.replace("<p>", "<p>역사(歷史). ", 1)
                article = replace(article, html=html, prose=f"역사(歷史). {article.prose}")
            yield more if count < 3 else article

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile("_/i/0.png", "image/png", clean_picture("PNG"))
        yield from super().media()


class Drive:
    """A drive folder that is changed."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        self.settled = True
        """Whether sums and times are to be made right."""

    @contextlib.contextmanager
    def zim(self) -> Iterator[raw_zim.Archive]:
        """The archive, written again after the change."""
        path = self.folder / "wiki.zim"
        archive = raw_zim.read(path)
        yield archive
        raw_zim.write(archive, path)

    def page(self, change: Callable[[str], str], only: str = "") -> None:
        """Change one article of the archive."""
        with self.zim() as archive:
            pages = [e.path for e in archive.entries if e.mime == "text/html" and not e.path.startswith("_/")]
            path = only or self.rng.choice(sorted(pages))
            before = archive.blob(f"C/{path}").decode()
            after = change(before)
            assert after != before, path
            archive.put(f"C/{path}", after.encode("utf-8", "surrogatepass"))

    def item(self, change: Callable[[bytes], bytes], kind: str = "A") -> None:
        """Change one item of the reader's data files."""
        names = self.shards(kind)
        decoded = [pieces(payload(path.read_bytes())[2]) for path in names]
        shard = self.rng.choice([n for n, (_, items, missing) in enumerate(decoded) if items and not missing])
        head, items, _ = decoded[shard]
        at = self.rng.randrange(len(items))
        changed = change(items[at])
        assert changed != items[at]
        items[at] = changed
        data = varint(len(head)) + varint(len(items)) + b"".join(varint(len(i)) for i in items) + head + b"".join(items)
        self.shard(names[shard], data)

    def shards(self, kind: str) -> list[Path]:
        """Data files of a kind in order."""
        return sorted(self.folder.glob(f"data/{kind}/*/*.txt"))

    def shard(self, path: Path, data: bytes, frame: bytes = b"") -> None:
        """Write another payload, or another frame, into a data file."""
        kind, number = path.parts[-3], int(path.parts[-2] + path.stem, 16)
        frame = frame or zstandard.ZstdCompressor(level=19).compress(data)
        head = CALIBRATION if kind == "B" else b""
        path.write_bytes(head + script(kind, number, literal(frame), zlib.adler32(frame)))

    def payload(self, path: Path) -> bytes:
        """What a data file holds."""
        return payload(path.read_bytes().removeprefix(CALIBRATION))[2]

    def boot(self, block: str, change: Callable[[bytes], bytes]) -> None:
        """Change a block of the boot file."""
        path = self.folder / "data/B/00/00.txt"
        found = blocks(self.payload(path))
        found[block] = change(found.get(block, b""))
        rows = sorted(found.items())
        table = b"".join(varint(len(n)) + n.encode() + varint(len(d)) for n, d in rows)
        self.shard(path, varint(len(rows)) + table + b"".join(d for _, d in rows))

    def file(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file."""
        path = self.folder / name
        before = path.read_bytes()
        after = change(before)
        assert after != before, name
        path.write_bytes(after)


def varint(value: int) -> bytes:
    """A number in groups of seven bits."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def script(kind: str, number: int, text: bytes, total: int) -> bytes:
    """A data file around a literal."""
    return b'R.shards.take("%s",%d,"%s",%d);\n' % (kind.encode(), number, text, total)


Change = Callable[[Drive], Any]
KINDS: dict[str, Change] = {}


def kind(name: str) -> Callable[[Change], Change]:
    """Register a kind under a name that no other has."""

    def register(change: Change) -> Change:
        if name in KINDS:
            raise ValueError(f"two kinds are called {name}")
        KINDS[name] = change
        return change

    return register


def pack(data: bytes, **options: Any) -> bytes:
    """A frame as the reader's files have them, or with other options."""
    return zstandard.ZstdCompressor(level=19, **options).compress(data)
