"""A search index inside a ZIM, read block by block (Xapian's glass backend, single-file database, as libzim makes it).

Every byte has its place: the version block, blocks that hang on the roots of the tables, items that follow one another
without a gap, and the rest of each block, which the seal has made zero. The content is judged too: documents are
entries, their titles are the entries' titles, counts and bounds follow from the lists. What is not judged is which
words of a page are in its full-text list (docs/threat-model.md).
"""

from __future__ import annotations

import struct
import unicodedata
from array import array
from collections.abc import Iterator

from packager.audit.directory import Directory
from packager.audit.xapian_blocks import Index, IndexDamage, number, sortable
from packager.model import Finding
from packager.zimfile.archive import ZimFile

_FIXED = {b"\0\xc0data": b"fullPath", b"\0\xc0language": b"kor"}
_ANCHOR = b"0posanchor"


class _Lists:
    """What the posting lists tell of documents."""

    def __init__(self, documents: int) -> None:
        self.lengths = array("Q", bytes(8 * (documents + 1)))
        self.told = array("Q", bytes(8 * (documents + 1)))
        self.values: dict[int, dict[int, bytes]] = {0: {}, 1: {}}
        self.bounds: dict[int, bytes] = {}
        self.most = 0
        self._open: tuple[bytes, int, int] = (b"", 0, 0)
        """Word of a list that goes on, and how many documents and occurrences are still to come."""

    def chunk(self, key: bytes, tag: bytes, documents: int) -> Iterator[tuple[str, int, int]]:
        """(word, document, count) of one chunk; further ones have word, a zero byte and first document as key."""
        end = key.replace(b"\0\xff", b"\1\1").find(b"\0")
        if end < 0:
            self.closed()
            wanted, at = number(tag, 0)
            total, at = number(tag, at)
            first, at = number(tag, at)
            word, first = key, first + 1
        else:
            word, wanted, total = self._open
            first, after = sortable(key, end + 1)
            at = 0
            if word != key[:end] or after != len(key):
                raise IndexDamage("a list that goes on and never began")
        shown = _term(word)
        for document, count in _postings(tag, at, first, documents):
            wanted -= 1
            total -= count
            yield shown, document, count
        self._open = (word, wanted, total)
        if (tag[at : at + 1] == b"1") != (wanted == 0 == total):
            raise IndexDamage(f"the list of {shown[:40]!r} has another length than it says")
        if not wanted:
            self._open = (b"", 0, 0)

    def closed(self) -> None:
        """No list goes on."""
        if self._open[0]:
            raise IndexDamage("a list that never ends")


def _postings(tag: bytes, at: int, first: int, documents: int) -> Iterator[tuple[int, int]]:
    """(document, count) of one chunk of a posting list, whose head is checked."""
    if tag[at : at + 1] not in (b"0", b"1"):
        raise IndexDamage("a posting list without its mark")
    increase, at = number(tag, at + 1)
    document, (count, at) = first, number(tag, at)
    yield document, count
    while at < len(tag):
        gap, at = number(tag, at)
        count, at = number(tag, at)
        document += gap + 1
        yield document, count
    if document != first + increase or document > documents:
        raise IndexDamage("a posting list that ends at another document than it says")


def index_findings(zim: ZimFile, data: bytes, there: Directory, where: str, titles: bool) -> Iterator[Finding]:
    """What is wrong with an index of titles or of full texts."""
    try:
        for what in _judged(zim, Index(data), there, titles):
            yield Finding("search index", where, what)
    except (IndexDamage, struct.error, IndexError, UnicodeDecodeError) as error:
        yield Finding("search index", where, str(error) or "is damaged")


