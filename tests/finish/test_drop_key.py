"""The editor's drop list is part of what finished pages are kept under, and a faulty one stops a build at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.build import Request, build
from packager.config import load
from packager.dump import open_dump
from packager.errors import UsageError
from packager.pages.store import PageStore
from packager.rendering.keys import environment
from packager.terminal.progress import Progress

DUMP = Path(__file__).resolve().parent.parent / "wiki" / "kowiki-20260901-pages-articles.xml"


def test_a_faulty_list_stops_the_build_before_the_dump_is_read(tmp_path: Path) -> None:
    (tmp_path / "drops.toml").write_text("[[box]\n", "utf-8")
    (tmp_path / "snapshot.toml").write_text('[render]\ndrops = "drops.toml"\n', "utf-8")
    request = Request((DUMP,), tmp_path / "out", load(tmp_path / "snapshot.toml"))
    with pytest.raises(UsageError, match=r"drops\.toml: not valid TOML"):
        build(request, Progress(quiet=True))
    assert not (tmp_path / "out").exists()


def test_another_list_is_another_environment(tmp_path: Path) -> None:
    store = PageStore.open_for(open_dump([DUMP], 1), tmp_path / "pages.sqlite", frozenset({0}), lambda seen: None)
    drops = tmp_path / "drops.toml"
    (tmp_path / "snapshot.toml").write_text('[render]\ndrops = "drops.toml"\n', "utf-8")
    drops.write_text('[[box]]\nname = "가"\nclasses = ["a"]\n', "utf-8")
    config = load(tmp_path / "snapshot.toml")
    first = environment(store, config)
    assert environment(store, config) == first
    drops.write_text('[[box]]\nname = "가"\nclasses = ["b"]\n', "utf-8")
    assert environment(store, config) != first
