"""Host side of ``mw.wikibase``: no data, but for a small table that the editor may give.

A line of the table is ``Q5<TAB>사람<TAB>사람``: item or property, its Korean label, and the page of this wiki about it.
Label or page may be empty. The table travels in ``RenderSettings.config`` under the keys that ``read_table`` makes.
"""

from __future__ import annotations

from pathlib import Path

from packager.errors import UsageError
from packager.files.text import lines_of, read_text
from packager.lua.host import HostFunction, Value, text
from packager.lua.page_state import PageState


def read_table(path: Path) -> dict[str, str]:
    """Entries for ``RenderSettings.config``."""
    entries: dict[str, str] = {}
    for number, line in enumerate(lines_of(read_text(path)), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3 or fields[0][:1] not in ("Q", "P") or not fields[0][1:].isdigit():
            raise UsageError(
                "{file}, line {line}: write item, label and page with a tab between them", file=path.name, line=number
            )
        item, label, page = fields
        if label:
            entries[f"wikibase-label {item}"] = label
        if page:
            entries[f"wikibase-page {item}"] = page
            entries[f"wikibase-item {page}"] = item
    return entries


def wikibase_label(state: PageState, entity: bytes, language: bytes) -> Value:
    if language and text(language) != state.parser.settings.lang:
        return None
    return state.parser.settings.config.get(f"wikibase-label {text(entity)}")


def wikibase_sitelink(state: PageState, entity: bytes) -> Value:
    return state.parser.settings.config.get(f"wikibase-page {text(entity)}")


def wikibase_item(state: PageState, page: bytes) -> Value:
    """The item of a page; of the page itself without a name."""
    name = text(page) or state.name(state.parser.title)
    return state.parser.settings.config.get(f"wikibase-item {name}")


FUNCTIONS: dict[str, HostFunction] = {
    "wikibase_label": wikibase_label,
    "wikibase_sitelink": wikibase_sitelink,
    "wikibase_item": wikibase_item,
}
