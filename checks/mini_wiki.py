"""The mini wiki of the shared test data as a page source; the tests that need it skip when it is not there."""

from __future__ import annotations

import bz2
import json
import xml.etree.ElementTree as ET

from checks.shared import SHARED
from packager.model import FileInfo, Namespace, Page, Revision, SiteInfo, Title
from packager.pages.source import MemorySource
from packager.titles import parse_title

_CORPUS = SHARED / "corpus"
MINI_WIKI = _CORPUS / "kowiki-mini.xml.bz2"
GOLDEN = _CORPUS / "kowiki-mini-golden.jsonl"


def _site() -> SiteInfo:
    facts = json.loads((_CORPUS / "oracle" / "ko-siteinfo.json").read_text("utf-8"))
    answer = json.loads((_CORPUS / "oracle" / "ko-api-siteinfo.json").read_text("utf-8"))
    query = answer.get("query", answer)
    aliases: dict[int, list[str]] = {}
    for alias in query["namespacealiases"]:
        aliases.setdefault(alias["id"], []).append(alias["*"])
    namespaces = {
        int(number): Namespace(
            int(number),
            ns["name"].replace("_", " "),
            ns["canonical"].replace("_", " "),
            tuple(aliases.get(int(number), ())),
            ns["case"],
            ns["subpages"],
        )
        for number, ns in facts["namespaces"].items()
    }
    interwiki = {row["prefix"]: row["url"] for row in query["interwikimap"]}
    languages = frozenset(row["prefix"] for row in query["interwikimap"] if "language" in row)
    return SiteInfo("kowiki", "위키백과", "ko", namespaces, interwiki=interwiki, languages=languages)


def mini_wiki() -> MemorySource:
    """All its pages and files."""
    site = _site()
    pages = []
    with bz2.open(MINI_WIKI) as stream:
        for _, element in ET.iterparse(stream):
            space, _, tag = element.tag.rpartition("}")
            if tag != "page":
                continue
            space += "}"
            name = element.findtext(f"{space}title") or ""
            revision = element.find(f"{space}revision")
            assert revision is not None
            target = parse_title(name, site)
            redirect = element.find(f"{space}redirect")
            pages.append(
                Page(
                    target.title if target else Title(int(element.findtext(f"{space}ns") or 0), name),
                    int(element.findtext(f"{space}id") or 0),
                    Revision(
                        int(revision.findtext(f"{space}id") or 0), revision.findtext(f"{space}timestamp") or ""
                    ),
                    revision.findtext(f"{space}model") or "wikitext",
                    revision.findtext(f"{space}text") or "",
                    parse_title(redirect.get("title") or "", site) if redirect is not None else None,
                )
            )
            element.clear()
    files = json.loads((_CORPUS / "oracle" / "kowiki-mini-files.json").read_text("utf-8"))
    facts = [FileInfo(name.replace("_", " "), f["width"], f["height"], f["mime"]) for name, f in files.items()]
    return MemorySource(site, pages, facts)
