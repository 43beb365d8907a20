"""Where the links of pages lead, looked up once for each address: many pages lead to the same few entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from packager.audit import grammar
from packager.audit.directory import INDEX_PATH, LICENCE_PATH, MAIN_PATH, NOTHING, Directory
from packager.audit.release import LABELS
from packager.audit.shelves import SHELVES
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


def own_title(path: str, site: str, rows: Sequence[str], title: str) -> bool:
    """Whether a page of ours has the title that it should.

    ``rows``: labels of its list. ``site``: title of the drive.
    """
    fixed = {MAIN_PATH: site, LICENCE_PATH: "저작권과 이용 조건", INDEX_PATH: "가나다 찾아보기"}
    if path in fixed:
        return title == fixed[path]
    if not path.startswith(INDEX_PATH + "/"):  # a page that goes on with the list of a category
        category, _, number = path.removeprefix("_/").rpartition("/")
        return title == f"{grammar.title_at(category)} ({number}쪽)"
    letter, _, page = path.removeprefix(INDEX_PATH + "/").partition("/")
    if not page:
        return letter.isdecimal() and title in (f"{_FILED}{shelf}" for shelf in SHELVES[int(letter) - 1 : int(letter)])
    return title.startswith(_FILED) and bool(rows) and _spans(title.removeprefix(_FILED), rows[0], rows[-1])


_FILED = "찾아보기: "
_TO = " – "


def _spans(name: str, first: str, last: str) -> bool:
    """Whether a page whose list begins and ends with these is called so: by both, or by what they begin with."""
    heads, tails = {first, _sign(first), *_heads(first)}, {last, _sign(last), *_tails(last)}
    return name in heads & tails or any(name == f"{head}{_TO}{tail}" for head in heads for tail in tails)


def _sign(text: str) -> str:
    return unicodedata.normalize("NFC", text)[:1].upper()


def _heads(label: str) -> Iterator[str]:
    """What a label may begin with before a dash."""
    return (label[: match.start()] for match in re.finditer(_TO, label))


def _tails(label: str) -> Iterator[str]:
    return (label[match.end() :] for match in re.finditer(_TO, label))


def _own_label(path: str, label: str, there: Directory, title_of: Callable[[int], str]) -> bool:
    """Whether a link to a page of ours says a template's words, the number of a page, or a letter or a part of one."""
    if path in _WORDS:
        return label in _WORDS[path]
    if not path.startswith(INDEX_PATH + "/"):
        return path.rpartition("/")[2] == label
    entry = there.entry(path)
    return label in _STEPS or (entry >= 0 and title_of(entry) == f"{_FILED}{label}")


_WORDS = {INDEX_PATH: ("가나다 찾아보기", "모두 보기"), LICENCE_PATH: ("저작권과 이용 조건",)}
_STEPS = ("앞쪽", "뒤쪽")


def wrong(
    rows: Iterable[tuple[str, str]], there: Directory, root: int, title_of: Callable[[int], str]
) -> Iterator[Said]:
    """Links that a template wrote and that do not say the title of the page they lead to.

    ``root``: length of the steps to the root, with which each address begins. ``title_of``: title of an entry.
    """
    for href, label in rows:
        path = path_at(href[root:])
        if path.startswith("_/"):
            if not _own_label(path, label, there, title_of):
                yield Said("{label!r} leads to {path}", label=label[:60], path=path[:60])
            continue
        whole = grammar.title_at(path)
        if label in (whole, LABELS.get(whole.partition(":")[2])) or whole.endswith(":" + label):
            continue
        other = there.entry(label.replace(" ", "_"))  # a redirect may stand under its own name
        if not there.shows(label) or (other >= 0 and there.targets[other] == NOTHING):
            yield Said("{label!r} leads to {path}", label=label[:60], path=path[:60])
