"""A mutation test of the verifier: each violation is put into a clean drive, and each must be found.

Where a violation is not about sums, times or the seal, those are made right again after it, so that nothing but the
violation itself can be found.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from checks.dirty_pictures import DIRTY, clean_picture
from checks.small_drive import small_drive
from checks.small_library import SmallLibrary
from packager.audit.reader import KINDS
from packager.audit.verify import verify
from packager.config import ZimConfig
from packager.drive.publish import set_times, write_manifest
from packager.library.complete import CompleteLibrary
from packager.model import Article, Finding, MediaFile, Metadata
from packager.outputs.reader.shards import boot_script, script
from packager.outputs.zim import writer as zim_output
from packager.outputs.zim.seal import seal, volatile_spots
from packager.zimfile.archive import HEADER, ZimFile

DATE = "2026-09-01"


class Library(SmallLibrary):
    """A small library with pictures; one article can be given other HTML, one file added, metadata changed."""

    def __init__(self, html: str = "", more: MediaFile | None = None, metadata: Metadata | None = None) -> None:
        super().__init__(4)
        self.html, self.more = html, more
        self.metadata = metadata or self.metadata

    def articles(self) -> Iterator[Article]:
        for number, article in enumerate(super().articles()):
            extra = self.html if number == 0 else '<p><img src="./_/i/0.png" alt="그림"></p>' if number == 1 else ""
            yield replace(article, html=article.html + extra) if extra else article

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile("_/i/0.png", "image/png", clean_picture("PNG"))
        if self.more:
            yield self.more
        yield from super().media()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("clean"), library=Library())


@pytest.fixture
def drive(clean: Path, tmp_path: Path) -> Path:
    return shutil.copytree(clean, tmp_path / "drive", copy_function=shutil.copy2)


def settle(drive: Path) -> None:
    """Sums and times as if the violation had been made by the build itself."""
    write_manifest(drive)
    set_times(drive, DATE)


def rules(drive: Path) -> set[str]:
    return {finding.rule for finding in verify(drive, DATE).findings}


def test_the_clean_drive_passes(drive: Path) -> None:
    assert verify(drive, DATE).findings == ()
    settle(drive)
    assert verify(drive, DATE).findings == ()


# --- the folder -------------------------------------------------------------------------------------------------------


def add(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    """A file that the build did not write, with the time of the dump."""

    def change(drive: Path) -> None:
        path = drive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        set_times(drive, DATE)

    return change


def rewrite(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Change bytes without telling the manifest."""

    def act(drive: Path) -> None:
        path = drive / name
        data = path.read_bytes()
        changed = change(data)
        assert changed != data
        path.write_bytes(changed)
        set_times(drive, DATE)

    return act


def settled(act: Callable[[Path], None]) -> Callable[[Path], None]:
    """The same, and the manifest knows of it."""

    def both(drive: Path) -> None:
        act(drive)
        settle(drive)

    return both


def touch(name: str, moment: float) -> Callable[[Path], None]:
    return lambda drive: os.utime(drive / name, (moment, moment))


def link_to_index(drive: Path) -> None:
    (drive / "data/P/x.htm").symlink_to("index.htm")
    set_times(drive, DATE)


def swap_shards(drive: Path) -> None:
    a, b = drive / "data/T/00/00.txt", drive / "data/S/00/00.txt"
    first, second = a.read_bytes(), b.read_bytes()
    a.write_bytes(second)
    b.write_bytes(first)
    settle(drive)


def remove(name: str, settle_after: bool) -> Callable[[Path], None]:
    def act(drive: Path) -> None:
        (drive / name).unlink()
        if settle_after:
            settle(drive)
        else:
            set_times(drive, DATE)

    return act


