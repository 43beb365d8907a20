"""``python -m checks.browser_fired``: what fired in a browser without a click, and what stands against it today.

Each trick is planted in a copy of a clean drive whose sums and seals are made right again. It must fire when Chromium
opens the page, or it would prove nothing: that is the control. Both judges must find it, and the clean drive, opened in
the same ways, must ask nobody. Pages of the archive are opened through kiwix-serve where it is installed, since a
media type is what a server says. Exit status 1 if a trick does not fire, if a judge passes it, or if a clean drive
asks; 2 without Chromium.
"""

from __future__ import annotations

import contextlib
import http.server
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from checks import tampered
from checks.browsers.devtools import Browser, find_chromium
from checks.small_drive import small_drive
from checks.tampered.drive import Drive
from checks.tampered.judges import write_manifest_of
from packager.audit.shards import CALIBRATION
from packager.drive.publish import set_times

SECONDS = 6.0
"""How long a page may take to ask."""
HOSTILE = "HOSTILE"
PLAIN = "data/P/00/00.htm"
INDEX = "index.html"
ENTRY = "대한민국"


class Trick(NamedTuple):
    """A change to a drive; ``HOSTILE`` in its texts stands for an address that is listened to."""

    opened: str
    """The file that a double click opens, or ``zim:`` and the path of an entry."""
    plant: Callable[[Drive, str], object]
    click: str = ""
    """What a reader does before it fires: nothing but open an article."""


def _in_file(name: str, old: str, new: str) -> Callable[[Drive, str], object]:
    def plant(drive: Drive, address: str) -> None:
        drive.file(name, lambda data: data.replace(old.encode(), new.replace(HOSTILE, address).encode(), 1))

    return plant


def _in_entry(old: str, new: str) -> Callable[[Drive, str], object]:
    return lambda drive, address: drive.page(lambda page: page.replace(old, new.replace(HOSTILE, address), 1), ENTRY)


def _utf16(drive: Drive, address: str) -> None:
    page = f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={address}"><p>글</p>'
    drive.file(PLAIN, lambda _: page.encode("utf-16"))


def _calibration(drive: Drive, address: str) -> None:
    code = f'location="{address}";'.encode()
    drive.file("data/B/00/00.txt", lambda data: CALIBRATION + code + data.removeprefix(CALIBRATION))


def _after_the_shard(drive: Drive, address: str) -> None:
    drive.file("data/A/00/00.txt", lambda data: data + f'location="{address}";\n'.encode())


def _media_type(drive: Drive, address: str) -> None:
    page = f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={address}">'
    with drive.zim() as archive:
        archive.add("C", "쪽지", "", "text/plain,text/html", page.encode())


def _item(markup: str) -> Callable[[Drive, str], object]:
    """In every article: an item is drawn at random, so it is asked until all have it."""

    def plant(drive: Drive, address: str) -> None:
        end = markup.replace(HOSTILE, address).encode()
        for _ in range(200):
            with contextlib.suppress(AssertionError):  # the item has it
                drive.item(lambda item: item if item.endswith(end) else item + end)

    return plant


_VIEWPORT = '<meta name="viewport" content="'
_REFRESHING = f'<meta name="viewport" http-equiv="refresh" content="0;url={HOSTILE}" id="'
REFRESH = f'<meta http-equiv="refresh" content="0;url={HOSTILE}">'
TRICKS: dict[str, Trick] = {
    "refresh under another name in the shell": Trick(
        INDEX, _in_file(INDEX, _VIEWPORT, _REFRESHING)
    ),
    "refresh under another name on a plain page": Trick(
        PLAIN, _in_file(PLAIN, _VIEWPORT, _REFRESHING)
    ),
    "refresh under another name in an entry": Trick(
        f"zim:{ENTRY}", _in_entry(_VIEWPORT, _REFRESHING)
    ),
    "refresh behind noframes": Trick(
        PLAIN, _in_file(PLAIN, "</div>", f'<noframes><p title="</noframes>{REFRESH}"></p></div>')
    ),
    "refresh behind noembed": Trick(
        f"zim:{ENTRY}", _in_entry("</div>", f'<noembed><p title="</noembed>{REFRESH}"></p></div>')
    ),
    "refresh behind an end of a style sheet that is spelled otherwise": Trick(
        PLAIN, _in_file(PLAIN, "</div>", f"<style>p{{color:red}}</style >{REFRESH}<style></style></div>")
    ),
    "refresh behind a comment that only browsers close": Trick(
        PLAIN, _in_file(PLAIN, "</div>", f"<!--><p>{REFRESH}</p>--></div>")
    ),
    "refresh in a title that only browsers close": Trick(
        PLAIN, _in_file(PLAIN, "</div>", f"<xmp><p title='</xmp>{REFRESH}'></p></div>")
    ),
    "UTF-16 page": Trick(PLAIN, _utf16),
    "location in the shell": Trick(
        INDEX, _in_file(INDEX, "<script>document.", f'<script>location="{HOSTILE}";document.')
    ),
    "calibration line": Trick(INDEX, _calibration),
    "script after a data file's": Trick(INDEX, _after_the_shard, "R.links.open(0, ''), 1"),
    "event handler in an item": Trick(
        INDEX, _item(f'<img src="x:" onerror="location=\'{HOSTILE}\'">'), "R.links.open(0, ''), 1"
    ),
    "text/plain,text/html": Trick("zim:쪽지", _media_type),
}  # fmt: skip


