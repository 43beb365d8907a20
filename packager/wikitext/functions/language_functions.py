"""formatnum, plural, grammar, gender, #language, #formatdate: functions of the content language."""

from __future__ import annotations

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import kill_markers
from packager.wikitext.functions.date_format import reformat_date
from packager.wikitext.functions.magic_words import PARAMETERS, parameter
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.functions.site_facts import page_language_code
from packager.wikitext.functions.text import outside_markers
from packager.wikitext.words.language import Language
from packager.wikitext.words.language_codes import INTERNAL, bcp47
from packager.wikitext.words.language_names import language_name
from packager.wikitext.words.numeric import is_numeric, number


@parser_function("formatnum")
def format_number(frame: Frame, args: Args) -> str:
    language = frame.parser.language
    if args[1] in PARAMETERS["raw"]:
        return outside_markers(args[0], language.parse_num)
    if parameter(args[1], "no_separators"):
        return outside_markers(args[0], lambda text: language.format_num(text, separate=False))
    if parameter(args[1], "lossless"):
        return outside_markers(args[0], lambda text: _lossless(language, text))
    return outside_markers(args[0], language.format_num)


def _lossless(language: Language, text: str) -> str:
    """The number as it stands where separators could only be had by rounding it."""
    formatted = language.format_num(text)
    return formatted if language.parse_num(formatted) == text else text


@parser_function("plural")
def plural(frame: Frame, args: Args) -> str:
    text = frame.parser.language.parse_num(args[0])
    value = number(text) if is_numeric(text) else 0
    return frame.parser.language.plural(value, args.texts(1))


@parser_function("grammar")
def grammar(frame: Frame, args: Args) -> str:
    """Korean and English have no cases that the software knows: the word comes back."""
    return kill_markers(args[1])


@parser_function("gender")
def gender(frame: Frame, args: Args) -> str:
    """Nobody's gender is in a dump: the neutral form, or the first one."""
    forms = args.texts(1)
    return (forms[2] if len(forms) > 2 else forms[0]) if forms else ""


@parser_function("language")
def language(frame: Frame, args: Args) -> str:
    code = args[0].lower() or page_language_code(frame)
    wanted = INTERNAL.get(args[1].lower(), args[1].lower())
    return language_name(INTERNAL.get(code, code), wanted) or outside_markers(args[0].strip(), bcp47)


@parser_function("formatdate")
def format_date(frame: Frame, args: Args) -> str:
    code = page_language_code(frame)
    words = frame.parser.language if code == frame.parser.settings.lang else Language(code)
    return reformat_date(args[0], args[1], words)
