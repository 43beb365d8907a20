"""``<ref>`` and ``<references>`` (extension Cite).

A faulty tag keeps its number and its text, as today: what is wrong stands behind the text, and only a tag that has
neither text nor name is an error in its place. ``settings.today`` False is MediaWiki 1.39, which lost the text.
"""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import PREFIX
from packager.wikitext.passes.attributes import safe_encode_attribute
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser
from packager.wikitext.tags.cite.format import error, error_html, mark, reference_list
from packager.wikitext.tags.cite.stack import Reference, ReferenceStack
from packager.wikitext.tags.registry import tag

Fault = tuple[str, ...]
"""Key of an error message and its parameters."""

_REF_ATTRIBUTES = ("group", "name", "extends", "follow", "dir")
_TODAYS_ATTRIBUTES = ("details", "dir", "follow", "group", "name")
_DIRECTIONS = ("ltr", "rtl", "auto")
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
        if self.parser.settings.today:
            return self._todays_ref(text, group, attributes)
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

    def _todays_ref(self, text: str | None, group: str, attributes: dict[str, str]) -> str:
        written = text
        if text is not None and not text.strip(_TRIMMED):
            text = None
        name, follow = attributes.get("name", ""), attributes.get("follow", "")
        details, soft = self._soft_faults(text, name, attributes)
        if _DIGITS.fullmatch(name):
            name = ""
        if self.list_group is not None:
            self._todays_definition(text, group, name, soft)
            return ""
        if (fault := self._hard_fault(written, name, follow, attributes)) is not None:
            self.stack.push_invalid()
            return error_html(self.parser, *fault)
        direction = attributes.get("dir", "").lower()
        direction = direction if direction in _DIRECTIONS else ""
        before = self.stack.groups.get(group, {}).get(name) if name else None
        former_direction = before.direction if before is not None else ""
        reference: Reference | None
        if details and name:
            source: Reference | None
            source, reference = self.stack.place(group, name, details, direction)
            if text is not None and source is not None:
                self._give_text(source, text)
        else:
            known = before.text if before is not None else None
            # Two texts are told apart here, where the message can be put behind the first one.
            given = None if known is not None else text
            reference = self.stack.push(
                group, name, follow, given, direction, attributes, self.parser.strip.unstrip_both, self._duplicate
            )
            source = reference
            if source is not None and before is not None and text is not None and known is not None:
                self.stack.remember(text)
                self._give_text(source, text)
        if source is not None:
            if direction and former_direction not in ("", direction):
                soft.append(("cite_error_ref_conflicting_dir", safe_encode_attribute(name)))
            for each in soft:
                source.note(error(self.parser, *each))
        return mark(self.parser, group, reference) if reference is not None else ""

    def _soft_faults(self, text: str | None, name: str, attributes: dict[str, str]) -> tuple[str, list[Fault]]:
        """The place in the source that is cited, and faults that lose nothing."""
        details = attributes.get("details", "").strip(_TRIMMED)
        faults: list[Fault] = []
        allowed: tuple[str, ...] = _TODAYS_ATTRIBUTES
        if self.parser.settings.config.get("wgCiteSubReferencing") == "False":
            allowed, details = tuple(word for word in allowed if word != "details"), ""
        for attribute in attributes:
            if attribute not in allowed:
                faults.append(
                    ("cite_error_ref_parameter_unknown", safe_encode_attribute(attribute), ", ".join(allowed))
                )
                break
        if _DIGITS.fullmatch(name):
            faults.append(("cite_error_ref_numeric_key",))
            name = ""
        direction = attributes.get("dir")
        if direction is not None and direction.lower() not in _DIRECTIONS:
            faults.append(("cite_error_ref_invalid_dir", safe_encode_attribute(direction)))
        if self.list_group is not None:
            if "details" in attributes and "details" in allowed:
                faults.append(("cite_error_details_in_references", safe_encode_attribute(name)))
            details = ""
        elif details and not name and text is not None:
            faults.append(("cite_error_details_without_name",))
            details = ""
        return details, faults

    def _hard_fault(self, text: str | None, name: str, follow: str, attributes: dict[str, str]) -> Fault | None:
        """What leaves nothing to show."""
        if follow and (name or "details" in attributes):
            return ("cite_error_ref_follow_conflicts",)
        blank = text is None or not text.strip(_TRIMMED)
        if attributes.get("details") and not name and blank:
            return ("cite_error_details_missing_parent",)
        if _DIGITS.fullmatch(attributes.get("name", "")) and blank:
            return ("cite_error_ref_numeric_key",)
        return self._fault_in_text(text, name)

    def _give_text(self, reference: Reference, text: str) -> None:
        """A definition: the text, or the note that there are two different ones."""
        if reference.text is None:
            reference.text = text
        elif self.parser.strip.unstrip_both(text) != self.parser.strip.unstrip_both(reference.whole_text() or ""):
            reference.note(self._duplicate(reference.name))

    def _todays_definition(self, text: str | None, group: str, name: str, faults: list[Fault]) -> None:
        """A <ref> inside <references>: its text is listed, whatever is wrong with it."""
        wanted = self.list_group or ""
        if group != wanted:
            faults.append(("cite_error_references_group_mismatch", safe_encode_attribute(group)))
        elif not name:
            faults.append(("cite_error_references_no_key",))
        if text is None:
            if group == wanted and name:
                faults.append(
                    ("cite_error_empty_references_define", safe_encode_attribute(name), safe_encode_attribute(group))
                )
            self._list_faults += faults[:1]
            return
        reference = self.stack.groups.get(wanted, {}).get(name) if name else None
        if reference is None:
            if name and group == wanted:
                faults.append(("cite_error_references_missing_key", safe_encode_attribute(name)))
            reference = self.stack.unused(wanted, name, text)
        else:
            self._give_text(reference, text)
        for fault in faults:
            reference.note(error(self.parser, *fault))

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
        unknown = any(attribute not in _LIST_ATTRIBUTES for attribute in attributes)
        if unknown and not self.parser.settings.today:
            return error_html(self.parser, "cite_error_references_invalid_parameters")
        html = reference_list(self.parser, self.stack.pop(group), attributes.get("responsive") != "0")
        faults, self._list_faults = self._list_faults, []
        if unknown:
            faults.append(("cite_error_references_invalid_parameters",))
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
