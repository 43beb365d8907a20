"""CSS that may stay: known at-rules, plain declarations, no way to name a resource (CSS Syntax Level 3).

Nothing is repaired: a declaration or rule that holds anything unexpected goes as a whole. There is no escape, no
string that could hide one, and no function outside the list, so no spelling of ``url(`` can survive.
"""

from __future__ import annotations

import re
from functools import lru_cache

FUNCTIONS = frozenset(
    """rgb rgba hsl hsla calc min max clamp translate translatex translatey scale scalex scaley rotate skew matrix
    linear-gradient radial-gradient repeating-linear-gradient cubic-bezier steps minmax repeat fit-content counter
    counters attr not is where nth-child nth-last-child nth-of-type lang first-child""".split()
)
REFUSED_PROPERTIES = frozenset({"behavior", "-moz-binding", "-ms-behavior", "filter", "src", "cue", "cue-before", "cue-after", "play-during", "accelerator", "-o-link", "-o-link-source"})  # fmt: skip
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_PROPERTY = re.compile(r"-?[a-z][a-z0-9-]*\Z")
_FUNCTION = re.compile(r"([\w-]*)\(", re.A)
# No backslash, @, brace, angle bracket or control character; // would begin an address where a scheme is left out.
_VALUE = re.compile(r"[^\\@{}<>\x00-\x08\x0e-\x1f\x7f]*\Z")
_STRINGS = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")
_ADDRESS = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.I)
_SELECTOR = re.compile(r"[^\\@{}<\x00-\x08\x0e-\x1f\x7f;]*\Z")
_CONDITION = re.compile(r"@(?:media|supports)\b[\w\s():,.<>=/%-]*\Z", re.I | re.A)


def _safe_value(value: str) -> bool:
    if not _VALUE.match(value):
        return False
    bare = _STRINGS.sub('""', value)
    if "'" in bare or bare.count('"') % 2 or _ADDRESS.search(value):
        return False
    return all(name.lower() in FUNCTIONS or not name for name in _FUNCTION.findall(bare))


@lru_cache(maxsize=1 << 14)
def clean_declarations(text: str) -> str:
    """A ``style`` attribute or the inside of a rule, with only the declarations that may stay."""
    kept = []
    for declaration in _COMMENT.sub(" ", text).split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if not colon or not value:
            continue
        custom = name.startswith("--") and _PROPERTY.match(name[1:])
        if (custom or _PROPERTY.match(name)) and name not in REFUSED_PROPERTIES and _safe_value(value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def declarations_are_clean(text: str) -> bool:
    """Whether ``clean_declarations`` would leave the text as it is."""
    return clean_declarations(text) == text


def clean_sheet(text: str) -> str:
    """A style sheet with only the rules that may stay; nesting is allowed for @media and @supports alone."""
    return _rules(_COMMENT.sub(" ", text).replace("<!--", " ").replace("-->", " "), 0)


def _rules(text: str, depth: int) -> str:
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
            if depth < 4 and _CONDITION.match(head) and not _ADDRESS.search(re.sub(r"[\w-]+\s*:", "", head)):
                inner = _rules(body, depth + 1)
                if inner:
                    out.append(f"{head}{{{inner}}}")
        elif "{" not in body and head and _SELECTOR.match(head) and _selector_is_plain(head):
            declarations = clean_declarations(body)
            if declarations:
                out.append(f"{head}{{{declarations}}}")


def _selector_is_plain(head: str) -> bool:
    return "//" not in head and "url(" not in head.lower()


def _closing(text: str, brace: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, brace):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)
