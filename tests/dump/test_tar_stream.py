"""Members of a tar archive: files are read, folders and headers pass, whatever else it holds stops."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from packager.dump.tar_stream import tar_files
from packager.errors import DumpError

LONG = "가나다라마바사/" * 12 + "쪽.ndjson"


def packed(*members: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, **more: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    for key, value in more.items():
        setattr(info, key, value)
    return info


def read(data: bytes) -> list[bytes]:
    return [b"".join(pieces) for pieces in tar_files(Path("x.tar"), iter([data[:300], data[300:]]))]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_files_and_folders(form: int) -> None:
    name = LONG if form != tarfile.USTAR_FORMAT else "쪽.ndjson"
    data = packed((member("폴더", tarfile.DIRTYPE), b""), (member(name), b"one"), (member("b"), b"two"), form=form)
    assert read(data) == [b"one", b"two"]


def test_a_size_that_only_the_pax_header_has() -> None:
    data = bytearray(packed((member("a", pax_headers={"size": "3", "comment": "x"}), b"one"), (member("b"), b"two")))
    at = data.index(b"one") - 512
    data[at + 124 : at + 136] = b"00000000000\0"
    data[at + 148 : at + 156] = b"%06o\0 " % (sum(data[at : at + 148]) + 8 * 32 + sum(data[at + 156 : at + 512]))
    assert read(bytes(data)) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (tarfile.SYMTYPE, "symbolic link"),
        (tarfile.LNKTYPE, "hard link"),
        (tarfile.CHRTYPE, "device"),
        (tarfile.FIFOTYPE, "pipe"),
        (tarfile.GNUTYPE_SPARSE, "sparse file"),
        (b"Z", "'Z'"),
    ],
)
def test_anything_else_stops(kind: bytes, said: str) -> None:
    with pytest.raises(DumpError, match=f"byte 1536 of the unpacked tar: a {said} where"):
        read(packed((member("a"), b"one"), (member("b", kind, linkname="a"), b""), form=tarfile.GNU_FORMAT))


def test_a_sparse_file_in_a_pax_header_stops() -> None:
    with pytest.raises(DumpError, match="a sparse file"):
        read(packed((member("a", pax_headers={"GNU.sparse.major": "1"}), b"one")))


@pytest.mark.parametrize("records", [b"9999 size=3\n", b"0 x=\n", b"size=3\n"])
def test_a_pax_header_that_lies(records: bytes) -> None:
    with pytest.raises(DumpError, match=r"pax header|not a number"):
        read(packed((member("x", tarfile.XHDTYPE), records), (member("a"), b"one"), form=tarfile.USTAR_FORMAT))
