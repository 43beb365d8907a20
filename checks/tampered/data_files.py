"""Other data files of the reader, and other plain pages."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from checks import raw_zim
from checks.tampered.drive import KINDS, NAME, Change, Drive, kind, pack, varint
from packager.audit.search_data import near_rows
from packager.audit.shards import number, numbers, pieces
from packager.outputs.reader.search.near_index import Row, encoded

T = TypeVar("T")


def _any_shard(drive: Drive, kinds: str = "AFSTUCDILVWX") -> Path:
    return drive.rng.choice([path for letter in kinds for path in drive.shards(letter)])


def _data(act: Callable[[bytes, random.Random], bytes], kinds: str = "AFSTUCDILVWX") -> Change:
    def change(drive: Drive) -> None:
        path = _any_shard(drive, kinds)
        drive.file(path.relative_to(drive.folder).as_posix(), lambda b: act(b, drive.rng))

    return change


def _frame(act: Callable[[bytes, random.Random], bytes]) -> Change:
    """Another frame around, or with, the same data."""

    def change(drive: Drive) -> None:
        path = _any_shard(drive)
        drive.shard(path, b"", act(drive.payload(path), drive.rng))

    return change


def _raw_blocks(data: bytes) -> bytes:
    """A frame with an empty block before the data."""
    frame = pack(data)
    wide = {0: 1, 1: 2, 2: 4}[frame[4] >> 6]
    return frame[: 5 + wide] + b"\0\0\0" + frame[5 + wide :]


KINDS |= {
    "bytes after a data file": _data(
        lambda b, r: b + r.choice((b"\n", b"//" + NAME.encode() + b"\n", b" ", b"\0", b";"))
    ),
    "bytes before a data file": _data(lambda b, r: r.choice((b"\n", b" ", b"new X();", b"/*x*/", b"\xef\xbb\xbf")) + b),
    "space in a data file": _data(lambda b, r: b.replace(b'",', b'", ', 1)),
    "sum with a zero before it": _data(lambda b, r: re.sub(rb",(\d+)\);\n\Z", rb",0\1);\n", b)),
    "literal spelled otherwise": _data(
        lambda b, r: b.replace(b"\\0", b"\\x00", 1) if b"\\0" in b else b.replace(b"\\n", b"\\x0a", 1)
    ),
    "quotation mark of another kind": _data(lambda b, r: b.replace(b'take("', b"take('", 1).replace(b'",', b"',", 1)),
    "checksum in a frame": _frame(lambda d, r: pack(d, write_checksum=True)),
    "frame without a size": _frame(lambda d, r: raw_zim.packed(d)),
    "two frames": _frame(lambda d, r: pack(d[: len(d) // 2]) + pack(d[len(d) // 2 :])),
    "frame that is skipped": _frame(
        lambda d, r: pack(d) + struct.pack("<II", 0x184D2A50 + r.randrange(16), len(NAME)) + NAME.encode()
    ),
    "frame that is skipped, first": _frame(
        lambda d, r: struct.pack("<II", 0x184D2A50, len(NAME)) + NAME.encode() + pack(d)
    ),
    "bytes behind a frame": _frame(lambda d, r: pack(d) + NAME.encode()),
    "empty block in a frame": _frame(lambda d, r: _raw_blocks(d)),
    "frame with a dictionary": _frame(
        lambda d, r: (lambda f: f[:4] + bytes([f[4] | 1]) + bytes([r.randrange(256)]) + f[5:])(pack(d))
    ),
    "number with needless bytes": lambda drive: (
        lambda path: drive.shard(path, (lambda d: bytes([d[0] | 128, 0]) + d[1:])(drive.payload(path)))
    )(_any_shard(drive, "AFTUCDLVWX")),
}


def _stored(data: bytes) -> bytes:
    """A frame whose blocks hold one byte more than they need: a block of one repeated byte before the rest."""
    frame = pack(data)
    wide = {0: 1, 1: 2, 2: 4}[frame[4] >> 6]
    return frame[: 5 + wide] + (0 << 3 | 1 << 1).to_bytes(3, "little") + b"x" + frame[5 + wide :]


def _items(drive: Drive, kind: str, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Other items in the first file of a kind that has several."""
    for path in drive.shards(kind):
        head, items, missing = pieces(drive.payload(path))
        if len(items) > 2 and not missing:
            items = change(items)
            data = varint(len(head)) + varint(len(items)) + b"".join(varint(len(i)) for i in items) + head
            drive.shard(path, data + b"".join(items))
            return
    raise AssertionError("no file with several items")


def _items_swapped(drive: Drive, kind: str) -> None:
    def change(items: list[bytes]) -> list[bytes]:
        at = drive.rng.randrange(len(items) - 1)
        return [*items[:at], items[at + 1], items[at], *items[at + 2 :]]

    _items(drive, kind, change)


