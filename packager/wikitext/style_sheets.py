"""Style sheets of templates made safe and confined to the article (extension TemplateStyles, css-sanitizer).

A list of what may stay: rules, @media and @supports; known properties; values with known functions. What is not
understood is left out, rule by rule and declaration by declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.allowed.design_tokens import resolve

SCOPE = ".mw-parser-output"

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING = re.compile(
    r'"[^"\\<>\n]*(?:\\[0-9a-fA-F]{1,6} ?[^"\\<>\n]*)*"'
    r"|'[^'\\<>\n]*(?:\\[0-9a-fA-F]{1,6} ?[^'\\<>\n]*)*'"
)
_PIECE = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[{};]|[^{};\"']+|[\"']", re.DOTALL)
_SELECTOR = re.compile(r"[\w\-.#\s>+~*:()\[\]=^$|]+")
_PSEUDO = re.compile(r":{1,2}([a-z-]+)")
_ROOT = re.compile(r"^(?:html|body|:root)\b(?:[.#\[:][^\s>+~]*)?\s*", re.IGNORECASE)
_CONDITION = re.compile(r"[\w\s():,.\-]+")
_VALUE = re.compile(r"[\w\s.,%#+\-*/()!\"]*")
_WRAPPER = re.compile(r"[.#][\w-]+|[a-z]+(?:\.[\w-]+)?")
_FUNCTION = re.compile(r"([\w-]*)\(")

_PSEUDO_CLASSES = frozenset({
    "link", "visited", "hover", "active", "focus", "focus-within", "target", "first-child", "last-child",
    "only-child", "nth-child", "nth-last-child", "first-of-type", "last-of-type", "only-of-type", "nth-of-type",
    "nth-last-of-type", "empty", "not", "is", "where", "lang", "dir", "before", "after", "first-letter",
    "first-line", "marker", "root", "enabled", "disabled", "checked",
})
_FUNCTIONS = frozenset({
    "rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp", "repeat", "minmax", "fit-content", "translate",
    "translatex", "translatey", "scale", "rotate", "skew", "matrix", "linear-gradient", "radial-gradient", "attr",
    "counter", "counters", "var", "cubic-bezier",
    "",
})  # fmt: skip
_PROPERTIES = re.compile(
    r"(?:align-(?:content|items|self)|background(?:-(?:attachment|blend-mode|clip|color|origin|position|repeat|size))?"
    r"|border(?:-[a-z-]+)?|bottom|box-(?:shadow|sizing|decoration-break)|break-(?:after|before|inside)|caption-side|clear"
    r"|clip|color|column(?:s|-[a-z-]+)|content|counter-(?:increment|reset)|cursor|direction|display|empty-cells"
    r"|flex(?:-[a-z]+)?|float|font(?:-[a-z-]+)?|gap|grid(?:-[a-z-]+)?|height|hyphens|inset|isolation|justify-[a-z]+|left"
    r"|letter-spacing|line-(?:break|height)|list-style(?:-(?:position|type))?|margin(?:-[a-z-]+)?|max-(?:height|width)"
    r"|min-(?:height|width)|object-(?:fit|position)|opacity|order|orphans|outline(?:-[a-z]+)?|overflow(?:-[a-z]+)?"
    r"|padding(?:-[a-z-]+)?|page-break-(?:after|before|inside)|position|quotes|right|row-gap|ruby-(?:align|position)"
    r"|table-layout|text-(?:align(?:-last)?|combine-upright|decoration(?:-[a-z]+)?|emphasis(?:-[a-z]+)?|indent|orientation"
    r"|overflow|shadow|transform|underline-position)|top|transform(?:-origin)?|unicode-bidi|vertical-align|visibility"
    r"|white-space|widows|width|word-(?:break|spacing|wrap)|writing-mode|z-index|-webkit-column-[a-z-]+|-moz-column-[a-z-]+)"
)
_DEEPEST = 3


def sanitize(css: str, wrapper: str = "") -> str:
    """The sheet with every selector below ``.mw-parser-output`` (and below ``wrapper``, a simple selector)."""
    css = _COMMENT.sub(" ", css)
    scope = f"{SCOPE} {wrapper}" if _WRAPPER.fullmatch(wrapper) else SCOPE
    return "".join(_rules(_PIECE.finditer(css), scope, 0))


def _rules(pieces: Iterator[re.Match[str]], scope: str, depth: int) -> Iterator[str]:
    """Rules up to the brace that closes the block in which they stand."""
    prelude: list[str] = []
    for piece in pieces:
        text = piece[0]
        if text == "{":
            head, prelude = "".join(prelude).strip(), []
            yield from _rule(head, pieces, scope, depth)
        elif text == "}":
            if depth:
                return
            prelude = []
        elif text == ";":
            prelude = []  # @import, @charset
        else:
            prelude.append(text)


def _rule(head: str, pieces: Iterator[re.Match[str]], scope: str, depth: int) -> Iterator[str]:
    if head.startswith("@"):
        name, _, condition = head[1:].partition(" ")
        if name in ("media", "supports") and depth < _DEEPEST and _CONDITION.fullmatch(condition):
            inner = "".join(_rules(pieces, scope, depth + 1))
            if inner:
                yield f"@{name} {' '.join(condition.split())}{{{inner}}}"
        else:
            _skip(pieces)
        return
    declarations = ";".join(_declarations(pieces))
    selectors = ",".join(filter(None, (_selector(part, scope) for part in _split(head))))
    if declarations and selectors:
        yield f"{selectors}{{{declarations}}}"


def _skip(pieces: Iterator[re.Match[str]]) -> None:
    """Past the end of a block."""
    depth = 1
    for piece in pieces:
        depth += (piece[0] == "{") - (piece[0] == "}")
        if not depth:
            return


def _split(head: str) -> list[str]:
    """Selectors of a list; commas in parentheses do not separate."""
    parts, depth, start = [], 0, 0
    for position, char in enumerate(head):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0:
            parts.append(head[start:position])
            start = position + 1
    return [*parts, head[start:]]


def _selector(text: str, scope: str) -> str:
    text = " ".join(text.split())
    bare = _STRING.sub("", text)
    if not text or not _SELECTOR.fullmatch(bare.replace(",", "")) or bare.count("(") != bare.count(")"):
        return ""
    if bare.count("[") != bare.count("]") or any(p not in _PSEUDO_CLASSES for p in _PSEUDO.findall(bare)):
        return ""
    root = _ROOT.match(text)
    if root:
        # A skin or a reading mode is named on the root; without them the rule is not for this page.
        text = text[root.end():].lstrip("> ")
        if not text or any(mark in root[0] for mark in ".#[:"):
            return ""
    return f"{scope} {text}"


def _declarations(pieces: Iterator[re.Match[str]]) -> Iterator[str]:
    """Declarations up to the closing brace; what is nested inside is skipped."""
    text: list[str] = []
    for piece in pieces:
        if piece[0] in (";", "}"):
            declaration = _declaration("".join(text))
            if declaration:
                yield declaration
            text = []
            if piece[0] == "}":
                return
        elif piece[0] == "{":
            _skip(pieces)
            text = []
        else:
            text.append(piece[0])
    declaration = _declaration("".join(text))
    if declaration:
        yield declaration


def _declaration(text: str) -> str:
    name, colon, value = text.partition(":")
    name, value = name.strip().lower(), " ".join(value.split())
    if not colon or not value or not _PROPERTIES.fullmatch(name):
        return ""
    if "var(" in value.lower():
        value = resolve(value, others=True)
        if "var(" in value.lower():  # a property that nothing on the drive sets
            return ""
    bare = _STRING.sub('""', value)
    if not _VALUE.fullmatch(bare) or bare.count("(") != bare.count(")") or "expression" in bare.lower():
        return ""
    if any(function.lower() not in _FUNCTIONS for function in _FUNCTION.findall(bare)):
        return ""
    if name == "position" and "fixed" in bare.lower():
        return ""  # it would lie over the reader's own controls
    return f"{name}:{value}"
