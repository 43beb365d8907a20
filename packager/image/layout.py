"""Where things lie in an image: its size by class, the partition, the alignment. Bytes unless a name says sectors.

Sticks are smaller than their name. A card sold as 4 GB had 3,955,228,672 bytes, one of 32 GB less than 31.9; an image
of 95.5 per cent of the name goes onto every one of its class.
"""

from __future__ import annotations

from typing import NamedTuple

SECTOR = 512
ALIGNMENT = 4 << 20
"""The partition and the first cluster begin on a multiple of this: erase blocks of flash memory are not larger."""
PARTITION_SECTOR = ALIGNMENT // SECTOR
"""First sector of the one partition: 8192."""
PARTITION = PARTITION_SECTOR * SECTOR
SIZES = (2, 4, 8, 16, 32, 64)
"""Classes, in the gigabytes that are printed on a stick."""
FILE_SYSTEMS = ("fat32", "exfat")
_OF_THE_NAME = 955_000_000


class Area(NamedTuple):
    """Where a file system keeps its parts, in sectors from the start of the image."""

    cluster: int
    """Sectors of a cluster."""
    fat: int
    fat_sectors: int
    """Of one file allocation table."""
    data: int
    """First sector of cluster 2."""
    clusters: int
    """How many clusters there are."""


def image_bytes(size: int) -> int:
    """Bytes of an image of a class, a whole number of ``ALIGNMENT``."""
    return size * _OF_THE_NAME // ALIGNMENT * ALIGNMENT


def cluster_bytes(size: int, file_system: str) -> int:
    """Bytes of a cluster where nobody says otherwise. FAT32 needs 65,525 clusters, so 2 GB takes small ones."""
    if size <= 2:
        return 16 << 10
    return 128 << 10 if file_system == "exfat" and size > 32 else 32 << 10


def area(total: int, cluster: int, tables: int, before: int) -> Area:
    """The least room for ``tables`` allocation tables that lets cluster 2 begin on a multiple of ``ALIGNMENT``.

    ``total``: bytes of the image; ``cluster``: bytes of a cluster; ``before``: sectors of the partition that the file
    system needs before its first table.
    """
    sectors, per_cluster, step = total // SECTOR, cluster // SECTOR, ALIGNMENT // SECTOR
    data = PARTITION_SECTOR
    while True:
        data += step
        clusters = (sectors - data) // per_cluster
        fat_sectors = -(-4 * (clusters + 2) // SECTOR)
        fat = data - tables * fat_sectors
        if fat >= PARTITION_SECTOR + before:
            return Area(per_cluster, fat, fat_sectors, data, clusters)
