"""``packager select`` and ``packager explain``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from packager.config import Config
from packager.curation.explain import Explained, explain, find, refuse_unknown
from packager.curation.select import dry_run, export
from packager.curation.table import Table, open_table
from packager.errors import UsageError
from packager.files.beside import refuse_covering, refuse_unwritable
from packager.files.json_values import Json
from packager.selection.title_file import read_title_file
from packager.terminal.messages import message, remark_line
from packager.terminal.translation import in_korean


def select(args: argparse.Namespace, config: Config) -> int:
    """``--lint``, ``--dry-run`` or ``--export``; without any of them a dry run."""
    refuse_unwritable(args.export)
    refuse_covering(args.export, [args.store, *([args.config] if args.config else [])])
    table = open_table(args.store, config)
    findings = table.lint()
    if args.lint:
        if args.json:
            rows = [{"line": said.values.get("line"), "text": said, "text_ko": in_korean(said)} for said in findings]
            _print(rows)
        for said in findings:
            print(remark_line(said), file=sys.stderr if args.json else sys.stdout)
        return UsageError.exit_status if findings else 0
    for said in findings:
        print(remark_line(said), file=sys.stderr)
    if args.export is not None:
        count = export(table, args.export)
        if not (args.json or args.dry_run):
            print(message("select-exported", file=args.export.name, count=f"{count:,}"))
            return 0
    counts = dry_run(table)
    if args.json:
        _print(counts)
    else:
        _show_counts(counts)
    return 0


def _show_counts(counts: dict[str, Json]) -> None:
    rules = counts["rules"]
    assert isinstance(rules, list)
    for rule in rules:
        assert isinstance(rule, dict)
        values = {name: str(value) for name, value in rule.items()}
        print(message("select-rule", **values))
    print(message("select-counts", **{name: f"{counts[name]:,}" for name in ("articles", "in", "out", "by_rank")}))


def explain_pages(args: argparse.Namespace, config: Config) -> int:
    """One page, or those of ``--titles`` a line each. Raises UsageError for a page that is not there."""
    if (args.title is None) == (args.titles is None):
        raise UsageError("give one title, or a file of titles with --titles")
    table = open_table(args.store, config, guess=False)
    for said in table.remarks:
        print(remark_line(said), file=sys.stderr)
    if args.titles is not None:
        _explain_list(table, args.titles)
        return 0
    article = find(table, args.title)
    if article is None:
        raise refuse_unknown(table, args.title)
    told = explain(table, article)
    if args.json:
        _print(told)
    else:
        _show(told)
    return 0


def _explain_list(table: Table, path: Path) -> None:
    """A JSON line for each title of a file, in its order."""
    for line in read_title_file(path):
        articles = (find(table, reading.title) for reading in line.readings)
        article = next((each for each in articles if each is not None), None)
        unknown: Explained = {"title": line.readings[0].title, "unknown": True}
        print(json.dumps(explain(table, article) if article else unknown, ensure_ascii=False))


def _show(told: Explained) -> None:
    """What ``--json`` says, for people."""
    decisive = told["decisive"]
    key = "explain-in" if told["in"] else "explain-out"
    print(message(key, title=str(told["title"]), id=str(told["page_id"])))
    print(message("explain-rule", rule=_rule(decisive)) if decisive else message("explain-rank"))
    matches, redirects, signals = told["matches"], told["redirects"], told["signals"]
    assert isinstance(matches, list)
    assert isinstance(redirects, list)
    assert isinstance(signals, dict)
    for match in matches:
        if match != decisive:
            print(message("explain-also", rule=_rule(match)))
    if redirects:
        print(message("explain-redirects", titles=", ".join(map(str, redirects))))
    values = {name: str(told[name]) for name in ("score", "place", "cost")}
    print(message("explain-place", **values))
    print(message("explain-signals", signals=", ".join(f"{name} {value}" for name, value in signals.items())))
    if told["held"]:
        print(message("explain-held"))


def _rule(rule: Json) -> str:
    assert isinstance(rule, dict)
    words = f"{rule['line']}: {rule['action']} {rule['kind']} {rule['value']}"
    return f"{words} ({rule['reason']})" if rule["reason"] else words


def _print(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