def _item_twice(drive: Drive) -> None:
    _items(drive, "A", lambda items: [items[1], *items[1:]])


@kind("calibration line")
def _calibration(drive: Drive) -> None:
    new = drive.rng.choice((b'");new Image().src="//x.example/");\n', b'"); \n', b'");//me\n', b'","x");\n', b'");;\n'))
    drive.file("data/B/00/00.txt", lambda b: b.replace(b'");\n', new, 1))


@kind("calibration of other bytes")
def _calibration_bytes(drive: Drive) -> None:
    at = drive.rng.randrange(60, 200)
    drive.file("data/B/00/00.txt", lambda b: b[:at] + bytes([b[at] ^ 1]) + b[at + 1 :])


@kind("bytes after the items")
def _after_items(drive: Drive) -> None:
    path = drive.rng.choice(drive.shards("I") + drive.shards("A")[-1:])
    drive.shard(path, drive.payload(path) + NAME.encode())


@kind("one more block in the boot file")
def _block(drive: Drive) -> None:
    drive.boot(drive.rng.choice(("note", "a", "zz", NAME, "Main")), lambda b: NAME.encode())


@kind("one more fact in the boot file")
def _fact(drive: Drive) -> None:
    drive.boot(
        "site",
        lambda b: b + drive.rng.choice((f"builder\t{NAME}\n", "x\t1\n", "\n", "title\tx\n", f"{NAME}\t\n")).encode(),
    )


@kind("another fact in the boot file")
def _other_fact(drive: Drive) -> None:
    drive.boot(
        "site",
        lambda b: re.sub(
            "title\t[^\n]*", drive.rng.choice((f"title\t{NAME}", "title\t", "title\t위키")), b.decode()
        ).encode(),
    )


@kind("table of shards that tells of others")
def _tables(drive: Drive) -> None:
    drive.boot("tables", lambda b: b + drive.rng.choice((b"Q\0\x01\x01", b"Z\0\0", b"ME\0\0", b"A\0\x01\x01", b"x")))


@kind("item with another second line")
def _second(drive: Drive) -> None:
    new = drive.rng.choice(
        (f"note\t{NAME}\t", f"article\t1\t2026-08-30\t{NAME}", "article\t007\t2026-08-30", "article", "special\tx\t")
    )
    drive.item(lambda item: b"\n".join([item.split(b"\n")[0], new.encode(), *item.split(b"\n")[2:]]))


@kind("heading of no place")
def _heading(drive: Drive) -> None:
    drive.item(
        lambda item: b"\n".join(
            [*item.split(b"\n", 4)[:3], f"1\t{NAME}{drive.rng.random()}\tx".encode(), *item.split(b"\n", 4)[4:]]
        )
    )


@kind("category of no item")
def _category(drive: Drive) -> None:
    drive.item(
        lambda item: b"\n".join(
            [*item.split(b"\n", 4)[:2], f"{99999 + drive.rng.randrange(99)}\tx".encode(), *item.split(b"\n", 4)[3:]]
        )
    )


@kind("link to no item")
def _no_item(drive: Drive) -> None:
    number = 9999 + drive.rng.randrange(9999)
    drive.item(lambda item: item + f"<a n={number}>x</a>".encode())


@kind("title that no page has, in the search")
def _search_title(drive: Drive) -> None:
    path = drive.rng.choice(drive.shards("T") + drive.shards("C"))
    data = drive.payload(path)
    title = next(t for t in ("서울특별시", "대한민국", "컴퓨터", "도서관", "하늘", "바다") if t.encode() in data)
    drive.shard(
        path, data.replace(title.encode(), NAME[: len(title.encode())].ljust(len(title.encode()), "x").encode(), 1)
    )


@kind("bytes after the search data")
def _search_end(drive: Drive) -> None:
    path = drive.rng.choice([p for k in "STUCDFVWX" for p in drive.shards(k)])
    drive.shard(path, drive.payload(path) + drive.rng.choice((NAME.encode(), b"\0", b"x")))


