"""What a drive says about itself: the neutral constants, and where an editor departs from them."""

from __future__ import annotations

from packager.config.tables import Config
from packager.errors import Said
from packager.model import Metadata

IDENTITY = ("name", "title", "description", "creator", "publisher")
"""Keys of [snapshot] whose words stand on every drive."""


def departures(config: Config) -> list[Said]:
    """What of the identity of a drive is not the neutral constant that everybody's drives have."""
    neutral = Config()
    keys = [("snapshot", key) for key in (*IDENTITY, "language", "illustration", "license_file")]
    keys.append(("zim", "file_name"))
    return [
        Said(
            "{key} is «{value}», not the neutral «{neutral}»: every copy of the drive will show it",
            key=f"{table}.{key}",
            value=value,
            neutral=usual,
        )
        for table, key in keys
        if (value := getattr(getattr(config, table), key)) != (usual := getattr(getattr(neutral, table), key))
    ]


def metadata_for(config: Config, date: str) -> Metadata:
    """Archive metadata: configuration and the dump's date, nothing else."""
    s = config.snapshot
    return Metadata(s.name, s.title, s.description, s.date or date, s.language, s.creator, s.publisher)
