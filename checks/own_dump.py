"""``python -m checks.own_dump``: the bundled small wiki as an XML dump, from the text files of tests/wiki.

A text file holds pages: a line ``!! page TITLE`` and the wikitext up to the next such line. All of it is our own
Korean prose. Ids and times follow from the order of the titles, so the dump is the same wherever it is made.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "wiki"
DATE = "20260901"
DUMP = FOLDER / f"kowiki-{DATE}-pages-articles.xml"
NAMESPACES = {
    -2: "미디어", -1: "특수", 0: "", 1: "토론", 2: "사용자", 3: "사용자토론", 4: "위키백과", 5: "위키백과토론",
    6: "파일",
    7: "파일토론", 8: "미디어위키", 9: "미디어위키토론",
    10: "틀", 11: "틀토론", 12: "도움말", 13: "도움말토론", 14: "분류",
    15: "분류토론", 100: "포털", 101: "포털토론", 828: "모듈", 829: "모듈토론",
}  # fmt: skip
HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="ko">
  <siteinfo>
    <sitename>위키백과</sitename>
    <dbname>kowiki</dbname>
    <base>https://ko.wikipedia.org/wiki/대문</base>
    <generator>MediaWiki 1.46.0-wmf.1</generator>
    <case>first-letter</case>
    <namespaces>
"""


def read_pages() -> dict[str, str]:
    """Title to wikitext, from all text files."""
    pages: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        title = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("!! page "):
                title = line[8:].strip()
                if title in pages:
                    raise ValueError(f"{path.name}: {title} is there twice")
                pages[title] = ""
            elif title:
                pages[title] += line + "\n"
    return {title: text.strip("\n") for title, text in pages.items()}


def namespace_of(title: str) -> int:
    """Namespace number by prefix."""
    prefix, colon, _ = title.partition(":")
    return next((number for number, name in NAMESPACES.items() if colon and name and name == prefix), 0)


def dump() -> str:
    """The XML text."""
    out = [HEAD]
    for number, name in NAMESPACES.items():
        out.append(f'      <namespace key="{number}" case="first-letter"{f">{name}</namespace>" if name else " />"}\n')
    out.append("    </namespaces>\n  </siteinfo>\n")
    for page_id, (title, text) in enumerate(sorted(read_pages().items()), 1):
        ns = namespace_of(title)
        model, form = ("Scribunto", "text/plain") if ns == 828 else ("wikitext", "text/x-wiki")
        first = text.split("\n", 1)[0]
        redirect = ""
        if first.lower().startswith(("#넘겨주기", "#redirect")):
            target = first[first.index("[[") + 2 : first.index("]]")].split("|")[0].split("#")[0]
            redirect = f'    <redirect title="{escape(target, {chr(34): "&quot;"})}" />\n'
        day, minute = page_id % 28 + 1, page_id % 60
        out.append(
            f"  <page>\n    <title>{escape(title)}</title>\n    <ns>{ns}</ns>\n    <id>{page_id}</id>\n{redirect}"
            f"    <revision>\n      <id>{40000 + page_id}</id>\n"
            f"      <timestamp>2026-08-{day:02}T09:{minute:02}:00Z</timestamp>\n"
            f"      <contributor>\n        <username>보기 사용자</username>\n        <id>1</id>\n      </contributor>\n"
            f"      <comment>보기</comment>\n      <model>{model}</model>\n      <format>{form}</format>\n"
            f'      <text bytes="{len(text.encode())}" xml:space="preserve">{escape(text)}</text>\n'
            f"    </revision>\n  </page>\n"
        )
    out.append("</mediawiki>\n")
    return "".join(out)


if __name__ == "__main__":
    DUMP.write_text(dump(), encoding="utf-8", newline="\n")
