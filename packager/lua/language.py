"""Host side of ``mw.language`` and ``mw.message``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from packager.lua.host import HostFunction, Value, text
from packager.lua.limits import LuaFault
from packager.lua.page_state import PageState
from packager.lua.remembered import Answer, Answering
from packager.model import NS_MEDIAWIKI, Title
from packager.titles import first_upper
from packager.wikitext.functions.date_functions import FORMAT_CHARACTERS, format_moment
from packager.wikitext.words import language_codes
from packager.wikitext.words.fallbacks import FALLBACKS
from packager.wikitext.words.language import Language

_BATCH = 120
@cache
def _names() -> dict[str, tuple[str, str, str]]:
    """Language code to its name in that language, in Korean and in English (CLDR)."""
    table = {}
    for line in (Path(__file__).parent / "language_names.tsv").read_text("utf-8").splitlines():
        code, own, korean, english = line.split("\t")
        table[code] = (own, korean, english)
    return table


def _name(code: str, in_language: str) -> str:
    own, korean, english = _names().get(code, ("", "", ""))
    if in_language == "ko":
        return korean or own or english
    if in_language == "en":
        return english or own
    return own or (english if in_language else "")


def language_name(state: PageState, code: bytes, in_language: bytes) -> Value:
    return _name(text(code).lower(), text(in_language).lower())


@cache
def _name_list(in_language: str, include: str) -> tuple[tuple[str, str], ...]:
    found = []
    for code, (own, _, _) in sorted(_names().items()):
        if include != "all" and not own:
            continue
        name = _name(code, in_language) if include == "all" or in_language else own
        if name:
            found.append((code, name))
    return tuple(found)


def language_names(state: PageState, in_language: bytes, include: bytes, start: int) -> tuple[Value, ...]:
    names = _name_list(text(in_language).lower(), text(include))
    values: list[Value] = [start + _BATCH if start + _BATCH < len(names) else None]
    for pair in names[start : start + _BATCH]:
        values += pair
    return tuple(values)


def fallbacks(state: PageState, code: bytes) -> tuple[Value, ...]:
    name = text(code).lower()
    return (*FALLBACKS.get(name, ()), "en") if name != "en" else ()


def is_known_language(state: PageState, code: bytes) -> Value:
    return text(code).lower() in _names()


def is_supported_language(state: PageState, code: bytes) -> Value:
    own = _names().get(text(code), ("",))[0]
    return bool(own)


def bcp47(state: PageState, code: bytes) -> Value:
    return language_codes.bcp47(text(code))


def is_rtl(state: PageState, code: bytes) -> Value:
    return text(code) in language_codes.RTL


def letter_case(state: PageState, code: bytes, kind: bytes, value: bytes) -> Value:
    language, word = Language(text(code)), text(value)
    match kind:
        case b"lc":
            return language.lower(word)
        case b"uc":
            return language.upper(word)
        case b"ucfirst":
            return language.upper_first(word)
        case _:
            return language.lower_first(word)


def format_num(state: PageState, code: bytes, number: bytes, commas: bool) -> Value:
    return Language(text(code)).format_num(text(number), commas)


def parse_num(state: PageState, code: bytes, number: bytes) -> Value:
    return Language(text(code)).parse_num(text(number))


def plural(state: PageState, code: bytes, number: float, *forms: object) -> Value:
    return Language(text(code)).plural(number, [text(form) for form in forms])


def grammar(state: PageState, code: bytes, case: bytes, word: bytes) -> Value:
    if text(code) == state.parser.language.code:
        return state.parser.root.call_function("grammar", [text(case), text(word)])
    return text(word)


def format_date(state: PageState, code: bytes, form: bytes, timestamp: bytes, local: bool) -> Value:
    # The limit on the formats of {{#time:}} is not one for modules.
    state.parser.data.put(FORMAT_CHARACTERS, 0)
    result = format_moment(state.parser.root, text(form), text(timestamp), text(code), local)
    if result.startswith('<strong class="error">'):
        raise LuaFault("bad argument #2 to 'formatDate' (not a valid timestamp)")
    return result


def duration_part(state: PageState, code: bytes, unit: bytes, count: float) -> Value:
    korean = {"millennia": "천년", "centuries": "세기", "decades": "0년", "years": "년", "weeks": "주", "days": "일",
              "hours": "시간", "minutes": "분", "seconds": "초"}  # fmt: skip
    number = Language(text(code)).format_num(f"{count:.0f}")
    if text(code) == "ko":
        return f"{number}{korean[text(unit)]}"
    singular = {"millennia": "millennium", "centuries": "century"}.get(text(unit), text(unit)[:-1])
    return f"{number} {singular if count == 1 else text(unit)}"


def list_text(state: PageState, code: bytes, *items: object) -> Value:
    return Language(text(code)).list_text([text(item) for item in items])


def message_text(state: PageState, key: bytes) -> Value:
    return message_page(state, key, state.parser.language.code.encode(), True)


def message_page(state: PageState, key: bytes, code: bytes, use_pages: bool) -> Value:
    """Text of a message: the wiki's own page of it, or the software's wording."""
    parser = state.parser
    name, language = text(key), text(code)
    if len(key) > 200:
        return None
    if use_pages:
        suffix = "" if language == parser.language.code else "/" + language
        page = parser.fetch(Title(NS_MEDIAWIKI, first_upper(name.replace("_", " ")) + suffix))
        if page is not None:
            return page.text
    return Language(language).message(name[:1].lower() + name[1:])


FUNCTIONS: dict[str, HostFunction] = {
    "language_name": language_name,
    "language_names": language_names,
    "fallbacks": fallbacks,
    "is_known_language": is_known_language,
    "is_supported_language": is_supported_language,
    "bcp47": bcp47,
    "is_rtl": is_rtl,
    "letter_case": letter_case,
    "format_num": format_num,
    "parse_num": parse_num,
    "plural": plural,
    "grammar": grammar,
    "format_date": format_date,
    "duration_part": duration_part,
    "list_text": list_text,
    "message_text": message_text,
    "message_page": message_page,
}


def _kept_names(state: PageState, key: bytes) -> list[Answer]:
    """``include NUL language``: the codes and the names."""
    include, _, in_language = text(key).partition("\0")
    names = _name_list(in_language.lower(), include)
    return [[code for code, _ in names], [name for _, name in names]]


REMEMBERED: dict[str, Answering] = {"language_names": _kept_names}
"""Answers that stay in the Lua state."""
