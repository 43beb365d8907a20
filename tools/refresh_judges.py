"""``python -m tools.refresh_judges [--check]``: what the judges know of this release, from the templates.

Each template becomes a regular expression of exactly what it can write; the reader and the style sheets become digests.
Written are ``packager/audit/release.py``, the same lines in ``verify_pages.py`` and the tables of docs/formats-html.md.
With ``--check`` nothing is written and the exit status is 1 if something is stale.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from packager.audit import first_words, grammar
from packager.korean import aliases, tables
from packager.library.subjects import LABELS
from packager.model import Subject
from packager.outputs.reader import plain, writer
from packager.outputs.reader.scripts import reader_styles
from packager.rendering.shown_title import HEADING_TAGS
from packager.templating import _environment, template, template_text, words

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "packager" / "audit" / "release.py"
CHECKER = ROOT / "verify_pages.py"
DOCUMENT = ROOT / "docs" / "formats-html.md"
_MARK = "# --- made by tools/refresh_judges.py: begin ---\n", "# --- made by tools/refresh_judges.py: end ---\n"

# What stands for each value of a template: (name of the value, class of texts). The classes are TEXTS below.
TEXT, LINK, COUNT, NUMBER, DAY, BODY, ITEM, HEADING = "%T", "%L", "%C", "%N", "%D", "%B", "%I", "%H"
TEXTS = {
    TEXT: r"""[^<>&"'\n]*(?:&(?:amp|lt|gt|#34|#39);[^<>&"'\n]*)*""",
    LINK: r"""[^<>"'&\n]*""",
    COUNT: "[1-9][0-9]{0,2}(?:,[0-9]{3})*",
    NUMBER: "[1-9][0-9]*",
    DAY: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    BODY: r"[\s\S]*",
    ITEM: "n=[0-9]+(?: c)?",
    HEADING: rf"""(?:[^<>&"'\n]|&(?:amp|lt|gt|#34|#39);|</?(?:{"|".join(HEADING_TAGS)})>)*""",
}
SLOTS = {
    "article.title": TEXT, "article.heading|safe or article.title": HEADING,
    "title": TEXT, "metadata.title": TEXT, "metadata.license": TEXT, "label": TEXT, "name": TEXT,
    "first": TEXT, "last": TEXT, "license_text": r"(?:[^<>&\"']|&(?:amp|lt|gt|#34|#39);)*",
    "style": LINK, "main": LINK, "license": LINK, "link": LINK, "index": LINK, "before": LINK, "after": LINK,
    "address": LINK, '"{:,}".format(size)': COUNT, "href(path)": LINK, "href(index)": LINK, "href(license)": LINK,
    '"{:,}".format(count)': COUNT, '"{:,}".format(seen.articles)': COUNT,
    "n": NUMBER, "number": "[0-9]+", "loop.index": NUMBER, "article.revision_id": NUMBER,
    "article.timestamp[:10]": DAY, "metadata.date[:4]": "[0-9]{4}", "metadata.date[5:7]|int": "[1-9][0-9]?",
    "metadata.date[8:]|int": "[1-9][0-9]?", "body|safe": BODY,
    "steps": rf'(?:<a href="{LINK}">(?:앞 글|다음 글): {TEXT}</a> · )*', "item": ITEM,
}  # fmt: skip
KNOWN: dict[str, tuple[str, ...]] = {}
"""Digests of earlier releases whose drives shall still pass, by name."""
TEMPLATES = {
    "entry": "article.html.jinja2",
    "category": "category.html.jinja2",
    "letter": "letter.html.jinja2",
    "stretches": "letter_stretches.html.jinja2",
    "syllables": "letter_syllables.html.jinja2",
    "letters": "letters.html.jinja2",
    "licence": "license.html.jinja2",
    "plain article": "reader/plain_article.html.jinja2",
    "plain page": "reader/plain_page.html.jinja2",
    "plain index": "reader/plain_index.html.jinja2",
    "plain list": "reader/plain_list.html.jinja2",
}


