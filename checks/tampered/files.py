"""Other files and folders: names, kinds, times, modes, the list of sums."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checks.tampered.drive import DATE, KINDS, NAME, Change, Drive
from packager.drive.publish import set_times


def _file(*names: str) -> Change:
    def change(drive: Drive) -> None:
        path = drive.folder / drive.rng.choice(names)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(NAME.encode())

    return change


KINDS |= {
    "file that starts by itself": _file("autorun.inf", "AUTORUN.INF", "start.exe", "index.lnk", "data/P/index.url"),
    "waste of a system": _file(
        "$RECYCLE.BIN/x", ".Trashes/x", ".fseventsd/x", ".Spotlight-V100/x", "FOUND.000/FILE0000.CHK"
    ),
    "short name of a long one": _file(
        "INDEX~1.HTM", "WIKI~1.ZIM", "data/P/INDEX~1.HTM", "data/A/00/00~1.TXT", "SUMS~1.TXT"
    ),
    "name with invisible letters": _file(
        "index\u200b.html", "index.html\u00a0", "data/P/index\u200d.htm", "data/P/\ufeffx.htm", "data/A/00/0\u2060.txt"
    ),
    "name with a line end": _file("x\ny", "sums.txt\n", "data/P/x\r.htm", "index.html\n", "data/A/00/01.txt\n"),
    "name with a dot or space at its end": _file(
        "index.html.", "sums.txt ", "data/P/index.htm.", "wiki.zim ", "data/A/00/01.txt "
    ),
    "stream beside a file": _file(
        "index.html:note", "wiki.zim:Zone.Identifier", "data/P/index.htm:x", "sums.txt:x", "index.html:$DATA"
    ),
    "backslash in a name": _file("S\\x.htm", "data\\A\\00\\77.js", "..\\x", "S\\00\\00.htm", "x\\"),
    "stray part of an archive": _file("my-laptop.zimbb", "wiki.zimbb", "wiki.zimaa", "x.zim", "wiki2.zim"),
    "file of the system": _file(
        ".DS_Store", "Thumbs.db", "desktop.ini", "._index.html", "System Volume Information/IndexerVolumeGuid"
    ),
    "file of an editor": _file(
        "index.html~", ".index.html.swp", "index.html.bak", "data/P/index.htm.orig", "wiki.zim.part"
    ),
    "name in a file name": _file(f"{NAME}.txt", f"data/P/{NAME}.htm", f"data/A/00/{NAME}.txt", f"{NAME}/x", "README"),
    "data file of an unknown kind": _file(
        "data/Z/00/00.txt", "data/A/00/ff.txt", "data/AB/00/00.txt", "data/I/ff/ff.txt", "data/B/00/01.txt"
    ),
    "one more plain page": _file(
        "data/P/00/77.htm", "data/P/hello.htm", "data/P/ff/ff.htm", "data/P/00/00.html", "data/P/page2.css"
    ),
    "name in capitals": _file("INDEX.HTML", "data/P/PAGE.CSS", "Sums.txt", "data/a/00/00.txt", "data/A/00/0A.txt"),
}


def _loose(act: Callable[[Drive], Any]) -> Change:
    """After this the sums and times are left as they are."""

    def change(drive: Drive) -> None:
        act(drive)
        drive.settled = False

    return change


def _sums(act: Callable[[bytes, random.Random], bytes]) -> Change:
    def change(drive: Drive) -> None:
        drive.file("sums.txt", lambda b: act(b, drive.rng))
        set_times(drive.folder, DATE)

    return _loose(change)


def _shuffled(data: bytes, r: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = r.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return b"".join(lines)


def _pick(drive: Drive, folders: bool = False) -> Path:
    return drive.rng.choice(sorted(p for p in drive.folder.rglob("*") if p.is_dir() == folders))


def _instead(make: Callable[[Path], Any]) -> Change:
    """Something else under the name of one of ours; sums and times stay, as nothing can be summed up."""

    def act(drive: Drive) -> None:
        path = drive.folder / drive.rng.choice(
            ("data/P/page.css", "index.html", "data/B/00/00.txt", "data/A/00/00.txt", "wiki.zim")
        )
        path.unlink()
        make(path)

    return _loose(act)


def _folder_elsewhere(drive: Drive) -> None:
    name = drive.rng.choice(("data/P", "data", "data/A"))
    outside = drive.folder.parent / f"outside{drive.rng.random()}"
    (drive.folder / name).rename(outside)
    (drive.folder / name).symlink_to(outside)


KINDS |= {
    "sums: order": _sums(_shuffled),
    "sums: blank line": _sums(lambda b, r: r.choice((b + b"\n", b"\n" + b, b.replace(b"\n", b"\n\n", 1)))),
    "sums: CRLF": _sums(lambda b, r: b.replace(b"\n", b"\r\n", r.choice((1, -1)))),
    "sums: no line end": _sums(lambda b, r: b.rstrip(b"\n")),
    "sums: comment": _sums(lambda b, r: b + f"# {NAME} {r.random()}\n".encode()),
    "sums: capitals": _sums(lambda b, r: b[:64].upper() + b[64:]),
    "sums: space": _sums(lambda b, r: b.replace(b"  ", r.choice((b" ", b" *", b"   ", b"\t")), 1)),
    "sums: line twice": _sums(lambda b, r: b + b.splitlines(keepends=True)[r.randrange(4)]),
    "sums: file outside": _sums(lambda b, r: b + f"{'0' * 64}  ../{NAME}{r.random()}\n".encode()),
    "sums: wrong sum": _sums(lambda b, r: (b"1" if b[:1] == b"0" else b"0") + b[1:]),
    "sums: byte order mark": _sums(lambda b, r: b"\xef\xbb\xbf" + b),
    "time of a file": _loose(lambda d: os.utime(_pick(d), (1788220800 + d.rng.randrange(1, 9999),) * 2)),
    "time of a folder": _loose(lambda d: os.utime(_pick(d, True), (1788220800 - d.rng.randrange(1, 9999),) * 2)),
    "part of a second": _loose(lambda d: os.utime(_pick(d), ns=(1788220800 * 10**9 + d.rng.randrange(1, 10**9),) * 2)),
    "mode of a file": _loose(lambda d: _pick(d).chmod(d.rng.choice((0o600, 0o640, 0o4755, 0o664, 0o444)))),
    "mode of a folder": _loose(lambda d: _pick(d, True).chmod(d.rng.choice((0o700, 0o750, 0o1777, 0o775, 0o2755)))),
    "empty folder": lambda d: (d.folder / d.rng.choice(("data/Q", NAME, "data/P/01", ".Trash-1", "data/A/01"))).mkdir(
        parents=True
    ),
    "named pipe": _loose(
        lambda d: os.mkfifo(
            d.folder / d.rng.choice(("data/P/00/0b.htm", "data/A/00/77.txt", "x", "wiki.zimaa", "data/B/00/01.txt"))
        )
    ),
    "named pipe in the place of a file": _instead(os.mkfifo),
    "folder in the place of a file": _instead(Path.mkdir),
    "link in the place of a file": _instead(lambda path: path.symlink_to("/dev/zero")),
    "link in the place of a folder": _loose(_folder_elsewhere),
    "symbolic link": lambda d: (
        d.folder / d.rng.choice(("data/P/x.htm", "data/A/00/07.txt", "data/P/00/0b.htm", "x", "wiki.zimaa"))
    ).symlink_to("index.htm"),
    "hard link": lambda d: os.link(d.folder / "index.html", d.folder.parent / f"outside{d.rng.random()}"),
    "extended attribute": lambda d: os.setxattr(_pick(d, d.rng.random() < 0.4), "user.comment", NAME.encode()),
    "file missing": lambda d: d.rng.choice(
        [*d.shards("T"), *d.shards("A"), *d.shards("B"), d.folder / "data/P/page.css", d.folder / "index.html"]
    ).unlink(),
}
