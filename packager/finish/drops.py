"""Removes from a finished page what an offline reader does not need to see; the list is ``drops.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

from packager.errors import Said, UsageError

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_CLASS = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
_STYLE = re.compile(r"<style\b[^>]*>.*?</style>", re.DOTALL)
_EMPTY_NAVBOX = re.compile(r'<div\b[^>]*\bclass="navbox(?: [^"]*)?"[^>]*>\s*</div>')
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_KEYS = frozenset({"name", "classes", "ids", "templates", "always"})


@dataclass(frozen=True)
class DropRules:
    """The list, ready to be asked."""

    classes: dict[str, str] = field(default_factory=dict)
    """Class to the name of the kind of box that it marks."""
    prefixes: tuple[tuple[str, str], ...] = ()
    """The same for beginnings of classes (``box-토막글_*``)."""
    ids: dict[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    """Kinds of boxes that go even if a class in ``keep`` is on them."""
    templates: dict[str, str] = field(default_factory=dict)
    """Prefixed title of a template (redirects followed) that leaves nothing, to the kind of box that it makes."""
    covered_styles: frozenset[str] = frozenset()
    """Style sheets of templates that the page's own sheet makes superfluous."""


def load_rules(path: Path | None = None) -> DropRules:
    """The rules of a file; without one, those that come with the program."""
    return _load(path)


@lru_cache(maxsize=4)
def _load(path: Path | None) -> DropRules:
    name = str(path) if path else "drops.toml"
    text = path.read_text("utf-8") if path else (files("packager.finish") / "drops.toml").read_text("utf-8")
    try:
        return _rules(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("{file}: not valid TOML: {error}; correct that line", file=name, error=error) from None


def _rules(data: dict[str, Any], name: str) -> DropRules:
    classes: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    ids: dict[str, str] = {}
    templates: dict[str, str] = {}
    always: set[str] = set()
    for box in data.get("box", []):
        unknown = sorted(set(box) - _KEYS)
        if unknown or "name" not in box:
            fault = ", ".join(unknown) or Said("no name")
            raise UsageError(
                "{file}: [[box]] with {fault}; allowed: {keys}", file=name, fault=fault, keys=", ".join(sorted(_KEYS))
            )
        kind = box["name"]
        for css in box.get("classes", ()):
            if css.endswith("*"):
                prefixes.append((css[:-1], kind))
            else:
                classes.setdefault(css, kind)
        ids.update(dict.fromkeys(box.get("ids", ()), kind))
        templates.update({f"틀:{title}": kind for title in box.get("templates", ())})
        if box.get("always"):
            always.add(kind)
    return DropRules(
        classes, tuple(prefixes), ids, frozenset(data.get("keep", {}).get("classes", ())), frozenset(always), templates,
        frozenset(data.get("template-styles", {}).get("covered", ())),
    )


def drop_boxes(html: str, rules: DropRules | None = None) -> tuple[str, tuple[str, ...]]:
    """``html``, which must be balanced, without what the rules name; and what that was, in order of appearance."""
    rules = rules or load_rules()
    out: list[str] = []
    names: list[str] = []
    position = 0
    open_name, depth, start = "", 0, 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if open_name:
            if name != open_name:
                continue
            depth += -1 if tag[1] else 1
            if depth:
                continue
            out.append(html[position:start])
            # Sheets belong to the page, wherever they were loaded.
            out += _STYLE.findall(html, start, tag.end())
            position, open_name = tag.end(), ""
        elif not tag[1] and tag[3] and (reason := _reason(tag[3], rules)):
            names.append(reason)
            if name in _VOID:
                out.append(html[position:tag.start()])
                position = tag.end()
            else:
                open_name, depth, start = name, 1, tag.start()
    out.append(html[position:])
    left = "".join(out)
    # The mark of authority control is on the table inside; its frame is of no use without it.
    return _EMPTY_NAVBOX.sub("", left) if names else left, tuple(names)


def _reason(attributes: str, rules: DropRules) -> str:
    """Kind of box and the mark that gave it away; empty for what stays."""
    kind = mark = ""
    classes: list[str] = []
    if found := _CLASS.search(attributes):
        classes = unescape(found[1] or found[2] or "").split()
        for css in classes:
            if css in rules.classes:
                kind, mark = rules.classes[css], css
                break
            for prefix, name in rules.prefixes:
                if css.startswith(prefix) and not kind:
                    kind, mark = name, css
    if not kind and rules.ids and (found := _ID.search(attributes)):
        identifier = unescape(found[1] or found[2] or "")
        kind, mark = rules.ids.get(identifier, ""), identifier
    if not kind or (kind not in rules.always and any(css in rules.keep for css in classes)):
        return ""
    # The name of the template says more than the class of all message boxes.
    return f"{kind}: {next((css for css in classes if css.startswith('box-')), mark)}"
