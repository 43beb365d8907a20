"""The references of one page by group, in the order of their first use (Cite: ReferenceStack)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Key = str | int
"""Name of a reference, or a counter for those without."""


@dataclass(slots=True)
class Reference:
    """One footnote."""

    serial: int
    """Unique on the page; goes into ids."""
    name: str
    text: str | None
    direction: str
    uses: int
    """Uses after the first; -1 for a reference without name, which can have no others."""
    number: int = 0
    """Position in its group, what the reader sees; 0 for a ``follow`` whose parent never came."""
    follow: str = ""
    added: list[str] = field(default_factory=list)
    """What ``follow`` and errors have put behind the text."""
    ambiguous: bool = False
    """Defined with different texts: the error has been added."""
    errors: list[str] = field(default_factory=list)
    """What is wrong with its tags, said after the text; each once."""
    marked: bool = True
    """Whether a mark in the text leads to it."""
    details: dict[str, Reference] = field(default_factory=dict)
    """Places in the source that are cited on their own, by their wording."""
    parent: Reference | None = None

    @property
    def label(self) -> str:
        """``2``, or ``2.1`` for a place in source 2."""
        return f"{self.parent.number}.{self.number}" if self.parent is not None else str(self.number)

    def whole_text(self) -> str | None:
        """The text with what was added."""
        return "".join((self.text or "", *self.added)) if self.added else self.text

    def shown_text(self) -> str | None:
        """The text with all that is said behind it."""
        text = self.whole_text()
        return " ".join((text or "", *self.errors)) if self.errors else text

    def note(self, error: str) -> None:
        if error not in self.errors:
            self.errors.append(error)

    def add_text(self, text: str) -> None:
        if self.text is None:
            self.text = text
        else:
            self.added.append(text)

    def add_error(self, error: str) -> None:
        self.add_text(" " + error)
        self.ambiguous = True


class Call(NamedTuple):
    """What one <ref> did, so that it can be undone."""

    action: Literal["new", "assign", "increment"]
    serial: int
    group: str
    name: str
    text: str | None
    attributes: dict[str, str]


class ReferenceStack:
    """All groups that wait for their list."""

    def __init__(self) -> None:
        self.groups: dict[str, dict[Key, Reference]] = {}
        self._numbers: dict[str, int] = {}
        self._serial = 0
        self._anonymous = 0
        self._calls: list[Call | None] = []

    def push_invalid(self) -> None:
        """Counts a <ref> that only printed an error."""
        self._calls.append(None)

    def push(self, group: str, name: str, follow: str, text: str | None, direction: str, attributes: dict[str, str],
             unstrip: Callable[[str], str], duplicate: Callable[[str], str]) -> Reference | None:
        """Registers one use; None if it gets no mark of its own.

        ``unstrip`` tells whether two texts with different strip markers are the same; ``duplicate`` words the error
        for a name with two texts.
        """
        references = self.groups.setdefault(group, {})
        if follow and follow in references:
            if text is not None:
                references[follow].add_text(" " + text)
            return None
        if follow:
            self._serial += 1
            key = self._new_key()
            references[key] = Reference(self._serial, "", text, direction, -1, follow=follow)
            self._calls.append(Call("new", self._serial, group, "", text, attributes))
            return None
        action: Literal["new", "assign", "increment"] = "new"
        reference = references.get(name) if name else None
        if reference is None:
            self._serial += 1
            reference = Reference(self._serial, name, text, direction, 0 if name else -1)
            references[name or self._new_key()] = reference
        else:
            reference.uses += 1
            reference.marked = True
            if reference.text is None and text is not None:
                reference.text, reference.direction = text, direction
                action = "assign"
            else:
                # Once it has the error, no text is the same as before.
                if text is not None and (
                    reference.ambiguous or unstrip(text) != unstrip(reference.whole_text() or "")
                ):
                    reference.add_error(duplicate(name))
                action = "increment"
        if not reference.number:
            self._numbers[group] = reference.number = self._numbers.get(group, 0) + 1
        self._calls.append(Call(action, reference.serial, group, name, text, attributes))
        return reference

    def remember(self, text: str) -> None:
        """The text that the last <ref> had, in case it is undone and made again."""
        last = self._calls[-1] if self._calls else None
        if last is not None:
            self._calls[-1] = last._replace(text=text)

    def place(self, group: str, name: str, details: str, direction: str) -> tuple[Reference, Reference]:
        """Registers one use of a place in a source: the source and the place."""
        references = self.groups.setdefault(group, {})
        parent = references.get(name)
        if parent is None:
            self._serial += 1
            parent = references[name] = Reference(self._serial, name, None, direction, -1, marked=False)
        if not parent.number:
            self._numbers[group] = parent.number = self._numbers.get(group, 0) + 1
        found = parent.details.get(details)
        if found is None:
            self._serial += 1
            found = Reference(self._serial, "", details, direction, 0, len(parent.details) + 1, parent=parent)
            parent.details[details] = found
        else:
            found.uses += 1
        self.push_invalid()
        return parent, found

    def unused(self, group: str, name: str, text: str) -> Reference:
        """A reference of the list that no mark in the text leads to."""
        self._serial += 1
        reference = Reference(self._serial, name, text, "", -1, marked=False)
        self.groups.setdefault(group, {})[name or self._new_key()] = reference
        return reference

    def _new_key(self) -> int:
        self._anonymous += 1
        return self._anonymous

    def roll_back(self, count: int) -> list[Call]:
        """Undoes the last ``count`` uses; the calls, oldest first, to be made again in their right place."""
        undone: list[Call] = []
        while count and self._calls:
            count -= 1
            call = self._calls.pop()
            if call is not None and self._undo(call):
                undone.append(call)
        return undone[::-1]

    def _undo(self, call: Call) -> bool:
        references = self.groups.get(call.group, {})
        key = self._key_of(call, references)
        if key is None:
            return False
        if call.action == "new":
            del references[key]
            if references:
                self._numbers[call.group] = max(self._numbers.get(call.group, 0) - 1, 0)
            else:
                self.pop(call.group)
            return True
        references[key].uses -= 1
        if call.action == "assign":
            references[key].text = None
            references[key].added.clear()
            references[key].ambiguous = False
        return True

    @staticmethod
    def _key_of(call: Call, references: dict[Key, Reference]) -> Key | None:
        if call.name:
            return call.name if call.name in references else None
        newest_first = reversed(references.items())
        return next((key for key, reference in newest_first if reference.serial == call.serial), None)

    def pop(self, group: str) -> dict[Key, Reference]:
        """Takes the group out: a later reference of the same name starts anew."""
        self._numbers.pop(group, None)
        return self.groups.pop(group, {})
