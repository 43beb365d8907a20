"""Numbers and forms of dates of content languages (MediaWiki: MessagesXx.php, and CLDR for plurals)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from packager.wikitext.words.number_data import NUMBER_STYLES
from packager.wikitext.words.plurals import PLURAL_RULES, two_forms


def _one_form(number: float) -> int:
    return 0


_TIME = {"time": "H:i"}
_ENGLISH_DATES = {**_TIME, "date": "j F Y", "monthonly": "F Y", "both": "H:i, j F Y", "pretty": "j F"}
_HAN_DATES = {
    **_TIME,
    "date": "Y年n月j日 (D)",
    "monthonly": "Y年n月",
    "both": "Y年n月j日 (D) H:i",
    "pretty": "n月j日",
}


@dataclass(frozen=True)
class LanguageData:
    """One language; the defaults are English."""

    separators: tuple[str, str] = (",", ".")
    """Between groups of three digits, and before the fraction."""
    minimum_grouping: int = 1
    """Digits before the first separator that make it appear at all."""
    digits: str = "0123456789"
    indian_groups: bool = False
    """Groups of two digits before the last three."""
    true_minus: bool = True
    """Negative numbers are written with U+2212."""
    plural: Callable[[float], int] = two_forms
    date_formats: Mapping[str, str] = field(default_factory=lambda: dict(_ENGLISH_DATES))
    """``date``, ``time``, ``both``, ``monthonly``, ``pretty`` in the notation of #time."""
    date_order: str = "dmy"
    """Default of #formatdate for a reader without preference; ``""`` keeps the order of the text."""


DEFAULT = LanguageData()
_CONTINENTAL = replace(DEFAULT, separators=(".", ","))
_SPACED = replace(DEFAULT, separators=("\u00a0", ","))

LANGUAGES: Mapping[str, LanguageData] = {
    "en": DEFAULT,
    "ko": LanguageData(
        date_formats={
            "time": "H:i",
            "date": "Y년 M월 j일 (D)",
            "monthonly": "Y년 F",
            "both": "Y년 M월 j일 (D) H:i",
            "pretty": "F j일",
        },
        date_order="ko",
    ),
    "ja": replace(DEFAULT, plural=_one_form, date_formats=_HAN_DATES),
    "zh": replace(DEFAULT, plural=_one_form, date_formats=_HAN_DATES),
    "de": _CONTINENTAL,
    "nl": _CONTINENTAL,
    "es": replace(_SPACED, minimum_grouping=2),
    "is": _CONTINENTAL,
    "tr": _CONTINENTAL,
    "ca": _CONTINENTAL,
    "sr": _CONTINENTAL,
    "fr": replace(_SPACED, separators=("\u202f", ",")),
    "cs": _SPACED,
    "fa": replace(DEFAULT, separators=("٬", "٫"), digits="۰۱۲۳۴۵۶۷۸۹"),
    "ln": _CONTINENTAL,
    "ltg": replace(_SPACED, minimum_grouping=2),
}


@cache
def data_of(code: str) -> LanguageData:
    """What is known of a language, with its own way of writing numbers and plurals."""
    data = LANGUAGES.get(code, DEFAULT)
    style = NUMBER_STYLES.get(code)
    if style is not None:
        data = replace(
            data, digits=style.digits, separators=(style.group, style.point), minimum_grouping=style.minimum_grouping,
            indian_groups=style.indian,
        )  # fmt: skip
    rule = PLURAL_RULES.get(code)
    return replace(data, plural=rule) if rule is not None else data
