"""Snefru of 256 bits in eight passes (Merkle 1990)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from packager.lua.hashing.words import hexadecimal, in_blocks, rotated, words_of

_BOXES = Path(__file__).with_name("snefru_boxes.tsv")
_TURNS = (16, 24, 16, 8)
"""To the left, after each of the four rounds of a pass."""


@cache
def _boxes() -> tuple[tuple[int, ...], ...]:
    rows = [row for row in _BOXES.read_text("ascii").split("\n") if row and not row.startswith("#")]
    words = [int(word, 16) for row in rows for word in row.split("\t")]
    return tuple(tuple(words[start : start + 256]) for start in range(0, len(words), 256))


def _mixed(block: list[int]) -> list[int]:
    """The first eight words of a state after the block of sixteen words went through it."""
    words, boxes = list(block), _boxes()
    for number in range(0, 16, 2):
        for turn in _TURNS:
            for place in range(16):
                found = boxes[number + place // 2 % 2][words[place] & 255]
                words[place - 1] ^= found
                words[(place + 1) % 16] ^= found
            words = [rotated(word, turn) for word in words]
    return [block[place] ^ words[15 - place] for place in range(8)]


def snefru(value: bytes) -> str:
    """Digest of 256 bits in hexadecimal."""
    state = [0] * 8
    for block in in_blocks(value, 32):
        state = _mixed(state + words_of(block, order="big"))
    bits = len(value) * 8
    return hexadecimal(_mixed([*state, 0, 0, 0, 0, 0, 0, bits >> 32, bits & 0xFFFFFFFF]), order="big")
