"""Functions that MediaWiki has got since 1.39: #dir, #bcp47, #isbn, #interwikilink, #contentmodel and their kin.

Older pages never have them; on a page that has one, its braces would be all that a reader gets.
"""

from __future__ import annotations

from packager.model import NS_MEDIAWIKI, NS_MODULE, NS_USER, Title
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import FUNCTIONS, VARIABLES, Args, parser_function, variable
from packager.wikitext.functions.site_facts import page_language_code
from packager.wikitext.words.language_codes import INTERNAL, RTL, bcp47
from packager.wikitext.words.language_names import language_name

_MODELS = {
    "wikitext": "content-model-wikitext", "css": "content-model-css", "sanitized-css": "content-model-css",
    "javascript": "content-model-javascript", "json": "content-model-json", "Scribunto": "content-model-scribunto",
}  # fmt: skip


def _code(frame: Frame, text: str) -> str:
    return text.lower() or page_language_code(frame)


def _direction(code: str) -> str:
    return "rtl" if INTERNAL.get(code, code) in RTL else "ltr"


@parser_function("dir")
def direction(frame: Frame, args: Args) -> str:
    """{{#dir:ar}}: how a language is written; that of the page for a code that is none."""
    code = _code(frame, args[0])
    known = language_name(INTERNAL.get(code, code)) or bcp47(code).lower() != code
    return _direction(code if known else page_language_code(frame))


@parser_function("bcp47")
def standard_code(frame: Frame, args: Args) -> str:
    """{{#bcp47:zh-min-nan}}: the code as HTML has it."""
    return bcp47(_code(frame, args[0]))


@parser_function("isbn")
def isbn(frame: Frame, args: Args) -> str:
    """{{#isbn:978-...}}: what the plain text ``ISBN 978-...`` is."""
    return f"ISBN {args[0]}" if args[0] else ""


@parser_function("interwikilink")
def interwiki_link(frame: Frame, args: Args) -> str:
    """{{#interwikilink:en|Page|text}}: a link, even where the prefix is a language; its text if there is no such."""
    if args[0].lower() not in frame.parser.site.interwiki:
        return args[2] or f"{args[0]}:{args[1]}"
    text = f"|{args[2]}" if args[2] else ""
    return f"[[:{args[0]}:{args[1]}{text}]]"


@parser_function("interlanguagelink")
def interlanguage_link(frame: Frame, args: Args) -> str:
    """{{#interlanguagelink:en|Page}}: the same page in another language; shows nothing."""
    if args[0].lower() not in frame.parser.site.languages:
        return ""
    return f"[[{args[0]}:{args[1]}]]"


def _model(title: Title) -> str:
    """The model that a page of that name has by default."""
    name = title.text
    if title.ns == NS_MODULE and not name.endswith((".css", ".json", "/설명문서", "/doc")):
        return "Scribunto"
    if title.ns in (NS_MEDIAWIKI, NS_USER):
        for ending, model in ((".css", "css"), (".js", "javascript"), (".json", "json")):
            if name.endswith(ending) and (title.ns == NS_MEDIAWIKI or "/" in name):
                return model
    return "sanitized-css" if name.endswith(".css") and title.ns == NS_MODULE else "wikitext"


@parser_function("contentmodel")
def content_model(frame: Frame, args: Args) -> str:
    """{{#contentmodel:canonical|page}}: what kind of text a page holds."""
    parser = frame.parser
    title = parser.title
    if args[1]:
        target = parse_title(args[1], parser.site)
        if target is None or target.interwiki:
            return ""
        title = target.title
    model = _model(title)
    if args[0].lower() == "canonical":
        return model
    return parser.language.message(_MODELS.get(model, "")) or model


@parser_function("formal")
def formal(frame: Frame, args: Args) -> str:
    """{{#formal:one|other}}: Korean and English have no two forms of address in MediaWiki."""
    return args[0]


@parser_function("chart")
def chart(frame: Frame, args: Args) -> str:
    """{{#chart:...}}: its numbers lie on another wiki."""
    return ""


@variable("userlanguage")
def user_language(frame: Frame) -> str:
    """The reader's language is that of the wiki."""
    return page_language_code(frame)


@variable("translationlanguage")
def translation_language(frame: Frame) -> str:
    """Only pages made by the Translate extension have one."""
    return ""


def _register_variables() -> None:
    """{{#language}} without colon is {{#language:}}."""
    for name in ("dir", "bcp47", "contentmodel", "language"):

        def value(frame: Frame, name: str = name) -> str:
            text = FUNCTIONS[name].run(frame, Args(frame, "", ()))
            return text if isinstance(text, str) else ""

        VARIABLES["#" + name] = value


_register_variables()
