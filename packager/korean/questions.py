"""How readers ask about a name: the frames of ``asking.tsv``.

templates/reader/js/questions.js takes them off again.
"""

from __future__ import annotations

import re
from functools import cache

from packager.korean.hangul import coda
from packager.korean.tables import rows

_PARTICLES = {"은": ("은", "는"), "을": ("을", "를"), "이": ("이", "가")}
_SLOT = re.compile(r"<(.)>( ?)")


@cache
def frames() -> tuple[str, ...]:
    """What follows a name in a question, the usual ways first."""
    return tuple(row[1] for row in rows() if row[0] == "frame")


def ask(name: str, frame: str) -> str:
    """A question about a name, with the particles that its last sound wants."""

    def particle(match: re.Match[str]) -> str:
        closed, opened = _PARTICLES[match[1]]
        if not match[2]:
            opened = opened if match[1] != "이" else ""  # 이란, 란
        return (closed if coda(name[-1]) else opened) + match[2]

    return name + _SLOT.sub(particle, frame)
