"""The XML of a MediaWiki export (manual: Help:Export), versions 0.3 to 0.11, one or many revisions a page.

Parsed as a stream by expat. A document type is refused, so there are no entities to expand or to fetch. What stands in
``<contributor>``, ``<comment>`` and in the slots beside the main one is never put together.
"""

from __future__ import annotations

import pyexpat
import re
from pathlib import Path

from packager.dump.raw_page import KeepNamespace, RawPage
from packager.dump.siteinfo import RawSite
from packager.dump.unpacked_byte import unpacked_byte
from packager.errors import DumpError, Said

VERSIONS = frozenset(f"0.{minor}" for minor in range(3, 12))

ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be"})

TEXT_LIMIT = 64 << 20
"""Most characters in one element; the largest page that MediaWiki itself stores is 2 MiB."""

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARK = b"\x7f"
"""Stands for a byte that XML forbids: of the same length, so that offsets stay, and allowed in XML. A page that has one
where such bytes were seen is left out."""
_REFERENCE = re.compile(rb"&#(\d{1,10}|x[0-9A-Fa-f]{1,8});")
_LONGEST_REFERENCE = 13
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")

LONGEST_NUMBER = 40
"""Most characters of an id."""

DEPTH_LIMIT = 50
"""Most elements inside each other; an export needs seven."""

# (state, element) -> state. An element that is not listed is passed over with all that is in it.
NEXT = {
    ("", "mediawiki"): "mediawiki",
    ("mediawiki", "siteinfo"): "siteinfo",
    ("siteinfo", "sitename"): "sitename",
    ("siteinfo", "dbname"): "dbname",
    ("siteinfo", "base"): "base",
    ("siteinfo", "generator"): "generator",
    ("siteinfo", "case"): "case",
    ("siteinfo", "namespaces"): "namespaces",
    ("namespaces", "namespace"): "namespace",
    ("mediawiki", "page"): "page",
    ("page", "title"): "title",
    ("page", "ns"): "ns",
    ("page", "id"): "page_id",
    ("page", "redirect"): "redirect",
    ("page", "revision"): "revision",
    ("revision", "id"): "revision_id",
    ("revision", "timestamp"): "timestamp",
    ("revision", "model"): "model",
    ("revision", "text"): "text",
}
COLLECT = frozenset(NEXT.values()) - {"mediawiki", "siteinfo", "namespaces", "page", "redirect", "revision"}
"""States whose character data is a value."""


