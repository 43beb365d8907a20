"""Every sentence that the program raises or finds has its Korean row (packager/terminal/messages_ko.tsv)."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path
from string import Formatter

import pytest

from packager import errors
from packager.errors import DumpError, Said, Sentences
from packager.terminal.messages import error_line
from packager.terminal.translation import in_korean, rows

PACKAGE = Path(__file__).parent.parent / "packager"
SAYING = {"WorkerError", "Said"} | {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.PackagerError)
}
"""What is called with a format, which must stand in the call as a literal."""
SAID = {**dict.fromkeys(SAYING, (0,)), "Finding": (0, 2), "Outward": (0, 2)}
"""Which arguments of a call are said."""
MAKERS = {"errors.py", "terminal/argument_errors.py"}
"""Where a Said is made of a text that came from elsewhere."""


def said() -> tuple[dict[str, str], list[str]]:
    """Every text with a place where it is said; the places where what is said is no literal."""
    texts, hidden = {}, []
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            arguments: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                arguments = [node.args[number] for number in SAID.get(name, ()) if number < len(node.args)]
                if name in SAYING and place not in MAKERS and not isinstance(arguments[0], ast.Constant):
                    hidden.append(f"{place}:{node.lineno}")
            elif isinstance(node, ast.Yield) and place == "audit/html.py" and isinstance(node.value, ast.Tuple):
                arguments = node.value.elts[:1]
            texts.update({each.value: place for each in arguments if isinstance(each, ast.Constant) and each.value})
    return texts, hidden


TEXTS, HIDDEN = said()


def test_every_text_has_a_row() -> None:
    assert not {text: place for text, place in TEXTS.items() if text not in rows()}
    assert not HIDDEN, "what is raised is no literal"
    assert len(TEXTS) > 150, "the walk has lost sight of the errors"


def test_no_row_is_unused() -> None:
    assert not rows().keys() - TEXTS.keys()


def places(text: str) -> set[tuple[str, str | None]]:
    """Names of the places with their conversions."""
    return {(name, how) for _, name, _, how in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("english", rows())
def test_rows_are_sound(english: str) -> None:
    korean = rows()[english]
    assert places(english) == places(korean)
    assert re.search("[가-힣]", korean) or not re.search("[A-Za-z]{3}", re.sub(r"\{.*?\}", "", english))
    assert not korean.endswith((".", ":", " "))
    assert ";" not in korean


CASES = (Path(__file__).parent / "translated_lines.txt").read_text("utf-8").split("\n\n")[1:]


def sentence(lines: dict[str, str], name: str) -> str:
    """The value called ``name``: a Said if it has values of its own or is marked with a leading ~."""
    inner = {key.removeprefix(name + "."): key for key in lines if re.fullmatch(re.escape(name) + r"\.\w+", key)}
    values = {short: sentence(lines, key) for short, key in inner.items()}
    text = lines[name]
    return Said(text.removeprefix("~"), **values) if values or text.startswith("~") else text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0][:40])
def test_sentences(case: str) -> None:
    first, *rest, english, korean = case.rstrip("\n").split("\n")
    built = sentence({"": first, **{"." + key: value for key, value in (line.split("=", 1) for line in rest)}}, "")
    assert built == english
    assert in_korean(built) == korean


def test_all_problems_of_a_configuration_in_korean() -> None:
    choice = Said("must be one of {choices}", choices="mathml, tex")
    text = "line {line}: {key} {reason}"
    problems = Sentences([Said(text, line=n, key="render.math", reason=choice) for n in range(100)])
    line = in_korean(Said("{file}: {problems}", file="s.toml", problems=problems))
    assert line.startswith("s.toml: 0번째 줄: render.math: 다음 가운데 하나여야 합니다: mathml, tex. 1번째 줄:")
    assert line.count("번째 줄") == 100


def test_an_error_comes_whole_out_of_a_pickle() -> None:
    error = pickle.loads(pickle.dumps(DumpError("{file}: byte 0: the file is empty; fetch it again", file="{a}")))
    assert str(error) == "{a}: byte 0: the file is empty; fetch it again"
    assert error_line(error.said, True) == "packager: 오류: {a}: 바이트 0: 빈 파일입니다. 다시 내려받으십시오"
