"""A feature of the reader has one door: what it registers with R.part; and the quick way out forgets whatever changes.

The files are read as text. A variable of a file is its state when the file changes it after it was made: gives it
another value, a member or an entry. Such a file must register ``forget``, and that function must set every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from packager.outputs.reader.scripts import READER_JS
from tests.outputs.reader.node import SCRIPTS

# State that tells nothing about what was read, and why.
HARMLESS = {
    ("parts", "list"): "the parts themselves",
    ("views", "table"): "the views themselves, added when the files are read",
    ("tables", "t"): "the spelling tables, the same for every reader",
    ("tables", "rows"): "rows of the spelling tables, the same for every reader",
    ("particles", "endings"): "made of the spelling tables alone",
    ("consonants", "ready"): "made of the spelling tables alone",
    ("questions", "ready"): "made of the spelling tables alone",
    ("readings", "ready"): "made of the spelling tables alone",
    ("slips", "ready"): "made of the spelling tables alone",
    ("utf8", "native_decoder"): "a decoder; nothing is left in it",
    ("xxh64", "high"): "half of the last sum",
    ("xxh64", "low"): "the other half",
    ("zstd_sequences", "cursor"): "a place in a block that is gone",
    ("history", "native_works"): "what the browser can do",
    ("pictures", "blobs"): "what the browser can do",
    ("pictures", "listening"): "that listeners were added; they find an empty list",
    ("blank", "blanked"): "that the page was emptied",
}
_OURS = re.compile(r"^R\.\w+ = \(function", re.M)
_VARIABLES = re.compile(r"^  var ((?:[^;]|\n)*?);$", re.M)
_COMMENT = re.compile(r"^\s*//.*$", re.M)
_DOORS = re.compile(r"R\.part\(\{(.*?)\}\);", re.S)


def source(name: str) -> str:
    return _COMMENT.sub("", (SCRIPTS / f"{name}.js").read_text("utf-8"))


def changes(text: str, variable: str) -> list[str]:
    """The places where a text gives the variable another value, member or entry."""
    name, path = re.escape(variable), r"(?:\.\w+|\[[^\]]*\])*"
    pattern = (
        rf"(?<![\w.$]){name}{path} *(?:[-+*|&^]|<<|>>>?)?=(?!=)|(?<![\w.$]){name}(?:\+\+|--)|(?:\+\+|--){name}\b"
        rf"|(?<![\w.$]){name}{path}\.(?:push|pop|shift|unshift|splice)\(|delete {name}\b"
    )
    return re.findall(pattern, text)


def states(text: str) -> Iterator[str]:
    """Variables of a file that it changes later."""
    if not _OURS.search(text):
        return  # makes objects for others, who let go of them
    body = _VARIABLES.sub("", text)
    for found in _VARIABLES.finditer(text):
        declared = re.sub(r"\[.*?\]|\{.*?\}|\(.*?\)|\"[^\"]*\"", "", found[1], flags=re.S)
        for variable in re.findall(r"(?:^|,)\s*(\w+)", declared):
            if changes(body, variable):
                yield variable


def door(text: str, door: str) -> str:
    """What a file does at a door, as text; empty if it has none. The name of a function stands for its body."""
    doors = _DOORS.search(text)
    found = re.search(rf"\b{door}: (?:function \(\) \{{(.*?)\}}|(\w+))", doors[1]) if doors else None
    if not found:
        return ""
    return body(text, found[2], set()) if found[2] else found[1]


def body(text: str, function: str, seen: set[str]) -> str:
    """The body of a function of a file and of those that it calls by name."""
    found = re.search(rf"^  function {function}\(.*?\) \{{(.*?)(?:^  \}}$|\}}$)", text, re.S | re.M)
    if not found or function in seen:
        return ""
    seen.add(function)
    return found[1] + "".join(body(text, called, seen) for called in re.findall(r"(?<![\w.])(\w+)\(", found[1]))


def unforgotten(text: str) -> list[str]:
    """The state of a file that its ``forget`` does not set."""
    forget = door(text, "forget")
    return [name for name in states(text) if not changes(forget, name) and f"in {name}) delete" not in forget]


ALL = [(name, variable) for name in READER_JS for variable in states(source(name))]


@pytest.mark.parametrize("name", READER_JS)
def test_what_changes_is_forgotten(name: str) -> None:
    left = [variable for variable in unforgotten(source(name)) if (name, variable) not in HARMLESS]
    assert left == [], f"{name}.js: give R.part a forget that sets {', '.join(left)}"


def test_the_list_of_harmless_state_is_not_longer_than_it_must_be() -> None:
    assert set(HARMLESS) <= set(ALL)


def test_state_is_seen_at_all() -> None:
    """The reading above must find what is known to be there."""
    assert {("history", "entries"), ("shards", "kept"), ("find", "searched"), ("search_box", "rows")} <= set(ALL)


@pytest.mark.parametrize("name", ["boot", "views", "keyboard", "blank"])
def test_who_walks_the_list_names_no_part(name: str) -> None:
    parts = {each for each in READER_JS if _DOORS.search(source(each))} - {name}
    named = set(re.findall(r"R\.(\w+)\.(?:start|close|leave|escape|forget|stop|release|hide|isOpen)\(", source(name)))
    assert named <= {"parts", name}, named & parts
    assert "R.parts." in source(name)


def test_every_door_is_one_of_four() -> None:
    for name in READER_JS:
        if found := _DOORS.search(source(name)):
            doors = set(re.findall(r"(?:^|, )\s*(\w+):", found[1].replace("\n", "")))
            assert doors <= {"start", "leave", "escape", "forget"}, (name, doors)