MOMENT = 1788220800  # 2026-09-01
FOLDER: dict[str, tuple[str, Callable[[Path], None]]] = {
    "AppleDouble file": ("unknown file", add("._index.html")),
    ".DS_Store": ("unknown file", add(".DS_Store")),
    "Thumbs.db": ("unknown file", add("data/P/Thumbs.db")),
    "desktop.ini": ("unknown file", add("desktop.ini")),
    "System Volume Information": ("unknown file", add("System Volume Information/IndexerVolumeGuid")),
    ".Trash-1000": ("unknown file", add(".Trash-1000/info/x.trashinfo")),
    "editor's backup": ("unknown file", add("index.html~")),
    "empty folder": ("unknown file", lambda d: ((d / "data/Q").mkdir(), set_times(d, DATE))[0]),
    "one more data file": ("unknown file", add("data/A/00/ff.txt")),
    "one more data file, listed": ("damage", settled(add("data/A/00/ff.txt"))),
    "one more page, listed": ("unknown file", settled(add("note.txt"))),
    "a second archive, listed": ("unknown file", settled(add("more.zim"))),
    "data file of an unknown kind, listed": (
        "damage",
        settled(add("data/Z/00/00.txt", script("Z", 0, zstandard.ZstdCompressor().compress(b"x")))),
    ),
    "symbolic link": ("unknown file", link_to_index),
    "file missing": ("manifest", remove("data/T/00/00.txt", False)),
    "file missing, not listed either": ("damage", remove("data/T/00/00.txt", True)),
    "articles missing, not listed either": ("damage", remove("data/A/00/00.txt", True)),
    "boot file missing, not listed either": ("damage", remove("data/B/00/00.txt", True)),
    "copy of the boot file missing, not listed either": ("damage", remove("data/K/00/00.txt", True)),
    "copy of the search root is another": (
        "damage",
        settled(rewrite("data/K/00/01.txt", lambda b: b.replace(b'("K",1,', b'("K",0,', 1))),
    ),
    "one more copy, listed": ("damage", settled(add("data/K/00/02.txt"))),
    "read-me missing, not listed either": ("damage", remove("README.txt", True)),
    "read-me with a line of somebody's": ("reader", settled(rewrite("README.txt", lambda b: b + b"me\r\n"))),
    "no manifest": ("manifest", remove("sums.txt", False)),
    "manifest with a comment": ("manifest", rewrite("sums.txt", lambda b: b + b"# made by me\n")),
    "manifest with a line twice": ("manifest", rewrite("sums.txt", lambda b: b + b.splitlines(True)[0])),
    "manifest with CRLF": ("manifest", rewrite("sums.txt", lambda b: b.replace(b"\n", b"\r\n"))),
    "manifest with a path outside": ("manifest", rewrite("sums.txt", lambda b: b + b"0" * 64 + b"  ../x\n")),
    "manifest with a wrong sum": ("damage", rewrite("sums.txt", lambda b: (b"1" if b[:1] == b"0" else b"0") + b[1:])),
    "time of a file": ("time", touch("index.html", MOMENT + 2)),
    "part of a second": ("time", touch("index.html", MOMENT + 0.25)),
    "time of a folder": ("time", touch("data/A", MOMENT - 1)),
    "time of the drive folder": ("time", touch(".", MOMENT + 86400)),
    "mode of a file": ("mode", lambda d: (d / "index.html").chmod(0o600)),
    "mode of a folder": ("mode", lambda d: (d / "data").chmod(0o700)),
    "set-user-id": ("mode", lambda d: (d / "wiki.zim").chmod(0o4755)),
    "one byte of the archive": ("damage", rewrite("wiki.zim", lambda b: b[:-20] + bytes([b[-20] ^ 1]) + b[-19:])),
    "shards swapped": ("damage", swap_shards),
    "shard cut": ("damage", settled(rewrite("data/A/00/00.txt", lambda b: b[:-9] + b[-4:]))),
    "comment in a shard": ("damage", settled(rewrite("data/T/00/00.txt", lambda b: b + b"//me\n"))),
    "second statement in a shard": ("damage", settled(rewrite("data/T/00/00.txt", lambda b: b"new X();" + b))),
    "bytes behind the frame": (
        "damage",
        settled(lambda d: (d / "data/T/00/00.txt").write_bytes(script("T", 0, raw_frame(d, "T") + b"hidden"))),
    ),
    "second statement in the calibration line": (
        "damage",
        settled(rewrite("data/B/00/00.txt", lambda b: b.replace(b'");\n', b'");new Image().src="//x.org/");\n', 1))),
    ),
}  # fmt: skip