class Listener:
    """A port of this machine that notes what is asked of it."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing on the terminal."""

        self.asked = asked
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/fired"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def fired(self, seconds: float) -> bool:
        """Whether the address is asked for within a time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not any(path == "/fired" for path in self.asked):
            time.sleep(0.05)
        return any(path == "/fired" for path in self.asked)


@contextlib.contextmanager
def served(archive: Path) -> Iterator[str]:
    """The archive behind kiwix-serve; the address below which its entries are."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["kiwix-serve", "--address", "127.0.0.1", "--port", str(port), str(archive)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/raw/{archive.stem}/content/"
    finally:
        server.terminate()
        server.wait()


def _open(browser: Browser, drive: Path, trick: Trick) -> None:
    if trick.opened.startswith("zim:"):
        with served(drive / "wiki.zim") as root:
            browser.send("Page.navigate", url=root + quote(trick.opened[4:]))
            time.sleep(2.0)
        return
    browser.open(drive / trick.opened)
    if trick.click:
        with contextlib.suppress(TimeoutError, RuntimeError):
            browser.wait("document.querySelector('.r-front')", 5)
            browser.run(trick.click)


def asks(drive: Path, trick: Trick, listener: Listener, seconds: float) -> bool:
    """Whether the page asks the listener once it is open."""
    listener.asked.clear()
    with Browser() as browser:
        _open(browser, drive, trick)
        return listener.fired(seconds)


def planted(clean: Path, folder: Path, trick: Trick, address: str) -> None:
    """A copy of the drive with the trick, its sums and times made right."""
    shutil.copytree(clean, folder, copy_function=shutil.copy2)
    trick.plant(Drive(folder, random.Random(1)), address)
    write_manifest_of(folder)
    set_times(folder, tampered.DATE)


def main() -> int:
    if find_chromium() is None:
        print("chromium is not installed", file=sys.stderr)
        return 2
    kiwix = shutil.which("kiwix-serve") is not None
    checker, listener, faults, left_out = tampered.load_checker(), Listener(), 0, 0
    with tempfile.TemporaryDirectory() as name:
        clean = small_drive(Path(name) / "clean", library=tampered.Library(20))  # type: ignore[arg-type]
        ways: dict[tuple[str, str], Trick] = {}
        for title, trick in TRICKS.items():
            if trick.opened.startswith("zim:") and not kiwix:
                left_out += 1
                continue
            way = trick.opened.replace("쪽지", ENTRY)  # which the clean drive has
            ways[way, trick.click] = trick._replace(opened=way)
            folder = Path(name) / "drive"
            planted(clean, folder, trick, listener.address)
            fires = asks(folder, trick, listener, SECONDS)
            first, second = tampered.judged(checker, folder)
            shutil.rmtree(folder)
            fine = fires and first and second
            faults += not fine
            print(
                f"{'ok' if fine else 'FAULT'}: {title}: {'fires' if fires else 'DOES NOT FIRE'},"
                f" packager verify {first or 'PASSES IT'} | verify_drive.py {second or 'PASSES IT'}",
                flush=True,
            )
        for trick in ways.values():
            if asks(clean, trick, listener, 1.0):
                faults += 1
                print(f"FAULT: the clean drive asks when {trick.opened} is opened")
    left = f", {left_out} left out for want of kiwix-serve" if left_out else ""
    print(f"{len(TRICKS) - left_out} tricks{left}, the clean drive opened in {len(ways)} ways: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