class ExportParser:
    """Takes bytes, gives pages."""

    def __init__(self, path: Path, keep: KeepNamespace | None, packed: bool) -> None:
        self.path = path
        self.site = RawSite()
        self.head_done = False
        """The ``<siteinfo>`` is complete, or a page has begun without one."""
        self.pages: list[RawPage] = []
        self.keep = keep
        self._packed = packed
        self._states: list[str] = [""]
        self._collected: list[str] = []
        self._page = RawPage()
        self._revision = RawPage()
        self._best: RawPage | None = None
        self._namespace: tuple[int, str] | None = None
        self._closed = False
        self._fed = 0
        self._passed_over = 0
        self._wide: bool | None = None
        """Whether the text is UTF-16, where every other byte is a zero."""
        self._marked = False
        self._begun = b""
        """A reference at the end of what came that is not over yet."""
        self._expat = parser = pyexpat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration

    def feed(self, data: bytes) -> None:
        self._fed += len(data)
        if self._wide is None:
            self._wide = data.startswith(_UTF16)
        try:
            self._expat.Parse(data if self._wide else self._with_marks(data))
        except pyexpat.ExpatError as error:
            raise self._broken(error) from None
        except (LookupError, ValueError) as error:  # of the codec that the XML declaration names
            raise self._error(Said("text in an encoding that is not read ({error})", error=error)) from None
        if self._fed - self._expat.CurrentByteIndex > TEXT_LIMIT:
            raise self._error(Said("a tag of more than {limit} bytes", limit=TEXT_LIMIT))
        if sum(map(len, self._collected)) > TEXT_LIMIT:
            title = self._page.title
            raise self._error(
                Said("an element of page {title!r} has more than {limit} characters", title=title, limit=TEXT_LIMIT)
            )

    def _with_marks(self, data: bytes) -> bytes:
        """The same, with marks for what no XML may hold: controls as they are, and references to such characters."""
        if _FORBIDDEN.search(data):
            data, self._marked = _FORBIDDEN.sub(_MARK, data), True
        data, self._begun = self._begun + data, b""
        if b"&#" in data:
            data = _REFERENCE.sub(self._mark_forbidden, data)
        if (at := data.rfind(b"&", -_LONGEST_REFERENCE)) >= 0 and b";" not in data[at:]:
            data, self._begun = data[:at], data[at:]
        return data

    def _mark_forbidden(self, reference: re.Match[bytes]) -> bytes:
        number = reference[1].decode()
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
            return reference[0]
        self._marked = True
        return _MARK * len(reference[0])

    @property
    def between_pages(self) -> bool:
        """Whether what came so far ends where the next ``<page>`` may begin."""
        return self._states == ["", "mediawiki"]

    def passed_over(self, size: int) -> None:
        """Count bytes of pages that were read in another way; only the offsets in errors need them."""
        self._passed_over += size

    @property
    def taken(self) -> int:
        """Bytes of the unpacked text that have been dealt with."""
        return self._passed_over + self._fed

    @property
    def _offset(self) -> int:
        return self._passed_over + self._expat.CurrentByteIndex

    def close(self) -> None:
        """The input is over: ``</mediawiki>`` must have been seen."""
        try:
            self._expat.Parse(self._begun, True)
        except pyexpat.ExpatError as error:
            raise self._broken(error) from None

    def _place(self, offset: int | None = None) -> Said:
        return unpacked_byte(self._offset if offset is None else offset, self._packed)

    def _error(self, what: Said, offset: int | None = None) -> DumpError:
        return DumpError(
            "{file}: {place}: {what}; fetch the file again and compare its checksum",
            file=self.path,
            place=self._place(offset),
            what=what,
        )

    def _broken(self, error: pyexpat.ExpatError) -> DumpError:
        offset = self._passed_over + self._expat.ErrorByteIndex
        if error.code in CUT and not self._closed:
            if "page" in self._states:
                title = self._page.title
                return self._error(Said("the dump ends inside <page> {title}, it is cut short", title=title), offset)
            return self._error(Said("the dump ends before </mediawiki>, it is cut short"), offset)
        fault = pyexpat.ErrorString(error.code)
        return self._error(Said("not well-formed XML ({error})", error=fault), offset)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        raise DumpError(
            "{file}: {place}: has a document type (DTD), which no MediaWiki export has; do not use this file",
            file=self.path,
            place=self._place(),
        )

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise self._error(Said("text in {encoding}, exports are in UTF-8 or UTF-16", encoding=encoding))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        state = NEXT.get((self._states[-1], name), "-")
        self._states.append(state)
        if len(self._states) > DEPTH_LIMIT:
            raise self._error(Said("elements nested more than {limit} deep", limit=DEPTH_LIMIT))
        if state in COLLECT:
            self._collected.clear()
            if state == "text":
                self._start_text(attributes)
            else:
                self._expat.CharacterDataHandler = self._collected.append
            if state == "namespace":
                self._start_namespace(attributes)
        elif state == "revision":
            self._revision = RawPage(state="missing")
        elif state == "page":
            self._page = RawPage(offset=self._offset)
            self._best = None
            self.head_done = True
        elif state == "redirect":
            self._page.redirect = attributes.get("title")
        elif len(self._states) == 2:
            self._start_root(name, attributes)

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "mediawiki":
            raise DumpError(
                "{file}: {place}: begins with <{name}> instead of <mediawiki>, so it is a fragment or no MediaWiki"
                " export; give the whole export file",
                file=self.path,
                place=self._place(),
                name=name,
            )
        version = attributes.get("version", "")
        if version not in VERSIONS:
            raise DumpError(
                "{file}: {place}: export version {version} is unknown, 0.3 to 0.11 are read; use a newer packager or"
                " another dump",
                file=self.path,
                place=self._place(),
                version=version or Said("(none)"),
            )
        self.site.version = version
        self.site.lang = attributes.get("xml:lang", "")

    def _start_namespace(self, attributes: dict[str, str]) -> None:
        key = attributes.get("key", "")
        if not re.fullmatch(r"-?\d+", key):
            raise self._error(Said("a <namespace> without a number"))
        self._namespace = (int(key), attributes.get("case", self.site.case))

    def _start_text(self, attributes: dict[str, str]) -> None:
        revision = self._revision
        if "deleted" in attributes:
            revision.state = "deleted"
        elif self._page.state == "skipped":
            revision.state = "skipped"
        else:
            # A stub says how long the text is instead of giving it; the wiki's own empty pages say 0.
            revision.state = "text" if attributes.get("bytes", "0") == "0" else "missing"
            self._expat.CharacterDataHandler = self._collected.append

    def _end(self, name: str) -> None:
        state = self._states.pop()
        if state in COLLECT:
            self._expat.CharacterDataHandler = None
            self._end_value(state, "".join(self._collected))
            self._collected.clear()
        elif state == "revision":
            best, revision = self._best, self._revision
            if best is None or (revision.timestamp, revision.revision_id) >= (best.timestamp, best.revision_id):
                self._best = revision
        elif state == "page":
            self._end_page()
        elif state == "siteinfo":
            self.head_done = True
        elif state == "mediawiki":
            self._closed = True
            self.head_done = True

    def _end_value(self, state: str, value: str) -> None:
        if state == "text":
            if value:
                self._revision.text = value
                self._revision.state = "text"
        elif state == "title":
            self._page.title = value
        elif state == "ns":
            self._page.ns = self._number(value)
            if self.keep is not None and not self.keep(self._page.ns):
                self._page.state = "skipped"
        elif state == "page_id":
            self._page.page_id = self._number(value)
        elif state == "revision_id":
            self._revision.revision_id = self._number(value)
        elif state == "timestamp":
            self._revision.timestamp = value.strip()
        elif state == "model":
            self._revision.model = value.strip() or "wikitext"
        elif state == "namespace":
            assert self._namespace is not None
            number, case = self._namespace
            self.site.namespaces[number] = (value.strip(), case)
        else:
            setattr(self.site, state, value.strip())

    def _number(self, value: str) -> int:
        if len(value) <= LONGEST_NUMBER and value.strip().isdecimal() and value.isascii():
            return int(value)
        self._page.fault = self._page.fault or Said("{value!r} where a number must be", value=value[:20])
        return 0

    def _end_page(self) -> None:
        page, revision = self._page, self._best
        if not page.title:
            page.fault = page.fault or Said("no title")
        text = revision.text if revision is not None else ""
        if self._marked and any("\x7f" in value for value in (page.title, page.redirect or "", text)):
            page.fault = page.fault or Said("control characters, which XML forbids")
        if revision is None:
            page.state = "missing"
        else:
            page.revision_id = revision.revision_id
            page.timestamp = revision.timestamp
            page.model = revision.model
            page.text = revision.text
            page.state = revision.state
        self.pages.append(page)


# Codes that expat gives when the input is over too early.
CUT = frozenset(
    pyexpat.errors.codes[message]
    for message in (
        pyexpat.errors.XML_ERROR_NO_ELEMENTS,
        pyexpat.errors.XML_ERROR_UNCLOSED_TOKEN,
        pyexpat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
