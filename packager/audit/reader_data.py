"""The reader's data files as the judges read them: which shards there are, and each item by its number."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from packager.audit.shards import ShardError, pieces, read_shard, shard_name
from packager.errors import Said
from packager.zimfile.mapped import Stored


@dataclass
class Reader:
    """What every worker knows of the reader."""

    folder: Stored
    rows: dict[str, list[int]]
    """Kind of shard to the items that begin in each of them."""
    site: dict[str, str] = field(default_factory=dict)
    main: str = ""
    plain: dict[int, bytes] = field(default_factory=dict)
    """Item number of each article with a plain page to the digest of what stands there."""
    order: list[int] = field(default_factory=list)
    """The same item numbers as the plain pages have them."""
    titles: dict[int, str] = field(default_factory=dict)
    """The same to the title as the page spells it."""
    addresses: dict[int, str] = field(default_factory=dict)
    """The same to the address of its page."""
    subjects: list[tuple[str, list[int]]] = field(default_factory=list)
    """Name of each subject of the plain pages and the item numbers in its list."""
    spellings: dict[str, str] = field(default_factory=dict)
    """Other spelling to the title that it means."""
    starts: dict[str, list[int]] = field(default_factory=dict)
    _open: dict[str, tuple[int, list[bytes], list[bytes]]] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """How many items of a kind there are."""
        return sum(self.rows.get(kind, ()))

    def place(self, kind: str, number: int) -> str:
        """File and number of an item, for findings."""
        return f"{shard_name(kind, max(0, bisect_right(self.starts.get(kind, []), number) - 1))} item {number}"

    def item(self, kind: str, number: int) -> bytes:
        """One item. Raises ShardError."""
        starts = self.starts.get(kind, [])
        shard = bisect_right(starts, number) - 1
        if not 0 <= number < self.count(kind):
            raise ShardError(Said("there is no item {number}", number=number))
        while self.rows[kind][shard] == 0:
            shard -= 1
        if self._open.get(kind, (-1,))[0] != shard:
            self._open[kind] = (shard, self._items(kind, shard), [])
        return self._open[kind][1][number - starts[shard]]

    def _items(self, kind: str, shard: int) -> list[bytes]:
        """The items that begin in a shard, the last one with what further shards have of it."""
        _, found, missing = pieces(self.payload(kind, shard))
        parts = [found[-1]] if found else []
        while missing:
            shard += 1
            head, following, _ = pieces(self.payload(kind, shard))
            parts.append(head)
            missing -= len(head)
            if missing < 0 or (missing and following) or not head:
                raise ShardError(Said("{kind}: goes on with another item than the last", kind=shard_name(kind, shard)))
        return [*found[:-1], b"".join(parts)] if found else []

    def payload(self, kind: str, shard: int) -> bytes:
        """The payload of a shard. Raises ShardError."""
        name = shard_name(kind, shard)
        try:
            return read_shard(self.folder / name, name)[2]
        except OSError as error:
            raise ShardError(Said("{name}: cannot be read", name=name)) from error