def pattern(source: str) -> str:
    """The regular expression of all that a template can write; its values are groups."""
    out: list[str] = []
    statement: list[str] = []
    inside = ""
    openings: list[str] = []
    for _, kind, value in _environment().lex(source):
        if kind in ("block_begin", "variable_begin"):
            inside, statement = kind, []
        elif kind == "variable_end":
            out.append(f"({SLOTS[''.join(statement).strip()]})")
            inside = ""
        elif kind == "block_end":
            words = "".join(statement).split()
            if words[0] in ("if", "for"):
                openings.append(words[0])
                out.append("(?:")
            elif words[0] in ("elif", "else"):
                openings[-1] = "else" if words[0] == "else" else openings[-1]
                out.append("|")
            else:
                out.append({"if": ")?", "for": ")*", "else": ")"}[openings.pop()])
            inside = ""
        elif inside:
            statement.append(value)
        elif kind == "data":
            out.append(re.escape(value).replace("\\ ", " ").replace("\\-", "-").replace("\\\n", "\\n"))
    return "".join(out).replace("\n", "\\n")


class _Seen:
    """One row of everything that a main page shows."""

    articles = 987654321
    letters = top = random = (("@TEXT@", "@LINK@"),)
    subjects = (Subject("@TEXT@", "@LINK@", 987654321, "@TEXT@", "@LINK@"),)
    examples = ("@TEXT@",)


class _Facts:
    title, date, license = "@TEXT@", "7391-11-29", "@TEXT@"


def front_pattern(name: str, link: str) -> str:
    """The same for a main page, whose template calls macros: from what it writes of one row of everything."""
    text = template(name).render(
        seen=_Seen, metadata=_Facts, href=lambda path: "@LINK@", index="@LINK@", license="@LINK@"
    )
    text = re.escape(text).replace("\\ ", " ").replace("\\-", "-").replace("\\\n", "\\n")
    row, letter = '<li><a href="@LINK@">@TEXT@</a></li>\\n', '<a href="@LINK@">@TEXT@</a> '
    subject = '<li><a href="@LINK@">@TEXT@</a> <small>글 987,654,321개</small> <a href="@LINK@">@TEXT@</a></li>\\n'
    for each in (subject, row, letter):
        text = text.replace(each, f"(?:{each})+")
    example = '<button type="button" data-go="example" class="r-example">@TEXT@</button> '
    first = f"처음이면 눌러 보십시오: {example}"
    text = text.replace(first, f"(?:{first[: -len(example)]}(?:{example})+)?")
    first, *sections, last = re.split('(?=<h2>|<p class="r-front-note">)', text)
    text = first + "".join(f"(?:{section})?" for section in sections) + last
    text = text.replace("987,654,321", f"({COUNT})")
    text = text.replace("7391년 11월 29일", "([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일")
    return text.replace('href="@LINK@"', link).replace("@TEXT@", f"({TEXT})")


def patterns() -> dict[str, str]:
    """Name of a page to its expression, with the classes of texts by their short names."""
    found = {}
    for name, path in TEMPLATES.items():
        source = template_text(path)
        if name == "entry":  # the list of categories is looked at by itself
            source = re.sub(r"\{% if category_links %\}.*?\{% endif %\}\n", "", source, flags=re.S)
        found[name] = pattern(source)
    found["main"] = front_pattern("main_page.html.jinja2", f'href="({LINK})"')
    found["reader main"] = front_pattern("reader/main.html.jinja2", ITEM)
    return found


def shell(plain: bool) -> str:
    """The page that opens, as the reader's writer makes it."""
    styles = template_text("page.css") + "\n" + reader_styles()
    return writer.shell(styles, plain)


def digests() -> dict[str, str]:
    """SHA-256 of what is the same on every drive of this release."""
    page = template_text("page.css")
    return {
        "index.html": _sha256(shell(False)),
        "README.txt with plain pages": hashlib.sha256(writer.readme(True)).hexdigest(),
        "README.txt without plain pages": hashlib.sha256(writer.readme(False)).hexdigest(),
        "data/P/help.htm": _sha256(plain.help_page(words("window"))),
        "data/P/page.css": _sha256(page + "\n" + reader_styles()),
        "_/page.css": _sha256(page),
        "spelling": _sha256(tables.table_text()),
        "aliases": _sha256(aliases.table_text(aliases.pairs(aliases.bundled()))),
    }


