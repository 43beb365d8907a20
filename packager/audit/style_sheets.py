"""Style sheets and style attributes, judged against the one spelling that the cleaner writes."""

from __future__ import annotations

import re
from functools import lru_cache

from packager.audit import grammar


@lru_cache(maxsize=1 << 14)
def declarations_fault(text: str) -> str:
    """The first declaration that is not in our spelling, empty if all are: ``name:value;name:value``."""
    for declaration in text.split(";"):
        match = grammar.DECLARATION.fullmatch(declaration)
        if match is None or match[1] in grammar.REFUSED_PROPERTIES or _css_value_fault(match[2]):
            return declaration or ";"
        if match[1] == "position" and not grammar.POSITION.fullmatch(match[2]):
            return declaration
    return ""


def _css_value_fault(value: str) -> bool:
    bare = grammar.STRING.sub('""', value)
    if value != " ".join(value.split()) or "'" in bare or bare.count('"') % 2 or not _balanced(bare):
        return True
    if grammar.PLACE.search(value):
        return True
    return any(name.lower() not in grammar.FUNCTIONS and name.strip(" -") for name in grammar.CALL.findall(bare))


def _balanced(bare: str) -> bool:
    waiting: list[str] = []
    for sign in re.findall(r"[()\[\]]", bare):
        if sign in "([":
            waiting.append(")" if sign == "(" else "]")
        elif not waiting or waiting.pop() != sign:
            return False
    return not waiting


@lru_cache(maxsize=1 << 10)
def sheet_fault(text: str, depth: int = 0) -> str:
    """The first rule of a style sheet that is not in our spelling, empty if all are: ``selector{name:value}``."""
    at = 0
    while at < len(text):
        brace = text.find("{", at)
        if brace < 0:
            return text[at:]
        head = text[at:brace]
        end = _closing(text, brace)
        if end < 0 or head != " ".join(head.split()) or not head:
            return text[at:]
        body = text[brace + 1 : end]
        at = end + 1
        if head.startswith("@"):
            plain = re.sub(r"[\w-]+\s*:", "", head)
            if depth > 3 or not grammar.CONDITION.fullmatch(head) or grammar.PLACE.search(plain):
                return head
            if not body or (wrong := sheet_fault(body, depth + 1)):
                return wrong if body else head
        elif not grammar.SELECTOR.fullmatch(head) or _selector_fault(head):
            return head
        elif not body or declarations_fault(body):
            return body or head
    return ""


def _selector_fault(head: str) -> bool:
    strings = grammar.STRING.findall(head)
    bare = grammar.STRING.sub('""', head)
    if "'" in bare or bare.count('"') % 2 or not _balanced(bare) or "//" in head or "url(" in head.lower():
        return True
    if grammar.AROUND.search(bare) or not all(map(grammar.SCOPE.match, _flat(bare).split(","))):
        return True
    return bool(re.search(r"\[[^\]]*[./:@]", head)) or any(
        re.search(r"//|[a-z][a-z0-9+.-]*:", string, re.I) for string in strings
    )


def _flat(head: str) -> str:
    """The selectors without what stands in parentheses and brackets."""
    flat = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", head)
    return flat if flat == head else _flat(flat)


def _closing(text: str, brace: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, brace):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return -1