def raw_frame(drive: Path, kind: str) -> bytes:
    """The Zstandard frame of shard 0."""
    from packager.audit.shards import payload

    _, _, data = payload((drive / f"data/{kind}/00/00.txt").read_bytes())
    return zstandard.ZstdCompressor().compress(data)


def check(drive: Path, expected: str) -> None:
    found = rules(drive)
    assert expected in found, found


@pytest.mark.parametrize("name", FOLDER)
def test_folder(name: str, drive: Path) -> None:
    expected, change = FOLDER[name]
    change(drive)
    check(drive, expected)


# --- what reaches out of a page ---------------------------------------------------------------------------------------

PIXEL = "data:image/svg+xml,<svg onload='x'>"
OUTWARD: dict[str, str] = {
    "link": '<a href="https://www.example.org/">x</a>',
    "link in capitals": '<A HREF="HTTP://www.example.org/">x</A>',
    "link without scheme": '<a href="//www.example.org/">x</a>',
    "link with backslashes": '<a href="\\\\server\\share">x</a>',
    "link with a tab": '<a href="ht\ttp://x">x</a>',
    "link with a character reference": '<a href="htt&#112;s://x.example/">x</a>',
    "link without quotes": "<a href=https://x.example/y>x</a>",
    "link from the root": '<a href="/wiki/X">x</a>',
    "link twice": '<a href="https://x.example" href="./대한민국">x</a>',
    "link with a slash before it": '<a/href="https://x.example">x</a>',
    "mail": '<a href="mailto:me@example.org">x</a>',
    "script address": '<a href="javascript:void(0)">x</a>',
    "file address": '<a href="file:///home/me/x">x</a>',
    "ping": '<a href="./대한민국" ping="./x">x</a>',
    "user page": '<a href="./사용자:나">x</a>',
    "contributions": '<a href="./특수:기여/나">x</a>',
    "picture": '<img src="https://x.example/p.png">',
    "picture set": '<img src="./_/i/0.png" srcset="//x.example/p.png 2x">',
    "lowsrc": '<img lowsrc="//x.example/p.png">',
    "picture that is a program": f'<img src="{PIXEL}">',
    "sound": '<audio src="https://x.example/a.ogg"></audio>',
    "video poster": '<video poster="//x.example/p.png"></video>',
    "track": '<video><track src="./x"></video>',
    "script": "<script>1</script>",
    "script from elsewhere": '<script src="https://x.example/x.js"></script>',
    "handler": '<p onclick="x()">x</p>',
    "frame": '<iframe src="./대한민국"></iframe>',
    "object": '<object data="x"></object>',
    "embed": '<embed src="x">',
    "form": '<form action="https://x.example/"></form>',
    "button": '<button formaction="https://x.example/">x</button>',
    "base": '<base href="https://x.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://x.example/">',
    "generator": '<meta name="generator" content="Somebody 1.0">',
    "preconnect": '<link rel="preconnect" href="https://x.example/">',
    "style sheet from elsewhere": '<link rel="stylesheet" href="https://x.example/x.css">',
    "style": "<style>p{background:url(https://x.example/)}</style>",
    "import": '<style>@import "x.css";</style>',
    "escaped style": "<style>p{background:u\\72l(x)}</style>",
    "style attribute": '<p style="background:URL (x)">x</p>',
    "markup in a style": "<svg><style><a title=x></style></svg>",
    "comment": "<!-- made by me -->",
    "empty comment": "<!--><p>x</p>",
    "processing instruction": "<?xml-stylesheet href='x'?>",
    "CDATA": "<![CDATA[x]]>",
    "document type": '<!DOCTYPE html SYSTEM "http://x.example/x.dtd">',
    "background": '<table background="https://x.example/x.png"></table>',
    "citation": '<blockquote cite="https://x.example/">x</blockquote>',
    "item": '<p itemtype="https://schema.org/Person">x</p>',
    "data attribute": '<p data-mw="{&quot;src&quot;:&quot;//x.example&quot;}">x</p>',
    "any attribute": '<p resource="https://x.example/">x</p>',
    "SVG image": '<svg><image href="https://x.example/"></image></svg>',
    "SVG use": '<svg><use xlink:href="//x.example/#a"></use></svg>',
    "SVG paint": '<svg><path fill="url(https://x.example/#a)"></path></svg>',
    "MathML link": '<math href="https://x.example/"><mi>x</mi></math>',
    "MathML action": '<math><maction actiontype="statusline#x"><mi>x</mi></maction></math>',
    "unfinished tag": '<p>x</p><img src="https://x.example/',
}  # fmt: skip


