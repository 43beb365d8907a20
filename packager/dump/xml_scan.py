"""The quick way through an export: a page that is spelled exactly as Wikimedia's exporters do is read by pattern.

Everything else (the head, the end, history pages, other spellings) goes to the XML parser, which stays the judge of
what the file is. Both ways give the same pages; tests compare them.
"""

from __future__ import annotations

import re

from packager.dump.raw_page import RawPage
from packager.dump.xml_parser import ExportParser

_HEAD = re.compile(
    rb"  <page>\n"
    rb"    <title>([^<]+)</title>\n"
    rb"    <ns>(\d{1,9})</ns>\n"
    rb"    <id>(\d{1,19})</id>\n"
    rb'(?:    <redirect title="([^"<]*)" />\n)?'
    rb"(?:    <restrictions>[^<]*</restrictions>\n)?"
    rb"    <revision>\n"
    rb"      <id>(\d{1,19})</id>\n"
    rb"(?:      <parentid>\d+</parentid>\n)?"
    rb"      <timestamp>([^<]*)</timestamp>\n"
    rb"      <contributor(?:>\s*(?:<(?:username|ip|id)(?: />|>[^<]*</(?:username|ip|id)>)\s*)*</contributor>"
    rb'| deleted="deleted" />)\n'
    rb"(?:      <minor />\n)?"
    rb'(?:      <comment(?:>[^<]*</comment>| deleted="deleted" />| />)\n)?'
    rb"(?:      <origin>\d+</origin>\n)?"
    rb"(?:      <model>([^<&]+)</model>\n)?"
    rb"(?:      <format>[^<]*</format>\n)?"
    rb'      <text(?: (?:bytes|sha1|xml:space|id)="[^"<&]*")*>'
)
_TAIL = re.compile(
    rb"</text>\n(?:      <sha1>[^<]*</sha1>\n)?"
    rb"(?:      <(?:model|format)>[^<]*</(?:model|format)>\n){0,2}    </revision>\n  </page>\n"
)

# The empty alternative catches every other "&", for which _SIGNS has no answer.
_REFERENCE = re.compile(rb"&(lt;|gt;|quot;|amp;|)")
_SIGNS = {b"lt;": b"<", b"gt;": b">", b"quot;": b'"', b"amp;": b"&"}

# In UTF-8 no text of an export holds these; a piece that does is for the XML parser to complain about.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10))

LONGEST = 8 << 20
"""A page that is still not over after so many bytes is left to the XML parser, and all that follows too."""


def unescaped(value: bytes) -> bytes | None:
    """Character data or an attribute value as the bytes it stands for; None if it holds unusual references."""
    parts = _REFERENCE.split(value)
    if len(parts) == 1:
        return value
    try:
        parts[1::2] = map(_SIGNS.__getitem__, parts[1::2])
    except KeyError:
        return None
    return b"".join(parts)


class PageScanner:
    """Takes bytes, gives pages, as ``ExportParser`` does."""

    def __init__(self, parser: ExportParser) -> None:
        self.pages: list[RawPage] = []
        self._parser = parser
        self._keep = parser.keep
        self._rest = b""
        self._slow = False

    def feed(self, data: bytes) -> None:
        if not self._slow and len(data.translate(None, _CONTROLS)) != len(data):
            self._slow = True
        if self._rest:
            data = self._rest + data
            self._rest = b""
        if self._slow:
            self._to_parser(data)
            return
        position = 0
        while True:
            end = self._canonical(data, position) if self._parser.between_pages else -1
            if end < 0:
                end = data.find(b"</page>", position) + 7
                if end < 7:
                    break
                if data[end : end + 1] == b"\n":
                    end += 1
                elif end == len(data):
                    break
                odd = data[position:end]
                self._to_parser(odd)
                # What a comment, CDATA section, declaration or other encoding would hide, only the parser can see.
                if b"<!" in odd or b"<?" in odd or not self._parser.between_pages:
                    self._slow = True
                    self._to_parser(data[end:])
                    return
            position = end
        self._rest = data[position:]
        if len(self._rest) > LONGEST:
            self._slow = True
            self._to_parser(self._rest)
            self._rest = b""

    def close(self) -> None:
        self._to_parser(self._rest)
        self._parser.close()

    def _to_parser(self, data: bytes) -> None:
        self._parser.feed(data)
        if self._parser.pages:
            self.pages += self._parser.pages
            self._parser.pages = []

    def _canonical(self, data: bytes, position: int) -> int:
        """End of the page that begins here, -1 unless it is spelled in the usual way and has been read."""
        head = _HEAD.match(data, position)
        if head is None:
            return -1
        end = data.find(b"<", head.end())
        tail = _TAIL.match(data, end) if end > head.end() else None
        if tail is None:
            return -1
        title, ns, page_id, redirect, revision, timestamp, model = head.groups()
        number = int(ns)
        page = RawPage(offset=self._parser.taken + 2, ns=number, page_id=int(page_id), revision_id=int(revision))
        try:
            plain_title = unescaped(title)
            if plain_title is None:
                return -1
            page.title = plain_title.decode()
            page.timestamp = timestamp.decode()
            if redirect is not None:
                plain_redirect = unescaped(redirect)
                if plain_redirect is None:
                    return -1
                page.redirect = plain_redirect.decode()
            if model is not None:
                page.model = model.decode()
            if self._keep is not None and not self._keep(number):
                page.state = "skipped"
            else:
                text = unescaped(data[head.end() : end])
                if text is None:
                    return -1
                page.text = text.decode()
                page.utf8 = text
        except UnicodeDecodeError:
            return -1
        self.pages.append(page)
        self._parser.passed_over(tail.end() - position)
        return tail.end()
