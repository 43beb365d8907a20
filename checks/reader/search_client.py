"""Asking the reader's own JavaScript in node about indexes on disk: one process for all questions."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from packager.outputs.reader.scripts import DECODER_JS, SEARCH_JS

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parent.parent / "templates" / "reader" / "js"
NAMES = DECODER_JS + SEARCH_JS


class SearchClient:
    """``with SearchClient(folder) as ask: ask.titles("대하")``; ``folder`` holds ``data``."""

    def __init__(self, folder: Path, *, plain: bool = False) -> None:
        program = shutil.which("node")
        if program is None:
            raise FileNotFoundError("node")
        self._command = [program, str(HERE / "search_server.js"), str(SCRIPTS), ",".join(NAMES), str(folder)]
        if plain:
            self._command.append("plain")

    def __enter__(self) -> SearchClient:
        self._node = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.close()
        self._node.stdout.close()
        self._node.wait(30)

    def ask(self, **request: object) -> dict[str, Any]:
        """One request, one reply."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps(request) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        assert line, f"the script stopped at {request}"
        reply: dict[str, Any] = json.loads(line)
        return reply

    def titles(self, query: str, limit: int = 12) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = self.ask(titles=query, limit=limit)["results"]
        return results

    def all(self, requests: Iterable[dict[str, object]]) -> Iterator[dict[str, Any]]:
        for request in requests:
            yield self.ask(**request)
