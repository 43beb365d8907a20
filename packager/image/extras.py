"""An editor's other files: which may go beside a drive. Every one is looked at by whoever knows its kind.

What a file is, its first bytes say and its ending must agree. Kinds that no judge of ours reads can hold anything; they
are let in by name only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from packager.audit.image.extras import content_fault, kind_of
from packager.errors import ScrubError
from packager.image.plan import shown

_STEP = 1 << 20


def judged(folder: Path, names: Sequence[str], allowed: Sequence[str], tick: Callable[[int], None]) -> dict[str, str]:
    """Path to SHA-256 of every file in ``names``, below ``folder``; ``allowed``: shell patterns for unknown kinds.

    Raises ScrubError for the first that cannot go onto a drive; of unknown kinds all are named.
    """
    unknown = [
        name
        for name in names
        if not kind_of(folder / name, name) and not any(fnmatchcase(name, pattern) for pattern in allowed)
    ]
    if unknown:
        raise ScrubError(
            "{file}: of a kind that no judge here can look into; --allow lets it in ({count} such files: {files})",
            file=shown(unknown[0]),
            count=len(unknown),
            files=", ".join(map(shown, unknown[:20])),
        )
    sums = {}
    for name in names:
        if fault := content_fault(folder / name, name):
            raise ScrubError("{file}: {reason}", file=shown(name), reason=fault)
        digest = hashlib.sha256()
        with (folder / name).open("rb") as file:
            while block := file.read(_STEP):
                digest.update(block)
                tick(len(block))
        sums[name] = digest.hexdigest()
    return sums
