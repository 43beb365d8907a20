"""Numbers in Hebrew letters (MediaWiki: Language::hebrewNumeral)."""

from __future__ import annotations

_UNITS: tuple[str, ...] = ("", *"אבגדהוזחט")
_TENS: tuple[str, ...] = ("", *"יכלמנסעפצ")
_HUNDREDS = ("", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק")
_FINAL: dict[int, int] = str.maketrans("כמנפצ", "ךםןףץ")
_GERESH, _GERSHAYIM = "'", '"'


def hebrew_numeral(number: int) -> str:
    """``5784`` as ``ה'תשפ"ד``; numbers below 1 and above 9,999 stay as they are."""
    if not 0 < number <= 9999:
        return str(number)
    if number % 1000 == 0:
        return f"{_UNITS[1]}{_GERESH} אלף" if number == 1000 else f"{_UNITS[number // 1000]}{_GERESH} אלפים"
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    # 15 and 16 would spell a name of God: nine and six, nine and seven.
    end = _UNITS[9] + _UNITS[below - 9] if below in (15, 16) else _TENS[below // 10] + _UNITS[below % 10]
    letters = _HUNDREDS[hundreds] + end
    head = _UNITS[thousands] + _GERESH if thousands else ""
    if len(letters) == 1:
        final = letters.translate(_FINAL) if head else letters
        return head + final + _GERESH
    return f"{head}{letters[:-1]}{_GERSHAYIM}{letters[-1].translate(_FINAL)}"