def _judged(zim: ZimFile, index: Index, there: Directory, titles: bool) -> Iterator[str]:
    documents = index.figures[0]
    if documents > len(there.targets):
        raise IndexDamage(f"{documents} documents of {len(there.targets)} entries")
    lists = _Lists(documents)
    fixed = dict(_FIXED)
    fixed[b"\0\xc0kind"] = b"title" if titles else b"fulltext"
    fixed[b"\0\xc0valuesmap"] = b"title:0;targetPath:1" if titles else b"title:0;wordcount:1;geo.position:2"
    terms: dict[int, list[str]] = {}
    for key, tag in index.table("postlist"):
        if key.startswith(b"\0\xc0"):
            if fixed.pop(key, None) != tag:
                yield f"metadata {key[2:60]!r} of the index"
        elif key.startswith((b"\0\xd0", b"\0\xd8", b"\0\xe0")):
            _values(key, tag, lists, documents)
        elif key.startswith(b"\0"):
            yield f"an entry {key[:40]!r}"
        else:
            for term, document, count in lists.chunk(key, tag, documents):
                lists.told[document] += count
                lists.most = max(lists.most, count)
                if titles:
                    terms.setdefault(document, []).append(term)
    lists.closed()
    if fixed:
        yield f"no metadata {', '.join(sorted(key[2:].decode() for key in fixed))}"
    yield from _documents(zim, index, there, lists, terms, titles)
    for name in ("termlist", "position", "spelling", "synonym"):
        for key, _ in index.table(name):
            if name != "position" or not titles or _term(key[: key.find(b"\0")]) == "":
                yield f"table {name} is not empty"
                break
    if index.unused():
        yield f"{index.unused()} blocks that nothing uses"
    if lists.lengths != lists.told:
        yield "lengths of documents that do not follow from the lists"
    lengths = lists.lengths[1:]
    shortest = min((length for length in lengths if length), default=0)
    longest = max(lengths, default=0)
    _, last, low, most, high, changes, total, spelling = index.figures
    if (last, changes, spelling) != (0, 0, 0) or total != sum(lengths) or low > shortest or most + high < longest:
        yield "figures of the index that do not follow from the lists"
    elif most != lists.most or most + high != longest or low != shortest:
        yield f"bounds {low} {most} {high} instead of {shortest} {lists.most} {longest - lists.most}"
    for slot, tag in lists.bounds.items():
        values = sorted(value for value in lists.values[slot].values())
        told = values[0], values[-1]
        wanted = _number(len(values)) + _number(len(told[0])) + told[0] + (told[1] if told[0] != told[1] else b"")
        if tag != wanted:
            yield f"bounds of the values {slot}"


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
                raise IndexDamage("a list of lengths that counts")
            first += 1
        else:
            first, end = sortable(key, 2)
            at = 0
            if end != len(key):
                raise IndexDamage("a key that is not ours")
        for document, length in _postings(tag, at, first, documents):
            lists.lengths[document] = length
        return
    if key[1] == 0xD0:  # the number is the last thing in the key: nothing for 0
        slot, at = (key[2], 3) if len(key) > 2 else (0, 2)
    else:
        slot, at = number(key, 2)
    if slot not in lists.values:
        raise IndexDamage(f"values of kind {slot}")
    if key[1] == 0xD0:
        if at != len(key):
            raise IndexDamage("a key that is not ours")
        lists.bounds[slot] = tag
        return
    document, at = sortable(key, at)
    if at != len(key):
        raise IndexDamage("a key that is not ours")
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
        raise IndexDamage("values that are cut")


def fold(text: str) -> str:
    """Lower case without marks, as far as a search is concerned."""
    parts = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.category(c).startswith("M")))


def _documents(
    zim: ZimFile, index: Index, there: Directory, lists: _Lists, terms: dict[int, list[str]], titles: bool
) -> Iterator[str]:
    wanted = 1
    seen: set[int] = set()
    for key, tag in index.table("docdata"):
        document, end = sortable(key, 0)
        if document != wanted or end != len(key):
            raise IndexDamage(f"document {document} where {wanted} should be")
        wanted += 1
        path = tag.decode()
        entry = there.entry(path[2:]) if path.startswith("C/") else -1
        if entry < 0 or entry in seen or path[2:].startswith("_/"):
            yield f"document {document} is {path[:60]!r}"
            continue
        seen.add(entry)
        found = zim.dirent(entry)
        title = lists.values[0].get(document, b"").decode()
        if title != (found.title if titles else fold(found.title)):
            yield f"document {document} «{path[2:40]}» has the title {title[:60]!r}"
        if titles:
            target = zim.dirent(found.target).path if found.target >= 0 else found.path
            if lists.values[1].get(document, b"").decode() != target:
                yield f"document {document} «{path[2:40]}» leads elsewhere"
            folded = fold(found.title)
            for term in terms.get(document, ()):
                if term not in folded and term != "0posanchor":
                    yield f"document {document} «{path[2:40]}» has the word {term[:40]!r}"
        elif found.target >= 0 or not lists.values[1].get(document, b"x").isdigit():
            yield f"document {document} «{path[2:40]}» is none of a page"
    if wanted != index.figures[0] + 1:
        yield f"{wanted - 1} documents, the index tells of {index.figures[0]}"
