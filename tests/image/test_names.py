from __future__ import annotations

import pytest

from checks.image.names import hostile, legal
from packager.audit.image.names import fault, units, without_case
from packager.image.names import ShortNames, entry_count, long_entries


def test_hostile_names_are_refused_and_legal_ones_are_not() -> None:
    assert [name for name in hostile(7, 300) if fault(name) is None] == []
    assert [(name, fault(name)) for name in legal(7, 300) if fault(name) is not None] == []


@pytest.mark.parametrize(
    ("name", "short", "bits", "long"),
    [
        ("index.html", b"INDEX~1 HTM", 0, True),
        ("index.htm", b"INDEX   HTM", 0x18, False),
        ("README.txt", b"README  TXT", 0x10, False),
        ("2c.js", b"2C      JS ", 0x18, False),
        ("00", b"00         ", 0, False),
        ("00.TXT", b"00      TXT", 0, False),
        ("Wiki.zim", b"WIKI    ZIM", 0, True),
        ("글", b"F~1        ", 0, True),
        (".hidden", b"HIDDEN~1   ", 0, True),
    ],
)
def test_short_names(name: str, short: bytes, bits: int, long: bool) -> None:
    assert ShortNames([name]).given(name) == (short, bits, long)


def test_no_two_short_names_of_a_folder_are_equal() -> None:
    hangul = [f"{letter}.txt" for letter in "가나다라마바사아자차카"]
    names = ["f~1.txt", *hangul, "longname one.txt", "longname two.txt", "longna~1.txt"]
    given = ShortNames(names)
    found = [given.given(name)[0] for name in names]
    assert len(set(found)) == len(names)
    assert found[1] == b"F~2     TXT"
    assert found[-2] == b"LONGNA~3TXT"


@pytest.mark.parametrize("length", [1, 12, 13, 14, 26, 255])
def test_long_names_end_as_the_format_says(length: int) -> None:
    name = "가" * length
    rows = list(long_entries(name, b"F~1        "))
    assert len(rows) == -(-length // 13) == entry_count(name) - 1
    assert rows[0][0] == 0x40 | len(rows)
    text = b"".join(row[1:11] + row[14:26] + row[28:] for row in reversed(rows))
    rest = text[2 * length :]
    assert text[: 2 * length].decode("utf-16-le") == name
    assert rest == (b"\0\0" + b"\xff" * len(rest))[: len(rest)]


def test_length_and_case() -> None:
    assert units("가📚") == 3
    assert without_case("Straße.TXT") == without_case("straße.txt")
    assert without_case("ÀÉ") == without_case("àé")
