"""Where the links of pages lead, looked up once for each address: many pages lead to the same few entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from packager.audit import grammar
from packager.audit.directory import INDEX_PATH, LICENCE_PATH, MAIN_PATH, NOTHING, Directory
from packager.audit.release import LABELS
from packager.errors import Said

_MOST = 1 << 16


@lru_cache(maxsize=_MOST)
def path_at(address: str) -> str:
    """The path of the entry at an address without the steps to the root."""
    return unquote(address.partition("#")[0])


@lru_cache(maxsize=1 << 14)
def category(address: str) -> str:
    """The title of the category at an address, without its namespace."""
    return grammar.title_at(path_at(address)).partition(":")[2]


def number(there: Directory, address: str) -> int:
    """The entry at an address without the steps to the root, -1 if there is none."""
    found = there.known.get(address)
    if found is None:
        if len(there.known) > _MOST:
            there.known.clear()
        path = path_at(address) if "%" in address or "#" in address else address
        found = there.known[address] = there.entry(path)
    return found


def generated(path: str) -> tuple[str, ...]:
    """Names of the templates that can have written the body of the page at this path; none for articles."""
    if not path.startswith("_/"):
        return ()
    if path == MAIN_PATH:
        return ("main",)
    if path == LICENCE_PATH:
        return ("licence",)
    if path == INDEX_PATH:
        return ("letters",)
    return ("letter", "syllables", "stretches") if path.startswith(INDEX_PATH + "/") else ()


def wrong(rows: Iterable[tuple[str, str]], there: Directory, root: int) -> Iterator[Said]:
    """Links that a template wrote and that do not say the title of the page they lead to.

    ``root``: length of the steps to the root, with which each address begins.
    """
    for href, label in rows:
        path = path_at(href[root:])
        if path.startswith("_/"):
            continue  # letters, pages of a long list: the template's own words
        whole = grammar.title_at(path)
        if label in (whole, LABELS.get(whole.partition(":")[2])) or whole.endswith(":" + label):
            continue
        other = there.entry(label.replace(" ", "_"))  # a redirect may stand under its own name
        if not there.shows(label) or (other >= 0 and there.targets[other] == NOTHING):
            yield Said("{label!r} leads to {path}", label=label[:60], path=path[:60])
