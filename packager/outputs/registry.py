"""All targets in the order in which they are written."""

from __future__ import annotations

from packager.outputs.reader import target as reader
from packager.outputs.targets import Target
from packager.outputs.zim import target as zim

TARGETS: tuple[Target, ...] = (zim, reader)
