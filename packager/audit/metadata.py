"""The metadata of an archive: which keys there are, and values that name nobody."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from html import unescape

from packager.audit import grammar
from packager.audit.directory import LICENCE_PATH, NOTHING, Directory
from packager.audit.frames import entry, expression
from packager.audit.images import foreign_parts
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile

NEUTRAL: Mapping[str, frozenset[str]] = {
    "Creator": frozenset({"위키백과 기여자", "위키백과 기여자들", "-"}),
    "Description": frozenset({"한국어 위키백과"}),
    "Language": frozenset({"kor"}),
    "License": frozenset({"CC BY-SA 4.0"}),
    "Name": frozenset({"wikipedia_ko_all"}),
    "Publisher": frozenset({"-", "위키백과 기여자"}),
    "Title": frozenset({"위키백과"}),
}
"""Metadata with the values that name nobody; any other value must stand in the configuration."""
_TAGS, _SAID = "wikipedia;_category:wikipedia;", {True: "yes", False: "no"}
LICENCE_TEXT = "LicenseText"
"""What is expected of the licence page beside the metadata: the SHA-256 of the full text in it."""
COMPUTED = frozenset({"Counter", "Date", "Illustration_48x48@1", "Tags"})


def metadata_findings(
    zim: ZimFile, there: Directory, name: str, date: str, expected: Mapping[str, str]
) -> tuple[dict[str, str], list[Finding]]:
    """The metadata of an archive, and what is wrong with them."""
    metadata: dict[str, str] = {}
    return metadata, list(_metadata(zim, there, name, metadata, date, expected))


def _metadata(
    zim: ZimFile, there: Directory, name: str, metadata: dict[str, str], date: str, expected: Mapping[str, str]
) -> Iterator[Finding]:
    for where, number in sorted(there.system.items()):
        if where[:2] == "X/" and where[2:] not in ("fulltext/xapian", "title/xapian", "listing/titleOrdered/v1"):
            yield Finding("unknown entry", f"{name}/{where}", "no entry of ours")
        if where[:2] != "M/":
            continue
        key = where[2:]
        found = zim.dirent(number)
        data = zim.cluster(found.cluster).blob(found.blob)
        if key.startswith("Illustration_") and key not in COMPUTED:
            yield Finding("identifying metadata", f"{name}/{where}", "a picture that is not on the list")
        if key == "Illustration_48x48@1":
            for what in foreign_parts(data, "image/png"):
                yield Finding("image metadata", f"{name}/{where}", what)
            if data[16:24] != struct.pack(">II", 48, 48):
                yield Finding("image metadata", f"{name}/{where}", "is not of 48 by 48 pixels")
            continue
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
            yield Finding("spelling", f"{name}/{where}", "not UTF-8")
        metadata[key] = text
        yield from _value(there, key, text, f"{name}/{where}", date, expected)
    yield from _licence(zim, there, name, expected)
    for key in sorted((NEUTRAL.keys() | COMPUTED | expected.keys()) - there.keys - {LICENCE_TEXT}):
        yield Finding("metadata", f"{name}/M/{key}", "missing")


def _licence(zim: ZimFile, there: Directory, name: str, expected: Mapping[str, str]) -> Iterator[Finding]:
    """The full text of the licence, which an editor may give: only the one that is expected, or none."""
    number = there.entry(LICENCE_PATH)
    if number < 0 or there.targets[number] != NOTHING:
        return
    found = zim.dirent(number)
    page = entry(zim.cluster(found.cluster).blob(found.blob).decode("utf-8", "replace"))
    match = expression("licence").fullmatch(page.body) if page else None
    text = unescape(match[2]) if match and match[2] else ""
    digest = hashlib.sha256(text.encode()).hexdigest() if text else ""
    if digest != expected.get(LICENCE_TEXT, ""):
        told = Said("a full text of the licence that is not the configuration's: {text!r}", text=text[:60])
        yield Finding("identifying metadata", f"{name}/C/{LICENCE_PATH}", told)


def _value(
    there: Directory, key: str, text: str, where: str, date: str, expected: Mapping[str, str]
) -> Iterator[Finding]:
    if grammar.CONTROLS.search(text):
        yield Finding("control character", where, text[:80])
    if key == "Counter":
        counts = ";".join(f"{kind}={count}" for kind, count in sorted(there.counter.items()))
        if text != counts:
            yield Finding("metadata", where, Said("{text} instead of {counts}", text=text[:80], counts=counts[:80]))
    elif key == "Tags":
        pictures, fulltext = bool(there.pictures), "X/fulltext/xapian" in there.system
        wanted = f"{_TAGS}_pictures:{_SAID[pictures]};_videos:no;_details:yes;_ftindex:{_SAID[fulltext]}"
        if text != wanted:
            yield Finding("metadata", where, Said("{text!r} instead of {expected!r}", text=text[:80], expected=wanted))
    elif key in expected:
        if text != expected[key]:
            yield Finding(
                "metadata", where, Said("{text!r} instead of {expected!r}", text=text[:60], expected=expected[key])
            )
    elif key == "Date":
        pass
    elif key not in NEUTRAL or text not in NEUTRAL[key]:
        rule = "address" if grammar.ADDRESS.search(text) else "identifying metadata"
        yield Finding(rule, where, text[:80])
    if key == "Date" and (not grammar.is_day(text) or (date and text != date)):
        yield Finding("time", where, text[:20])
