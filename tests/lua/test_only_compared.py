"""When it is proven that a module only compares a moment."""

from __future__ import annotations

import pytest

from packager.lua.only_compared import only_compared

START = "local function f(date)\n\tlocal lang = mw.getContentLanguage()\n\tlocal good, limit, asked;\n"
ASKS = "\tgood, limit = pcall(lang.formatDate, lang, 'U', 'today + 2 days');\n"
ALSO = "\tasked = lang:formatDate( \"U\", date )\n\tasked = tonumber(asked) or lang:parseFormattedNumber(asked)\n"
TONUMBER = "\tlimit = tonumber (limit);\n"


def proof(rest: str, start: str = START, asks: str = ASKS, line: int = 4) -> tuple[float, ...] | None:
    source = f"{start}{asks}{rest}end\n"
    found = only_compared(source, 1, source.count("\n"), line)
    return None if found is None else found.numbers


@pytest.mark.parametrize(
    ("rest", "numbers"),
    [
        (ALSO + TONUMBER + "\treturn asked < limit\n", ()),
        (ALSO + TONUMBER + "\tif 979516800 <= asked and asked < limit then\n\treturn true end\n", (979516800.0,)),
        (TONUMBER + "\tif not (limit > 0x10) or limit >= 5 then return 1 end\n", (5.0, 16.0)),
        ("\t-- limit + 1\n\treturn good, 'limit', \"limit\"\n", ()),
        (TONUMBER, ()),
    ],
)  # fmt: skip
def test_proven(rest: str, numbers: tuple[float, ...]) -> None:
    assert proof(rest) == numbers


@pytest.mark.parametrize(
    "rest",
    [
        "\treturn limit\n",
        "\treturn limit + 1 > 2\n",
        TONUMBER + "\treturn 1 + limit < 2\n",
        TONUMBER + "\treturn limit < other\n",
        TONUMBER + "\treturn limit < 2 * 3\n",
        TONUMBER + "\treturn limit < -5\n",
        TONUMBER + "\treturn limit == 5\n",
        TONUMBER + "\tt[limit] = 1\n",
        TONUMBER + "\tt.limit = 1\n",
        TONUMBER + "\tprint(limit)\n",
        "\tlimit = tonumber(limit) + 1\n",
        "\tlimit = tonumber(limit) .. ''\n",
        "\tlimit = tonumber(limit, 16)\n",
        "\tlimit = limit or 5\n",
        "\tg = function() return 1 end\n",
        ALSO + "\tasked = asked + 5\n\treturn asked < limit\n",
        "\tlimit, x = 1, 2\n",
        "\tx = limit\n",
    ],
)
def test_not_proven(rest: str) -> None:
    assert proof(rest) is None


def test_a_moment_that_is_no_local_variable() -> None:
    assert proof("\treturn good\n", start=START.replace("limit, ", "")) is None


@pytest.mark.parametrize(
    "asks",
    [
        ASKS.replace("'today + 2 days'", "g()"),
        ASKS.replace("'U'", "'Y'"),
        ASKS.replace("good, limit", "t.good, t.limit"),
        ASKS.replace("good, limit", "x, good, limit"),
        "\tt.limit = lang:formatDate('U')\n",
        "\tx, limit = lang:formatDate('U')\n",
        ASKS.replace(");", ") .. '';"),
        "\tlimit = g(lang:formatDate('U'))\n",
        "\tlimit = lang:formatDate('U') + 1\n",
        ASKS.strip() + " " + ASKS.replace("limit", "asked"),
    ],
)
def test_calls_that_are_not_known(asks: str) -> None:
    assert proof("\treturn good\n", asks=asks) is None


@pytest.mark.parametrize(
    ("code", "proven"),
    [
        ("local limit = lang:formatDate('U')\n", True),
        ("local good, limit = pcall(lang.formatDate, lang, 'U', date)\n", True),
        ("local limit\nlimit = lang:formatDate('U')\n", True),
        ("limit = lang:formatDate('U')\nlocal limit\n", False),
        ("do local limit end limit = lang:formatDate('U')\n", False),
        ("if x then local limit end\nlimit = lang:formatDate('U')\n", False),
        ("limit = lang:formatDate('U')\n", False),
    ],
)
def test_the_variable_is_the_function_s_own(code: str, proven: bool) -> None:
    source = f"function f(date)\n{code}end\n"
    line = next(number for number, text in enumerate(source.split("\n"), 1) if "formatDate" in text)
    assert (only_compared(source, 1, source.count("\n"), line) is not None) is proven


def test_another_line_is_another_call() -> None:
    assert proof(TONUMBER, line=5) is None


def test_parameters_are_no_locals_of_ours() -> None:
    source = "local function f(limit)\n\tlocal limit\n\tlimit = lang:formatDate('U')\nend\n"
    assert only_compared(source, 1, 4, 3) is None
