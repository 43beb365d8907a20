"""``python -m checks.damage DRIVE [--files N]``: what the reader says of a drive on which a data file is damaged.

A sound copy is read first, step by step, and the browser tells which files each step asks for. Then one file at a time
is deleted, cut, or has one byte flipped; a folder of data files, and all of them, are gone while the page is open:

- the page starts, and the steps that do not need the file answer as before;
- no sentence says that something is not there or was not found, and one names the file;
- the reader's own check of its data names this file and no other;
- when the file is back, 'read again' gives the answer of the sound drive.

The two roots may not be missed at all: their copies answer. N files of each kind are tried (default 3).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from checks.browsers.devtools import Browser
from packager.audit.reader import COPIED, open_reader
from packager.audit.reader_data import Reader
from packager.audit.shards import shard_name

ABSENCE = re.compile("없음|없습니다|없다|없는|찾지 못|못 찾")
"""What may not be said of something that lies in a file which cannot be read."""
OFFER = "이름이 가까운 글"
"""How the box says that it has no title as typed; true as long as titles can be read, whatever else is lost."""
SAID = ", ".join(
    (".r-nothing", ".r-option-label", ".r-branch", ".r-lost", ".r-kind-lost", ".r-no-picture", "#r-find-count",
     "#r-status", "#r-plain")
)  # fmt: skip
"""Where the reader speaks, and not an article."""
ARTICLES, NONSENSE = 8, "쀍뛟쀍"
_SETTLED = 0.12


class Step(NamedTuple):
    """One thing that a person does."""

    name: str
    script: str
    """What does it."""
    done: str
    """Condition that holds when the answer is there."""


def steps_of(reader: Reader) -> list[Step]:
    """What is tried: articles from all over, their titles whole, begun, mistyped and asked for, and nonsense."""
    steps = [Step("front page", "R.actions.home()", "document.querySelector('.r-front')")]
    count = int(reader.site.get("articles", "1"))
    for number in sorted({count * n // ARTICLES for n in range(ARTICLES)} | {reader.count("A") - 1}):
        title = reader.item("A", number).split(b"\n", 1)[0].decode()
        steps.append(_open(title, number))
        bare = title.partition(":")[2] or title
        for typed in dict.fromkeys((bare, bare[:2], bare[:1] + bare[2:], initials(bare))):
            if typed.strip():
                steps.append(_type(typed))
        steps.append(_search(f"{bare}은 무엇인가"))
    return [*steps, _type(NONSENSE), _search(NONSENSE)]


def initials(text: str) -> str:
    """The first consonants of the syllables: 대한 becomes ㄷㅎ."""
    letters = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
    return "".join(letters[(ord(c) - 0xAC00) // 588] for c in text if "가" <= c <= "힣")


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _open(title: str, number: int) -> Step:
    shown = ",".join(f".r-kind-{kind}" for kind in ("article", "category", "index", "special", "lost"))
    done = f"document.querySelector('{shown}') && !/불러/.test(R.dom.id('r-status').innerHTML)"
    return Step(f"open {title}", f"R.history.visit({{view:'article',number:{number}}})", done)


def _search(query: str) -> Step:
    heading = "document.querySelector('.r-kind-search h1')"
    done = f"{heading} && {heading}.textContent.indexOf({_quoted(query)}) >= 0"
    return Step(f"search {query}", f"R.history.visit({{view:'search',query:{_quoted(query)}}})", done)


def _type(text: str) -> Step:
    last = "document.querySelector('.r-option.r-all b')"
    script = f"R.dom.id('r-q').focus(), R.dom.id('r-q').value = {_quoted(text)}"
    return Step(f"type {text}", script, f"{last} && {last}.textContent == {_quoted(text)}")


class Stage:
    """A drive of links to the real one, of which single files and folders can be taken away and put back."""

    def __init__(self, drive: Path, folder: Path) -> None:
        self.drive, self.folder = drive.resolve(), folder
        shutil.copyfile(drive / "index.html", folder / "index.html")
        self.index = folder / "index.html"
        self.whole()

    def whole(self) -> None:
        """All data files as they are."""
        data = self.folder / "data"
        if data.is_symlink():
            data.unlink()
        elif data.exists():
            shutil.rmtree(data)
        data.symlink_to(self.drive / "data")

    def without(self, name: str) -> Path:
        """The place of a file or folder, which is not there any more; all that is beside it is."""
        self.whole()
        parent, parts = self.folder, Path(name).parts
        for depth, part in enumerate(parts):
            path = parent / part
            if depth == len(parts) - 1:
                path.unlink()
                return path
            path.unlink()
            path.mkdir()
            for each in (self.drive / Path(*parts[: depth + 1])).iterdir():
                (path / each.name).symlink_to(each)
            parent = path
        return parent


def deleted(stage: Stage, name: str) -> None:
    stage.without(name)


def cut(stage: Stage, name: str) -> None:
    data = (stage.drive / name).read_bytes()
    stage.without(name).write_bytes(data[: len(data) * 2 // 3])


def flipped(stage: Stage, name: str) -> None:
    data = bytearray((stage.drive / name).read_bytes())
    data[len(data) // 2] ^= 4
    stage.without(name).write_bytes(data)


FAULTS: dict[str, Callable[[Stage, str], None]] = {"deleted": deleted, "cut": cut, "flipped": flipped}


@dataclass
class Tally:
    """What was tried and what went wrong."""

    tried: int = 0
    named: int = 0
    absence: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def perform(browser: Browser, step: Step) -> tuple[str, str]:
    """Do a step; what the page shows then, and what of it the reader says by itself."""
    browser.run("R.dom.id('r-q').value = '', 1")
    browser.run(f"({step.script}), 1")
    browser.wait(step.done, 10)
    time.sleep(_SETTLED)
    text = "[R.dom.id('r-q').value ? R.dom.id('r-options').innerText : R.dom.id('r-page').innerText, "
    said = f"Array.prototype.map.call(document.querySelectorAll({_quoted(SAID)}), "
    said += "function (e) { return e.getClientRects().length ? e.innerText : ''; }).join('\\n')]"
    shown, spoken = browser.run(text + said)
    return str(shown), str(spoken)


def files_read(browser: Browser) -> list[str]:
    """The data files that the page has asked for since the last call."""
    found = []
    for event in browser.events:
        if event["method"] == "Network.requestWillBeSent":
            _, inside, name = unquote(event["params"]["request"]["url"]).partition("/data/")
            if inside:
                found.append("data/" + name)
    browser.events.clear()
    return found


def start(browser: Browser, index: Path) -> bool:
    """Open the page; whether the front page comes."""
    browser.open(index)
    try:
        browser.wait("document.querySelector('.r-front')", 10)
    except TimeoutError:
        return False
    time.sleep(0.35)  # what a search needs is read a little after the start
    return True


def sound(browser: Browser, index: Path, steps: list[Step]) -> tuple[dict[str, list[Step]], dict[str, str]]:
    """File to the steps that ask for it in a page just opened; step to what it shows."""
    asked: dict[str, list[Step]] = {}
    shows: dict[str, str] = {}
    for step in steps:
        assert start(browser, index), "the sound drive does not start"
        files_read(browser)
        shows[step.name] = perform(browser, step)[0]
        for name in files_read(browser):
            asked.setdefault(name, []).append(step)
    return asked, shows


def judge(tally: Tally, browser: Browser, step: Step, name: str, what: str) -> None:
    """A step that needs a file which cannot be read."""
    try:
        shown, spoken = perform(browser, step)
    except TimeoutError:
        tally.stopped.append(f"{what}: {step.name}: no answer")
        return
    titles = name.removeprefix("data/")[:1] not in ("L", "A", "I", "F")
    if claim := ABSENCE.search(spoken.replace(OFFER, "없음" if titles else "")):
        tally.absence.append(f"{what}: {step.name}: {spoken[max(0, claim.start() - 30) : claim.end() + 10]!r}")
    if name not in spoken:
        tally.silent.append(f"{what}: {step.name}: {shown[:60]!r}")
    else:
        tally.named += 1


def single(
    tally: Tally,
    browser: Browser,
    stage: Stage,
    name: str,
    needs: list[Step],
    others: list[Step],
    shows: dict[str, str],
) -> None:
    """All faults of one file: ``needs`` are steps that ask for it, ``others`` some that do not."""
    root = name in [shard_name(kind, 0) for kind in COPIED]
    for fault, harm in FAULTS.items():
        what = f"{name} {fault}"
        tally.tried += 1
        harm(stage, name)
        if not start(browser, stage.index):
            tally.stopped.append(f"{what}: does not start")
            continue
        for step in others:
            try:
                shown, spoken = perform(browser, step)
            except TimeoutError:
                tally.stopped.append(f"{what}: {step.name}: no answer")
                continue
            if shown != shows[step.name] and (root or name not in spoken):
                tally.stopped.append(f"{what}: {step.name}: shows something else: {shown[:80]!r}")
        if checked := self_check(browser, name):
            tally.silent.append(f"{what}: self-check: {checked!r}")
        if root or name.startswith("data/K/"):
            continue
        if needs:
            judge(tally, browser, needs[0], name, what)
        else:  # no step needs it: ask for it as the reader would
            _, kind, high, low = os.path.splitext(name)[0].split("/")
            kind, number = kind[:1], int(kind[1:] or "0") << 16 | int(high + low, 16)
            browser.run(f"R.shards.load({_quoted(kind)}, {number}, function () {{}}), 1")
            browser.wait("document.querySelector('.r-lost')", 5)
            tally.named += 1
        stage.whole()
        browser.run("document.querySelector('.r-again') && document.querySelector('.r-again').click(), 1")
        try:
            browser.wait("!document.querySelector('.r-lost, .r-kind-lost')", 5)
            if needs and (again := perform(browser, needs[0])[0]) != shows[needs[0].name]:
                tally.other.append(f"{what}: read again, {needs[0].name} shows {again[:80]!r}")
        except TimeoutError:
            tally.other.append(f"{what}: reading again does not help")


def self_check(browser: Browser, name: str) -> str:
    """Run the reader's own check; what it shows if that is not this one file."""
    browser.run("R.actions.check(), 1")
    line = "document.querySelector('.r-check-line')"
    browser.wait(f"{line} && /개/.test(R.dom.text({line}))", 60)
    shown = str(browser.run("document.querySelector('.r-check-list').innerText")).strip()
    return "" if shown == name else shown or "nothing"


