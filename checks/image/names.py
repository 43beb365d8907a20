"""Names that no image can hold, and names that every reader must give back, drawn from a seed."""

from __future__ import annotations

import random
import unicodedata

_HANGUL = "가나다라마바사아자차카타파하각낙닥락막박삭악작착칵탁팍학한국어위키백과꽃별뿔쌀"
_EMOJI = ("😀", "📚", "🎬", "🇰🇷", "👩‍🚀", "❤️", "☀️", "🏳️‍🌈", "1️⃣", "👍🏽")
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789"
_SIGNS = "!#$%&'()-@^_`{}~+,;=[]"
DEVICES = ("CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in "123456789"), "COM¹", "LPT³")
HIDDEN = ("\x01", "\x1f", "\x7f", "\x85", "\xad", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\u3164", "\u2028")


def _word(chance: random.Random, signs: str, least: int, most: int) -> str:
    return "".join(chance.choice(signs) for _ in range(chance.randint(least, most)))


def hostile(seed: int, count: int) -> list[str]:
    """Names that must be refused; ``/`` is in none of them, since no folder could hold them."""
    chance = random.Random(seed)
    kinds = (
        lambda: _put_in(chance, _word(chance, _PLAIN, 2, 9), chance.choice('<>:"\\|?*')),
        lambda: _word(chance, _HANGUL, 1, 9) + chance.choice((".", " ", "..", ". ")),
        lambda: _cased(chance, chance.choice(DEVICES)) + chance.choice(("", ".txt", ".tar.gz", " .txt", ".한글")),
        lambda: _put_in(chance, _word(chance, _HANGUL, 2, 9), chance.choice(HIDDEN)) + ".txt",
        lambda: unicodedata.normalize("NFD", _word(chance, "각한글값", 1, 9)) + ".txt",
        lambda: chance.choice(("Thumbs.db", ".DS_Store", "autorun.inf", "._" + _word(chance, _PLAIN, 3, 8))),
        lambda: _word(chance, _PLAIN, 1, 5) + "\udc80" + _word(chance, _PLAIN, 1, 5),
    )
    found: dict[str, None] = {}
    while len(found) < count:
        found[kinds[len(found) % len(kinds)]()] = None
    return list(found)


def _put_in(chance: random.Random, word: str, sign: str) -> str:
    at = chance.randint(0, len(word) - 1)
    return word[:at] + sign + word[at:]


def _cased(chance: random.Random, word: str) -> str:
    return "".join(chance.choice((sign.lower(), sign.upper())) for sign in word)


def legal(seed: int, count: int) -> list[str]:
    """Names that must be held; no two of them are equal without case. None is longer than 255 bytes of UTF-8."""
    chance = random.Random(seed)
    kinds = (
        lambda: _word(chance, _HANGUL, 1, 20) + chance.choice(("", ".txt", ".html", ".한글")),
        lambda: _word(chance, _PLAIN, 1, 8) + "." + _word(chance, _PLAIN, 1, 3),
        lambda: _word(chance, _PLAIN, 1, 8).upper() + "." + _word(chance, _PLAIN, 1, 3).upper(),
        lambda: "Long name " + _word(chance, _PLAIN, 3, 30) + ".txt",
        lambda: "longna~" + str(chance.randint(1, 9)) + "." + _word(chance, "txy", 3, 3),
        lambda: chance.choice(_EMOJI) + _word(chance, _HANGUL, 1, 5) + chance.choice(_EMOJI),
        lambda: _word(chance, _PLAIN, 1, 1) + _word(chance, _PLAIN + _SIGNS, 1, 8) + "x.a",
        lambda: "y" * 13 * chance.randint(1, 12) + _word(chance, _PLAIN, 13, 13),
        lambda: _word(chance, _PLAIN, 251, 251) + ".txt",
        lambda: "." + _word(chance, _PLAIN, 2, 12),
        lambda: "Ångström é ß " + _word(chance, _PLAIN, 1, 6),
        lambda: _word(chance, _PLAIN, 1, 6) + ".tar." + _word(chance, _PLAIN, 1, 5),
    )
    found: dict[str, str] = {}
    while len(found) < count:
        name = kinds[len(found) % len(kinds)]()
        base = name.partition(".")[0].upper()
        if base not in DEVICES and name.lower() not in ("thumbs.db",):
            found.setdefault(name.lower(), name)
    return list(found.values())
