"""The subjects of the first page: a handful of categories, and to which of them each article is nearest.

From the subjects' categories the graph of categories is walked down, one step of all subjects at a time, those first
that come first; an article belongs to the subject that reaches it first. So every article is counted once, circles in
the graph do no harm, and whoever reads the category pages of an archive can count again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from packager.library.relations import Ranked, Relations
from packager.model import NS_CATEGORY, NS_MAIN, Subject, Subjects, Title
from packager.titles import entry_path, title_at

USUAL: tuple[tuple[str, ...], ...] = (
    ("자연", "자연과학", "과학"),
    ("수학",),
    ("기술", "공학"),
    ("지리", "지리학", "장소"),
    ("역사",),
    ("사람", "인물"),
    ("예술", "문화"),
    ("건강", "의학", "인체"),
    ("언어", "문학"),
    ("사회", "사회과학"),
)
"""Categories of the subjects that a drive shows unless its editor names others; of each row the first that is there."""
LABELS = {"역사": "력사·역사", "건강": "몸과 건강", "인체": "몸과 건강", "언어": "말과 글"}
"""What subjects are called whose categories have names that say less."""
WANTED, LEAST = 8, 3
"""Fewer than the first are filled up with the largest categories that no subject reaches; fewer than the second are
no choice, and none is shown."""
_LARGEST, _WORTH = 60, 2
"""How many categories are tried for that, and how many articles make one worth it."""


def subjects(relations: Relations, written: Callable[[str], bool], named: Sequence[str] = ()) -> Subjects:
    """Choose the subjects, the editor's if he names any, and share the articles out.

    ``written``: whether the category of a name has a page.
    """

    def there(name: str) -> bool:
        return relations.has_category(name) and written(name)

    chosen = list(named) if named else [name for names in USUAL for name in [each for each in names if there(each)][:1]]
    chosen = [name for name in dict.fromkeys(chosen) if there(name)]
    _share_out(relations, chosen)
    if not named and len(chosen) < WANTED:
        chosen = _filled_up(relations, chosen, [each for each in relations.largest_categories(_LARGEST) if there(each)])
        _share_out(relations, chosen)
    while empty := {n for n in range(len(chosen)) if not relations.claimed(n)}:
        chosen = [name for n, name in enumerate(chosen) if n not in empty]
        _share_out(relations, chosen)
    if len(chosen) < LEAST:
        return Subjects()

    def of(path: str) -> int:
        title = title_at(path, relations.site)
        return relations.claimant(title.text) if title is not None and title.ns == NS_MAIN else -1

    leads = _leads(relations, chosen)
    rows = (_subject(relations, name, relations.claimed(n), leads[n]) for n, name in enumerate(chosen))
    return Subjects(tuple(rows), of)


def _share_out(relations: Relations, chosen: Sequence[str]) -> set[str]:
    """Give every article to the nearest subject; gives the categories that were reached."""
    relations.forget_claims()
    reached = set(chosen)
    step = list(enumerate(chosen))
    while step:
        for subject, category in step:
            relations.claim(category, subject)
        below = []
        for subject, category in step:
            for each in relations.subcategories(category):
                if not each.redirect and each.title.text not in reached:
                    reached.add(each.title.text)
                    below.append((subject, each.title.text))
        step = below
    return reached


def _filled_up(relations: Relations, chosen: list[str], largest: Sequence[str]) -> list[str]:
    """The subjects and, up to ``WANTED``, large categories that they do not reach."""
    for name in largest:
        if len(chosen) == WANTED:
            break
        reached = _share_out(relations, chosen)
        if name in reached:
            continue
        _share_out(relations, [*chosen, name])
        if relations.claimed(len(chosen)) >= _WORTH:
            chosen = [*chosen, name]
    return chosen


def _leads(relations: Relations, chosen: Sequence[str]) -> dict[int, Ranked]:
    """For each subject the article of its own name, or else that of its articles which most others link to."""
    leads = {n: article for n, name in enumerate(chosen) if (article := relations.article(name)) is not None}
    if len(leads) < len(chosen):
        for subject, article in relations.most_linked():
            leads.setdefault(subject, article)
            if len(leads) == len(chosen):
                break
    return leads


def _subject(relations: Relations, name: str, count: int, lead: Ranked) -> Subject:
    category = entry_path(Title(NS_CATEGORY, name), relations.site)
    return Subject(LABELS.get(name, name), category, count, lead.display, entry_path(lead.title, relations.site))
