"""Northern spellings of titles, as further names in the archive: 로동 leads to 노동.

The South drops or changes ㄹ and ㄴ at the beginning of a word, the North does not; which words had one only their
Hanja tell, and those stand in the first words of most articles on such things: 노동(勞動). The reader's own search
folds both spellings; Kiwix programs compare letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from packager.korean.hangul import FIRST_SYLLABLE, is_syllable
from packager.korean.tables import tables

_LOOKED_AT = 300
"""Characters of an article in which its title's Hanja stand."""
_HANJA = re.compile("[\u4e00-\u9fff\uf900-\ufaff]+(?: [\u4e00-\u9fff\uf900-\ufaff]+)*")
_QUALIFIER = re.compile(r"(?<=\S) ?\([^()]*\)$")
_A_SOUND = 588
"""Syllables with the same first consonant."""
_NIEUN, _RIEUL, _SILENT = 2, 5, 11
_CHANGED = {_RIEUL: (_NIEUN, _SILENT), _NIEUN: (_SILENT,)}
"""Initial consonant in the North to what the South may make of it."""


def northern(title: str, prose: str) -> str:
    """How the North spells ``title``, as the Hanja at the beginning of ``prose`` tell; nothing if that is the same.

    A qualifier in brackets stays as it is.
    """
    bare = _QUALIFIER.sub("", title)
    letters = bare.replace(" ", "")
    if not letters or not all(map(is_syllable, letters)):
        return ""
    for match in _HANJA.finditer(prose, 0, _LOOKED_AT):
        characters = match[0].replace(" ", "")
        if len(characters) == len(letters):
            read = iter([_reading(c, letter) for c, letter in zip(characters, letters, strict=True)])
            spelled = "".join(" " if c == " " else next(read) for c in bare)
            if len(spelled) == len(bare) and spelled != bare:
                return spelled + title[len(bare) :]
    return ""


def _reading(character: str, letter: str) -> str:
    """How the North reads a character that the South spells ``letter``; nothing if it cannot be that one."""
    reading = tables().hanja.get(character, "")
    return reading if reading == letter or (reading and _changes(reading, letter)) else ""


def _changes(reading: str, letter: str) -> bool:
    first, rest = divmod(ord(reading) - FIRST_SYLLABLE, _A_SOUND)
    southern, same = divmod(ord(letter) - FIRST_SYLLABLE, _A_SOUND)
    return rest == same and southern in _CHANGED.get(first, ())


class _Meant(NamedTuple):
    incoming: int
    path: str
    """Of the article; later in the alphabet wins among equals, which is as good as any but the same everywhere."""


class NorthernNames:
    """Gathers the names as the articles pass; of two articles of one name the one with more links has it."""

    def __init__(self) -> None:
        self._found: dict[str, _Meant] = {}

    def offer(self, path: str, title: str, prose: str, incoming: int) -> None:
        """An article."""
        name = northern(title, prose)
        if name:
            self._found[name] = max(self._found.get(name, _Meant(-1, "")), _Meant(incoming, path))

    def taken(self, title: str) -> None:
        """A title of the library's own, which no other name may have."""
        self._found.pop(title, None)

    def names(self) -> Iterator[tuple[str, str]]:
        """Name and path of the article, by name."""
        for name, meant in sorted(self._found.items()):
            yield name, meant.path
