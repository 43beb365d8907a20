"""The files of the archive target. The name comes from ``[zim] file_name``; a large archive is cut into parts."""

from __future__ import annotations

from packager.outputs.files import FileRule

FILES = (FileRule(r"[A-Za-z0-9_-]{1,36}\.zim([a-z]{2})?", "archive"),)