@pytest.mark.parametrize("name", OUTWARD)
def test_outward_in_an_entry(name: str, tmp_path: Path) -> None:
    report = zim_output.write_zim(CompleteLibrary(Library(OUTWARD[name])), tmp_path, ZimConfig(fulltext=False), jobs=1)
    path = report.files[0]
    found = [f for f in verify(path, DATE).findings if f.where.startswith("wiki.zim/C/대한민국")]
    assert found


@pytest.mark.parametrize("name", OUTWARD)
def test_outward_in_an_item(name: str, drive: Path) -> None:
    put_into_first_item(drive, OUTWARD[name])
    assert [f for f in verify(drive, DATE).findings if f.where.startswith("data/A/00/00.txt item 0")]


def put_into_first_item(drive: Path, html: str) -> None:
    """Add markup to article 0 of the reader, with lengths, sums and times right."""
    path = drive / "data/A/00/00.txt"
    from packager.audit.shards import items, payload
    from packager.outputs.reader.shards import payload as pack

    kind, number, _ = payload(path.read_bytes())
    stored = [item for _, item in items(iter([path]))]
    stored[0] += html.encode()
    packed = pack(b"", stored, [len(item) for item in stored])
    path.write_bytes(script(kind, number, zstandard.ZstdCompressor().compress(packed)))
    settle(drive)


@pytest.mark.parametrize("name", list(OUTWARD)[::2])
def test_outward_in_a_plain_page(name: str, drive: Path) -> None:
    insert(drive / "data/P/00/00.htm", OUTWARD[name])
    settle(drive)
    assert [f for f in verify(drive, DATE).findings if f.where.startswith("data/P/00/00.htm")]


