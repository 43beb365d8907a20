"""Arithmetic of Hangul syllables (Unicode, chapter 3.12): which batchim a word ends in."""

from __future__ import annotations

FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3
VOWELS, CODAS = 21, 28
CODA_RIEUL = 8

# How the names of the digits end when read out: 영 일 이 삼 사 오 육 칠 팔 구.
_DIGIT_CODAS = (21, 8, 0, 16, 0, 0, 1, 8, 8, 0)


def is_syllable(character: str) -> bool:
    return FIRST_SYLLABLE <= ord(character) <= LAST_SYLLABLE


def coda(character: str) -> int | None:
    """Number of the final consonant as spoken, 0 for none; None if the character does not tell."""
    if is_syllable(character):
        return (ord(character) - FIRST_SYLLABLE) % CODAS
    if "0" <= character <= "9":
        return _DIGIT_CODAS[int(character)]
    return None
