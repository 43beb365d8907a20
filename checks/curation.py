"""``python -m checks.curation [--rounds N] [--articles N] [--seed N]``: the rules of an editor, explained and counted.

For each round a synthetic wiki with rules of every kind that contradict each other is built. ``packager explain`` is
asked of 200 of its articles and compared with an oracle that works from the wikitext alone; the counts of ``packager
select`` must add up and be those of the oracle; the drive must hold what was let in and in no form what was not; rules
in another order must let in the same. Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from checks.curation_oracle import Oracle, Row
from checks.curation_wiki import CurationWiki, make_wiki
from packager.cli import main as packager

ASKED = 200
"""Articles that ``explain`` is asked of in each round."""


def run(*arguments: str) -> tuple[int, str]:
    """Exit status and standard output of a command."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(StringIO()):
        status = packager(arguments)
    return status, out.getvalue()


def _row(told: dict[str, Any]) -> Row:
    return told["line"], told["action"], told["kind"], told["value"], told["reason"]


def wrong_explanations(oracle: Oracle, told: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What the program says of articles and the oracle does not."""
    for each in told:
        goes_in, rule, matching = oracle.explain(each["title"])
        decisive = _row(each["decisive"]) if each["decisive"] else None
        if (each["in"], decisive) != (goes_in, rule):
            yield f"{each['title']}: in {each['in']} by {decisive}, oracle: {goes_in} by {rule}"
        elif [_row(match) for match in each["matches"]] != list(matching):
            yield f"{each['title']}: matches {each['matches']}, oracle: {matching}"


def wrong_counts(oracle: Oracle, articles: Sequence[str], counts: dict[str, Any]) -> Iterator[str]:
    """Counts that do not add up or are not those of the oracle."""
    decided = [oracle.explain(title) for title in articles]
    if sum(rule["decided"] for rule in counts["rules"]) + counts["by_rank"] != counts["articles"]:
        yield "decided and by_rank do not add up"
    if counts["in"] + counts["out"] != counts["articles"] or counts["articles"] != len(articles):
        yield "in and out do not add up"
    if counts["in"] != sum(goes_in for goes_in, _, _ in decided):
        yield f"in: {counts['in']}"
    for rule in counts["rules"]:
        matched = sum(any(row[0] == rule["line"] for row in matching) for _, _, matching in decided)
        made = sum(row is not None and row[0] == rule["line"] for _, row, _ in decided)
        if (rule["matched"], rule["decided"]) != (matched, made):
            yield f"line {rule['line']}: {rule['matched']}, {rule['decided']}, oracle: {matched}, {made}"


def _round(seed: int, articles: int, folder: Path) -> list[str]:
    wiki = make_wiki(seed, articles, 70)
    config = wiki.write_rules(folder)
    dump, out = folder / "kowiki-20260901-pages-articles.xml", folder / "out"
    wiki.write_dump(dump)
    status, _ = run("build", str(dump), "--out", str(out), "--config", str(config), "--quiet")
    if status:
        return [f"the build ended with {status}"]
    oracle = Oracle(wiki, folder / "selection.tsv")
    store = ["--store", str(out / "work" / "pages.sqlite"), "--config", str(config), "--json"]
    asked = random.Random(seed).sample(wiki.articles, min(ASKED, articles))
    (folder / "asked.txt").write_text("\n".join(asked) + "\n", encoding="utf-8")
    _, lines = run("explain", "--titles", str(folder / "asked.txt"), *store)
    told = [json.loads(line) for line in lines.splitlines()]
    faults = [] if [each["title"] for each in told] == asked else ["explain answers in another order"]
    faults += wrong_explanations(oracle, told)
    used = {(rule[1], rule[2]) for _, rule, _ in map(oracle.explain, asked) if rule}
    right = len(asked) - len(faults)
    print(f"seed {seed}: {len(wiki.rules)} rules, {len(used)} of 18 kinds of decision, explain {right}/{len(asked)}")
    _, counts = run("select", "--dry-run", *store)
    faults += wrong_counts(oracle, wiki.articles, json.loads(counts))
    faults += _on_the_drive(oracle, wiki, out)
    faults += _shuffled(oracle, wiki, seed, folder, store)
    return faults


def _on_the_drive(oracle: Oracle, wiki: CurationWiki, out: Path) -> Iterator[str]:
    """Articles on the drive that a rule drops, or that are missing."""
    entries = (out / "report" / "skipped.jsonl").read_text(encoding="utf-8").splitlines()
    gone = {json.loads(line)["page"] for line in entries}
    for title in wiki.articles:
        if oracle.explain(title)[0] == (title in gone):
            yield f"{title}: {'not ' if title not in gone else ''}left out of the drive"
    report = json.loads((out / "report" / "build.json").read_text(encoding="utf-8"))
    if report["counts"]["articles"] != sum(oracle.explain(title)[0] for title in wiki.articles):
        yield f"the drive has {report['counts']['articles']} articles"


def _shuffled(oracle: Oracle, wiki: CurationWiki, seed: int, folder: Path, store: Sequence[str]) -> Iterator[str]:
    """Articles that rules in another order decide about otherwise."""
    random.Random(seed).shuffle(wiki.rules)
    wiki.write_rules(folder)
    _, exported = run("select", "--export", str(folder / "all.tsv"), "--dry-run", *store)
    rows = (folder / "all.tsv").read_text(encoding="utf-8").splitlines()
    titles = [row.split("\t")[0] for row in rows[1:]]
    if titles != wiki.articles or json.loads(exported)["articles"] != len(titles):
        yield "the export has other articles or another order"
    for row in rows[1:]:
        title, _, _, let_in = row.split("\t")[:4]
        if (let_in == "1") != oracle.explain(title)[0]:
            yield f"{title}: {let_in} after the rules were shuffled"


def main(argv: Sequence[str] | None = None, say: Callable[[str], object] = print) -> int:
    """Run the rounds; 1 if one shows a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    faults: list[str] = []
    for seed in range(args.seed, args.seed + args.rounds):
        with tempfile.TemporaryDirectory() as folder:
            found = _round(seed, args.articles, Path(folder))
        faults += found
        for fault in found[:10]:
            say(f"seed {seed}: {fault}")
    say(f"{args.rounds} wikis, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
