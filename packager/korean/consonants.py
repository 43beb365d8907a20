"""What is left of a title when vowels do not count: for slips of the finger and for names in another script.

The plain consonant of a letter is what its tense and aspirated forms count as (ㄲ and ㅋ as ㄱ). The skeleton of a text
is its plain consonants without ㅇ at the beginning of syllables, none twice in a row; Latin words give those of the
sounds that they are read with (rows ``sound`` of ``readings.tsv``), digits stand for themselves. 유니코드 and Unicode
have the same one.
templates/reader/js/consonants.js computes the same; tests/reader/skeletons.tsv keeps the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from packager.korean import keystrokes
from packager.korean.hangul import CODAS, FIRST_SYLLABLE, VOWELS, is_syllable
from packager.korean.tables import rows, tables

MOST = 4
"""Readings that are kept of a title in Latin letters."""

_T = tables()
_PLAIN = dict(zip("ㄲㅋㄸㅌㅃㅍㅆㅉㅊ", "ㄱㄱㄷㄷㅂㅂㅅㅈㅈ", strict=True))
_JAMO = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", _T.consonants, strict=True))
_PLAIN_KEYS = str.maketrans({_JAMO[letter]: _JAMO[plain] for letter, plain in _PLAIN.items()})
_IEUNG, _SIOT, _DIGEUT, _EU = _JAMO["ㅇ"], _JAMO["ㅅ"], _JAMO["ㄷ"], _T.medials[18]
_TWICE = re.compile(r"([^0-9])\1+")
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
_LATIN = re.compile(r"[a-z]+")
_VOWELS = frozenset("aeiouyw")
_FRONT = frozenset("eiy")
_ACCENTS = str.maketrans({row[1]: row[2] for row in rows() if row[0] == "accent"})
_SHORT = {row[1]: row[2] for row in rows() if row[0] == "short"}


class Sound(NamedTuple):
    """A Latin spelling and the consonants that it may stand for."""

    spelling: str
    before: str
    """``.`` if a consonant or the end of the word must follow, ``,`` if e, i or y must."""
    readings: tuple[str, ...]


def _sounds() -> Iterator[Sound]:
    for kind, spelling, *readings in rows():
        if kind == "sound":
            before = spelling[-1] if spelling[-1] in ".," else ""
            keys = tuple("".join(_JAMO[_PLAIN.get(c, c)] for c in reading.strip("-")) for reading in readings)
            yield Sound(spelling.rstrip(".,"), before, keys)


_SOUNDS = tuple(_sounds())


def bare(title: str) -> str:
    """The title without the words in parentheses at its end; the title if nothing else is left."""
    return _QUALIFIER.sub("", title) or title


def plain(keys: str) -> str:
    """Keys with tense and aspirated consonants as plain ones."""
    return keys.translate(_PLAIN_KEYS)


def initials(title: str) -> str:
    """The initials of a title without its qualifier."""
    return "".join(keystrokes.initials(word.letters) for word in keystrokes.words(bare(title)))


def _syllable(character: str) -> str:
    code = ord(character) - FIRST_SYLLABLE
    first = _T.initials[code // (VOWELS * CODAS)]
    last = _T.finals[code % CODAS]
    return plain(("" if first == _IEUNG else first) + (_DIGEUT if last == _SIOT else last))


def _sound(word: str, at: int) -> Sound | None:
    for sound in _SOUNDS:
        if word.startswith(sound.spelling, at):
            after = word[at + len(sound.spelling) : at + len(sound.spelling) + 1]
            if sound.before == "," and after not in _FRONT:
                continue
            if sound.before == "." and after and after in _VOWELS and word[at + len(sound.spelling) :] != "e":
                continue
            return sound
    return None


def _latin(word: str) -> Iterator[tuple[str, ...]]:
    """The readings of each spelling of a word, in order."""
    at = 0
    while at < len(word):
        if word[at] in _VOWELS and not word.startswith(("wr", "wh"), at):
            at += 1
            continue
        sound = _sound(word, at)
        if sound:
            yield sound.readings
        at += len(sound.spelling) if sound else 1


def skeletons(text: str) -> list[str]:
    """The skeletons of a text without its qualifier, the likeliest first: at most ``MOST``, else one."""
    parts: list[tuple[str, ...]] = []
    # Letter folding would drop what an accent tells.
    for word in keystrokes.words(keystrokes.units(bare(text)).lower().translate(_ACCENTS)):
        letters, at = word.letters, 0
        while at < len(letters):
            match = _LATIN.match(letters, at)
            if match:
                parts += _latin(_SHORT.get(match[0], match[0]))
                at = match.end()
                continue
            if is_syllable(letters[at]):
                parts.append((_syllable(letters[at]),))
            elif "0" <= letters[at] <= "9":
                parts.append((letters[at],))
            at += 1
    usual = [part[0] for part in parts]
    found = [usual]
    for n, part in enumerate(parts):
        found += [[*usual[:n], other, *usual[n + 1 :]] for other in part[1:]]
    whole = (_TWICE.sub(r"\1", "".join(keys)) for keys in found[:MOST])
    return list(dict.fromkeys(keys for keys in whole if keys))


def foreign(title: str) -> bool:
    """Whether a title is in Latin letters, or in syllables that Korean has mostly in foreign names."""
    for character in keystrokes.units(bare(title)).lower():
        if is_syllable(character):
            code = ord(character) - FIRST_SYLLABLE
            if code // (VOWELS * CODAS) in (15, 16, 17):  # ㅋ ㅌ ㅍ
                return True
            if _T.medials[code // CODAS % VOWELS] == _EU and not code % CODAS:
                return True
        elif "a" <= character <= "z" or character in "àáâãäåçèéêëìíîïñòóôõöøùúûüýčďěňřšťůžłńśźżąęøæœß":
            return True
    return False
