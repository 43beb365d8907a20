"""Wikitext to a tree of templates, arguments, tags, comments and headings (MediaWiki: Preprocessor_Hash).

A stack machine over ``{{ }} [[ ]] -{ }- | = <`` and newlines that stand before ``=``. One flat list holds all output;
an element on the stack remembers where its share of the list begins, so text under braces that never close is not
copied again and again: the cost stays proportional to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from packager.wikitext.expansion.nodes import (
    Argument,
    Comment,
    Content,
    ExtensionTag,
    Heading,
    Ignored,
    Node,
    Part,
    Template,
    compact,
)

_MAY_MISS_END_TAG = frozenset({"includeonly", "noinclude", "onlyinclude"})
_CLOSING = {"{": "}", "[": "]", "-{": "}-", "\n": "\n"}
_BLANKS = re.compile(r"[ \t]*")
_EQUALS = re.compile(r"={1,6}")
_OPENING_RUN = {"{": re.compile(r"\{+"), "[": re.compile(r"\[+"), "-": re.compile(r"-\{+")}
_CLOSING_RUN = {"{": re.compile(r"\}{2,3}"), "[": re.compile(r"\]\]")}
_ANY_MARKUP = re.compile(r"\{\{|<|-\{|^=|\n=")
_FLAGS = re.IGNORECASE | re.ASCII
_ONLY, _END_ONLY = "<onlyinclude>", "</onlyinclude>"


class _Grammar:
    """Regular expressions for one set of extension tags and one direction of inclusion."""

    def __init__(self, tags: Iterable[str], for_inclusion: bool) -> None:
        if for_inclusion:
            self.ignored_tags = frozenset({"includeonly", "/includeonly"})
            self.ignored_element = "noinclude"
        else:
            self.ignored_tags = frozenset({"noinclude", "/noinclude", "onlyinclude", "/onlyinclude"})
            self.ignored_element = "includeonly"
        names = sorted({*tags, self.ignored_element, *self.ignored_tags}, key=lambda name: (-len(name), name))
        choice = "|".join(map(re.escape, names))
        self.tag = re.compile(rf"<({choice})(?=\s|/>|>)", _FLAGS)
        self._angle = rf"<(?:!--|/onlyinclude>|(?:{choice})(?=\s|/>|>))"
        self._searches: dict[tuple[str, bool], re.Pattern[str]] = {}
        self._end_tags: dict[str, re.Pattern[str]] = {}

    def search(self, close: str, find_equals: bool) -> re.Pattern[str]:
        """What can interrupt plain text while ``close`` is awaited."""
        pattern = self._searches.get((close, find_equals))
        if pattern is None:
            choices = [r"\[\[", r"\{\{", r"-\{", self._angle, r"\n" if close == "\n" else r"\n(?==)"]
            if close in ("}", "}-"):
                choices += [r"\}\}" if close == "}" else r"\}-", r"\|"]
                if find_equals:
                    choices.append("=")
            elif close == "]":
                choices.append(r"\]\]")
            pattern = self._searches[close, find_equals] = re.compile("|".join(choices), _FLAGS)
        return pattern

    def end_tag(self, name: str) -> re.Pattern[str]:
        pattern = self._end_tags.get(name)
        if pattern is None:
            pattern = self._end_tags[name] = re.compile(rf"</{re.escape(name)}\s*>", _FLAGS)
        return pattern


@lru_cache(maxsize=16)
def _grammar(tags: frozenset[str], for_inclusion: bool) -> _Grammar:
    return _Grammar(tags, for_inclusion)


class _Element:
    """An opening that waits for its closing."""

    __slots__ = ("close", "comment_end", "count", "equals", "line_start", "open", "prefix", "start", "starts",
                 "text_start", "visual_end")

    def __init__(self, opening: str, count: int, start: int, text_start: int) -> None:
        self.open = opening
        self.close = _CLOSING[opening]
        self.count = count
        self.prefix = ""
        """``-`` if the run of braces followed a hyphen."""
        self.line_start = False
        self.start = start
        """Index in the output of the literal text that stands for the opening."""
        self.text_start = text_start
        self.starts = [start + 1]
        """Index in the output at which each part begins; the bar before it is one item earlier."""
        self.equals = [-1]
        """Index in the output of the ``=`` of each part."""
        self.comment_end = -1
        self.visual_end = -1

    @property
    def find_equals(self) -> bool:
        return len(self.starts) > 1 and self.equals[-1] < 0


def build_tree(text: str, for_inclusion: bool, tag_names: frozenset[str]) -> Content:
    """The tree of ``text``: a plain ``str`` where there is nothing to expand."""
    if not _ANY_MARKUP.search(text):
        return text
    return _Builder(text, for_inclusion, _grammar(tag_names, for_inclusion)).build()


class _Builder:
    """One run over one text."""

    __slots__ = ("fake_line_start", "grammar", "headings", "no_more_closing", "no_more_gt", "only_parts", "out",
                 "skipping", "stack", "text")

    def __init__(self, text: str, for_inclusion: bool, grammar: _Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.out: list[str | Node] = []
        self.stack: list[_Element] = []
        self.only_parts = for_inclusion and _ONLY in text and _END_ONLY in text
        self.skipping = self.only_parts
        self.fake_line_start = True
        """The text begins as if after a newline; so does what follows a comment that took its line with it."""
        self.headings = 1
        self.no_more_gt = False
        self.no_more_closing: set[str] = set()

    def build(self) -> Content:
        text, out, stack = self.text, self.out, self.stack
        i = 0
        while True:
            if self.skipping:
                i = self._skip(i)
            if self.fake_line_start:
                self.fake_line_start = False
                i = self._line_start(i)
            if stack:
                top = stack[-1]
                search = self.grammar.search(top.close, top.find_equals)
            else:
                search = self.grammar.search("", False)
            match = search.search(text, i)
            if match is None:
                if i < len(text):
                    out.append(text[i:])
                    i = len(text)
                if not stack or stack[-1].open != "\n":
                    break
                self._line_end(i)
                continue
            at = match.start()
            if at > i:
                out.append(text[i:at])
            token = match.group()
            head = token[0]
            if head == "|":
                out.append("|")
                top.starts.append(len(out))
                top.equals.append(-1)
                i = at + 1
            elif head == "=":
                top.equals[-1] = len(out)
                out.append("=")
                i = at + 1
            elif head in "{[-":
                i = self._open(at)
            elif head in "}]":
                i = self._close(at)
            elif head == "<":
                i = self._angle(at)
            elif stack and stack[-1].open == "\n":
                self._line_end(at)
                i = at
            else:
                out.append("\n")
                i = self._line_start(at + 1)
        for element in stack:
            if element.open == "{":
                out[element.start] = element.prefix + "{" * element.count
        return compact(out, 0, len(out))

    def _skip(self, i: int) -> int:
        """Passes over what stands outside <onlyinclude>."""
        self.skipping = False
        start = self.text.find(_ONLY, i)
        end = len(self.text) if start < 0 else start + len(_ONLY)
        self.out.append(Ignored(self.text[i:end]))
        return end

    def _line_start(self, i: int) -> int:
        match = _EQUALS.match(self.text, i)
        if not match:
            return i
        count = match.end() - i
        if count == 1 and self.stack and self.stack[-1].open in ("{", "-{") and self.stack[-1].find_equals:
            # Looks like the = between a parameter's name and its value.
            return i
        self.stack.append(_Element("\n", count, len(self.out), i))
        self.out.append("")
        self.out.append("=" * count)
        return match.end()

    def _line_end(self, i: int) -> None:
        element = self.stack.pop()
        first = element.text_start
        end = self._back_over(" \t", i, first)
        if element.comment_end >= 0 and end - 1 == element.comment_end:
            end = self._back_over(" \t", element.visual_end, first)
        start = self._back_over("=", end, first)
        run = end - start
        # A line that is one run of equals signs as a whole: ===== is a heading of level 2 that says "=".
        count = min(6, (run - 1) // 2) if start == first else min(run, element.count)
        if count > 0:
            children = compact(self.out, element.start, len(self.out))
            del self.out[element.start:]
            self.out.append(Heading(count, self.headings, children))
            self.headings += 1

    def _back_over(self, characters: str, end: int, first: int) -> int:
        text = self.text
        while end > first and text[end - 1] in characters:
            end -= 1
        return end

    def _open(self, at: int) -> int:
        text = self.text
        opening = text[at]
        match = _OPENING_RUN[opening].match(text, at)
        assert match
        count = match.end() - at
        prefix = ""
        if opening == "-":
            if count > 2:
                # The rightmost opening wins: -{{ is a hyphen and a template.
                prefix, opening, count = "-", "{", count - 1
            else:
                opening = "-{"
        element = _Element(opening, count, len(self.out), at)
        element.prefix = prefix
        element.line_start = at > 0 and text[at - 1] == "\n"
        self.stack.append(element)
        # Square brackets stay text whether or not they close; braces leave room for what is left of them.
        self.out.append("" if opening == "{" else match.group())
        return match.end()

    def _close(self, at: int) -> int:
        element, out, text = self.stack[-1], self.out, self.text
        if element.open == "-{":
            self.stack.pop()
            out.append("}-")
            return at + 2
        match = _CLOSING_RUN[element.open].match(text, at)
        assert match
        matching = min(match.end() - at, element.count, 3 if element.open == "{" else 2)
        if element.open == "[":
            out.append("]]")
            element.count -= 2
            if element.count < 2:
                self.stack.pop()
            return at + matching
        whole = matching == element.count
        node = self._braces(element, matching, whole and element.line_start and not element.prefix)
        del out[element.start + 1:]
        out.append(node)
        element.count -= matching
        element.starts = [element.start + 1]
        element.equals = [-1]
        if element.count >= 2:
            return at + matching
        if element.count == 1 and element.prefix:
            element.prefix, element.open, element.close, element.count = "", "-{", "}-", 2
            out[element.start] = "-{"
            return at + matching
        out[element.start] = element.prefix + "{" * element.count
        self.stack.pop()
        return at + matching

    def _braces(self, element: _Element, matching: int, line_start: bool) -> Node:
        out, starts = self.out, element.starts
        ends = [start - 1 for start in starts[1:]] + [len(out)]
        title = _inner(out, starts[0], ends[0])
        parts: list[Part] = []
        number = 1
        for start, end, equals in zip(starts[1:], ends[1:], element.equals[1:], strict=True):
            if equals < 0:
                parts.append(Part(None, number, _inner(out, start, end)))
                number += 1
            else:
                parts.append(Part(_inner(out, start, equals), 0, _inner(out, equals + 1, end)))
        return Argument(title, tuple(parts)) if matching == 3 else Template(title, tuple(parts), line_start)

    def _angle(self, at: int) -> int:
        text = self.text
        if text.startswith("<!--", at):
            return self._comment(at)
        if self.only_parts and text.startswith(_END_ONLY, at):
            self.skipping = True
            return at
        match = self.grammar.tag.match(text, at)
        end = -1 if self.no_more_gt or not match else text.find(">", match.end())
        if not match or end < 0:
            self.no_more_gt = self.no_more_gt or match is not None
            self.out.append("<")
            return at + 1
        name = match.group(1)
        lower = name.lower()
        if lower in self.grammar.ignored_tags:
            self.out.append(Ignored(text[at:end + 1]))
            return end + 1
        content: str | None = None
        close: str | None = None
        if text[end - 1] == "/":
            attributes = text[match.end():end - 1]
            after = end + 1
        else:
            attributes = text[match.end():end]
            closing = None
            if lower not in self.no_more_closing:
                closing = self.grammar.end_tag(lower).search(text, end + 1)
            if closing:
                content, close, after = text[end + 1:closing.start()], closing.group(), closing.end()
            elif name in _MAY_MISS_END_TAG:
                content, after = text[end + 1:], len(text)
            else:
                self.no_more_closing.add(lower)
                self.out.append(text[at:end + 1])
                return end + 1
        if lower == self.grammar.ignored_element:
            self.out.append(Ignored(text[at:after]))
        else:
            self.out.append(ExtensionTag(name, attributes, content, close))
        return after

    def _comment(self, at: int) -> int:
        text, out = self.text, self.out
        end = text.find("-->", at + 4)
        if end < 0:
            out.append(Comment(text[at:]))
            return len(text)
        blanks_start = self._back_over(" \t", at, 0)
        line = self._comment_line(end) if blanks_start > 0 and text[blanks_start - 1] == "\n" else None
        if line:
            # Comments alone on their line take the line with them.
            last, after = line
            blanks = at - blanks_start
            if blanks and out and isinstance(out[-1], str) and out[-1].endswith(text[blanks_start:at]):
                out[-1] = out[-1][:-blanks]
            if last > at:
                out.append(Comment(text[blanks_start:last]))
            out.append(Comment(text[max(last, blanks_start):after]))
            self.fake_line_start = True
        else:
            after = end + 3
            out.append(Comment(text[at:after]))
        if self.stack:
            element = self.stack[-1]
            if element.comment_end != blanks_start - 1 or element.comment_end < 0:
                element.visual_end = blanks_start
            element.comment_end = after - 1
        return after

    def _comment_line(self, end: int) -> tuple[int, int] | None:
        """Start of the last comment (0: there is but one) and end of the line, if nothing but comments follows."""
        text = self.text
        last, following = 0, _after_blanks(text, end + 3)
        while text.startswith("<!--", following):
            next_end = text.find("-->", following + 4)
            if next_end < 0:
                break
            last, following = following, _after_blanks(text, next_end + 3)
        return (last, following + 1) if text.startswith("\n", following) else None


def _after_blanks(text: str, i: int) -> int:
    match = _BLANKS.match(text, i)
    return match.end() if match else i


def _inner(items: list[str | Node], start: int, end: int) -> Content:
    """Content inside braces, where headings do not count as such."""
    content = compact(items, start, end)
    if isinstance(content, str) or not any(isinstance(item, Heading) for item in content):
        return content
    flat: list[str | Node] = []
    for item in content:
        if not isinstance(item, Heading):
            flat.append(item)
        elif isinstance(item.children, str):
            flat.append(item.children)
        else:
            flat.extend(item.children)
    return compact(flat, 0, len(flat))
