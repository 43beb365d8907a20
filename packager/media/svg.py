"""Drawings made anew: an SVG file is read as plain XML and only its known shapes are written again (SVG 2).

No DTD and no entity is accepted, so nothing can be fetched or blown up while reading. Comments, instructions, metadata,
editors' attributes, scripts, animation, links and references to other files have no way out; ids and classes that the
drawing needs get new names, because editors put layer and file names there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

from packager.allowed.css import clean_declarations, clean_sheet
from packager.allowed.elements import COMMON, LOCAL_PAINT, PLAIN_VALUE, SVG, SVG_TEXT
from packager.errors import ScrubError

NAMESPACE = "http://www.w3.org/2000/svg"
MAX_BYTES = 8 << 20
MAX_ELEMENTS = 100_000
MAX_DEPTH = 200
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)\Z")
_PAINTS = frozenset({"fill", "stroke", "clip-path"})
_WRAPPERS = frozenset({"a", "switch"})
"""Their tags go, their content stays."""
_WRAPPER = "-"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"(?:[a-zA-Z]+|\*)?(?:[.#][\w-]+)*\Z")
_NAME_IN_SELECTOR = re.compile(r"([.#])([\w-]+)")


def rebuild_svg(data: bytes, name: str = "drawing") -> bytes:
    """The drawing as a new file; ``ScrubError`` for what is no sound SVG."""
    if len(data) > MAX_BYTES:
        raise ScrubError(
            "{file}: {size} bytes are more than the limit of {limit}; make it smaller",
            file=name,
            size=len(data),
            limit=MAX_BYTES,
        )
    drawing = _Drawing(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = drawing.doctype
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise ScrubError(
            "{file}: not a sound SVG drawing ({error}); save it again as plain SVG", file=name, error=error
        ) from error
    return drawing.write()


class _Drawing:
    """Collects what may stay; names are given when all of it is known."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: list[Callable[[_Names], str]] = []
        self.open: list[str] = []
        """Local names of the elements that are being written."""
        self.skipped = 0
        """How deep inside an element that goes."""
        self.sheet: list[str] | None = None
        self.count = 0
        self.names = _Names()

    def doctype(self, *_: object) -> None:
        raise ScrubError("{file}: has a document type declaration; save it again as plain SVG", file=self.name)

    def start(self, full_name: str, attributes: Mapping[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS or len(self.open) + self.skipped > MAX_DEPTH:
            raise ScrubError(
                "{file}: more than {elements} elements or {levels} levels; make it simpler",
                file=self.name,
                elements=MAX_ELEMENTS,
                levels=MAX_DEPTH,
            )
        namespace, _, tag = full_name.rpartition(" ")
        if self.skipped or namespace != NAMESPACE or (not self.open and tag != "svg"):
            self.skipped += 1
            return
        if tag == "style" and self.sheet is None:
            self.sheet = []
            self.skipped += 1
            return
        if tag in _WRAPPERS and self.open:
            self.open.append(f"{_WRAPPER}{self.open[-1]}")
            return
        if tag not in SVG:
            self.skipped += 1
            return
        self.open.append(tag)
        kept = dict(self._attributes(tag, attributes))
        root = f' xmlns="{NAMESPACE}"' if len(self.open) == 1 else ""
        self.pieces.append(lambda names: f"<{tag}{root}{names.attributes(kept)}>")

    def _attributes(self, tag: str, attributes: Mapping[str, str]) -> list[tuple[str, str]]:
        kept = []
        for key, value in sorted(attributes.items()):
            if key not in SVG[tag] and key not in COMMON["svg"]:
                continue
            if key == "style":
                style = self._style(value)
                if style:
                    kept.append((key, style))
            elif key in ("id", "class"):
                kept.append((key, value))
            elif (match := _REFERENCE.match(value.strip())) and key in _PAINTS:
                kept.append((key, self.names.reference(match[1])))
            elif "url" not in value.lower() and PLAIN_VALUE.match(value):
                kept.append((key, value))
        return kept

    def _style(self, text: str) -> str:
        kept = []
        for declaration in text.split(";"):
            key, _, value = declaration.partition(":")
            match = _REFERENCE.match(value.strip())
            if match and key.strip().lower() in _PAINTS:
                kept.append(f"{key.strip().lower()}:{self.names.reference(match[1])}")
            elif cleaned := clean_declarations(declaration):
                kept.append(cleaned)
        return ";".join(kept)

    def text(self, text: str) -> None:
        if self.sheet is not None and self.skipped == 1:
            self.sheet.append(text)
        elif not self.skipped and self.open and self.open[-1].lstrip(_WRAPPER) in SVG_TEXT:
            self.pieces.append(lambda names: escape(text))

    def end(self, full_name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            if self.sheet and not self.skipped:
                sheet, self.sheet = "".join(self.sheet), None
                self.pieces.append(lambda names: names.style_element(sheet))
            elif not self.skipped:
                self.sheet = None
            return
        tag = self.open.pop()
        if tag.startswith(_WRAPPER):
            return
        self.pieces.append(lambda names: f"</{tag}>")

    def write(self) -> bytes:
        if not self.pieces:
            raise ScrubError("{file}: no SVG drawing in it; save it again as plain SVG", file=self.name)
        return ("".join(piece(self.names) for piece in self.pieces) + "\n").encode()


class _Names:
    """New names for the ids that are referred to and for classes, in the order in which they are met."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.classes: dict[str, str] = {}

    def reference(self, name: str) -> str:
        return f"url(#{self.ids.setdefault(name, f'i{len(self.ids) + 1}')})"

    def _class(self, name: str) -> str:
        return self.classes.setdefault(name, f"c{len(self.classes) + 1}")

    def attributes(self, given: Mapping[str, str]) -> str:
        out = []
        for key, value in given.items():
            if key == "id":
                value = self.ids.get(value, "")
            elif key == "class":
                value = " ".join(map(self._class, value.split()))
            elif "url(" in value and not LOCAL_PAINT.match(value) and key != "style":
                continue
            if value:
                out.append(f' {key}="{escape(value, {chr(34): "&quot;"})}"')
        return "".join(out)

    def style_element(self, sheet: str) -> str:
        """Rules with simple selectors, under the new names."""
        out = []
        for match in _RULE.finditer(clean_sheet(sheet)):
            selectors = [part.strip() for part in match[1].split(",")]
            if all(_SIMPLE_SELECTOR.match(part) and part for part in selectors):
                renamed = ",".join(_NAME_IN_SELECTOR.sub(self._renamed, part) for part in selectors)
                out.append(f"{renamed}{{{match[2]}}}")
        return f"<style>{escape(''.join(out))}</style>" if out else ""

    def _renamed(self, match: re.Match[str]) -> str:
        if match[1] == ".":
            return "." + self._class(match[2])
        return "#" + self.ids.get(match[2], "none")
