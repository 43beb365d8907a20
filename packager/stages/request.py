"""What somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packager.config import Config


@dataclass(frozen=True)
class Request:
    """What to build."""

    dumps: tuple[Path, ...]
    out: Path
    config: Config
    jobs: int = 1
    files: Path | None = None
    """JSON table of pictures that exist."""
    now: str = ""
    """Moment that pages see, ``YYYYMMDDHHMMSS``; empty: the dump's date."""
    date: str = ""
    """Date of the snapshot, ``YYYY-MM-DD``; empty: that of the configuration or of the dump."""
    accept: frozenset[str] = frozenset()
    """Gates that may be outside their limits."""
