"""The files of the reader target (docs/formats-reader.md)."""

from __future__ import annotations

from packager.outputs.files import FileRule

FILES = (
    FileRule(r"index\.html", "shell"),
    FileRule(r"data/[A-Z]{1,2}\d*/[0-9a-f]{2}/[0-9a-f]{2}\.js", "data"),
    FileRule(r"S/index\.htm", "plain page"),
    FileRule(r"S/[0-9a-f]{2}/[0-9a-f]{2}\.htm", "plain page"),
    FileRule(r"S/page\.css", "style sheet"),
)
