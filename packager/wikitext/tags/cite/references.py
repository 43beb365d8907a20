"""``<ref>`` and ``<references>`` (extension Cite, as of MediaWiki 1.39)."""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import PREFIX
from packager.wikitext.passes.attributes import safe_encode_attribute
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser
from packager.wikitext.tags.cite.format import error, error_html, mark, reference_list
from packager.wikitext.tags.cite.stack import ReferenceStack
from packager.wikitext.tags.registry import tag

Fault = tuple[str, ...]
"""Key of an error message and its parameters."""

_REF_ATTRIBUTES = ("group", "name", "extends", "follow", "dir")
_LIST_ATTRIBUTES = ("group", "responsive")
_MARKUP_START = re.compile(r"<(?:(\w++)|!--)")
_MARKUP_END = re.compile(r"</(\w++)\s*>")
_OPEN_REF = re.compile(r"<ref(?:erences)?\b[^>]*>", re.IGNORECASE)
_REF_MARKER = re.compile(re.escape(PREFIX) + "-ref-", re.IGNORECASE)
_LIST_MARKER = re.compile(re.escape(PREFIX) + "-references-", re.IGNORECASE)
_DIGITS = re.compile("[0-9]+")
_TRIMMED = " \t\n\r\0\x0b"


def _without_markup(text: str) -> str:
    """The text without its complete elements and comments. Ends are listed first, so that no search is in vain."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for end in _MARKUP_END.finditer(text):
        ends.setdefault(end[1], []).append(end.span())
    for last in ends.values():
        last.reverse()
    kept: list[str] = []
    done = position = bracket = 0
    last_comment = text.rfind("-->")
    while (start := _MARKUP_START.search(text, position)) is not None:
        position = start.end()
        closed = 0
        if start[1] is None:
            closed = text.find("-->", position) + 3 if position <= last_comment else 0
        else:
            if bracket < position:
                bracket = text.find(">", position) + 1
                if bracket == 0:
                    break
            following = ends.get(start[1], [])
            while following and following[-1][0] < bracket:
                following.pop()
            closed = following[-1][1] if following else 0
        if closed:
            kept.append(text[done : start.start()])
            done = position = closed
    kept.append(text[done:])
    return "".join(kept)


class Cite:
    """The footnotes of one page."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.stack = ReferenceStack()
        self.list_group: str | None = None
        """Group of the <references> that is being worked on."""
        self._list_faults: list[Fault] = []
        parser.at_end.append(self.forgotten_lists)

    def ref(self, text: str | None, attributes: dict[str, str]) -> str:
        """One <ref>: its mark, or an error."""
        group = attributes.get("group")
        if group is None:
            group = self.list_group or ""
        name = attributes.get("name", "")
        faults: list[Fault] = []
        if any(attribute not in _REF_ATTRIBUTES for attribute in attributes):
            faults.append(("cite_error_ref_too_many_keys",))
        if (fault := self._fault(text, group, name, attributes)) is not None:
            faults.append(fault)
        if self.list_group is not None:
            if faults:
                self._list_faults += faults
            elif text is not None:
                self._define(group, name, text)
            return ""
        if faults:
            self.stack.push_invalid()
            return error_html(self.parser, *faults[0])
        if text is not None and not text.strip(_TRIMMED):
            text = None
        reference = self.stack.push(
            group, name, attributes.get("follow", ""), text, attributes.get("dir", "").lower(), attributes,
            self.parser.strip.unstrip_both, self._duplicate,
        )
        return mark(self.parser, group, reference) if reference is not None else ""

    def _duplicate(self, name: str) -> str:
        return error(self.parser, "cite_error_references_duplicate_key", name)

    def _fault(self, text: str | None, group: str, name: str, attributes: dict[str, str]) -> Fault | None:
        follow = attributes.get("follow", "")
        if any(_DIGITS.fullmatch(value) for value in (name, attributes.get("extends", ""), follow)):
            return ("cite_error_ref_numeric_key",)
        if attributes.get("extends") or (follow and name):
            return ("cite_error_ref_too_many_keys",)
        direction = attributes.get("dir")
        if direction is not None and direction.lower() not in ("ltr", "rtl"):
            return "cite_error_ref_invalid_dir", safe_encode_attribute(direction)
        return self._fault_in_text(text, name) if self.list_group is None else self._fault_in_list(text, group, name)

    def _fault_in_text(self, text: str | None, name: str) -> Fault | None:
        if not name and text is None:
            return ("cite_error_ref_no_key",)
        if not name and not (text or "").strip(_TRIMMED):
            return ("cite_error_ref_no_input",)
        # A <ref> inside most likely means that </ref> was forgotten further up: better an error than the article lost.
        if text is not None and "<" in text and _OPEN_REF.search(_without_markup(text)):
            return ("cite_error_included_ref",)
        return None

    def _fault_in_list(self, text: str | None, group: str, name: str) -> Fault | None:
        if group != self.list_group:
            return "cite_error_references_group_mismatch", safe_encode_attribute(group)
        if not name:
            return ("cite_error_references_no_key",)
        if text is None or not text.strip(_TRIMMED):
            return "cite_error_empty_references_define", safe_encode_attribute(name), safe_encode_attribute(group)
        references = self.stack.groups.get(group)
        if references is None:
            return "cite_error_references_missing_group", safe_encode_attribute(group), safe_encode_attribute(name)
        if name not in references:
            return "cite_error_references_missing_key", safe_encode_attribute(name)
        return None

    def _define(self, group: str, name: str, text: str) -> None:
        """A list-defined reference: text for marks that were set above."""
        reference = self.stack.groups[group][name]
        if reference.text is None:
            reference.text = text
        elif reference.ambiguous or reference.whole_text() != text:
            reference.add_error(self._duplicate(name))

    def references(self, text: str | None, attributes: dict[str, str]) -> str:
        """One <references>: the list of its group."""
        try:
            return self._references(text, attributes)
        finally:
            self.list_group = None

    def _references(self, text: str | None, attributes: dict[str, str]) -> str:
        self.list_group = group = attributes.get("group", "")
        if text is not None and text.strip(_TRIMMED):
            if _LIST_MARKER.search(text):
                return error_html(self.parser, "cite_error_included_references")
            # {{#tag:references|<ref ...>}} has run its <ref>s already, as if they stood in the text.
            for call in self.stack.roll_back(len(_REF_MARKER.findall(text))):
                self.ref(call.text, call.attributes)
            self.parser.half_parse(text)
        if any(attribute not in _LIST_ATTRIBUTES for attribute in attributes):
            return error_html(self.parser, "cite_error_references_invalid_parameters")
        html = reference_list(self.parser, self.stack.pop(group), attributes.get("responsive") != "0")
        faults, self._list_faults = self._list_faults, []
        if faults:
            html += "\n" + "<br />\n".join(error_html(self.parser, *fault) for fault in faults)
        return html

    def forgotten_lists(self, _parser: Parser) -> str:
        """What follows the page: groups that no <references> has printed."""
        html = ""
        for group in list(self.stack.groups):
            if not self.stack.groups.get(group):
                continue
            if not group:
                html += reference_list(self.parser, self.stack.pop(""), True)
            else:
                name = safe_encode_attribute(group)
                html += "<br />" + error_html(self.parser, "cite_error_group_refs_without_references", name)
        return "\n" + html if html else ""


_CITE: Slot[Cite] = Slot("cite")


def _cite(parser: Parser) -> Cite:
    return parser.data.of(_CITE, lambda: Cite(parser))


@tag("ref")
def ref(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    frame.set_volatile()
    return _cite(frame.parser).ref(content, attributes)


@tag("references")
def references(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    frame.set_volatile()
    cite = _cite(frame.parser)
    if cite.list_group is not None:
        return f"<references>{content or ''}</references>".replace("<", "&lt;").replace(">", "&gt;")
    return cite.references(content, attributes)
