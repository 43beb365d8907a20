"""``<syntaxhighlight>`` and ``<source>`` (extension SyntaxHighlight_GeSHi): Pygments with classes, layout of 1.39."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypedDict

from packager.char_references import decode_char_references
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import MARKER
from packager.wikitext.markup import escape, wrap
from packager.wikitext.passes.attributes import validate_attributes
from packager.wikitext.state import Parser
from packager.wikitext.tags.registry import tag

_LONGEST = 102_400
"""Bytes; longer code is shown plain."""
_MOST_LINES = 1000
_LINE_NUMBER = re.compile(r'<span class="linenos">\s*([^<]*?)\s*</span>')
_WRAPPER = re.compile(r'\s*<div class="mw-highlight">(.*)</div>\s*', re.DOTALL)
_BLANK = " \t\n\r\0\x0b"

# Names of the highlighter that the extension used before Pygments.
_OLD_NAMES = {
    "6502acme": "asm", "6502kickass": "asm", "6502tasm": "asm", "68000devpac": "asm", "actionscript3": "as3",
    "apt_sources": "debsources", "asm": "nasm", "asymptote": "asy", "autoit": "autoit", "bibtex": "bib",
    "c_loadrunner": "c", "c_mac": "c", "c_winapi": "c", "caddcl": "cl", "cadlisp": "cl", "cobol": "cobol",
    "cpp-qt": "cpp", "cpp-winapi": "cpp", "csharp": "csharp", "dos": "bat", "email": "email", "f1": "fortran",
    "freebasic": "basic", "gettext": "pot", "glsl": "glsl", "gml": "xml", "html4strict": "html", "html5": "html",
    "java5": "java", "javascript": "js", "klonec": "c", "klonecpp": "cpp", "latex": "tex", "m68k": "asm",
    "mmix": "nasm", "mpasm": "nasm", "mxml": "xml", "nsis": "nsis", "objc": "objective-c", "oracle11": "sql",
    "oracle8": "sql", "perl6": "raku", "php-brief": "php", "pic16": "asm", "pixelbender": "c", "plsql": "plpgsql",
    "povray": "pov", "properties": "properties", "qbasic": "basic", "rails": "rb", "reg": "registry",
    "rsplus": "splus", "scilab": "scilab", "tsql": "tsql", "vb": "vbnet", "vbnet": "vb.net", "visualfoxpro": "foxpro",
    "visualprolog": "prolog", "whois": "text", "winbatch": "bat", "xpp": "xml", "z80": "asm",
}  # fmt: skip


@tag("syntaxhighlight", "source")
def syntaxhighlight(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    parser = frame.parser
    code = _code(parser, content or "").strip("\n").rstrip(_BLANK)
    inline = "inline" in attributes or attributes.get("enclose") == "none"
    lexer = _lexer_name(attributes.get("lang", ""))
    html = _highlight(code.strip(_BLANK) if inline else code, lexer, attributes, inline)
    if "line" in attributes:
        html = _LINE_NUMBER.sub(_numbered(attributes.get("linelinks", ""), parser.settings.offline), html)
    kept = validate_attributes(attributes, frozenset({"style", "class", "id"}), parser.settings.fragment_mode[0])
    kept = {name: value for name, value in kept.items() if name in ("style", "class", "id")}
    direction = "rtl" if attributes.get("dir") == "rtl" else "ltr"
    classes = [kept.pop("class", ""), "mw-highlight", f"mw-highlight-lang-{lexer}" if lexer else "",
               f"mw-content-{direction}", "mw-highlight-lines" if "line" in attributes else ""]  # fmt: skip
    wrapper: dict[str, str | int | None] = {**kept, "class": " ".join(filter(None, classes)), "dir": direction}
    if inline:
        return wrap("code", wrapper, html.strip(_BLANK).replace("\n", " "))
    # The wrapper is seen by the block pass, so that no paragraph goes around it; the code is not.
    return wrap("div", wrapper, parser.strip.add_nowiki(html, "syntaxhighlightinner"))


def _code(parser: Parser, content: str) -> str:
    """The code; what <nowiki> in {{#tag:}} protects is not escaped twice, as it was until 1.39."""
    if not parser.settings.offline:
        return parser.strip.unstrip_nowiki(content)
    return MARKER.sub(lambda marker: decode_char_references(parser.strip.unstrip_nowiki(marker[0])), content)


def _numbered(prefix: str, as_text: bool) -> str:
    """Numbers that the style sheet shows from an attribute; offline, plain ones, which need no such browser."""
    number = '<span class="linenos">\\1 </span>' if as_text else '<span class="linenos" data-line="\\1"></span>'
    return f'<a href="#{escape(prefix)}-\\1">{number}</a>' if prefix else number


@lru_cache(maxsize=512)
def _lexer_name(language: str) -> str:
    """The name by which Pygments knows a language, or nothing."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    name = language.lower()
    for candidate in (name, _OLD_NAMES.get(name, "")):
        try:
            if candidate and find_lexer_class_by_name(candidate):
                return candidate
        except ClassNotFound:
            continue
    return ""


class _Options(TypedDict, total=False):
    """Of Pygments' HtmlFormatter, those that we set."""

    cssclass: str
    nowrap: bool
    linenos: str
    linenostart: int
    hl_lines: list[int]
    linespans: str


def _highlight(code: str, lexer: str, attributes: dict[str, str], inline: bool) -> str:
    if not code:
        return ""
    if not lexer or len(code.encode("utf-8", "replace")) > _LONGEST:
        return escape(code) if inline else f"<pre>{escape(code)}</pre>"
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    options: _Options = {"cssclass": "mw-highlight", "nowrap": inline}
    if "line" in attributes:
        options["linenos"] = "inline"
    if attributes.get("start", "").isdecimal():
        options["linenostart"] = int(attributes["start"][:9])
    if lines := _chosen_lines(attributes.get("highlight", "")):
        options["hl_lines"] = lines
    if attributes.get("linelinks") and "," not in attributes["linelinks"]:
        options["linespans"] = escape(attributes["linelinks"])
    lexer_options = {"startinline": True} if lexer == "php" and "<?php" not in code else {}
    html: str = highlight(code, get_lexer_by_name(lexer, **lexer_options), HtmlFormatter(**options))
    wrapper = _WRAPPER.fullmatch(html)
    return wrapper[1].strip(_BLANK) if wrapper else html


def _chosen_lines(text: str) -> list[int]:
    """``1,3,5-7`` as numbers."""
    lines: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if first.isdecimal() and not dash:
            lines.append(int(first[:9]))
        elif first.strip().isdecimal() and last.strip().isdecimal():
            start, end = int(first[:9]), int(last[:9])
            if 0 < start < end < start + _MOST_LINES:
                lines.extend(range(start, end + 1))
        if len(lines) > _MOST_LINES:
            return lines[:_MOST_LINES]
    return lines
