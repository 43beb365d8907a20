"""What an editor can set for search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchSettings:
    """Sizes are bytes on disk of one shard file."""

    title_shard: int = 30 * 1024
    """One answer to what is typed reads at most two of these."""
    text_shard: int = 64 * 1024
    lead_shard: int = 16 * 1024
    """Ten results read at most ten of these for their first words."""
    fulltext: bool = True
    aliases: str = ""
    """Further rows for the alias table: spelling, tab, title."""
    jobs: int = 1
