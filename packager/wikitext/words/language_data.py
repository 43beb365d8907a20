"""Numbers and calendar words of content languages (MediaWiki: MessagesXx.php, and CLDR for plurals)."""

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
_HAN_NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二"


@dataclass(frozen=True)
class LanguageData:
    """One language; the defaults are English."""

    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )
    months_genitive: tuple[str, ...] = ()
    months_short: tuple[str, ...] = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )
    weekdays: tuple[str, ...] = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    weekdays_short: tuple[str, ...] = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    day_halves: tuple[str, str] = ("AM", "PM")
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
    rtl: bool = False
    date_formats: Mapping[str, str] = field(default_factory=lambda: dict(_ENGLISH_DATES))
    """``date``, ``time``, ``both``, ``monthonly``, ``pretty`` in the notation of #time."""
    date_order: str = "dmy"
    """Default of #formatdate for a reader without preference; ``""`` keeps the order of the text."""


_MONTH_NUMBERS = tuple(f"{number}월" for number in range(1, 13))

DEFAULT = LanguageData()
_CONTINENTAL = replace(DEFAULT, separators=(".", ","))
_SPACED = replace(DEFAULT, separators=("\u00a0", ","))

LANGUAGES: Mapping[str, LanguageData] = {
    "en": DEFAULT,
    "ko": LanguageData(
        months=_MONTH_NUMBERS,
        months_short=tuple(str(number) for number in range(1, 13)),
        weekdays=("일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"),
        weekdays_short=("일", "월", "화", "수", "목", "금", "토"),
        day_halves=("오전", "오후"),
        date_formats={
            "time": "H:i",
            "date": "Y년 M월 j일 (D)",
            "monthonly": "Y년 F",
            "both": "Y년 M월 j일 (D) H:i",
            "pretty": "F j일",
        },
        date_order="ko",
    ),
    "ja": replace(
        DEFAULT,
        months=tuple(f"{number}月" for number in range(1, 13)),
        months_short=tuple(f"{number}月" for number in range(1, 13)),
        weekdays=tuple(f"{day}曜日" for day in "日月火水木金土"),
        weekdays_short=tuple("日月火水木金土"),
        day_halves=("午前", "午後"),
        plural=_one_form,
        date_formats=_HAN_DATES,
    ),
    "zh": replace(
        DEFAULT,
        months=tuple(f"{number}月" for number in _HAN_NUMBERS.split()),
        months_short=tuple(f"{number}月" for number in range(1, 13)),
        weekdays=tuple(f"星期{day}" for day in "日一二三四五六"),
        weekdays_short=tuple("日一二三四五六"),
        day_halves=("上午", "下午"),
        plural=_one_form,
        date_formats=_HAN_DATES,
    ),
    "de": replace(
        _CONTINENTAL,
        months=(
            "Januar", "Februar", "März", "April", "Mai", "Juni",
            "Juli", "August", "September", "Oktober", "November", "Dezember",
        ),
        months_short=("Jan.", "Feb.", "Mär.", "Apr.", "Mai", "Jun.", "Jul.", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."),
        weekdays=("Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"),
        weekdays_short=("So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"),
    ),
    "nl": replace(
        _CONTINENTAL,
        months=(
            "januari", "februari", "maart", "april", "mei", "juni",
            "juli", "augustus", "september", "oktober", "november", "december",
        ),
        months_short=("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        weekdays=("zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"),
        weekdays_short=("zo", "ma", "di", "wo", "do", "vr", "za"),
    ),
    "es": replace(
        _SPACED,
        minimum_grouping=2,
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ),
        months_short=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
        weekdays=("domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"),
        weekdays_short=("dom", "lun", "mar", "mié", "jue", "vie", "sáb"),
    ),
    "is": _CONTINENTAL,
    "tr": _CONTINENTAL,
    "ca": _CONTINENTAL,
    "sr": _CONTINENTAL,
    "fr": replace(
        _SPACED,
        separators=("\u202f", ","),
        months=(
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ),
        months_short=(
            "jan.", "fév.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ),
        weekdays=("dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"),
        weekdays_short=("dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."),
    ),
    "cs": _SPACED,
    "ar": replace(DEFAULT, rtl=True),
    "fa": replace(DEFAULT, rtl=True, separators=("٬", "٫"), digits="۰۱۲۳۴۵۶۷۸۹"),
    "he": replace(DEFAULT, rtl=True),
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