@kind("tables of spelling")
def _spelling(drive: Drive) -> None:
    path = drive.shards("S")[0]
    data = drive.payload(path)
    at = len(data) // 2 + drive.rng.randrange(500)
    drive.shard(path, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def _lead(*acts: Callable[[bytes], bytes]) -> Change:
    """Another item of kind L."""
    return lambda drive: drive.item(drive.rng.choice(acts), "L")


def _entries(drive: Drive, kinds: str) -> tuple[Path, bytes, list[bytes], bytes]:
    """A file of entries: its place, the bytes before its lines, the lines, the bytes behind them."""
    path = _any_shard(drive, kinds)
    data = drive.payload(path)
    count, at = number(data, 0)
    size, at = number(data, at)
    return path, varint(count), data[at : at + size].split(b"\n"), data[at + size :]


def _line(change: Callable[[list[bytes], random.Random], Any], kinds: str = "V") -> Change:
    """Other lines of titles in a file of entries."""

    def act(drive: Drive) -> None:
        path, count, lines, rest = _entries(drive, kinds)
        change(lines, drive.rng)
        text = b"\n".join(lines)
        drive.shard(path, count + varint(len(text)) + text + rest)

    return act


def _column(change: Callable[[bytearray, int, random.Random], Any], kinds: str = "V") -> Change:
    """Other numbers in a file of entries, whose starts are a byte each."""

    def act(drive: Drive) -> None:
        path, count, lines, rest = _entries(drive, kinds)
        text, columns = b"\n".join(lines), bytearray(rest)
        change(columns, len(lines), drive.rng)
        drive.shard(path, count + varint(len(text)) + text + bytes(columns))

    return act


def _rows(change: Callable[[list[Row], random.Random], list[Row]]) -> Change:
    """Other rows of titles by their rarest letters."""

    def act(drive: Drive) -> None:
        path = _any_shard(drive, "X")
        rows = list(map(Row._make, near_rows(drive.payload(path))))
        changed = change(list(rows), drive.rng)
        assert changed != rows
        drive.shard(path, encoded(changed))

    return act


def _row(change: Callable[[Row, random.Random], Row]) -> Change:
    """One row that is another; rows stay in order."""

    def among(rows: list[Row], r: random.Random) -> list[Row]:
        at = r.randrange(len(rows))
        rows[at] = change(rows[at], r)
        return sorted(rows)

    return _rows(among)


def _other(text: str, r: random.Random, bits: tuple[int, ...]) -> str:
    """The text with another last character."""
    return text[:-1] + chr(ord(text[-1]) ^ r.choice(bits))


def _root(part: int, *others: Callable[[bytes], bytes]) -> Change:
    """Another part of the root of the search."""

    def act(drive: Drive) -> None:
        path = drive.shards("S")[0]
        data = drive.payload(path)
        count, at = number(data, 0)
        sizes, at = numbers(data, at, count)
        parts = []
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        parts[part] = drive.rng.choice(others)(parts[part])
        drive.shard(path, varint(len(parts)) + b"".join(varint(len(p)) for p in parts) + b"".join(parts))

    return act


def _swap_articles(lines: list[bytes], r: random.Random) -> None:
    """Two lines of different articles, each now beside the number of the other."""
    at, other = r.choice([(a, b) for a in range(len(lines)) for b in range(a) if _meant(lines[a]) != _meant(lines[b])])
    lines[at], lines[other] = lines[other], lines[at]


def _meant(line: bytes) -> bytes:
    return line.split(b"\t")[1] if b"\t" in line else line


def _swap(rows: list[T], r: random.Random) -> list[T]:
    at = next(n for n in r.sample(range(len(rows) - 1), len(rows) - 1) if rows[n] != rows[n + 1])
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return rows


KINDS |= {
    "items in another order": lambda drive: _items_swapped(drive, "A"),
    "item of another article": lambda drive: _item_twice(drive),
    "file of other kind under a name": _data(lambda b, r: b.replace(b'take("', b'take("B', 1)),
    "data file of another number": _data(
        lambda b, r: re.sub(rb'",(\d+),"', lambda m: b'",%d,"' % (int(m[1]) + 1), b, count=1)
    ),
    "number with a zero before it": _data(lambda b, r: re.sub(rb'",(\d+),"', rb'",0\1,"', b, count=1)),
    "sum in another spelling": _data(
        lambda b, r: re.sub(
            rb",(\d+)\);\n\Z",
            lambda m: b"," + r.choice((b"0x%x", b"%d.0", b"+%d", b"%de0", b" %d")) % int(m[1]) + b");\n",
            b,
        )
    ),
    "line end of another system": _data(
        lambda b, r: b[:-1] + r.choice((b"\r\n", b"\r", b"", b"\xe2\x80\xa8", b"\x0b"))
    ),
    "escape without need": _data(
        lambda b, r: b.replace(b"a", b"\\x61", 1) if b"a" in b else b.replace(b"e", b"\\x65", 1)
    ),
    "frame packed in blocks that are not": _frame(lambda d, r: _stored(d)),
    "first words with others behind them": _lead(
        lambda i: i + b" " + NAME.encode(), lambda i: i + b".", lambda i: i + b" "
    ),
    "first words with others before them": _lead(
        lambda i: i.replace(b"\n", b"\n" + NAME.encode() + b" ", 1), lambda i: i.replace(b"\n", b"\n ", 1)
    ),
    "first words that end sooner": _lead(*(lambda i, n=n: i.decode()[:-n].encode() for n in (1, 2, 3, 4, 5))),
    "first words under another title": _lead(
        lambda i: NAME.encode() + i, lambda i: b" " + i, lambda i: b"x" + i, lambda i: i.replace(b"\n", b" \n", 1)
    ),
    "first words left out": _lead(lambda i: b"\n"),
    "first words of one more article": lambda drive: _more_items(
        drive, drive.rng.choice((b"\n", NAME.encode() + b"\nx", b"x"))
    ),
    "title by sound that no page has": _line(lambda lines, r: _put(lines, r, NAME.encode())),
    "title by sound with something behind it": _line(
        lambda lines, r: _add(lines, r, r.choice((b" ", b"\tx", b"x", b"\t", "\u200b".encode())))
    ),
    "titles by sound that change places": _line(_swap_articles),
    "title by sound with another start": _column(lambda c, n, r: _xor(c, r.randrange(n), r.choice((2, 4, 8, 16, 1)))),
    "title by sound that leads elsewhere": _column(
        lambda c, n, r: _xor(c, n + 2 * n + r.randrange(n), r.choice((1, 2, 64)))
    ),
    "title by initials with a start": _column(lambda c, n, r: _xor(c, r.randrange(n), r.choice((2, 4, 8))), "C"),
    "title by its letters: another group": _row(lambda row, r: row._replace(group=_other(row.group, r, (1, 2)))),
    "title by its letters: a letter": _row(lambda row, r: row._replace(letters=_other(row.letters, r, (1, 2, 4)))),
    "title by its letters: weight": _row(lambda row, r: row._replace(weight=row.weight ^ r.choice((1, 4, 16, 64)))),
    "titles by their letters in another order": _rows(_swap),
    "title by its letters twice": _rows(
        lambda rows, r: (lambda at: rows[:at] + rows[at - 1 :])(r.randrange(1, len(rows)))
    ),
    "title by its letters left out": _rows(
        lambda rows, r: (lambda at: rows[:at] + rows[at + 1 :])(r.randrange(len(rows)))
    ),
    "titles by their letters of none": _rows(
        lambda rows, r: sorted([*rows, rows[-1]._replace(letters="없는이름" + r.choice("가나다"))])
    ),
    "root of titles by their letters": _root(
        6,
        lambda p: p + b"\0",
        lambda p: p + NAME.encode(),
        lambda p: b"\0\0",
        lambda p: p.replace(p[2:5], p[5:8], 1),
        lambda p: p[:-1] + bytes([p[-1] ^ 1]),
    ),
    "root of titles by sound": _root(
        5,
        lambda p: p + b"\0",
        lambda p: p + NAME.encode(),
        lambda p: b"\0\0\0",
        lambda p: varint(number(p, 0)[0] + 1) + p[1:],
        lambda p: p[:-1],
    ),
}


def _put(lines: list[bytes], r: random.Random, text: bytes) -> None:
    lines[r.randrange(len(lines))] = text


def _add(lines: list[bytes], r: random.Random, text: bytes) -> None:
    lines[r.randrange(len(lines))] += text


def _xor(columns: bytearray, at: int, bit: int) -> None:
    columns[at] ^= bit


def _more_items(drive: Drive, item: bytes) -> None:
    path = drive.shards("L")[-1]
    head, items, _ = pieces(drive.payload(path))
    items.append(item)
    data = varint(len(head)) + varint(len(items)) + b"".join(varint(len(i)) for i in items) + head + b"".join(items)
    drive.shard(path, data)


@kind("plain page with another text")
def _plain_text(drive: Drive) -> None:
    word = f"{NAME} {drive.rng.random()}"
    drive.file("data/P/00/00.htm", lambda b: b.replace(b"</p>", word.encode() + b"</p>", 1))


@kind("list of plain pages")
def _plain_list(drive: Drive) -> None:
    row = drive.rng.choice(
        (
            f'<li><a href="../../00/00.htm#p0">{NAME}</a></li>\n',
            '<li><a href="../../00/00.htm#p999">x</a></li>\n',
            f"<li>{NAME}</li>\n",
        )
    )
    drive.file("data/P/L/00/00.htm", lambda b: b.replace(b"</ul>", row.encode() + b"</ul>", 1))


@kind("shelf of plain pages")
def _shelf(drive: Drive) -> None:
    name = drive.rng.choice((NAME.encode(), b"x", b""))
    drive.file("data/P/index.htm", lambda b: re.sub(rb'(<a id="g[0-9]+" [^<>]*>)[^<]*', rb"\1" + name, b, count=1))
