"""A search index inside a ZIM, read block by block (Xapian's glass backend, single-file database, as libzim makes it).

Every byte has its place: the version block, blocks that hang on the roots of the tables, items that follow one another
without a gap, and the rest of each block, which the seal has made zero. The content is judged too: documents are
entries, their titles are the entries' titles, counts and bounds follow from the lists. What is not judged is which
words of a page are in its full-text list (docs/threat-model.md).
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import add

from packager.audit import accounts, xapian_words
from packager.audit.directory import NOTHING, Directory
from packager.audit.tasks import Balance, Done
from packager.audit.xapian_blocks import Index, IndexDamage, number, numbers, sortable
from packager.audit.xapian_fold import fold
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile

_FIXED = {b"\0\xc0data": b"fullPath", b"\0\xc0language": b"kor"}
_ANCHOR = b"0posanchor"
FRONT = "X/listing/titleOrdered/v1"
"""Account: the entries in the list of front articles are the documents of the index of titles."""


_ONE = re.compile(rb"\x01([\x00-\x7f])([\x00-\x7f]|[\x80-\xff]{1,8}[\x01-\x7f])1\x00\1", re.S)
"""The whole list of a word of one document: one, how often, document less one, the last chunk, how often."""


_INSIDE_WORDS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff")) | dict.fromkeys(map(ord, "\u2019\u201b"), "'")
"""What Xapian's splitter of words does to signs between two letters: invisible ones go, apostrophes are all one."""


class _Lists:
    """What the posting lists tell of documents."""

    def __init__(self, documents: int) -> None:
        self.lengths = array("Q", bytes(8 * (documents + 1)))
        self.told = 0
        """Sum over documents and their lengths, as the lists have them."""
        self.values: dict[int, dict[int, bytes]] = {0: {}, 1: {}}
        self.bounds: dict[int, bytes] = {}
        self.most = 0
        self.words = 0
        """The index's side of ``xapian_words``."""
        self.front = 0
        """The entries of all documents, as an account."""
        self.others: list[tuple[int, str]] = []
        """Words of other scripts, each with the entry of its first document."""
        self._folded: dict[int, str] = {}
        self._open: tuple[bytes, int, int, int] = (b"", 0, 0, 0)
        """Word of a list that goes on, how many documents and occurrences are still to come, and after which one."""

    def chunk(self, key: bytes, tag: bytes, documents: int) -> tuple[str, Sequence[int], Sequence[int]]:
        """Word, documents and counts of one chunk; further ones have word, a zero byte and first document as key."""
        if b"\0" not in key and (one := _ONE.fullmatch(tag)):  # most words stand in one title, some times
            self.closed()
            document = number(one[2], 0)[0] + 1
            if document > documents:
                raise IndexDamage(Said("a posting list that ends at another document than it says"))
            return key.decode(), (document,), one[1]
        end = key.replace(b"\0\xff", b"\1\1").find(b"\0")
        if end < 0:
            self.closed()
            wanted, at = number(tag, 0)
            total, at = number(tag, at)
            first, at = number(tag, at)
            word, first, last = key, first + 1, 0
        else:
            word, wanted, total, last = self._open
            first, after = sortable(key, end + 1)
            at = 0
            if word != key[:end] or after != len(key) or first <= last:
                raise IndexDamage(Said("a list that goes on and never began"))
        shown = _term(word)
        found, counts = _postings(tag, at, first, documents)
        if 0 in counts:
            raise IndexDamage(Said("a word that does not occur where its list says"))
        wanted -= len(found)
        total -= sum(counts)
        self._open = (word, wanted, total, found[-1])
        if (tag[at : at + 1] == b"1") != (wanted == 0 == total):
            raise IndexDamage(Said("the list of {shown!r} has another length than it says", shown=shown[:40]))
        if not wanted:
            self._open = (b"", 0, 0, 0)
        return shown, found, counts

    def folded(self, document: int) -> str:
        """The folded title that the index gives a document, in both spellings of what stands inside words.

        The values come before the words.
        """
        found = self._folded.get(document)
        if found is None:
            title = fold(self.values[0].get(document, b"").decode())
            joined = title.translate(_INSIDE_WORDS)
            found = self._folded[document] = title if joined == title else f"{title}\n{joined}"
        return found

    def closed(self) -> None:
        """No list goes on."""
        if self._open[0]:
            raise IndexDamage(Said("a list that never ends"))


