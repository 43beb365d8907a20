"""``python -m tools.make_parts_doc``: docs/parts.md, every parser function, tag, finish rule and part of the reader.

Made from what is registered and from the first line of each file, so that nothing can be left out; a test compares.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import packager.build
import packager.wikitext.functions.families  # noqa: F401 whatever registers something is imported by these two
from packager.finish.residue import RESIDUE
from packager.finish.rules import RULES
from packager.outputs.reader.scripts import DECODER_JS, PAGE_JS, SEARCH_JS
from packager.templating import template_text
from packager.wikitext.functions.registry import FUNCTIONS, VARIABLES
from packager.wikitext.tags.registry import TAGS

PATH = Path(__file__).resolve().parent.parent / "docs" / "parts.md"
_DOORS = re.compile(r"R\.part\(\{(.*?)\}\);", re.S)


def table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> list[str]:
    """A Markdown table and an empty line."""
    cells = [head, ["---"] * len(head), *rows]
    return [*("| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in cells), ""]


def about(module: str) -> str:
    """First sentence of a module's docstring."""
    text = inspect.getdoc(sys.modules[module]) or ""
    return text.split("\n\n")[0].replace("\n", " ")


def place(module: str) -> str:
    """Its file below packager/."""
    return "`" + module.removeprefix("packager.").replace(".", "/") + ".py`"


def _ours(names: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """What the package itself registers: a process that runs parser tests knows their tags and functions as well."""
    yield from ((module, found) for module, found in sorted(names.items()) if module.startswith("packager."))


def families() -> Iterator[Sequence[str]]:
    """Modules with parser functions or variables."""
    names: dict[str, list[str]] = {}
    for name, function in FUNCTIONS.items():
        names.setdefault(inspect.unwrap(function.run).__module__, []).append(name)
    for name, variable in VARIABLES.items():
        names.setdefault(inspect.unwrap(variable).__module__, []).append(name)
    for module, found in _ours(names):
        yield place(module), about(module), " ".join(f"`{name}`" for name in sorted(set(found)))


def tags() -> Iterator[Sequence[str]]:
    """Modules with extension tags."""
    names: dict[str, list[str]] = {}
    for name, handler in TAGS.items():
        names.setdefault(handler.__module__, []).append(name)
    for module, found in _ours(names):
        yield place(module), about(module), " ".join(f"`<{name}>`" for name in sorted(found))


def rules() -> Iterator[Sequence[str]]:
    """The finish rules in their order."""
    for number, rule in enumerate(RULES, 1):
        yield str(number), rule.name, place(rule.find.__module__), about(rule.find.__module__)


def residue() -> Iterator[Sequence[str]]:
    """The rules of residue in their order."""
    for number, rule in enumerate(RESIDUE, 1):
        yield str(number), f"`{rule.name}`", place(rule.clean.__module__), about(rule.clean.__module__)


def parts() -> Iterator[Sequence[str]]:
    """The reader's files in their order."""
    for group, names in (("decoder", DECODER_JS), ("search", SEARCH_JS), ("page", PAGE_JS)):
        for name in names:
            text = template_text(f"reader/js/{name}.js")
            comment = re.match(r"// (.*(?:\n// .*)*)", text)
            doors = _DOORS.search(text)
            found = re.findall(r"\b(start|leave|escape|forget):", doors[1]) if doors else []
            what = comment[1].replace("\n// ", " ") if comment else ""
            first = re.split(r"(?<=[.:]) ", what)[0].rstrip(":")
            yield f"`{name}`", group, first, ", ".join(found)


def document() -> str:
    """The whole page."""
    return "\n".join([
        "# Parts", "", "Everything that is registered somewhere. Made by `python -m tools.make_parts_doc`.",
        "How to add one: [developers.md](developers.md).", "",
        "## Parser functions and variables", "", *table(("file", "what", "canonical names"), families()),
        "## Extension tags", "", *table(("file", "what", "tags"), tags()),
        "## Finish rules", "", "In the order in which they look at an element.", "",
        *table(("", "rule", "file", "what"), rules()),
        "## Residue", "", "Before the walk, in this order; each has its switch in `[cleaning]`.", "",
        *table(("", "rule", "file", "what"), residue()),
        "## The reader's script", "", "In the order in which `index.html` has them; `templates/reader/js/<name>.js`."
        " The last column: what the file registers with `R.part`.", "",
        *table(("name", "group", "what", "doors"), parts()),
    ])  # fmt: skip


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8", newline="\n")
