"""Search keys: what a title is typed with on a Korean keyboard.

A key is the sequence of jamo keys, Latin letters and digits, without spaces, case and punctuation, so that every
half-composed syllable is a prefix of what it becomes. The folded key also drops the difference between Northern and
Southern spelling of Sino-Korean words: ㄴ and ㄹ fall silent before ㅣ and the y-vowels, ㄹ becomes ㄴ before the other
vowels. The South does so at the beginning of a word only, but where a word begins inside a name written together no
rule can tell, so the fold does it everywhere; what was typed exactly is ranked first.
templates/reader/js/keystrokes.js computes the same; tests/outputs/reader/keys.tsv keeps the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from packager.korean.hangul import CODAS, FIRST_SYLLABLE, VOWELS
from packager.korean.tables import tables

_TABLES = tables()
NIEUN, RIEUL, IEUNG = (_TABLES.consonants[i] for i in (2, 5, 11))

_SYLLABLES = {
    chr(FIRST_SYLLABLE + code): _TABLES.initials[code // (VOWELS * CODAS)]
    + _TABLES.medials[code // CODAS % VOWELS]
    + _TABLES.finals[code % CODAS]
    for code in range(11172)
}
_SINGLE = (
    {chr(0x3131 + i): keys for i, keys in enumerate(_TABLES.single)}
    | {chr(0x1100 + i): keys for i, keys in enumerate(_TABLES.initials)}
    | {chr(0x1161 + i): keys for i, keys in enumerate(_TABLES.medials)}
    | {chr(0x11A7 + i): keys for i, keys in enumerate(_TABLES.finals) if i}
)
_LETTERS = {code: letter or "" for code, letter in _TABLES.letters.items()}
_TO_HANGUL = str.maketrans(_TABLES.hanja)
_TO_KEYS = str.maketrans(_SYLLABLES | _SINGLE)
_TO_INITIALS = str.maketrans({syllable: keys[0] for syllable, keys in _SYLLABLES.items()} | _SINGLE)

_SEPARATORS = "".join(re.escape(chr(code)) for code, letter in _TABLES.letters.items() if letter == " ")
_WORD = re.compile(f"[^{_SEPARATORS}]+")
_SILENT = re.compile(f"[{NIEUN}{RIEUL}](?=[{_TABLES.silencing}])")
_LOUD = "".join(vowel for vowel in _TABLES.vowels if vowel not in _TABLES.silencing)
_SOFTENED = re.compile(f"{RIEUL}(?=[{_LOUD}])")


class Word(NamedTuple):
    """One word of a title: where it starts in the title's UTF-16 units, and its letters."""

    start: int
    letters: str


def units(text: str) -> str:
    """NFC, with astral characters as surrogate pairs: strings count and compare as they do in JavaScript."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if max(text) < "\U00010000":
        return text
    return "".join(
        c if c < "\U00010000" else chr(0xD7C0 + (ord(c) >> 10)) + chr(0xDC00 | ord(c) & 0x3FF) for c in text
    )


def words(title: str) -> Iterator[Word]:
    """The words of a title given in units; a title of punctuation only is one word with a mark before it."""
    found = False
    for match in _WORD.finditer(title):
        letters = match[0].translate(_LETTERS).translate(_TO_HANGUL)
        if letters:
            found = True
            yield Word(match.start(), letters)
    if not found:
        yield Word(0, "~" + title.replace(" ", "").lower())


def keys(letters: str) -> str:
    """The keys pressed for letters."""
    return letters.translate(_TO_KEYS)


def folded(typed: str) -> str:
    """A key with the difference between North and South dropped. Keys keep their places, so prefixes stay prefixes."""
    return _SOFTENED.sub(NIEUN, _SILENT.sub(IEUNG, typed))


def initials(letters: str) -> str:
    """The first consonant of each syllable; other letters as they are."""
    return letters.translate(_TO_INITIALS)
