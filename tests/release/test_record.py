"""The release record: one text for equal builds, refused when a letter of it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.small_image import small_image
from packager.audit.verify import verify
from packager.cli import main
from packager.config import Config, load
from packager.errors import UsageError
from packager.release.compare import first_difference, first_input
from packager.release.inputs import LIBRARIES, Made, record, settings
from packager.release.record import Record, read_record

ROOT = Path(__file__).resolve().parent.parent.parent
MADE = Made("kowiki", "2026-08-28", "a" * 64, [("b" * 64, 12), ("c" * 64, 13)], "0.1.0", "d" * 64, 0, b"sums", [5, 6])


def made(config: Config | None = None, **changes: object) -> Record:
    """The record of a build that never was."""
    return record(MADE._replace(**changes), config or Config(), None)  # type: ignore[arg-type]


def written(folder: Path, text: str, name: str = "x.release") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_what_stands_in_it(tmp_path: Path) -> None:
    one = made()
    lines = one.text.splitlines()
    assert lines[0] == "packager-release 1"
    assert lines[1:] == sorted(lines[1:])
    assert one.name == "kowiki-2026-08-28.release"
    assert f"dump kowiki 2026-08-28 sha256:{'a' * 64}" in lines
    assert sum(line.startswith("part ") for line in lines) == 2
    assert read_record(written(tmp_path, one.text)) == one
    assert made(parts=MADE.parts[::-1]) == one, "the order of the parts reaches it"  # type: ignore[index]


def test_the_libraries_are_those_of_the_project() -> None:
    pinned = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.S | re.M)
    assert pinned
    assert sorted(re.findall(r'"([a-z0-9]+)==', pinned[1])) == list(LIBRARIES)


def changed_texts(text: str) -> dict[str, str]:
    """Texts of which none is a record."""
    lines = text.splitlines()
    swapped = [lines[0], lines[2], lines[1], *lines[3:]]
    without_drive = [line for line in lines if not line.startswith("drive")]
    return {
        "no end of line": text[:-1],
        "two ends of line": text + "\n",
        "CR LF": text.replace("\n", "\r\n"),
        "byte order mark": "\ufeff" + text,
        "another format": text.replace("packager-release 1", "packager-release 2"),
        "other order": "\n".join(swapped) + "\n",
        "a line twice": text + lines[-1] + "\n",
        "a line of its own": "\n".join([*lines[:1], "author someone", *lines[1:]]) + "\n",
        "no drive": "\n".join(without_drive) + "\n",
        "short digest": text.replace("sha256:aaaa", "sha256:aaa"),
        "capitals": text.replace("sha256:aaaa", "sha256:AAAA"),
        "blank at the end": text.replace("unstable 0", "unstable 0 "),
        "nothing": "",
        "only the first line": lines[0] + "\n",
    }


@pytest.mark.parametrize("what", changed_texts(made().text))
def test_what_is_no_record(tmp_path: Path, what: str) -> None:
    with pytest.raises(UsageError, match=r"^x\.release: "):
        read_record(written(tmp_path, changed_texts(made().text)[what]))


def config(folder: Path, text: str, **files: str) -> Config:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode())
    return load(written(folder, text, "snapshot.toml"))


def test_only_what_a_setting_means_counts(tmp_path: Path) -> None:
    one = config(tmp_path / "a", '[selection]\ninclude = "one"\n', one="서울\n부산\n")
    other = config(tmp_path / "b", '# mine\n[selection]\ninclude = "two"', two="# cities\r\n서울\r\n\r\n부산")
    assert settings(one) == settings(other)
    third = config(tmp_path / "c", '[selection]\ninclude = "one"\n', one="서울\n평양\n")
    found = first_input(made(one), made(third))
    assert found
    assert found[0] == "config-key selection.include"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"fingerprint": "e" * 64, "digest": "f" * 64, "sums": b"x"}, "dump"),
        ({"date": "2026-09-28"}, "dump"),
        ({"parts": [("b" * 64, 12)]}, "part"),
        ({"digest": "f" * 64, "unstable": 3}, "program"),
        ({"unstable": 3}, "unstable"),
    ],
)
def test_the_first_input_that_differs(changes: dict[str, object], name: str) -> None:
    found = first_input(made(), made(**changes))
    assert found
    assert found[0] == name


def test_another_release_of_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    one = made()
    line = next(f"library {value}\n" for value in one.all("library") if value.startswith("lxml "))
    facts = tuple((kind, value.replace("lxml ", "lxml 9") if kind == "library" else value) for kind, value in one.facts)
    found = first_input(one, Record(facts))
    assert line in one.text
    assert found
    assert found[0] == "library lxml"


def test_equal_builds() -> None:
    assert first_input(made(), made()) is None
    assert first_input(made(), made(sums=b"others")) is None


def test_the_first_byte_of_drives(tmp_path: Path, small_wiki: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "a.txt").write_bytes(b"same")
        (folder / "sums.txt").write_bytes(b"sums")
        (folder / "wiki.zim").write_bytes((small_wiki / "drive" / "wiki.zim").read_bytes())
    assert first_difference(one, other) is None
    (other / "sums.txt").write_bytes(b"other")
    assert first_difference(one, other) == ("sums.txt", 0, "")
    damaged = bytearray((one / "wiki.zim").read_bytes())
    at = damaged.index(b"text/html")
    damaged[at] ^= 1
    (other / "wiki.zim").write_bytes(damaged)
    place = first_difference(one, other)
    assert place
    assert (place.file, place.byte) == ("wiki.zim", at)
    (other / "data" / "a.txt").unlink()
    assert first_difference(one, other) == ("data/a.txt", -1, "")


def test_a_build_leaves_its_record(small_wiki: Path) -> None:
    (path,) = (small_wiki / "release").glob("*.release")
    one = read_record(path)
    assert path.name == one.name
    text = path.read_text("utf-8")
    assert str(small_wiki) not in text
    assert ".xml" not in text


def test_a_drive_and_its_image_are_held_against_a_record(
    small_wiki: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drive, (record,) = small_wiki / "drive", (small_wiki / "release").glob("*.release")
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "book.epub").write_bytes(b"book")
    image = small_image(drive, tmp_path / "x.img", extra=extra)
    digest = read_record(record).one("drive").removeprefix("sha256:").partition(" ")[0]
    assert verify(image).manifest == verify(drive).manifest == digest
    other = tmp_path / "other.release"
    other.write_text(record.read_text("utf-8").replace(digest, "0" * 64), encoding="utf-8")
    assert main(["verify", str(drive), "--record", str(record), "--jobs", "1"]) == 0
    assert main(["verify", str(drive), "--record", str(other), "--jobs", "1"]) == 4
    assert "is not the drive that other.release tells of" in capsys.readouterr().out
