"""CSS that may stay: known at-rules, plain declarations, no way to name a resource (CSS Syntax Level 3).

Nothing is repaired: a declaration or rule that holds anything unexpected goes as a whole. There is no escape, no
string that could hide one, and no function outside the list, so no spelling of ``url(`` can survive.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from packager.allowed.design_tokens import resolve

FUNCTIONS = frozenset(
    """rgb rgba hsl hsla calc min max clamp translate translatex translatey scale scalex scaley rotate skew matrix
    linear-gradient radial-gradient repeating-linear-gradient cubic-bezier steps minmax repeat fit-content counter
    counters attr var conic-gradient repeating-radial-gradient rotatex rotatey rotatez translatez translate3d scale3d
    skewx skewy perspective hwb lab lch oklab oklch color-mix light-dark""".split()
)
REFUSED_PROPERTIES = frozenset(
    """behavior -moz-binding -ms-behavior filter -ms-filter src cue cue-before cue-after play-during accelerator
    -o-link -o-link-source unicode-range""".split()
)
# Fixed or sticky, an article would lie over the reader's own bar: it may move within its place only.
_POSITION = re.compile(r"(?:static|relative|absolute)(?: ?!important)?", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_PROPERTY = re.compile(r"-?[a-z][a-z0-9-]*\Z")
# Letters beyond ASCII are part of a name in CSS, and old engines let a space stand before the parenthesis.
_FUNCTION = re.compile(r"([\w\-\u0080-\U0010ffff]*\s*)\(")
# No backslash, @, brace, angle bracket or control character; // would begin an address where a scheme is left out.
_VALUE = re.compile(r"[^\\@{}<>\x00-\x08\x0e-\x1f\x7f]*\Z")
STRINGS = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")
"""What stands in quotes."""
_ADDRESS = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.I)
_SELECTOR = re.compile(r"[^\\@{}<\x00-\x08\x0e-\x1f\x7f;]*\Z")
_CONDITION = re.compile(r"@(?:media|supports)\b(?:[\w\s():,.>=%-]|<(?=[\s=\d])|/(?=\s*\d))*\Z", re.I | re.A)
# Two letters after a dot are no number but the name of a host, in a string or bare.
_NAMES_HOST = re.compile(r"\.[^\W\d_]{2}")
_ATTRIBUTE_WITH_HOST = re.compile(r"\[[^\]]*[./:@]")
_PAIRS = {")": "(", "]": "["}


def _safe_value(value: str) -> bool:
    if not _VALUE.match(value) or _NAMES_HOST.search(value):
        return False
    bare = STRINGS.sub('""', value)
    if "'" in bare or bare.count('"') % 2 or _ADDRESS.search(value) or not _balanced(bare):
        return False
    # A word before the parenthesis with a space between is a function to old engines; an operator is none.
    return all(name.lower() in FUNCTIONS or not name.strip(" -") for name in _FUNCTION.findall(bare))


def _balanced(bare: str) -> bool:
    """Whether parentheses and brackets pair, so that what follows cannot be drawn into them."""
    waiting: list[str] = []
    for sign in re.findall(r"[()\[\]]", bare):
        if sign in "([":
            waiting.append(sign)
        elif not waiting or waiting.pop() != _PAIRS[sign]:
            return False
    return not waiting


@lru_cache(maxsize=1 << 14)
def clean_declarations(text: str) -> str:
    """A ``style`` attribute or the inside of a rule, with only the declarations that may stay."""
    kept = []
    for declaration in _COMMENT.sub(" ", text).split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if not colon or not value:
            continue
        if "var(" in value.lower():
            value = resolve(value)
        custom = name.startswith("--") and _PROPERTY.match(name[1:])
        if name == "position" and not _POSITION.fullmatch(value):
            continue
        if (custom or _PROPERTY.match(name)) and name not in REFUSED_PROPERTIES and _safe_value(value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def declarations_are_clean(text: str) -> bool:
    """Whether ``clean_declarations`` would leave the text as it is."""
    return clean_declarations(text) == text


def clean_sheet(
    text: str,
    declarations: Callable[[str], str] = clean_declarations,
    selectors: Callable[[str], str] = str,
) -> str:
    """A style sheet with only the rules that may stay; nesting is allowed for @media and @supports alone.

    ``declarations`` writes the inside of a rule, ``selectors`` what stands before it; a rule goes where either gives
    nothing. Whoever gives others than these begins with ``clean_declarations``.
    """
    return _rules(_COMMENT.sub(" ", text).replace("<!--", " ").replace("-->", " "), 0, declarations, selectors)


def _rules(
    text: str, depth: int, declarations: Callable[[str], str], selectors: Callable[[str], str]
) -> str:
    out: list[str] = []
    at = 0
    while True:
        brace = text.find("{", at)
        if brace < 0:
            return "".join(out)
        head = text[at:brace]
        head = " ".join(head[head.rfind(";") + 1 :].split())  # statements such as @import end in a semicolon: gone
        end = _closing(text, brace)
        body = text[brace + 1 : end]
        at = end + 1
        if head.startswith("@"):
            if (
                depth < 4
                and _CONDITION.match(head)
                and not _NAMES_HOST.search(head)
                and not _ADDRESS.search(re.sub(r"[\w-]+\s*:", "", head))
            ):
                inner = _rules(body, depth + 1, declarations, selectors)
                if inner:
                    out.append(f"{head}{{{inner}}}")
        elif "{" not in body and head and _SELECTOR.match(head) and _selector_is_plain(head):
            kept, head = declarations(body), selectors(head)
            if kept and head:
                out.append(f"{head}{{{kept}}}")


def _selector_is_plain(head: str) -> bool:
    strings = STRINGS.findall(head)
    bare = STRINGS.sub('""', head)
    if "'" in bare or bare.count('"') % 2 or not _balanced(bare) or "//" in head or "url(" in head.lower():
        return False
    return not _ATTRIBUTE_WITH_HOST.search(head) and not any(_ADDRESS.search(string) for string in strings)


def _closing(text: str, brace: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, brace):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)
