"""Runs xml_cases.txt through both ways of reading, in one piece and cut into small ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.synth_dump import export_xml, header_xml
from checks.faults_dump import make_pages
from checks.own_site import SITE
from packager.dump import open_dump, xml
from packager.dump.raw_page import RawPage
from packager.errors import DumpError
from packager.model import Page


class Case(NamedTuple):
    name: str
    data: bytes
    kind: str
    expected: list[str]


def cases() -> Iterator[Case]:
    text = (Path(__file__).parent / "xml_cases.txt").read_text(encoding="utf-8")
    for name, escapes, body, kind, expected in re.findall(
        r"^!! case ([^\n]*)\n!! xml(-escapes)?\n(.*?)\n!! (pages|error)\n(.*?)\n!! end$", text, re.M | re.S
    ):
        whole = body.replace("@HEAD", header_xml(SITE)).encode()
        if escapes:
            whole = re.sub(rb"\\x(..)", lambda match: bytes([int(match[1], 16)]), whole)
            whole = whole.replace(b"\\n", b"\n").replace(b"\\r", b"\r")
        if name.startswith("byte order mark"):
            whole = b"\xef\xbb\xbf" + whole
        yield Case(name, whole + b"\n" * (kind == "pages"), kind, expected.split("\n"))


CASES = list(cases())


def as_list(page: Page) -> list[object]:
    values: list[object] = [
        page.title.ns, page.title.text, page.page_id, page.revision.id, page.revision.timestamp, page.model, page.text
    ]
    if page.redirect is not None:
        values.append([*page.redirect.title, page.redirect.fragment, page.redirect.interwiki])
    return values


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    path.write_bytes(case.data)
    if case.kind == "pages":
        assert [as_list(page) for page in open_dump([path])] == [json.loads(line) for line in case.expected]
        return
    with pytest.raises(DumpError) as caught:
        list(open_dump([path]))
    message = str(caught.value)
    assert re.search(case.expected[0], message)
    assert "\n" not in message
    assert str(path) in message


def test_cases_were_found() -> None:
    assert len(CASES) == len(re.findall("^!! case", (Path(__file__).parent / "xml_cases.txt").read_text("utf-8"), re.M))


def read(data: bytes, quick: bool, size: int) -> list[RawPage] | str:
    pieces = iter([data[start : start + size] for start in range(0, len(data), size)])
    try:
        return [replace(page, utf8=None) for page in xml.read_pages(Path("x"), pieces, None, False, quick)]
    except DumpError as error:
        return str(error)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_both_ways_agree_however_the_input_is_cut(case: Case) -> None:
    whole = read(case.data, False, 1 << 20)
    for quick in (True, False):
        for size in (1 << 20, 1000, 37):
            assert read(case.data, quick, size) == whole


def test_both_ways_agree_on_damaged_exports() -> None:
    """Bytes changed, left out or doubled anywhere: the same pages or the same error."""
    pages = make_pages(12)
    data = export_xml(pages, SITE)
    assert len(read(data, True, 1000)) == len(pages)
    generator = random.Random(4)
    for _ in range(250):
        at = generator.randrange(len(data))
        size = generator.choice((1, 1, 5, 40))
        double = data[at : at + 2 * size]
        change = generator.choice((b"", b"<", b"&", b"\xc3", b"\r", b"</page>", b"<!--", b'"', double))
        damaged = data[:at] + change + data[at + size :]
        slow, quick = read(damaged, False, 4096), read(damaged, True, 4096)
        if isinstance(slow, str) and not isinstance(quick, str):
            # The quick way does not look into contributor, comment and format; there damage changes nothing it gives.
            undamaged = read(data, False, 4096)
            assert [replace(page, offset=0) for page in quick] == [replace(page, offset=0) for page in undamaged]
        elif isinstance(slow, str):
            assert isinstance(quick, str)
        else:
            assert quick == slow


def test_kept_namespaces_have_text_others_none(tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    path.write_bytes(next(case.data for case in CASES if case.name.startswith("namespaces")))
    dump = open_dump([path])
    assert [page.title.ns for page in dump.pages(lambda ns: ns == 828)] == [828]
    assert dump.counts.namespaces == {0: 2, 10: 1}
    assert dump.counts.pages == 4


def test_revision_has_no_field_for_people(tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    path.write_bytes(CASES[0].data)
    assert "누군가" not in repr(list(open_dump([path])))
    assert "요약" not in repr(list(open_dump([path])))


@pytest.mark.parametrize("filler", [b" ", b"\xea\xb0\x80", b"x=' '", b"<i>"])
@pytest.mark.parametrize("start", [b"", b"<page><title>", b"<page><revision><text>", b"<page", b"<page a='", b"<!--"])
def test_endless_element_is_refused_before_it_fills_the_memory(
    start: bytes, filler: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("packager.dump.xml_parser.TEXT_LIMIT", 1 << 20)
    monkeypatch.setattr("packager.dump.xml_scan.LONGEST", 1 << 18)
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield header_xml(SITE).encode() + start
        for _ in range(250):
            taken += 1
            yield filler * (40_000 // len(filler))

    with pytest.raises(DumpError):
        list(xml.read_pages(Path("x"), endless(), None, False))
    assert taken < 150 or not start
