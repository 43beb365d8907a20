"""``snapshot.toml``: everything an editor decides, with the defaults in code.

``tables``: the keys and what they mean; ``loading``: a file becomes a ``Config``; ``identity``: what a drive says about
itself; ``values`` and ``plausible``: whether something can stand in a field. Other rooms import from here.
"""

from packager.config.identity import IDENTITY, departures, metadata_for
from packager.config.loading import examine, load
from packager.config.rule_lists import rule_lists
from packager.config.tables import (
    FILE_KEYS,
    PICTURE_KEYS,
    TABLES,
    CleaningConfig,
    Config,
    GatesConfig,
    InputConfig,
    RankingConfig,
    ReaderConfig,
    ReleaseConfig,
    RenderConfig,
    ScrubConfig,
    SelectionConfig,
    SnapshotConfig,
    ZimConfig,
    names_of,
    subject_names,
)

__all__ = [
    "FILE_KEYS",
    "IDENTITY",
    "PICTURE_KEYS",
    "TABLES",
    "CleaningConfig",
    "Config",
    "GatesConfig",
    "InputConfig",
    "RankingConfig",
    "ReaderConfig",
    "ReleaseConfig",
    "RenderConfig",
    "ScrubConfig",
    "SelectionConfig",
    "SnapshotConfig",
    "ZimConfig",
    "departures",
    "examine",
    "load",
    "metadata_for",
    "names_of",
    "rule_lists",
    "subject_names",
]
