"""Text files as editors save them: UTF-8, UTF-16 (Notepad, Excel's "Unicode text") or CP949 (Korean Windows).

Which of them a file is, its own bytes tell: a byte order mark, else whether all of it is UTF-8, else whether all of it
is CP949. Hangul in CP949 is hardly ever valid UTF-8, so nothing is guessed by frequency.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from packager.errors import UsageError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile(r"\r\n|\r|\n")


def decoded(data: bytes, name: str) -> str:
    """The text of a file called ``name`` without its byte order mark. Raises UsageError with the line at fault."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    if b"\0" in data[:2]:  # the first sign is an ASCII one, in UTF-16 without a mark
        return _strict(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        try:
            return data.decode("cp949")
        except UnicodeDecodeError:
            raise _refused(data, fault.start, name) from None


def read_text(path: Path) -> str:
    """The text of an editor's file. Raises UsageError if it cannot be read or is no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            "{file}: cannot be read ({error}); check the path and the permissions", file=path.name, error=error.strerror
        ) from error
    return decoded(data, path.name)


def lines_of(text: str) -> list[str]:
    """The lines, however they end; nothing but CR and LF ends one."""
    return _LINE_END.split(text)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _refused(data, fault.start, name) from None


def _refused(data: bytes, at: int, name: str) -> UsageError:
    return UsageError(
        "{file}: line {line}: neither UTF-8, UTF-16 nor CP949 from byte {byte} on; save it again as UTF-8",
        file=name,
        line=data.count(b"\n", 0, at) + 1,
        byte=at,
    )
