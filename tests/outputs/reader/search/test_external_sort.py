import random
from pathlib import Path

from packager.outputs.reader.search.external_sort import ExternalSort


def test_rows_come_sorted_as_often_as_wanted(tmp_path: Path) -> None:
    chance = random.Random(1)
    rows = [(str(chance.randrange(500)), n) for n in range(5000)]
    sort = ExternalSort(tmp_path, "rows", chunk=700)
    for row in rows:
        sort.add(row)
    assert list(sort) == list(sort) == sorted(rows)
    assert len(list(tmp_path.iterdir())) == 7
    sort.close()
    assert list(tmp_path.iterdir()) == []


def test_few_rows_stay_in_memory(tmp_path: Path) -> None:
    sort = ExternalSort(tmp_path, "rows")
    for row in ((2,), (1,)):
        sort.add(row)
    assert list(sort) == [(1,), (2,)]
    assert list(tmp_path.iterdir()) == []
