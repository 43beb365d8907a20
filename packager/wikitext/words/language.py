"""What the content language decides: numbers, letters, names of months and special pages (MediaWiki: Language)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import lru_cache
from math import copysign, isinf

from packager.wikitext.words.calendar_names import NAMED_BY_MESSAGES, calendar_names
from packager.wikitext.words.language_codes import RTL
from packager.wikitext.words.language_data import LanguageData, data_of
from packager.wikitext.words.message_texts import MESSAGES
from packager.wikitext.words.numeric import is_numeric
from packager.wikitext.words.special_pages import SPECIAL_PAGES

_DIGITS = "0123456789.,"
_SHORTEST_GROUP = 3
"""Digits that stand without a separator in every language."""
_PARAMETER = re.compile(r"\$([1-9])")
_GROUPS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")
_INDIAN_GROUPS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{2})*[0-9]{3}$)")


class Language:
    """One content language; nothing of it changes once it is made."""

    __slots__ = ("_from_digits", "_groups", "_short_as_written", "_to_digits", "_to_native", "code", "data")

    def __init__(self, code: str) -> None:
        self.code = code
        self.data: LanguageData = data_of(code)
        marks = (*self.data.digits, self.data.separators[1], self.data.separators[0])
        self._to_digits = str.maketrans(dict(zip(_DIGITS, marks, strict=True)))
        self._groups = _INDIAN_GROUPS if self.data.indian_groups else _GROUPS
        self._short_as_written = self.data.digits == _DIGITS[:10]
        self._to_native = str.maketrans(_DIGITS[:10], self.data.digits)
        self._from_digits = str.maketrans(self.data.digits, _DIGITS[:10])

    @property
    def rtl(self) -> bool:
        return self.code in RTL

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"

    # Messages

    def message(self, key: str, *params: str) -> str | None:
        """The software's own wording with ``$1`` filled in; None if there is no such message."""
        named = NAMED_BY_MESSAGES.get(key)
        if named is not None:
            kind, place = named
            return calendar_names(self.code, kind)[place]
        texts = MESSAGES.get(self.code)
        text = (texts.get(key) if texts else None) or MESSAGES["en"].get(key)
        if text is None or not params:
            return text
        return _PARAMETER.sub(lambda m: params[int(m[1]) - 1] if int(m[1]) <= len(params) else m[0], text)

    # Letters

    def lower(self, text: str) -> str:
        # Python has a rule for the sigma at the end of a word, PHP 8.2 has not.
        return text.replace("Σ", "σ").lower() if "Σ" in text else text.lower()

    def upper(self, text: str) -> str:
        return text.upper()

    def lower_first(self, text: str) -> str:
        first = text[:1].translate(_TURKISH_LOWER) if self._turkish else text[:1]
        return self.lower(first) + text[1:]

    def upper_first(self, text: str) -> str:
        first = text[:1].translate(_TURKISH_UPPER) if self._turkish else text[:1]
        return self.upper(first) + text[1:]

    @property
    def _turkish(self) -> bool:
        return self.code in ("tr", "az", "kaa", "kk", "kk-latn")

    # Numbers

    def format_num(self, number: str, separate: bool = True) -> str:
        """``1234567.891`` as ``1,234,567.891``; in a text that is no number, each number that stands in it."""
        if number.isascii() and number.isdigit():
            # Nearly every call: a count, a year, a number of a reference.
            if self._short_as_written and len(number) <= _SHORTEST_GROUP:
                return number
            return self._format(number, separate)
        if number in _NO_NUMBERS:
            return self.message("formatnum-nan") or number if number == "NAN" else _NO_NUMBERS[number]
        if is_numeric(number):
            return self._format(number, separate)
        return _RUN.sub(lambda m: self._format(m.group(), separate), number)

    def _format(self, number: str, separate: bool) -> str:
        if separate:
            number = self._separated(number)
        text = number.translate(self._to_digits if separate else self._to_native)
        return text.replace("-", "\u2212") if self.data.true_minus else text

    def _separated(self, number: str) -> str:
        """With commas between groups and as many digits as it had; exponents are written out."""
        if self.data.minimum_grouping > 1:
            digits = number.removeprefix("-")[: 3 + self.data.minimum_grouping]
            if len(digits) < 3 + self.data.minimum_grouping or not digits.isdigit():
                return number
        plain = _PLAIN.fullmatch(number)
        if plain is None:
            sign, whole, fraction = _decimal_digits(float(number), None)
            return sign + self._groups.sub(",", whole) + ("." + fraction if fraction else "")
        sign, whole, point, fraction = plain.groups()
        if len(whole) + len(fraction) > _EXACT_DIGITS:
            # More than a floating-point number can hold: what it does hold, filled up with zeros.
            sign, shown, fraction = _decimal_digits(float(number), len(fraction))
            whole = shown.lstrip("0").rjust(len(whole), "0") if whole or shown != "0" else ""
        return sign + self._groups.sub(",", whole) + point + fraction

    def parse_num(self, text: str) -> str:
        """The number that ``format_num`` would have written so."""
        if text in _SIGNS:
            return _SIGNS[text]
        thousands, point = self.data.separators
        text = text.replace("\u2212", "-").replace(thousands, "").translate(self._from_digits)
        return text.replace(point, ".") if point != "." else text

    def plural(self, number: float, forms: Sequence[str]) -> str:
        """The form for a number; ``12=form`` names one exactly."""
        plain: list[str] = []
        for form in forms:
            exact, sign, rest = form.partition("=")
            if sign and exact.isdigit():
                if float(exact) == number:
                    return rest
            else:
                plain.append(form)
        if not plain:
            return ""
        return plain[min(self.data.plural(number), len(plain) - 1)]

    # Calendar

    def month(self, number: int) -> str:
        return calendar_names(self.code, "month")[number - 1]

    def month_genitive(self, number: int) -> str:
        return calendar_names(self.code, "genitive")[number - 1]

    def month_short(self, number: int) -> str:
        return calendar_names(self.code, "short")[number - 1]

    def weekday(self, number: int) -> str:
        """0 is Sunday."""
        return calendar_names(self.code, "weekday")[number]

    def weekday_short(self, number: int) -> str:
        return calendar_names(self.code, "day")[number]

    def other_month(self, calendar: str, number: int) -> str:
        """Month of another calendar: ``hijri``, ``iranian``, ``hebrew`` or ``hebrew genitive``."""
        return calendar_names(self.code, calendar)[number - 1]

    # Names

    def special_page(self, name: str, english: bool = False) -> str:
        """Local name of a special page by its canonical name or any alias; unknown ones stay as they are."""
        canonical = _special_pages(self.code).get(name.replace("_", " ").replace(" ", "").lower())
        if canonical is None:
            return name
        local = None if english else SPECIAL_PAGES.get(self.code, {}).get(canonical)
        names = local or SPECIAL_PAGES["en"][canonical]
        return names[0]

    def is_special_page(self, name: str) -> bool:
        """Whether there is a special page of that name (canonical or local)."""
        return name.replace("_", " ").replace(" ", "").lower() in _special_pages(self.code)

    def list_text(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        comma, space = self.message("comma-separator") or ", ", self.message("word-separator") or " "
        return comma.join(items[:-1]) + (self.message("and") or ",") + space + items[-1]


_RUN = re.compile(r"(?:-(?=[0-9.]))?(?:[0-9]+|(?=\.[0-9]))(?:\.[0-9]*)?(?:[Ee][-+]?[0-9]+)?")
_PLAIN = re.compile(r"(-?)([0-9]*)(\.?)([0-9]*)")
_EXACT_DIGITS = 15
_DEFAULT_FRACTION = 3
"""Digits of the fraction of a number with an exponent or a plus sign: those of the default pattern."""
_NO_NUMBERS = {"NAN": "", "INF": "∞", "-INF": "\u2212∞"}
_SIGNS = {"∞": "INF", "\u2212∞": "-INF"}


def _decimal_digits(value: float, fraction: int | None) -> tuple[str, str, str]:
    """Sign, whole digits and fraction of a floating-point number, rounded half to even.

    ``fraction`` is the number of its digits; None means up to three, without zeros at the end.
    """
    sign = "-" if copysign(1, value) < 0 else ""
    if isinf(value):
        return sign, "∞", ""
    exact = Decimal(repr(abs(value)))
    kept = _DEFAULT_FRACTION if fraction is None else fraction
    with localcontext() as context:
        context.prec = 2000
        text = f"{exact.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_EVEN):f}"
    whole, _, digits = text.partition(".")
    return sign, whole, digits.rstrip("0") if fraction is None else digits


_TURKISH_LOWER = str.maketrans("Iİ", "ıi")
_TURKISH_UPPER = str.maketrans("iı", "İI")


_special: dict[str, dict[str, str]] = {}


def _special_pages(code: str) -> dict[str, str]:
    """Any name of a special page, folded, to its canonical name."""
    index = _special.get(code)
    if index is None:
        index = {}
        for table in (SPECIAL_PAGES["en"], SPECIAL_PAGES.get(code, {})):
            for canonical, names in table.items():
                for name in (canonical, *names):
                    index[name.replace("_", "").lower()] = canonical
        _special[code] = index
    return index


_CODE = re.compile("[a-z0-9-]{2,}")
_RENAMED = {"als": "gsw", "bat-smg": "sgs", "be-x-old": "be-tarask", "bh": "bho", "fiu-vro": "vro", "no": "nb",
            "roa-rup": "rup", "simple": "en", "zh-classical": "lzh", "zh-min-nan": "nan", "zh-yue": "yue"}
"""Codes whose words are those of another one."""


def language_or(code: str, content: Language) -> Language:
    """The language that a function's argument names; what is no code at all is the content language."""
    if code == content.code or not _CODE.fullmatch(code):
        return content
    return language_of(_RENAMED.get(code, code))


@lru_cache(maxsize=64)
def language_of(code: str) -> Language:
    """The language, made once for all pages of a worker."""
    return Language(code)
