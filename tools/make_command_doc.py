"""``python -m tools.make_command_doc``: docs/commands.md from the texts of ``--help``, in both languages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from packager.terminal.command_line import Parser, command_line
from packager.terminal.help_texts import EXAMPLES, EXIT_STATUSES
from packager.terminal.messages import message

PATH = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
_ITEM = re.compile(r" +(\S+) {2,}(.+)")
WORDS = {
    "title": ("Commands", "명령"),
    "made": ("Made by `python -m tools.make_command_doc`.", "`python -m tools.make_command_doc`로 만든 글입니다."),
    "argument": ("argument", "인자"),
    "meaning": ("meaning", "뜻"),
    "languages": ("Languages", "언어"),
    "status": ("status", "값"),
    "shell": ("Manual page and completion", "설명서와 자동 완성"),
    "man": (
        "`make man` writes `build/man/packager.1` and the completions of bash, zsh and tcsh from the same texts. Copy "
        "`packager.1` into `~/.local/share/man/man1`, `packager.bash` into "
        "`~/.local/share/bash-completion/completions` under the name `packager`, `_packager` into a folder of zsh's "
        "`fpath`; tcsh reads `packager.tcsh` with `source`.",
        "`make man`은 같은 글로 `build/man/packager.1`과 bash, zsh, tcsh의 자동 완성을 씁니다. `packager.1`은 "
        "`~/.local/share/man/man1`에, `packager.bash`는 `~/.local/share/bash-completion/completions`에 `packager`라는 "
        "이름으로, `_packager`는 zsh의 `fpath`에 있는 폴더에 복사하십시오. tcsh에서는 `packager.tcsh`를 `source`로 "
        "읽습니다.",
    ),
}


def subparsers(parser: Parser, group: str = "") -> dict[str, Parser]:
    """Command name to its parser; ``stick`` is followed by ``stick write`` and its other actions."""
    found = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                found[f"{group}{name}"] = sub
                found |= subparsers(sub, f"{group}{name} ")
    return found


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def arguments(parser: Parser) -> Iterator[str]:
    """Rows of a table."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        value = _spoken(action.metavar) or ("|".join(map(str, action.choices)) if action.choices else "")
        name = " ".join(filter(None, [", ".join(action.option_strings), "" if action.nargs == 0 else str(value)]))
        yield f"| `{cell(name)}` | {cell(action.help or '')} |"


def _spoken(metavar: str | tuple[str, ...] | None) -> str:
    return " ".join(metavar) if isinstance(metavar, tuple) else metavar or ""


def usage(parser: Parser) -> str:
    """The usage in one line, without its first word."""
    return " ".join(parser.format_usage().split()[1:])


def prose(text: str) -> Iterator[str]:
    """A description as Markdown: items become a list."""
    for line in text.splitlines():
        item = _ITEM.match(line)
        yield f"- `{item[1]}`: {item[2]}" if item else line


def part(in_korean: bool) -> Iterator[str]:
    """All of one language."""
    word = {key: texts[in_korean] for key, texts in WORDS.items()}
    parser = command_line(in_korean)
    yield from ("", f"# {word['title']}", "", message("program", in_korean), "")
    for name, sub in subparsers(parser).items():
        yield from (f"## packager {name}", "", *prose(sub.description or ""), "")
        yield from ("```", usage(sub), "```", "", f"| {word['argument']} | {word['meaning']} |", "| --- | --- |")
        yield from (*arguments(sub), "", message("example-title", in_korean) + ":", "")
        yield from ("```", EXAMPLES[name], "```", "")
    yield from (f"## {message('exit-title', in_korean)}", "")
    yield from (f"| {word['status']} | {word['meaning']} |", "| --- | --- |")
    yield from (f"| {status} | {message(f'exit-{status}', in_korean)} |" for status in EXIT_STATUSES)
    yield from ("", f"## {word['languages']}", "", message("language", in_korean))
    yield from ("", f"## {word['shell']}", "", word["man"])


def document() -> str:
    """The whole page: English, then Korean."""
    made = f"{WORDS['made'][0]} {WORDS['made'][1]}"
    return "\n".join([made, *part(in_korean=False), *part(in_korean=True)]) + "\n"


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