def insert(path: Path, html: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</body>", html + "</body>"), encoding="utf-8")


SHELL: dict[str, tuple[str, str, str]] = {
    "address in the script": ("address in the reader", "</script>", ';x="https://x.example/"</script>'),
    "source map": ("address in the reader", "</script>", "\n//x.example/reader.js.map</script>"),
    "request": ("network or storage in the reader", "</script>", ";new XMLHttpRequest()</script>"),
    "storage": ("network or storage in the reader", "</script>", ";localStorage.x=1</script>"),
    "beacon": ("network or storage in the reader", "</script>", ";navigator.sendBeacon(1)</script>"),
    "cookie": ("network or storage in the reader", "</script>", ";document.cookie=1</script>"),
    "style": ("style sheet", "</style>", "a{background:url(x.png)}</style>"),
    "script file": ("forbidden element", "</body>", '<script src="x.js"></script></body>'),
    "link": ("address", "</body>", '<a href="https://x.example/">x</a></body>'),
    "comment": ("comment", "</body>", "<!-- built by me --></body>"),
    "no policy": ("no content security policy", "Content-Security-Policy", "X-Policy"),
    "policy with a host": ("no content security policy", "default-src 'none'; ", "default-src 'none'; connect-src *; "),
    "generator": ("meta", "<title>", '<meta name="author" content="me"><title>'),
    "dead link": ("dangling link", "</body>", '<a href="data/P/99/99.htm">x</a></body>'),
}  # fmt: skip


@pytest.mark.parametrize("name", SHELL)
def test_shell(name: str, drive: Path) -> None:
    expected, old, new = SHELL[name]
    path = drive / "index.html"
    text = path.read_text(encoding="utf-8")
    assert old in text
    at = text.rindex(old) if old.startswith("</") else text.index(old)
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    settle(drive)
    check(drive, expected)


# --- the archive ------------------------------------------------------------------------------------------------------


def written(folder: Path, library: Library) -> Path:
    return zim_output.write_zim(CompleteLibrary(library), folder, ZimConfig(fulltext=False), jobs=1).files[0]


def archive_findings(path: Path) -> tuple[Finding, ...]:
    return verify(path, DATE).findings


META = Library().metadata
METADATA: dict[str, Metadata] = {
    "creator": replace(META, creator="홍길동"),
    "publisher": replace(META, publisher="우리 회사"),
    "language": replace(META, language="eng"),
    "date": replace(META, date="2026-09-02"),
    "no date": replace(META, date="today"),
    "address in the title": replace(META, title="위키 me@example.org"),
    "address in the description": replace(META, description="see https://x.example/"),
}


@pytest.mark.parametrize("name", METADATA)
def test_metadata(name: str, tmp_path: Path) -> None:
    found = archive_findings(written(tmp_path, Library(metadata=METADATA[name])))
    assert {f.rule for f in found} & {"identifying metadata", "time", "address"}


@pytest.mark.parametrize(
    "key", ["Scraper", "Source", "Tags", "Flavour", "Relation", "X-Builder", "Illustration_96x96@1"]
)
def test_metadata_keys(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = zim_output._metadata

    def more(creator: object, metadata: Metadata, *rest: object) -> None:
        real(creator, metadata, *rest)  # type: ignore[arg-type]
        creator.add_metadata(key, clean_picture("PNG") if "Ill" in key else b"x", "image/png")

    monkeypatch.setattr(zim_output, "_metadata", more)
    found = archive_findings(written(tmp_path, Library()))
    assert [f for f in found if f.where.endswith(key) and f.rule == "identifying metadata"]


@pytest.mark.parametrize("name", DIRTY)
def test_pictures(name: str, tmp_path: Path, drive: Path) -> None:
    data = DIRTY[name]()
    kind = name.split()[0].lower()
    library = Library(more=MediaFile("_/i/1.bin", f"image/{kind}", data))
    found = archive_findings(written(tmp_path, library))
    assert [f for f in found if f.rule == "image metadata"]


FILES: dict[str, tuple[str, MediaFile]] = {
    "script": ("script", MediaFile("_/x.js", "application/javascript", b"1")),
    "style": ("style sheet", MediaFile("_/x.css", "text/css", b"a{background:url(//x)}")),
    "document": ("unknown type", MediaFile("_/x.pdf", "application/pdf", b"%PDF-1.4")),
    "SVG": ("image metadata", MediaFile("_/x.svg", "image/svg+xml", b"<svg/>")),
    "user page": ("page of a person or special page", MediaFile("사용자:나", "text/plain", b"x")),
    "page without policy": ("no content security policy", MediaFile("X", "text/html", b"<p>x</p>")),
}


@pytest.mark.parametrize("name", FILES)
def test_entries(name: str, tmp_path: Path) -> None:
    expected, file = FILES[name]
    assert expected in {f.rule for f in archive_findings(written(tmp_path, Library(more=file)))}


def test_dangling_link_in_an_entry(tmp_path: Path) -> None:
    assert "dangling link" in {f.rule for f in archive_findings(written(tmp_path, Library('<a href="./없다">x</a>')))}


def patch(path: Path, at: int, data: bytes, seal_again: bool) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)
    if seal_again:
        seal(path)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zim_output.write_zim(CompleteLibrary(Library()), tmp_path_factory.mktemp("zim")).files[0]


def uuid_of_the_header(path: Path) -> None:
    patch(path, 8, b"0123456789abcdef", False)
    with path.open("r+b") as file:
        data = file.read()[:-16]
        file.seek(len(data))
        file.write(hashlib.md5(data).digest())


def uuid_of_an_index(path: Path) -> None:
    spot = volatile_spots(path)[1]
    patch(path, spot, b"0123456789abcdef", False)
    with path.open("r+b") as file:
        data = file.read()[:-16]
        file.seek(len(data))
        file.write(hashlib.md5(data).digest())


def main_page(path: Path) -> None:
    patch(path, 64, struct.pack("<I", 99999), True)


def redirect_in_a_circle(path: Path) -> None:
    with ZimFile(path) as zim:
        entry = next(e for e in zim.dirents() if e.namespace == "C" and e.target >= 0)
    patch(path, entry.start + 8, struct.pack("<I", entry.number), True)


def entries_out_of_order(path: Path) -> None:
    with ZimFile(path) as zim:
        at = zim.header.path_ptr_pos
        first, second = zim.data[at : at + 8], zim.data[at + 8 : at + 16]
    patch(path, at, second + first, True)


def title_list_out_of_order(path: Path) -> None:
    with ZimFile(path) as zim:
        at = zim.header.title_ptr_pos
        first, second = zim.data[at : at + 4], zim.data[at + 4 : at + 8]
    patch(path, at, second + first, True)


def revision_of_an_entry(path: Path) -> None:
    with ZimFile(path) as zim:
        entry = zim.dirent(3)
    patch(path, entry.start + 4, struct.pack("<I", 4711), True)


def bytes_before_the_checksum(path: Path) -> None:
    data = path.read_bytes()
    end = HEADER.unpack_from(data)[-1]
    path.write_bytes(data[:end] + b"who made this" + bytes(16))
    patch(path, 72, struct.pack("<Q", end + 13), True)


def bytes_after_the_checksum(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"who made this")


def bytes_in_the_padding(path: Path) -> None:
    with ZimFile(path) as zim:
        at = zim.read_mimetypes_end() + 40
    patch(path, at, b"me", True)


def cluster_cut(path: Path) -> None:
    with ZimFile(path) as zim:
        at = zim.cluster_offsets()[0]
    patch(path, at + 30, bytes(40), True)


def wrong_checksum(path: Path) -> None:
    patch(path, path.stat().st_size - 1, b"\xff" if path.read_bytes()[-1] != 255 else b"\0", False)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


ARCHIVE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "UUID of the header": ("unsealed identifier", uuid_of_the_header),
    "UUID of an index": ("unsealed identifier", uuid_of_an_index),
    "MD5": ("damage", wrong_checksum),
    "main page": ("damage", main_page),
    "redirect in a circle": ("damage", redirect_in_a_circle),
    "entries out of order": ("damage", entries_out_of_order),
    "title list out of order": ("damage", title_list_out_of_order),
    "revision of an entry": ("hidden data", revision_of_an_entry),
    "bytes before the checksum": ("hidden data", bytes_before_the_checksum),
    "bytes after the checksum": ("damage", bytes_after_the_checksum),
    "bytes in the padding": ("hidden data", bytes_in_the_padding),
    "cluster": ("damage", cluster_cut),
    "end missing": ("damage", cut),
}


