"""``python -m checks.fuzz_clean [--count N] [--seed S]``: random tag soup through the cleaner.

Each result must come without an exception and within five seconds, must not change when it is cleaned once more, and
must hold nothing that the judge of finished pages (another parser) objects to, nor the host that the soup is full of.
"""

from __future__ import annotations

import argparse
import random
import re
import time

from checks.worlds import SmallWorld
from packager.audit.html import look
from packager.finish.finish import finish

_TAG = re.compile(r"<[^>]*>|<style>[^<]*")
HOST = "fuzz.out.example"
TAGS = """a abbr annotation-xml area article aside audio b base bdo big blockquote body br button caption center code
col colgroup dd del details div dl dt em embed fieldset figure font foreignObject form frameset h1 h2 head html i iframe
image img input ins isindex li link listing main maction mark marquee math menu meta mglyph mi mn mo mrow mtext nobr
noembed noframes noscript object ol optgroup option p param picture plaintext pre q rb rp rt rtc ruby s script section
select semantics small source span strike strong style sub summary sup svg desc title path text g use table tbody td
template textarea tfoot th thead time title tr track tt u ul var video wbr x-own xmp linearGradient""".split()
ADDRESSES = (
    f"http://{HOST}/a",
    f"//{HOST}/b",
    f"\\\\{HOST}\\c",
    f"javascript:fetch('//{HOST}')",
    f"/\t/{HOST}",
    f"HTTP:{HOST}",
    f"data:text/html,<img src=//{HOST}>",
    f"mailto:a@{HOST}",
    "#x",
    "./서울",
    "서울#b",
    f"./서울#//{HOST}",
    "x.png",
    f"file://{HOST}/x",
    f"./서울?u=http://{HOST}",
    "/wiki/서울",
    f"http&#58;//{HOST}",
    f"&#1;http://{HOST}",
    "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==",
)
STYLES = (
    f"background:url(//{HOST}/s)",
    "color:red",
    f"background:u\\72l(//{HOST})",
    f"content:'{HOST}",
    "width:calc(1px + 2em)",
    f"--a:url(//{HOST});background:var(--a)",
    f"/*;*/background:image-set('//{HOST}' 1x)",
    "font-family:'가,나'",
    "a:b(",
    f"behavior:url(//{HOST})",
    f"color:red;}}@import '//{HOST}';",
    "width:expression (1)",
    "color:rgb(1,2,3",
)
ATTRIBUTES = """href src style class id title alt srcset poster background action formaction xlink:href data cite lang
colspan onclick onload data-x name content http-equiv ping width fill clip-path datetime type value open""".split()
PIECES = (
    "가나다",
    "x &lt;b&gt; y",
    "&amp;",
    "\n",
    " ",
    "<!-- c -->",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?pi ?>",
    "<",
    ">",
    '"',
    "'",
    "=",
    "</",
    "&#0;",
    "\x00",
    "&nbsp;",
    f"http://{HOST}.",
    "</p>",
    "</br>",
    "<!DOCTYPE html>",
    "\x0c",
    "`",
    "2024년 5월 1일 (수) 12:34 (KST)",
    "\u202e",
    "&#128;",
    '<p title="',
    "\r",
)


def soup(seed: int) -> str:
    """Some tags, right and wrong, and some words."""
    rng = random.Random(seed)
    out: list[str] = []
    pool = rng.sample(TAGS, rng.randint(3, 14))
    for _ in range(rng.randint(1, 40)):
        kind = rng.random()
        if kind < 0.5:
            out.append(f"<{rng.choice(pool)}{_attributes(rng)}{rng.choice(('', '', '', '/'))}>")
        elif kind < 0.75:
            out.append(f"</{rng.choice(pool)}>")
        elif kind < 0.8:
            out.append(f"<style>p{{{rng.choice(STYLES)}}} {rng.choice(STYLES)}</style>")
        else:
            out.append(rng.choice(PIECES))
    return "".join(out)


def _attributes(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        name = rng.choice(ATTRIBUTES)
        value = rng.choice(STYLES) if name == "style" else rng.choice(ADDRESSES + PIECES)
        quote = rng.choice(('"', '"', "'", ""))
        parts.append(f"{rng.choice((' ', '/', chr(9)))}{name}={quote}{value}{quote}")
    return "".join(parts)


def wrong(html: str) -> str:
    """What is wrong with the cleaner's result for ``html``; empty if nothing is."""
    world = SmallWorld({"서울", "x.png"})
    began = time.process_time()
    once = finish(html, world).html
    if time.process_time() - began > 5:
        return "takes longer than five seconds"
    if findings := look(once).findings:
        return f"points out: {findings[0]} in {once!r}"
    if any(HOST in tag.lower() for tag in _TAG.findall(once)):
        return f"names the host in a tag: {once!r}"
    if (twice := finish(once, world).html) != once:
        return f"is not settled: {once!r} then {twice!r}"
    return ""


def run(count: int, seed: int) -> list[str]:
    """Failures as lines of text."""
    failures = []
    for number in range(seed, seed + count):
        html = soup(number)
        if problem := wrong(html):
            failures.append(f"seed {number}: {html!r} {problem}")
            if len(failures) == 20:
                break
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    failures = run(args.count, args.seed)
    for failure in failures:
        print(failure)
    print(f"{args.count} inputs, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
