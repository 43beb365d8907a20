"""Runs hostile modules, each in a process of its own: ``python -m checks.lua_battery CASES.jsonl OUT.jsonl``.

A case is ``{"id", "lua", "control"}``; ``lua`` is the body of a module's function that returns a true value when the
attack, or the control, worked. The result is ``{"id", "verdict", "value", "seconds"}``: ``works``, ``closed`` (nil,
false or an error), ``killed`` (stopped by the time limit, in the sandbox or from outside) or ``hang``. Seconds are of
CPU time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.own_site import SITE
from packager.model import NS_MAIN, NS_MODULE, Page, Revision, Title
from packager.pages.source import MemorySource
from packager.wikitext.parser import new_parser
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings

SECONDS = 2.0
MEMORY = 50 * 1024 * 1024
WALL = 60.0
"""A process that still lives after this many seconds hangs, however little of the processor it got."""
PROBE = """
local p, n = {}, 0
function p.state() return (poison == nil and string.format('%s', 'clean') or 'poison') end
function p.upper() return ('abc'):upper() end
function p.library() return type(require('libraryUtil')) end
function p.count() n = n + 1 return n end
function p.global() return type(undeclared_global) end
function p.namespace() return mw.site.namespaces[10].name end
function p.random() return math.random(1000000) end
function p.again() return mw.getCurrentFrame():preprocess('{{#if:x|y}}') end
function p.deep(frame) return frame:preprocess('{{#invoke:탐침|deep}}') end
return p
"""
DATA = "return { a = 'kept', list = { 'x', 'y' }, inner = { x = 1 } }"
WRAPPER = """
local function attack(frame)
%s
end
local p = {}
function p.main(frame)
	local value = attack(frame)
	if value then
		return 'works ' .. mw.ustring.sub(tostring(value), 1, 200)
	end
	return 'closed ' .. tostring(value)
end
return p
"""
_REVISION = Revision(1, "2024-06-01T00:00:00Z")


def wiki(lua: str) -> MemorySource:
    """A wiki with the module under test and the modules that cases may use."""
    modules = {"시험": WRAPPER % lua, "탐침": PROBE, "탐침/자료": DATA}
    pages = [Page(Title(NS_MAIN, "가나다"), 1, _REVISION, "wikitext", "가나다")]
    pages += [
        Page(Title(NS_MODULE, name), number, _REVISION, "Scribunto", source)
        for number, (name, source) in enumerate(modules.items(), 2)
    ]
    return MemorySource(SITE, pages)


def run(lua: str, seconds: float = SECONDS, memory: int = MEMORY) -> tuple[str, str]:
    """Verdict and value, in this process."""
    source = wiki(lua)
    settings = RenderSettings(now=DEFAULT_NOW, lua_seconds=seconds, lua_memory=memory)
    page = source.pages[Title(NS_MAIN, "가나다")]
    parser = new_parser(source, settings, page.title, page)
    text = parser.preprocess("{{#invoke:시험|main}}")
    if text.startswith("works "):
        return "works", text[6:]
    problem = next((p.message for p in parser.output.problems if p.kind == "lua-error"), text)
    expired = "할당한 시간" in problem
    return ("killed" if expired else "closed"), problem[:300]


def _child(case: dict[str, Any], seconds: float, memory: int, pipe: int) -> None:
    used = time.process_time()
    limit = int(used + seconds + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    verdict, value = run(case["lua"], seconds, memory)
    answer = json.dumps([verdict, value, time.process_time() - used])
    os.write(pipe, answer.encode())


def isolated(case: dict[str, Any], seconds: float = SECONDS, memory: int = MEMORY) -> dict[str, Any]:
    """One case in a forked process that is killed when it does not stop by itself."""
    reader, writer = os.pipe()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            _child(case, seconds, memory, writer)
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    ready, _, _ = select.select([reader], [], [], WALL)
    hang = not ready
    if hang:
        os.kill(child, signal.SIGKILL)
    data = b""
    while chunk := os.read(reader, 65536):
        data += chunk
    os.close(reader)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if data:
        verdict, value, spent = json.loads(data)
    else:
        verdict = "hang" if hang else "killed" if os.WIFSIGNALED(status) else "closed"
        value = "" if verdict != "closed" else "no answer from the process"
    return {"id": case["id"], "verdict": verdict, "value": value, "seconds": round(spent, 2)}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("cases", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="time limit of a page")
    parser.add_argument("--memory-mb", type=int, default=MEMORY >> 20, help="memory limit of a page")
    args = parser.parse_args(argv)
    cases = [json.loads(line) for line in args.cases.read_text("utf-8").splitlines() if line.strip()]
    # What is imported on first use is imported before the forks.
    run("return true")
    wrong = 0
    with args.out.open("w", encoding="utf-8") as out:
        for case in cases:
            result = isolated(case, args.seconds, args.memory_mb << 20)
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
            if result["verdict"] == "hang" or (result["verdict"] == "works") != bool(case.get("control")):
                wrong += 1
                print(f"{case['id']}: {result['verdict']} {result['value']}", file=sys.stderr)
    print(f"{len(cases)} cases, {wrong} not as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())


