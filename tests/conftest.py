"""Things that several test files share: one build of the bundled small wiki."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from checks.own_dump import DUMP
from packager.build import Request, build
from packager.config import Config
from packager.terminal.progress import Progress


@pytest.fixture(scope="session")
def small_wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``drive``, ``report`` and ``work``. Tests must leave the drive as it is."""
    folder = tmp_path_factory.mktemp("small-wiki")
    build(Request((DUMP,), folder, Config(), 2), Progress(stream=StringIO(), quiet=True))
    return folder
