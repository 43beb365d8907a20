"""``python -m tools.make_shell_pages DIR``: manual page and completions of shells, from the parser of the program."""

from __future__ import annotations

import sys
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from packager import __version__
from packager.terminal.command_line import command_line
from tools.make_command_doc import subparsers

SHELLS = {"bash": "packager.bash", "zsh": "_packager", "tcsh": "packager.tcsh"}
"""Shell to the name that its completion is installed under."""


def manual_page() -> str:
    """packager(1) in troff. It carries the release and no day, so that it is the same wherever it is made."""
    page = Manpage(command_line(in_korean=False), format="single-commands-section")
    page.date, page.source, page.manual = "", f"packager {__version__}", "Commands"
    return f"{page}\n"


def completion(shell: str) -> str:
    """The script that completes commands, options and file names in ``shell``."""
    parser = command_line(in_korean=False)
    for each in subparsers(parser).values():
        for action in each._actions:
            if action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def main(folder: Path) -> None:
    """Write all of them into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "packager.1").write_text(manual_page(), encoding="utf-8")
    for shell, name in SHELLS.items():
        (folder / name).write_text(completion(shell), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
