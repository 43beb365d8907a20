"""The extension tags that only MediaWiki's parser tests define."""

from __future__ import annotations

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import open_tag, wrap
from packager.wikitext.slots import Slot
from packager.wikitext.tags.registry import TagHandler, TagResult


def _dump(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    body = "NULL" if content is None else _php(content)
    lines = "".join(f"  {_php(name)} => {_php(value)},\n" for name, value in attributes.items())
    return f"<pre>\n{body}\narray (\n{lines})\n</pre>"


def _php(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_STATIC: Slot[str] = Slot("static tag")


def _static(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    data = frame.parser.data
    if not attributes:
        data.put(_STATIC, content or "")
        return ""
    if attributes == {"action": "flush"} and content is None:
        kept = data.get(_STATIC) or ""
        data.put(_STATIC, "")
        return kept
    return "\nCall this extension as <statictag>string</statictag> or as <statictag action=flush/>.\n"


def _aside(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    return wrap("aside", dict(attributes), content or "")


def _p_wrap(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    return "<!--CMT--><style>p{}</style>"


def _style(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    return wrap("style", dict(attributes), frame.parser.strip.add_nowiki(content or "", "style"))


def _link(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    return open_tag("link", dict(attributes))


def _html(frame: Frame, content: str | None, attributes: dict[str, str]) -> TagResult:
    return TagResult(content or "", "nowiki")


def _span(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    return wrap("span", {}, frame.parser.half_parse(content or "", frame))


def _span_of_markers(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    text = content or attributes.get("contents", "")
    return wrap("span", {}, frame.parser.strip.unstrip_nowiki(text))


TAGS: dict[str, TagHandler] = {
    "tag": _dump,
    "tåg": _dump,
    "statictag": _static,
    "asidetag": _aside,
    "pwraptest": _p_wrap,
    "spantag": _span,
    "spantaglegacy": _span_of_markers,
}
RAW_HTML_TAGS: dict[str, TagHandler] = {"html": _html}
STYLE_TAGS: dict[str, TagHandler] = {"style": _style, "link": _link}
