"""Renders random wikitext: no exception, no hang, no marker or script left over. ``python -m checks.fuzz_wikitext``."""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import time
import traceback
from datetime import UTC, datetime

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.random_wikitext import PAGES, random_wikitext
from checks.small_wiki import SITE, wiki
from packager.model import Page, Revision
from packager.titles import parse_title
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

LEFT_OVER = re.compile("UNIQ-|-QINU|<!--(?:LINK|IWLINK)|\x7f|<mw:")
START_TAG = re.compile(r'<([a-z][^\s/>]*)((?:\s[^\s=>"]+="[^"]*")*)\s*/?>')
ATTRIBUTE = re.compile(r'\s([^\s=>"]+)="\s*([^"]*)"')
FORBIDDEN = frozenset({"script", "iframe", "object", "embed", "form", "base", "meta", "link"})
SOURCE = wiki(PAGES)
SETTINGS = RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC), offline=True)
LONGEST_MESSAGE = 600


class TooSlow(BaseException):
    """Not an Exception, so that nothing on the way catches it."""


def wikitext_of(seed: int, index: int) -> str:
    return random_wikitext(random.Random(f"{seed}/{index}"))


def fault_of(wikitext: str, cache: WorkerCache, seconds: float) -> str | None:
    """What goes wrong with this input, or None."""
    target = parse_title("시험 문서", SITE)
    assert target is not None
    page = Page(target.title, 99, Revision(1, "2024-06-01T00:00:00Z"), "wikitext", wikitext)
    try:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, seconds)
        html = render(page, SOURCE, SETTINGS, cache).html
    except TooSlow:
        return f"took more than {seconds:g} s"
    except Exception:
        return traceback.format_exc()
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
    # Whatever the page itself wrote is text by now; what looks like this came from the renderer.
    left = None if "UNIQ" in wikitext else LEFT_OVER.search(html)
    if left is not None:
        return f"left in the page: {html[max(0, left.start() - 60) : left.end() + 60]!r}"
    for tag in START_TAG.finditer(html):
        if tag[1] in FORBIDDEN:
            return f"forbidden: {tag[0]}"
        for name, value in ATTRIBUTE.findall(tag[2]):
            if name.startswith("on") or (name in ("href", "src") and value.lower().startswith("javascript:")):
                return f"forbidden: {tag[0]}"
    return None


def _alarm(*_: object) -> None:
    raise TooSlow


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", type=int, nargs="?", default=20_000, help="how many")
    parser.add_argument("--count", type=int, help="the same")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="just the input with this number")
    parser.add_argument("--seconds", type=float, default=5.0, help="limit for one input")
    parser.add_argument("--most", type=int, default=20, help="stop after so many faults")
    options = parser.parse_args(argv)
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, _alarm)
    cache = WorkerCache()
    count = options.inputs if options.count is None else options.count
    numbers = range(count) if options.only is None else [options.only]
    faults = 0
    slowest = (0.0, 0)
    began = time.perf_counter()
    for index in numbers:
        wikitext = wikitext_of(options.seed, index)
        if options.only is not None:
            print(wikitext)
        started = time.process_time()
        fault = fault_of(wikitext, cache, options.seconds)
        slowest = max(slowest, (time.process_time() - started, index))
        if fault is not None:
            faults += 1
            print(f"--seed {options.seed} --only {index}: {wikitext[:LONGEST_MESSAGE]!r}\n{fault}", file=sys.stderr)
            if faults >= options.most:
                break
    seconds = time.perf_counter() - began
    done = index - numbers[0] + 1
    print(
        f"{done} inputs, {faults} faults, {seconds:.1f} s ({done / seconds:.0f} per second), "
        f"slowest {slowest[0]:.2f} s (number {slowest[1]})"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
