"""Between rendering and shelving: the editor's rules decide, now that it is known what each page uses and links to."""

from __future__ import annotations

from packager.curation.decide import lets_in
from packager.curation.desk import Desk
from packager.curation.desk_schema import DESK
from packager.curation.make_desk import make_desk
from packager.curation.rules_file import Rule
from packager.curation.table import Table
from packager.drive.skipped import write_rules
from packager.errors import Said, UsageError
from packager.model import NS_MAIN, Title
from packager.rendering.workstore import WorkStore
from packager.selection.rule import Dropped
from packager.stages.choose import Chosen
from packager.stages.run import BuildRun


def curate(run: BuildRun, chosen: Chosen, works: WorkStore) -> Chosen:
    """The same with what the rules leave. Raises UsageError if that is nothing, or for rules that cannot be read."""
    store, selection = chosen.store, chosen.selection
    path = run.folders.work / DESK
    path.unlink(missing_ok=True)
    with run.progress.stage("desk", store.counts.articles) as stage:
        make_desk(path, store, works, stage.tick)
    config = run.request.config
    if not config.selection.rules:
        return chosen
    desk = Desk(path)
    try:
        table = Table(store, desk, config, selection.lists)
        findings = table.lint()
        write_rules(run.folders.new_report, findings)
        run.progress.remarks(findings)
        decided = selection.decided(_dropped(table), _kept(table))
    finally:
        desk.close()
    if next(decided.titles(), None) is None:
        raise UsageError("nothing of the dump is left to write; look at [selection] and at the dump")
    return chosen._replace(selection=decided)


def _dropped(table: Table) -> dict[Title, Dropped]:
    """Articles that rules keep off the drive."""
    dropped, said = {}, {rule: _said(rule) for rule, _, _ in table.bound}
    for article in table.desk.articles():
        if table.decisions.out(article.id) and (rule := table.decisions.rule(article.id)) and rule.line:
            dropped[Title(NS_MAIN, article.title)] = Dropped(said[rule], rule.reason)
    for title, rule in table.dropped_categories().items():
        dropped[title] = Dropped(said[rule], rule.reason)
    return dropped


def _kept(table: Table) -> set[Title]:
    """Articles that rules let in."""
    kept = (number for number, rule in table.decisions.by_rule() if lets_in(rule))
    return {Title(NS_MAIN, title) for title in table.desk.titles(kept)}


def _said(rule: Rule) -> Said:
    return Said("rule in line {line}: {action} {kind} {value}",
                line=rule.line, action=rule.action, kind=rule.kind, value=rule.value)  # fmt: skip