def _postings(tag: bytes, at: int, first: int, documents: int) -> tuple[Sequence[int], Sequence[int]]:
    """Documents and counts of one chunk of a posting list, whose head is checked."""
    if tag[at : at + 1] not in (b"0", b"1"):
        raise IndexDamage(Said("a posting list without its mark"))
    increase, at = number(tag, at + 1)
    rest = numbers(tag, at)
    if len(rest) % 2 == 0:
        raise IndexDamage(Said("a posting list that ends at another document than it says"))
    gaps, counts = rest[1::2], rest[::2]
    found = list(map(add, accumulate(gaps, initial=first), range(len(counts)))) if gaps else [first]
    if found[-1] != first + increase or found[-1] > documents or first < 1:
        raise IndexDamage(Said("a posting list that ends at another document than it says"))
    return found, counts


def judge_index(zim: ZimFile, data: bytes, there: Directory, where: str, entries: Sequence[int] | None) -> Done:
    """What is wrong with an index of titles, or of full texts whose documents are these ``entries``."""
    findings: list[Finding] = []
    lists = _Lists(0)
    try:
        index = Index(data)
        lists = _Lists(min(index.figures[0], len(there.targets)))
        findings += (Finding("search index", where, what) for what in _judged(zim, index, there, lists, entries))
    except (IndexDamage, struct.error, IndexError, UnicodeDecodeError) as error:
        what = error.args[0] if isinstance(error, IndexDamage) else str(error)
        findings.append(Finding("search index", where, what or "is damaged"))
    balances = [Balance(xapian_words.ACCOUNT, said=lists.words)]
    if entries is None:
        balances.append(Balance(FRONT, wanted=lists.front))
    return Done(findings, balances=balances, words=lists.others)


def _judged(
    zim: ZimFile, index: Index, there: Directory, lists: _Lists, entries: Sequence[int] | None
) -> Iterator[str]:
    documents, titles = index.figures[0], entries is None
    if documents > len(there.targets):
        raise IndexDamage(
            Said("{documents} documents of {count} entries", documents=documents, count=len(there.targets))
        )
    fixed = dict(_FIXED)
    fixed[b"\0\xc0kind"] = b"title" if titles else b"fulltext"
    fixed[b"\0\xc0valuesmap"] = b"title:0;targetPath:1" if titles else b"title:0;wordcount:1;geo.position:2"
    of = _digests(documents, entries)
    for key, tag in index.table("postlist"):
        if key.startswith(b"\0\xc0"):
            if fixed.pop(key, None) != tag:
                yield Said("metadata {key!r} of the index", key=key[2:60])
        elif key.startswith((b"\0\xd0", b"\0\xd8", b"\0\xe0")):
            _values(key, tag, lists, documents)
        elif key.startswith(b"\0"):
            yield Said("an entry {key!r}", key=key[:40])
        else:
            term, found, counts = lists.chunk(key, tag, documents)
            lists.most = max(lists.most, max(counts))
            side = accounts.places(found, counts, of)
            lists.told += side
            if entries is not None and xapian_words.PAIR.fullmatch(term):
                lists.words += accounts.pair(term) * side
            elif entries is not None and len(lists.others) < xapian_words.OTHERS:
                lists.others.append((entries[found[0]], term))
            for document in found if titles and term != "0posanchor" else ():
                if term not in lists.folded(document):
                    yield Said("document {document} has the word {term!r}", document=document, term=term[:40])
    lists.closed()
    if fixed:
        yield Said("no metadata {names}", names=", ".join(sorted(key[2:].decode() for key in fixed)))
    yield from _documents(zim, index, there, lists, titles)
    places: dict[int, int] = {}
    for name in ("termlist", "position", "spelling", "synonym"):
        for key, tag in index.table(name):
            if name != "position" or not titles or _term(key[: key.find(b"\0")]) == "":
                yield Said("table {name} is not empty", name=name)
                break
            _place(key, tag, places, documents)
    if any(not taken & _SEVERAL and (taken >> 1) & ((taken >> 1) + 1) for taken in places.values()):
        yield Said("words of a title that do not stand one after the other")
    if index.unused():
        yield Said("{unused} blocks that nothing uses", unused=index.unused())
    if accounts.places(range(documents + 1), lists.lengths, of) != lists.told:
        yield Said("lengths of documents that do not follow from the lists")
    lengths = lists.lengths[1:]
    shortest = min((length for length in lengths if length), default=0)
    longest = max(lengths, default=0)
    _, last, low, most, high, changes, total, spelling = index.figures
    if (last, changes, spelling) != (0, 0, 0) or total != sum(lengths) or low > shortest or most + high < longest:
        yield Said("figures of the index that do not follow from the lists")
    elif most != lists.most or most + high != longest or low != shortest:
        bounds = f"{shortest} {lists.most} {longest - lists.most}"
        yield Said("bounds {told} instead of {wanted}", told=f"{low} {most} {high}", wanted=bounds)
    for slot, tag in lists.bounds.items():
        values = sorted(value for value in lists.values[slot].values())
        least, greatest = values[0], values[-1]
        wanted = _number(len(values)) + _number(len(least)) + least + (greatest if least != greatest else b"")
        if tag != wanted:
            yield Said("bounds of the values {slot}", slot=slot)


