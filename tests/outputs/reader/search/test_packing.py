import random

from packager.outputs.reader.search.packing import pack
from packager.outputs.reader.shards import string_literal


def test_rows_of_any_size_keep_their_order_and_fit() -> None:
    chance = random.Random(1)
    rows = [chance.randbytes(int(chance.paretovariate(0.7) * 20)) for _ in range(3000)]
    rows = [row[:600] for row in rows]
    target = 4096
    shards = list(pack(rows, len, b"".join, target, 3))
    assert [row for shard in shards for row in shard.rows] == rows
    sizes = [len(string_literal(shard.frame)) for shard in shards]
    assert max(sizes) <= target
    assert sum(sizes[:-1]) / len(sizes[:-1]) > 0.85 * target


def test_a_row_above_the_target_stands_alone() -> None:
    rows = [b"a", random.Random(1).randbytes(9000), b"b"]
    shards = list(pack(rows, len, b"".join, 4096, 3))
    assert 1 < len(shards) <= 3
    assert [row for shard in shards for row in shard.rows] == rows


def test_no_rows_no_shards() -> None:
    assert list(pack([], len, b"".join, 4096, 3)) == []
