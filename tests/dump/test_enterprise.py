"""Enterprise HTML snapshots: NDJSON and tar.gz, and what of a record may be read."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from packager.dump import open_dump
from packager.errors import DumpError
from packager.model import LinkTarget, Title


def record(number: int, **more: Any) -> dict[str, Any]:
    return {
        "name": f"문서 {number}",
        "identifier": number,
        "date_modified": "2026-01-01T00:00:00Z",
        "version": {"identifier": 100 + number, "editor": {"name": "아무개", "identifier": 7}, "comment": "요약"},
        "namespace": {"identifier": 0},
        "in_language": {"identifier": "ko"},
        "is_part_of": {"identifier": "kowiki", "url": "https://ko.wikipedia.org"},
        "article_body": {"html": f"<p>본문 {number}</p>", "wikitext": "본문"},
        "redirects": [{"name": f"딴이름 {number}", "url": "https://ko.wikipedia.org/wiki/x"}],
        **more,
    }


def ndjson(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in records)


def tar_gz(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue())


def test_records(tmp_path: Path) -> None:
    category = record(3, name="분류:도시", namespace={"identifier": 14}, redirects=[])
    path = tmp_path / "kowiki_namespace_0.ndjson"
    path.write_bytes(ndjson(record(1), record(2), category, record(1)))
    dump = open_dump([path])
    pages = list(dump)
    assert [page.title for page in pages] == [
        Title(0, "문서 1"), Title(0, "딴이름 1"), Title(0, "문서 2"), Title(0, "딴이름 2"), Title(14, "도시"),
        Title(0, "문서 1"), Title(0, "딴이름 1"),
    ]  # fmt: skip
    assert pages[0].model == "html"
    assert pages[0].text == "<p>본문 1</p>"
    assert (pages[0].page_id, pages[0].revision.id) == (1, 101)
    assert pages[1].redirect == LinkTarget(Title(0, "문서 1"))
    assert dump.counts.repeated == 1
    assert "아무개" not in repr(pages)
    assert (dump.info.reader, dump.site.dbname, dump.site.lang) == ("enterprise", "kowiki", "ko")
    assert dump.site.index["분류"] == 14


def test_tar(tmp_path: Path) -> None:
    path = tmp_path / "kowiki.tar.gz"
    data = tar_gz({"a_0.ndjson": ndjson(record(1), record(2)), "b_1.ndjson": ndjson(record(3)), "leer": b""})
    path.write_bytes(data)
    assert [page.page_id for page in open_dump([path]) if page.redirect is None] == [1, 2, 3]
    raw = gzip.decompress(data)
    for damaged, message in (
        (raw[:1800], "cut short"),
        (raw[:700] + raw[1100:], "checksum|cut short|JSON"),
        (raw + b"x" * 512, "after the end"),
    ):
        path.write_bytes(gzip.compress(damaged))
        with pytest.raises(DumpError, match=message):
            list(open_dump([path]))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'[{"name": "x"}]\n', "not a JSON object"),
        (b'{"name": "x"}\n', "not an Enterprise HTML snapshot"),
        (ndjson(record(1))[:-30], "byte 0: not a line of JSON"),
        (ndjson(record(1), record(2, is_part_of={"identifier": "enwiki"})), "a record of enwiki after records of ko"),
        (ndjson(record(1)) + b'{"name": "\xff"}\n', "byte .*not a line of JSON"),
        (b"{" * 5000, "not a line of JSON"),
    ],
)
def test_refused(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(data)
    with pytest.raises(DumpError, match=message) as caught:
        list(open_dump([path]))
    assert "\n" not in str(caught.value)


def test_a_record_that_cannot_be_used_costs_one_page(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(ndjson(record(1), record(2, article_body={}), record(3, name=None), record(4)))
    dump = open_dump([path])
    assert [page.title.text for page in dump if page.redirect is None] == ["문서 1", "문서 4"]
    assert dump.counts.faulty == 2
    assert [(row.title, row.page_id) for row in dump.counts.left_out] == [("문서 2", 2), ("", 3)]
