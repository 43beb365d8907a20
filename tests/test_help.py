"""Help pages in both languages: whole on any terminal, nothing left out of either, docs/commands.md up to date."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from packager import errors
from packager.cli import COMMANDS, main
from packager.terminal.command_line import ARGUMENTS, command_line
from packager.terminal.help_format import NARROWEST, WIDEST, columns, laid_out, wrapped
from packager.terminal.help_texts import EXAMPLES, EXIT_STATUSES
from packager.terminal.messages import TEXTS
from tools.make_command_doc import PATH, document, subparsers
from tools.make_shell_pages import SHELLS, completion, manual_page

PAGES = ["", *EXAMPLES]
CASES = (Path(__file__).parent / "wrong_arguments.txt").read_text("utf-8").split("\n\n")[1:]


def page(name: str, in_korean: bool) -> str:
    parser = command_line(in_korean)
    return (subparsers(parser)[name] if name else parser).format_help()


@pytest.mark.parametrize("in_korean", [False, True])
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", ["", "0", "-3", "1", "20", "41", "60", "80", "100", "132", "9999", "many"])
def test_pages_fit_the_terminal(name: str, in_korean: bool, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    most = min(max(int(width), NARROWEST), WIDEST) if width.isdigit() and int(width) else WIDEST
    for line in page(name, in_korean).splitlines():
        words = max((columns(word) for word in line.split()), default=0)
        example = line.strip() in EXAMPLES.values()
        assert columns(line) <= most or example or words > most - 30, line


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_in_one_language(name: str) -> None:
    english, korean = page(name, False), page(name, True)
    assert not re.search("[가-힣]", english.replace(EXAMPLES.get(name, "-"), "").replace("베를린", ""))
    for word in ("usage", "options", "positional", "arguments", "show this", "default", "exit status", "example"):
        assert word not in korean
    for status in EXIT_STATUSES:
        assert re.search(rf"^  {status} ", korean, re.M)
        assert re.search(rf"^  {status} ", english, re.M)
    assert not name or EXAMPLES[name] in korean


def test_both_languages_have_every_text() -> None:
    for key, (english, korean) in TEXTS.items():
        assert english, key
        assert korean == english or re.search("[가-힣]", korean), key
        assert english.count("\n  ") == korean.count("\n  "), key
    assert list(COMMANDS) == list(ARGUMENTS) == [name for name in EXAMPLES if " " not in name]
    assert list(EXAMPLES) == list(subparsers(command_line(False)))


def test_exit_statuses_are_those_of_the_errors() -> None:
    own = {kind.exit_status for kind in vars(errors).values() if hasattr(kind, "exit_status")}
    assert {0, *own, 130} == set(EXIT_STATUSES)


def test_columns() -> None:
    assert columns("가나 ab") == 7
    assert wrapped("가나 다라 마바 abc", 9, "- ", "  ") == ["- 가나", "  다라", "  마바", "  abc"]
    filled = laid_out("one two\n  term  an explanation here", 20)
    assert filled == ["one two", "  term  an", "        explanation", "        here"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0])
def test_wrong_arguments(
    case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    argv, english, korean = case.strip().split("\n")
    for locale, expected in (("C.UTF-8", english), ("ko_KR.UTF-8", korean)):
        monkeypatch.setenv("LC_ALL", locale)
        try:
            status = main(argv.replace("OUT", str(tmp_path)).split())
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr().err
        assert status == 2
        assert said.splitlines()[-1].startswith(expected), said


@pytest.mark.parametrize("locale", ["C", "ko_KR.UTF-8", "ko_KR.eucKR"])
def test_help_into_a_closed_pipe_and_odd_locales(locale: str) -> None:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "packager", "page", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""


def test_the_document_is_up_to_date() -> None:
    assert PATH.read_text("utf-8") == document(), "run python -m tools.make_command_doc"


def test_manual_page_and_completions_have_every_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    texts = {"man": manual_page().replace("\\-", "-"), **{shell: completion(shell) for shell in SHELLS}}
    for name, parser in subparsers(command_line(False)).items():
        options = [option for action in parser._actions for option in action.option_strings if option.startswith("--")]
        for kind, text in texts.items():
            assert not [word for word in name.split() if word not in text], kind
            shown = [o.removeprefix("--") if kind == "tcsh" else o for o in options if o != "--help"]
            assert not [option for option in shown if option not in text], kind
    assert "1970" not in texts["man"]