@pytest.mark.parametrize("name", ARCHIVE)
def test_archive(name: str, sealed: Path, tmp_path: Path) -> None:
    expected, change = ARCHIVE[name]
    path = Path(shutil.copy(sealed, tmp_path))
    assert archive_findings(path) == ()
    change(path)
    found = {f.rule for f in archive_findings(path)}
    assert expected in found, found


# --- the reader's data ------------------------------------------------------------------------------------------------


def change_boot(drive: Path, old: bytes, new: bytes) -> None:
    """Change a block of the boot file; both have the same length."""
    from packager.audit.shards import payload

    path = drive / "data/B/00/00.txt"
    _, _, data = payload(path.read_bytes().partition(b"\n")[2])
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(boot_script(data.replace(old, new, 1), 3))
    settle(drive)


def test_boot_facts(drive: Path) -> None:
    change_boot(drive, b"license\t", b"builder\t")
    check(drive, "identifying metadata")


def test_link_to_no_item(drive: Path) -> None:
    put_into_first_item(drive, "<a n=99999>x</a>")
    check(drive, "dangling link")


def test_picture_that_is_not_there(drive: Path) -> None:
    put_into_first_item(drive, "<img i=7>")
    check(drive, "dangling link")


def test_picture_of_the_reader(tmp_path: Path) -> None:
    library = Library(more=MediaFile("_/i/1.png", "image/png", DIRTY["PNG text"]()))
    drive = small_drive(tmp_path, library=library)
    assert [f for f in verify(drive, DATE).findings if f.where.startswith("data/I/") and f.rule == "image metadata"]


def test_every_kind_of_data_file_is_known(clean: Path) -> None:
    kinds = {path.name.rstrip("0123456789") for path in (clean / "data").iterdir()}
    assert kinds - {"P"} <= KINDS


def test_how_many() -> None:
    assert len(FOLDER) + len(OUTWARD) + len(SHELL) + len(METADATA) + len(DIRTY) + len(FILES) + len(ARCHIVE) >= 130
