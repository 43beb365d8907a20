"""``python -m checks.month [--pages N] [--seed N]``: two months of a wiki, with changes planted in the second.

Eight kinds of change are planted five times each among a thousand pages or more: added, removed, renamed, turned into a
redirect, blanked, exploded, rewritten, and another first sentence on a watched page; besides, words of a watch list,
pages newly in a category that is avoided, and a template that newly fails. ``packager diff`` must name each under its
kind and nothing else. Then a page is held: its text and its revision are those of the first month, and without the rule
the drive is that of a build without holds. Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bench.synth_dump import write_plain
from checks.curation import run
from checks.drive_sums import drive_sums
from checks.own_site import SITE
from packager.model import NS_CATEGORY, NS_MAIN, NS_TEMPLATE, LinkTarget, Page, Revision, Title
from packager.rendering.workstore import WorkStore

KINDS = ("added", "removed", "renamed", "redirected", "blanked", "exploded", "rewritten", "first-sentence")
EACH = 5
_NOUNS = "강 산 바다 들 나무 돌 바람 비 눈 구름 별 달 해 꽃 풀 새 물고기 사람 마을 집 길 다리 배 수레 글 말 춤".split()
_VERBS = "흐른다 솟는다 자란다 멈춘다 돌아온다 이어진다 갈라진다 모인다 넓어진다 좁아진다 높아진다 낮아진다".split()


class Months(NamedTuple):
    """Pages of two months, and what must be found."""

    old: list[Page]
    new: list[Page]
    planted: set[tuple[str, str]]
    """Kind and title."""
    watched: list[str]


def _text(rng: random.Random, sentences: int) -> str:
    words = (f"{rng.choice(_NOUNS)}에서 {rng.choice(_NOUNS)}으로 {rng.choice(_VERBS)}." for _ in range(sentences))
    return " ".join(f"{sentence} {rng.randrange(10_000)}년의 일이다." for sentence in words)


def make_months(seed: int, count: int) -> Months:
    """The two months."""
    rng = random.Random(seed)
    names = [f"{rng.choice(_NOUNS)} {rng.choice(_NOUNS)} {number}" for number in range(count)]
    revised = Revision(100, "2026-08-20T00:00:00Z")
    pages = {
        name: Page(Title(NS_MAIN, name), number, revised, "wikitext", _article(rng, names))
        for number, name in enumerate(names, 1)
    }
    extra = [
        Page(Title(NS_CATEGORY, "살필 것"), 90_001, revised, "wikitext", "살필 글이 모이는 분류."),
        Page(Title(NS_TEMPLATE, "셈"), 90_002, revised, "wikitext", "{{#expr: 1 + 1}}"),
    ]
    rest = iter(rng.sample(names, count))
    changed, planted = dict(pages), set[tuple[str, str]]()
    for kind in KINDS:
        for number in range(EACH):
            name = next(rest)
            if kind == "added":
                name = f"새로 난 글 {number}"
                changed[name] = Page(Title(NS_MAIN, name), 50_000 + number, revised, "wikitext", _article(rng, names))
            else:
                _change(kind, name, changed, rng, next(rest))
            planted.add((kind, f"{name} 다음" if kind == "renamed" else name))
    watched = [name for kind, name in planted if kind == "first-sentence"]
    for _ in range(EACH):
        name, other = next(rest), next(rest)
        changed[name] = _revised(changed[name], changed[name].text.replace("\n\n", " 허튼소리가 있다.\n\n", 1))
        changed[other] = _revised(changed[other], changed[other].text + "\n[[분류:살필 것]]")
        planted |= {("watch-word", name), ("category", other)}
        name = next(rest)  # a change that no kind is about
        changed[name] = _revised(changed[name], changed[name].text.replace("\n\n", " 한 문장을 더한다.\n\n", 1))
    failing = next(rest)
    changed[failing] = _revised(changed[failing], changed[failing].text + "\n{{없어진 틀}}")
    planted.add(("template-failed", "틀:없어진 틀"))
    return Months([*pages.values(), *extra], [*changed.values(), *extra], planted, watched)


def _article(rng: random.Random, names: Sequence[str]) -> str:
    links = " ".join(f"[[{name}]]" for name in rng.sample(names, 4))
    return f"{_text(rng, rng.randint(8, 20))}\n\n{_text(rng, 5)}\n\n이어지는 글: {links}. {{{{셈}}}}"


def _revised(page: Page, text: str) -> Page:
    return replace(page, revision=Revision(page.revision.id + 1000, "2026-09-20T00:00:00Z"), text=text)


def _change(kind: str, name: str, pages: dict[str, Page], rng: random.Random, other: str) -> None:
    """Plant a change of a kind in the pages of the second month."""
    page = pages[name]
    text = page.text
    if kind == "removed":
        del pages[name]
    elif kind == "renamed":
        del pages[name]
        new = f"{name} 다음"
        pages[new] = replace(_revised(page, text), title=Title(NS_MAIN, new))
        target = LinkTarget(Title(NS_MAIN, new))
        pages[name] = Page(page.title, 60_000 + page.page_id, page.revision, "wikitext", f"#넘겨주기 [[{new}]]", target)
    elif kind == "redirected":
        target = LinkTarget(Title(NS_MAIN, other))
        pages[name] = replace(_revised(page, f"#넘겨주기 [[{other}]]"), redirect=target)
    elif kind == "blanked":
        pages[name] = _revised(page, "비었다.")
    elif kind == "exploded":
        pages[name] = _revised(page, text + "\n\n" + _text(rng, 120))
    elif kind == "rewritten":
        links = text.rpartition("\n\n")[2]
        pages[name] = _revised(page, f"{_text(rng, text.count('일이다'))}\n\n{links}")
    else:
        pages[name] = _revised(page, "첫머리가 다르다. " + text)


def _checked(folder: Path, months: Months) -> list[str]:
    (folder / "watch.txt").write_text("\n".join(months.watched) + "\n", encoding="utf-8")
    (folder / "words.txt").write_text("허튼소리\n없는말\n", encoding="utf-8")
    (folder / "selection.tsv").write_text("avoid\tcategory\t살필 것/1\t살핀다\n", encoding="utf-8")
    config = folder / "snapshot.toml"
    config.write_text(
        '[selection]\nrules = "selection.tsv"\n[release]\nwatch = "watch.txt"\nwatch_words = "words.txt"\n',
        encoding="utf-8",
    )
    releases = []
    for pages, date in ((months.old, "20260901"), (months.new, "20261001")):
        dump = folder / f"kowiki-{date}-pages-articles.xml"
        write_plain(pages, SITE, dump)
        out = folder / date
        day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
        status, _ = run("build", str(dump), "--out", str(out), "--config", str(config), "--quiet", "--date", day)
        if status:
            return [f"the build of {date} ended with {status}"]
        releases.append(str(next((out / "release").glob("*.sqlite"))))
    run("diff", *releases, "--out", str(folder / "diff"), "--config", str(config))
    told = json.loads((folder / "diff" / "diff.json").read_text(encoding="utf-8"))["changes"]
    found = {(change["kind"], change["title"]) for change in told}
    faults = [f"not found: {kind} {title}" for kind, title in sorted(months.planted - found)]
    faults += [f"nothing of the kind: {kind} {title}" for kind, title in sorted(found - months.planted)]
    lines = (folder / "diff" / "summary.html").read_text(encoding="utf-8").count("\n")
    rows = len(told) - len(found)
    print(f"{len(months.planted & found)} of {len(months.planted)} planted, {len(found - months.planted)} others,"
          f" summary of {lines} lines")  # fmt: skip
    return faults + ([f"{rows} changes told twice"] if rows else []) + (["summary over 60 lines"] if lines > 60 else [])


def _held(folder: Path, months: Months) -> list[str]:
    """A page that was rewritten is held, then let go."""
    title = next(title for kind, title in sorted(months.planted) if kind == "rewritten")
    old, dump = folder / "20260901", folder / "kowiki-20261001-pages-articles.xml"
    run("hold", title, "--from", str(old / "work" / "pages.sqlite"), "--holds", str(folder / "holds"))
    rules, config = folder / "selection.tsv", folder / "hold.toml"
    plain = rules.read_text(encoding="utf-8")
    config.write_text('[selection]\nrules = "selection.tsv"\nholds = "holds"\n', encoding="utf-8")
    sums, texts = [], []
    for held in (False, True, False):
        rules.write_text(plain + (f"hold\ttitle\t{title}\t훼손\n" if held else ""), encoding="utf-8")
        out = folder / "held"
        command = ["build", str(dump), "--out", str(out), "--config", str(config), "--quiet", "--date", "2026-10-01"]
        status, _ = run(*command)
        if status:
            return [f"a build with holds ended with {status}"]
        sums.append(drive_sums(out / "drive"))
        texts.append(_shown(out, title))
    faults = [] if texts[1] == _shown(old, title) else ["the held page is not that of the first month"]
    faults += [] if texts[0] == texts[2] != texts[1] else ["the page that was let go is not that of the dump"]
    return faults + ([] if sums[0] == sums[2] else ["the drive after the hold is not that before it"])


def _shown(out: Path, title: str) -> tuple[int, str, str]:
    """Revision, time and text without links of a page as it was rendered."""
    works = WorkStore(out / "work" / "rendered.sqlite")
    page = works.page(Title(NS_MAIN, title))
    works.close()
    assert page is not None
    return page.revision, page.timestamp, re.sub(r"</?a[^>]*>", "", page.html)


def main(argv: Sequence[str] | None = None, say: Callable[[str], object] = print) -> int:
    """Run it; 1 if a change is missed or one is told that nobody planted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    months = make_months(args.seed, args.pages)
    with tempfile.TemporaryDirectory() as folder:
        faults = _checked(Path(folder), months)
        faults += _held(Path(folder), months)
    for fault in faults[:20]:
        say(fault)
    say(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
