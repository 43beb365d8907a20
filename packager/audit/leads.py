"""Where the links of pages lead, looked up once for each address: many pages lead to the same few entries."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote

from packager.audit import grammar
from packager.audit.directory import Directory

_MOST = 1 << 16


@lru_cache(maxsize=_MOST)
def path_at(address: str) -> str:
    """The path of the entry at an address without the steps to the root."""
    return unquote(address.partition("#")[0])


@lru_cache(maxsize=1 << 14)
def category(address: str) -> str:
    """The title of the category at an address, without its namespace."""
    return grammar.title_at(path_at(address)).partition(":")[2]


def known(there: Directory, address: str) -> bool:
    """Whether an address without the steps to the root is an entry's."""
    found = there.known.get(address)
    if found is None:
        if len(there.known) > _MOST:
            there.known.clear()
        path = path_at(address) if "%" in address or "#" in address else address
        found = there.known[address] = there.entry(path) >= 0
    return found
