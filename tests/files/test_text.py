"""The encodings in which editors save their files."""

from __future__ import annotations

import pytest

from packager.errors import UsageError
from packager.files.text import decoded, lines_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_encodings(encoding: str) -> None:
    text = "A 제목\t이유\r\n뷁 글\r\n"
    assert decoded(text.encode(encoding), "list.txt") == text
    assert lines_of(text) == ["A 제목\t이유", "뷁 글", ""]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\n\xff\xff", b"\xef\xbb\xbf\xff"])
def test_no_encoding(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"list\.txt: line [12]: neither"):
        decoded(data, "list.txt")