def plain_line() -> str:
    """The line of the shell that is there when there are plain pages."""
    without, having = shell(False).splitlines(keepends=True), shell(True).splitlines(keepends=True)
    (line,) = [line for line in having if line not in without]
    return line


def plain_after() -> str:
    """What follows that line in the shell and stands nowhere else in it."""
    return "".join(shell(True).partition(plain_line())[2].splitlines(keepends=True)[:2])


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _quoted(text: str) -> str:
    """A raw string literal, cut into lines."""
    quote = "'''" if '"""' in text or text.endswith('"') else '"""'
    return f"r{quote}{text}{quote}"


def _literal(name: str, text: str, width: int = 108) -> str:
    lines = []
    while text:
        cut = width
        while cut < len(text) and (text[cut - 1] == "\\" or (text[cut - 2] == "\\")):
            cut -= 1
        lines.append(text[:cut])
        text = text[cut:]
    rows = "\n".join("        " + _quoted(line) for line in lines)
    return f'    "{name}": (\n{rows}\n    ),\n'


def release() -> str:
    """The constants as Python source."""
    rows = "".join(_literal(name, text) for name, text in patterns().items())
    texts = "".join(f'    "{name}": {_quoted(text)},\n' for name, text in TEXTS.items())
    labels = "".join(f'    "{name}": "{label}",\n' for name, label in LABELS.items())
    sums = "".join(
        f'    "{name}": [\n' + "".join(f'        "{each}",\n' for each in dict.fromkeys([digest, *KNOWN.get(name, ())]))
        + "    ],\n"
        for name, digest in digests().items()
    )
    return (
        f"TEXTS = {{\n{texts}}}\nLABELS = {{\n{labels}}}\nPAGES = {{\n{rows}}}\n"
        f"PLAIN_LINE = {_quoted(plain_line().rstrip(chr(10)))}\nPLAIN_AFTER = {_quoted(plain_after())}\n"
        f"DIGESTS = {{\n{sums}}}\n"
    )


def release_file() -> str:
    """``packager/audit/release.py``."""
    return (
        '"""What the pages of this release look like; made by ``tools/refresh_judges.py`` from the templates."""\n'
        "\n"
        "# ruff: noqa: E501\nfrom __future__ import annotations\n\n" + release()
    )


def checker_file() -> str:
    """``verify_pages.py`` with today's constants."""
    text = CHECKER.read_text(encoding="utf-8")
    begin, end = text.index(_MARK[0]) + len(_MARK[0]), text.index(_MARK[1])
    return text[:begin] + compact() + text[end:]


_VALUE = r'(?:[^"<>&\n\t\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*'
_NO_ADDRESS = rf'(?![^"]*(?i:{grammar.ADDRESS.pattern}|&lt;))'
VALUES = {
    "%P": r"(?:[\w,;%+*#()'!?$\-‐-‧°…“”‘’·]|[^\S\n\t\xa0]|\.(?![^\W\d_]{2})|&(?:amp|#160|#10|#9);)*",
    "%N": rf"""{_NO_ADDRESS}(?![^"]*(?i:['`=\\{{}}]|//|%(?:2f|5c|3a)|&(?:lt|gt|quot|#61);|(?<=[" ])[/~]|/[^/"\s]*/))"""
    rf"""(?!(?:[^"]*[ \n\t;])?(?i:reader-|r-|[pg]\d+[ &"])){_VALUE}""",
    "%W": rf"{_NO_ADDRESS}(?![^\"]*`){_VALUE}",
    "%V": _VALUE,
}
"""Spelled values: presentation, names, words, and those that are looked at apart (addresses, styles)."""


