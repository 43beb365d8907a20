"""The drop list (``drops.toml``): boxes and templates of a wiki that an offline reader does not need to see."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict, cast

from packager.errors import Said, UsageError
from packager.files.text import read_text

_REMEMBERED = 1 << 14


class _Box(TypedDict, total=False):
    name: str
    classes: list[str]
    ids: list[str]
    templates: list[str]
    always: bool
    wraps: bool


class _Keep(TypedDict, total=False):
    classes: list[str]


class _Styles(TypedDict, total=False):
    covered: list[str]


_File = TypedDict("_File", {"box": list[_Box], "keep": _Keep, "template-styles": _Styles}, total=False)
_KEYS = frozenset(_Box.__annotations__)


@dataclass(frozen=True, eq=False)
class DropList:
    """The list, ready to be asked. Two lists are the same only if they are one object."""

    classes: Mapping[str, str] = field(default_factory=dict)
    """Class to the name of the kind of box that it marks."""
    prefixes: tuple[tuple[str, str], ...] = ()
    """The same for beginnings of classes (``box-토막글_*``)."""
    ids: Mapping[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    """Kinds of boxes that go even if a class in ``keep`` is on them."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Prefixed title of a template (redirects followed) that leaves nothing, to the kind of box that it makes."""
    wrapping: frozenset[str] = frozenset()
    """Those of the templates that may stand around words of the article: what a caller gives them to show, stays."""
    covered_styles: frozenset[str] = frozenset()
    """Style sheets of templates that the page's own sheet makes superfluous."""
    _known: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """Class and id to why the element goes: a wiki has few of them, a page has thousands of elements."""

    def reason(self, attributes: Mapping[str, str | None]) -> str:
        """Why an element with these attributes goes, ``kind of box: mark``; empty if it stays."""
        key = attributes.get("class") or "", attributes.get("id") or ""
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._reason(*key)
        return known

    def _reason(self, css: str, name: str) -> str:
        classes = css.split()
        kind, mark = self._by_class(classes)
        if not kind and self.ids:
            mark = name
            kind = self.ids.get(mark, "")
        if not kind or (kind not in self.always and not self.keep.isdisjoint(classes)):
            return ""
        # The name of the template says more than the class of all message boxes.
        return f"{kind}: {next((css for css in classes if css.startswith('box-')), mark)}"

    def _by_class(self, classes: list[str]) -> tuple[str, str]:
        """The first class that is listed whole, else the first that begins as listed."""
        kind = mark = ""
        for css in classes:
            if css in self.classes:
                return self.classes[css], css
            if not kind:
                kind = next((name for prefix, name in self.prefixes if css.startswith(prefix)), "")
                mark = css if kind else ""
        return kind, mark


@lru_cache(maxsize=4)
def load_drops(path: Path | None = None) -> DropList:
    """The list in a file; without one, the list that comes with the program. Raises UsageError if it is none."""
    name = path.name if path else "drops.toml"
    try:
        text = read_text(path) if path else (files("packager.finish") / "drops.toml").read_text("utf-8")
        return _drop_list(cast(_File, tomllib.loads(text)), name)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("{file}: not valid TOML: {error}; correct that line", file=name, error=error) from None


def _drop_list(data: _File, name: str) -> DropList:
    classes: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    ids: dict[str, str] = {}
    templates: dict[str, str] = {}
    always: set[str] = set()
    wrapping: set[str] = set()
    for box in data.get("box", []):
        unknown = sorted(set(box) - _KEYS)
        if unknown or "name" not in box:
            raise UsageError(
                "{file}: [[box]] with {fault}; allowed: {keys}",
                file=name, fault=", ".join(unknown) or Said("no name"), keys=", ".join(sorted(_KEYS)),
            )  # fmt: skip
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
        if box.get("wraps"):
            wrapping.update(f"틀:{title}" for title in box.get("templates", ()))
    return DropList(
        classes, tuple(prefixes), ids, frozenset(data.get("keep", {}).get("classes", ())), frozenset(always), templates,
        frozenset(wrapping),
        frozenset(data.get("template-styles", {}).get("covered", ())),
    )  # fmt: skip
