"""Example: a Lua function, ``mw.text.reverse("가나")``.

For good: the lines below go into packager/lua/lualib/text.lua and a case into tests/lua/text.txt (a test demands one).
Two files, no line taken away. What Lua cannot do by itself is a Python function in packager/lua/text.py, named in the
dict at its end, and called as ``host.name``.
"""

from __future__ import annotations

import pytest

from checks.lua_wiki import output
from packager.lua import runtime

LINES = b"""
function lib.reverse(s)
	local out = {}
	for character in ustring.gmatch(text("mw.text.reverse", 1, s), ".") do
		table.insert(out, 1, character)
	end
	return concat(out)
end

"""


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """text.lua with the new lines before its end, where the library is handed over."""
    plain = runtime._source

    def source(name: str) -> bytes:
        code = plain(name)
        if name != "text":
            return code
        body, register, rest = code.rpartition(b'E.library("text", lib)')
        return body + LINES + register + rest

    monkeypatch.setattr(runtime, "_source", source)


def test_it_takes_letters_and_refuses_tables() -> None:
    assert output("return mw.text.reverse('가나ab')") == "ba나가"
    assert "mw.text.reverse&#039; (string expected, got table)" in output("return mw.text.reverse({})")