def tag_pattern(family: str) -> str:
    """All start tags of a family, spelled as in an entry."""
    groups: dict[frozenset[str], list[str]] = {}
    for element, attributes in grammar.ELEMENTS[family].items():
        if element == "a":
            attributes = attributes - {"title"}
        groups.setdefault(attributes, []).append(element)
    kinds = {"style": "%V", "href": "%V", "src": "%V"}
    kinds |= dict.fromkeys(grammar.NAMES, "%N") | dict.fromkeys(grammar.WORDS, "%W")
    found = []
    for attributes, elements in groups.items():
        by_kind: dict[str, list[str]] = {}
        for attribute in sorted(attributes):
            by_kind.setdefault(kinds.get(attribute, "%P"), []).append(attribute)
        keys = "|".join(f'(?:{"|".join(names)})="{kind}"' for kind, names in sorted(by_kind.items()))
        found.append(f"(?:{'|'.join(sorted(elements))})(?: (?:{keys}))*")
    return f"<(?:{'|'.join(found)})>"


def compact() -> str:
    """The same constants, and the grammar of tags, a line each: for a program to read, not for people."""
    names = "CONTROLS PEOPLE DECLARATION POSITION STRING PLACE CONDITION UNSAFE ADDRESS".split()
    expressions = [getattr(grammar, name) for name in names]
    patterns_of_ours = [(each.pattern, int(each.flags) & ~int(re.UNICODE)) for each in expressions]
    words = first_words
    found = (words.LATE, words.LATE_CLASSES, words.LINES, words.SKIPPED, words.SKIPPED_CLASSES)
    word_lists = tuple(" ".join(sorted(each)) for each in found)
    lines = [
        f"SHORT = {TEXTS!r}",
        "PAGES = {",
        *(f"    {name!r}: {text!r}," for name, text in patterns().items()),
        "}",
        f"PLAIN_LINE, PLAIN_AFTER = {plain_line()!r}, {plain_after()!r}",
        f"DIGESTS = {({name: [digest, *KNOWN.get(name, ())] for name, digest in digests().items()})!r}",
        f"LABELS = {LABELS!r}",
        f"VALUES = {VALUES!r}",
        "TAGS = {",
        *(f"    {family!r}: {tag_pattern(family)!r}," for family in grammar.ELEMENTS),
        "}",
        f"LATE, LATE_CLASSES, LINES, NO_TEXT, NO_TEXT_CLASSES = map(str.split, {word_lists!r})",
        f"FUNCTIONS, REFUSED = {sorted(grammar.FUNCTIONS)!r}, {sorted(grammar.REFUSED_PROPERTIES)!r}",
        f"{', '.join(names)} = (re.compile(*each) for each in {patterns_of_ours!r})",
    ]
    return "".join(f"{line}\n" for line in lines)


def document() -> str:
    """docs/formats-html.md with today's tables."""
    text = DOCUMENT.read_text(encoding="utf-8")
    begin, end = text.index("<!-- tables -->\n") + len("<!-- tables -->\n"), text.index("<!-- end -->")
    rows = []
    for family, table in grammar.TABLES.items():
        rows.append(f"\n### {family}\n\n| element | attributes |\n| --- | --- |\n")
        merged: dict[str, list[str]] = {}
        for line in table.strip().splitlines():
            elements, _, attributes = line.partition("=")
            merged.setdefault(elements.strip(), []).extend(attributes.split())
        rows += [f"| {'every element' if e == '*' else e} | {' '.join(a)} |\n" for e, a in merged.items()]
    return text[:begin] + "".join(rows) + "\n" + text[end:]


FILES = {RELEASE: release_file, CHECKER: checker_file, DOCUMENT: document}


def stale() -> list[Path]:
    """The files that do not say what the templates say."""
    return [path for path, make in FILES.items() if not path.is_file() or path.read_text(encoding="utf-8") != make()]


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--check"]:
        for path in stale():
            print(f"{path.name}: stale; run python -m tools.refresh_judges")
        return 1 if stale() else 0
    for path, make in FILES.items():
        path.write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
