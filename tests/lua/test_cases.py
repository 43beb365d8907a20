"""The libraries of modules against case files (``*.txt``): Lua code, then ``=>`` and what it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from lupa.lua51 import LuaRuntime

from checks.lua_wiki import parser_for

_CALL = "{{#invoke:시험|main|가|이름= 나 |3=다}}"
_MODULE = """local p = {} local function all(...) return ... end
local function run(frame)
%s
end
local function join(...)
	local out = {}
	for i = 1, select('#', ...) do
		out[i] = tostring((select(i, ...)))
	end
	return table.concat(out, '|')
end
function p.main(frame)
	return join(run(frame))
end
return p
"""


def _cases() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        code: list[str] = []
        result: list[str] | None = None
        for line in [*path.read_text("utf-8").split("\n"), ""]:
            if line.startswith("# ") and not code:
                continue
            if result is not None:
                if line:
                    result.append(line)
                    continue
                found.append((path.stem, "\n".join(code), "\n".join(result)))
                code, result = [], None
            elif line.startswith("=>"):
                result = [line[3:]]
            elif line:
                code.append(line)
    return found


CASES = _cases()


_COMPILES = LuaRuntime().eval("function(code) return loadstring(code) ~= nil end")


def _statement(code: str) -> str:
    """Code is a list of expressions or a function body. Expressions are not put into a tail call, which would take the
    line out of error messages."""
    expressions = f"return all({code})"
    return expressions if _COMPILES(expressions) else code


@pytest.mark.parametrize(("file", "code", "expected"), CASES, ids=[f"{f}-{n}" for n, (f, _, _) in enumerate(CASES)])
def test_case(file: str, code: str, expected: str) -> None:
    parser = parser_for({"시험": _MODULE % _statement(code)})
    got = parser.preprocess(_CALL)
    assert got == expected, [problem.message for problem in parser.output.problems]


_LIST = """
local names = {}
for key, value in pairs(mw) do
	if type(value) == 'function' then
		names[#names + 1] = 'mw.' .. key
	elseif type(value) == 'table' and key ~= 'ustring' then
		for name, member in pairs(value) do
			if type(member) == 'function' then
				names[#names + 1] = 'mw.' .. key .. '.' .. name
			end
		end
	end
end
table.sort(names)
return table.concat(names, ' ')
"""


def test_every_function_has_a_case() -> None:
    parser = parser_for({"시험": _MODULE % _LIST})
    names = parser.preprocess("{{#invoke:시험|main}}").split()
    assert len(names) > 80
    text = "\n".join(code for _, code, _ in CASES)
    assert [name for name in names if name not in text] == []