def _digests(documents: int, entries: Sequence[int] | None) -> Sequence[int]:
    """The digest of each document, from 1 on: that of its entry, where the entries are known."""
    if entries is None:
        return accounts.digests(documents + 1)
    if len(entries) != documents + 1:
        raise IndexDamage(Said("documents that cannot be read"))
    return array("Q", (0 if entry == NOTHING else accounts.place(entry) for entry in entries))


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _term(key: bytes) -> str:
    return key.replace(b"\0\xff", b"\0").decode()


def _values(key: bytes, tag: bytes, lists: _Lists, documents: int) -> None:
    if key[1] == 0xE0:
        if len(key) == 2:
            _, at = number(tag, 0)
            _, at = number(tag, at)
            first, at = number(tag, at)
            if tag[:2] != b"\0\0":
                raise IndexDamage(Said("a list of lengths that counts"))
            first += 1
        else:
            first, end = sortable(key, 2)
            at = 0
            if end != len(key):
                raise IndexDamage(Said("a key that is not ours"))
        for document, length in zip(*_postings(tag, at, first, documents), strict=True):
            lists.lengths[document] = length
        return
    if key[1] == 0xD0:  # the number is the last thing in the key: nothing for 0
        slot, at = (key[2], 3) if len(key) > 2 else (0, 2)
    else:
        slot, at = number(key, 2)
    if slot not in lists.values:
        raise IndexDamage(Said("values of kind {slot}", slot=slot))
    if key[1] == 0xD0:
        if at != len(key):
            raise IndexDamage(Said("a key that is not ours"))
        lists.bounds[slot] = tag
        return
    document, at = sortable(key, at)
    if at != len(key):
        raise IndexDamage(Said("a key that is not ours"))
    at = 0
    while True:
        length, at = number(tag, at)
        lists.values[slot][document] = tag[at : at + length]
        at += length
        if at >= len(tag):
            break
        gap, at = number(tag, at)
        document += gap + 1
    if at != len(tag) or document > documents:
        raise IndexDamage(Said("values that are cut"))


_SEVERAL, _MOST = 1, 1 << 12
"""Stands for a word that is in several places of a title; words of one title."""


def _place(key: bytes, tag: bytes, places: dict[int, int], documents: int) -> None:
    """Where a word stands in a title, as a bit: the last place of one that stands there several times."""
    document, end = sortable(key, key.replace(b"\0\xff", b"\1\1").find(b"\0") + 1)
    last, at = number(tag, 0)
    taken = places.get(document, 0)
    if end != len(key) or not 0 < document <= documents or not 0 < last < _MOST or taken >> last & 1:
        raise IndexDamage(Said("a word that stands nowhere in a title, or where another does"))
    places[document] = taken | 1 << last | (_SEVERAL if at != len(tag) else 0)


def _documents(zim: ZimFile, index: Index, there: Directory, lists: _Lists, titles: bool) -> Iterator[str]:
    wanted = 1
    seen: set[int] = set()
    for key, tag in index.table("docdata"):
        document, end = sortable(key, 0)
        if document != wanted or end != len(key):
            raise IndexDamage(Said("document {document} where {wanted} should be", document=document, wanted=wanted))
        wanted += 1
        path = tag.decode()
        entry = there.entry(path[2:]) if tag.startswith(b"C/") else -1
        if entry < 0 or entry in seen or path[2:].startswith("_/"):
            yield Said("document {document} is {path!r}", document=document, path=path[:60])
            continue
        seen.add(entry)
        target = there.targets[entry]
        lists.front += accounts.place(entry)
        title, shown = lists.values[0].get(document, b""), zim.names(entry)[2]
        if title != (shown if titles else fold(shown.decode()).encode()):
            yield Said(
                "document {document} «{path}» has the title {title!r}",
                document=document,
                path=path[2:40],
                title=title.decode("utf-8", "replace")[:60],
            )
        if titles:
            leads = tag[2:] if target == NOTHING else zim.names(target)[1]
            if lists.values[1].get(document, b"") != leads:
                yield Said("document {document} «{path}» leads elsewhere", document=document, path=path[2:40])
        elif target != NOTHING or not lists.values[1].get(document, b"x").isdigit():
            yield Said("document {document} «{path}» is none of a page", document=document, path=path[2:40])
        else:
            lists.words += accounts.row("words", entry, lists.values[1][document].decode())
    if wanted != index.figures[0] + 1:
        yield Said("{found} documents, the index tells of {told}", found=wanted - 1, told=index.figures[0])