def in_use(tally: Tally, browser: Browser, stage: Stage, folder: str, needs: list[Step]) -> None:
    """A folder that is gone while the page is open."""
    stage.whole()
    start(browser, stage.index)
    tally.tried += 1
    stage.without(folder)
    for step in needs:
        browser.run("R.shards.drop(), 1")
        judge(tally, browser, step, folder, f"{folder} gone")
    stage.whole()


def chosen(names: list[str], most: int) -> Iterator[str]:
    """At most so many of a kind's files, from all over it."""
    kinds: dict[str, list[str]] = {}
    for name in sorted(names):
        kinds.setdefault(name.split("/")[1], []).append(name)
    for files in kinds.values():
        yield from sorted({files[(len(files) - 1) * n // max(1, most - 1)] for n in range(most)})


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m checks.damage")
    parser.add_argument("drive", type=Path)
    parser.add_argument("--files", type=int, default=3, help="files of each kind")
    options = parser.parse_args()
    drive: Path = options.drive
    names = sorted(str(path.relative_to(drive)) for path in drive.rglob("*") if path.is_file())
    reader, _ = open_reader(drive, names)
    steps = steps_of(reader)
    tally = Tally()
    with tempfile.TemporaryDirectory() as temp, Browser() as browser:
        stage = Stage(drive, Path(temp))
        asked, shows = sound(browser, stage.index, steps)
        ending = os.path.splitext(shard_name("A", 0))[1]
        data = [name for name in names if name.startswith("data/") and name.endswith(ending)]
        for name in chosen(data, options.files):
            needs = asked.get(name, [])
            others = [step for step in steps if step not in needs and step.name[:4] in ("type", "open", "sear")]
            single(tally, browser, stage, name, needs, others[:1] + others[-1:] if needs else others[:1], shows)
        for kind in sorted({name.split("/")[1] for name in asked} - {"B", "S", "K"}):
            needs = [step for name, found in asked.items() if name.split("/")[1] == kind for step in found]
            in_use(tally, browser, stage, f"data/{kind}", list(dict.fromkeys(needs))[:4])
        in_use(tally, browser, stage, "data", [step for step in steps if step.name != "front page"][1:12])
    for title, found in (
        ("say that something is absent", tally.absence), ("stop start or search", tally.stopped),
        ("do not name the file", tally.silent), ("not mended by reading again", tally.other),
    ):  # fmt: skip
        print(f"{len(found)} {title}")
        for line in found[:20]:
            print("   ", line)
    print(f"{tally.tried} faults, {tally.named} answers name the file")
    print(f"{len(asked)} of {len(data)} files are asked for by {len(steps)} steps")
    return bool(tally.absence or tally.stopped or tally.silent or tally.other)


if __name__ == "__main__":
    sys.exit(main())
