"""mw.ustring against a table (``ustring.tsv``): patterns over Hangul, jamo, Hanja, emoji and combining marks."""

from __future__ import annotations

import random
from pathlib import Path

from lupa.lua51 import LuaRuntime

from checks.lua_wiki import output
from packager.lua import byte_patterns, ustring
from packager.lua.limits import LuaFault

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "ustring.tsv").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
]
_JOIN = """
local function join(...)
	local out = {}
	for i = 1, select('#', ...) do
		out[i] = tostring((select(i, ...)))
	end
	return table.concat(out, '|')
end
local u, out, got = mw.ustring, {}, nil
"""


def test_the_table() -> None:
    # Compared in Lua, since the text of a page is normalised on its way out.
    lines = [
        f"got = join(u.{call}) if got ~= [==[{expected}]==] then out[#out + 1] = {number} .. ' ' .. got end"
        for number, (call, expected) in enumerate(ROWS)
    ]
    wrong = output(_JOIN + "\n".join(lines) + "\nreturn table.concat(out, '\\n')")
    numbers = [line.partition(" ") for line in wrong.split("\n") if line[:1].isdigit()]
    assert [(ROWS[int(n)], value) for n, _, value in numbers] == []
    assert wrong == ""
    assert len(ROWS) >= 300


_ATOMS = [*"a b . %a %d %s %w %u %% [ab] [^a] [a-c] [%d%s] %S %W []a] [a-] %. 1 A".split(), " "]


def _pattern(rnd: random.Random) -> str:
    out, opened = ["^"] if rnd.random() < 0.15 else [], 0
    for _ in range(rnd.randint(1, 5)):
        kind = rnd.random()
        if kind < 0.12:
            out.append("(")
            opened += 1
        elif kind < 0.16:
            out.append("()")
        elif kind < 0.2:
            out.append("%b()")
        elif kind < 0.24:
            out.append("%f[%w]")
        out.append(rnd.choice(_ATOMS) + rnd.choice(["", "", "", "*", "+", "-", "?"]))
        if opened and rnd.random() < 0.4:
            out.append(")")
            opened -= 1
    return "".join(out) + ")" * opened + ("$" if rnd.random() < 0.15 else "")


def test_like_luas_own_matcher() -> None:
    """On ASCII, code points and bytes are the same: Lua's C library judges the regular expressions."""
    lua = LuaRuntime(encoding=None, unpack_returned_tuples=True)
    judge = lua.eval(
        b"function(name, ...) local r = { pcall(string[name], ...) } if r[1] then return unpack(r, 2, 9) end end"
    )
    rnd = random.Random(5)

    def answer(values: object) -> list[object]:
        got = list(values) if isinstance(values, tuple) else [values]
        while got and got[-1] is None:
            got.pop()
        return got

    for _ in range(200):
        pattern = _pattern(rnd).encode()
        subject = "".join(rnd.choice("aabbc 1A().-%") for _ in range(rnd.randint(0, 12))).encode()
        for unicode in (False, True):
            assert answer(ustring.find(subject, pattern, 1, False, unicode)) == answer(judge(b"find", subject, pattern))
            assert answer(ustring.match(subject, pattern, 1, unicode)) == answer(judge(b"match", subject, pattern))
            got = ustring.gsub(subject, pattern, b"<%0>", 10**9, unicode)
            assert answer(got) == answer(judge(b"gsub", subject, pattern, b"<%0>"))
        for_ascii, _, _ = byte_patterns.analyse(pattern, True)
        if isinstance(for_ascii, bytes):
            assert answer(judge(b"match", subject, for_ascii)) == answer(ustring.match(subject, pattern, 1, True))


def test_refusals() -> None:
    for pattern in (b"[a", b"%", b"(a", b"a)", b"%f", b"%b", b"%1"):
        try:
            ustring.match(b"a", pattern, 1, True)
        except LuaFault:
            continue
        raise AssertionError(pattern)
