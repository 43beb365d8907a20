"""What the wiki is and how big: {{SITENAME}}, {{SERVER}}, {{NUMBEROFARTICLES}}, page sizes and ids, protection."""

from __future__ import annotations

from urllib.parse import urlsplit

from packager.model import NS_MEDIAWIKI, NS_SPECIAL, Page
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.magic_words import PARAMETERS
from packager.wikitext.functions.registry import Args, parser_function, variable

_COUNTS = {
    "numberofarticles": "articles",
    "numberofpages": "pages",
    "numberoffiles": "files",
    "numberofedits": "edits",
    "numberofusers": "users",
    "numberofadmins": "admins",
    "numberofactiveusers": "active_users",
}
_NO_PROTECTION_DATA = ""
"""A dump says nothing of protection: every page counts as open."""


def _formatted(frame: Frame, value: int, form: str = "") -> str:
    """With separators, unless the argument is R (raw)."""
    return str(value) if form in PARAMETERS["raw"] else frame.parser.language.format_num(str(value))


def _register_counts() -> None:
    for name, attribute in _COUNTS.items():

        def value(frame: Frame, attribute: str = attribute) -> str:
            return _formatted(frame, getattr(frame.parser.source.counts, attribute))

        def function(frame: Frame, args: Args, attribute: str = attribute) -> str:
            return _formatted(frame, getattr(frame.parser.source.counts, attribute), args[0])

        variable(name)(value)
        parser_function(name)(function)


_register_counts()


@parser_function("numberingroup")
def number_in_group(frame: Frame, args: Args) -> str:
    counts = frame.parser.source.counts
    known = {"sysop": counts.admins, "관리자": counts.admins}
    return _formatted(frame, known.get(args[0].lower(), 0), args[1])


@parser_function("pagesincategory")
def pages_in_category(frame: Frame, args: Args) -> str:
    """Zero: the dump's pages are not counted by category before they are rendered."""
    return _formatted(frame, 0, args[2] or args[1])


def _page(frame: Frame, text: str) -> Page | None:
    link = parse_title(text, frame.parser.site)
    if link is None or link.interwiki or link.title.ns == NS_SPECIAL or not link.title.text:
        return None
    if link.title == frame.parser.title:
        return frame.parser.page
    return frame.parser.fetch(link.title)


@parser_function("pagesize")
def page_size(frame: Frame, args: Args) -> str:
    page = _page(frame, args[0])
    return _formatted(frame, len(page.text.encode("utf-8", "surrogatepass")) if page else 0, args[1])


@parser_function("pageid")
def page_id_of(frame: Frame, args: Args) -> str:
    page = _page(frame, args[0])
    if parse_title(args[0], frame.parser.site) is None:
        return ""
    return str(page.page_id) if page else "0"


@variable("pageid")
def page_id(frame: Frame) -> str:
    page = frame.parser.page
    return str(page.page_id) if page else "0"


@variable("revisionid")
def revision_id(frame: Frame) -> str:
    page = frame.parser.page
    return str(page.revision.id) if page else ""


@parser_function("revisionid")
def revision_id_of(frame: Frame, args: Args) -> str:
    page = _page(frame, args[0])
    return str(page.revision.id) if page else ""


@variable("revisionsize")
def revision_size(frame: Frame) -> str:
    page = frame.parser.page
    return str(len(page.text.encode("utf-8", "surrogatepass"))) if page else ""


@variable("revisionuser")
def revision_user(frame: Frame) -> str:
    """Nothing: who edited a page is never read from the dump."""
    return ""


@parser_function("revisionuser")
def revision_user_of(frame: Frame, args: Args) -> str:
    return ""


@parser_function("protectionlevel")
def protection_level(frame: Frame, args: Args) -> str:
    return _NO_PROTECTION_DATA


@parser_function("protectionexpiry")
def protection_expiry(frame: Frame, args: Args) -> str:
    return "infinity" if args[0] in ("edit", "move", "create", "upload") else ""


@variable("cascadingsources")
def cascading_sources(frame: Frame) -> str:
    return _NO_PROTECTION_DATA


@parser_function("cascadingsources")
def cascading_sources_of(frame: Frame, args: Args) -> str:
    return _NO_PROTECTION_DATA


@variable("sitename")
def site_name(frame: Frame) -> str:
    return frame.parser.settings.site_name or frame.parser.site.sitename


@variable("server")
def server(frame: Frame) -> str:
    return frame.parser.settings.server


@variable("servername")
def server_name(frame: Frame) -> str:
    address = frame.parser.settings.server
    return urlsplit(address if "//" in address else f"//{address}").hostname or address


@variable("scriptpath")
def script_path(frame: Frame) -> str:
    return frame.parser.settings.script_path


@variable("stylepath")
def style_path(frame: Frame) -> str:
    return frame.parser.settings.script_path + "/skins"


@variable("articlepath")
def article_path(frame: Frame) -> str:
    return frame.parser.settings.article_path


@variable("currentversion")
def current_version(frame: Frame) -> str:
    return frame.parser.settings.version


@variable("contentlanguage")
def content_language(frame: Frame) -> str:
    return frame.parser.settings.lang


def page_language_code(frame: Frame) -> str:
    """Language of the page: style sheets and scripts are in English, translated messages in the subpage's."""
    title = frame.parser.title
    if title.text.endswith((".css", ".js", ".json")) and (title.ns == NS_MEDIAWIKI or title.ns == 2):
        return "en"
    return frame.parser.settings.lang


@variable("pagelanguage")
def page_language(frame: Frame) -> str:
    return page_language_code(frame)


@variable("directionmark")
def direction_mark(frame: Frame) -> str:
    return "\u200f" if frame.parser.language.rtl else "\u200e"


@variable("wbreponame")
def repository_name(frame: Frame) -> str:
    return "위키데이터" if frame.parser.settings.lang == "ko" else "Wikidata"


@variable("!")
def bar(frame: Frame) -> str:
    return "|"


@variable("=")
def equals_sign(frame: Frame) -> str:
    return "="
