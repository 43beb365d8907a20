"""Makes dumps: any pages as an export file in any packing, a dump of any size from a small one, next month's dump.

    python -m bench.synth_dump SOURCE OUT [--pages N] [--seed N] [--change SHARE]
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import lzma
import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import zstandard

from packager.dump import open_dump
from packager.model import NS_MAIN, Page, Revision, SiteInfo, Title
from packager.titles import prefixed

PAGES_PER_STREAM = 100


def header_xml(site: SiteInfo) -> str:
    """The export's beginning up to ``</siteinfo>``."""
    lines = [
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.mediawiki.org/xml/'
        'export-0.11/ http://www.mediawiki.org/xml/export-0.11.xsd" version="0.11" xml:lang="' + site.lang + '">',
        "  <siteinfo>",
        f"    <sitename>{escape(site.sitename)}</sitename>",
        f"    <dbname>{site.dbname}</dbname>",
        f"    <base>{escape(site.base)}</base>",
        f"    <generator>{escape(site.generator)}</generator>",
        f"    <case>{site.case}</case>",
        "    <namespaces>",
    ]
    for number, namespace in sorted(site.namespaces.items()):
        start = f'      <namespace key="{number}" case="{namespace.case}"'
        lines.append(f"{start}>{escape(namespace.name)}</namespace>" if namespace.name else f"{start} />")
    lines += ["    </namespaces>", "  </siteinfo>", ""]
    return "\n".join(lines)


FOOTER = "</mediawiki>\n"


def revision_xml(page: Page) -> str:
    """One ``<revision>``, with the fields that must not travel."""
    size = len(page.text.encode())
    digest = hashlib.sha1(page.text.encode()).hexdigest()[:31]
    text = escape(page.text, {'"': "&quot;"})
    content = f'xml:space="preserve">{text}</text>' if text else "/>"
    return (
        f"    <revision>\n      <id>{page.revision.id}</id>\n      <parentid>{page.revision.id - 1}</parentid>\n"
        f"      <timestamp>{page.revision.timestamp}</timestamp>\n"
        f"      <contributor>\n        <username>편집자 {page.page_id % 97}</username>\n"
        f"        <id>{page.page_id % 97}</id>\n      </contributor>\n"
        f"      <comment>요약 &amp; {page.page_id}</comment>\n      <origin>{page.revision.id}</origin>\n"
        f"      <model>{page.model}</model>\n      <format>text/x-wiki</format>\n"
        f'      <text bytes="{size}" sha1="{digest}" {content}\n      <sha1>{digest}</sha1>\n    </revision>\n'
    )


def page_xml(page: Page, site: SiteInfo, older: Iterable[Page] = ()) -> str:
    """One ``<page>``; ``older`` are earlier revisions for a full-history dump."""
    redirect = ""
    if page.redirect is not None:
        target = page.redirect.interwiki + ":" if page.redirect.interwiki else ""
        redirect = f"    <redirect title={quoteattr(target + prefixed(page.redirect.title, site))} />\n"
    return (
        f"  <page>\n    <title>{escape(prefixed(page.title, site))}</title>\n    <ns>{page.title.ns}</ns>\n"
        f"    <id>{page.page_id}</id>\n{redirect}{''.join(map(revision_xml, older))}{revision_xml(page)}  </page>\n"
    )


def export_xml(pages: Iterable[Page], site: SiteInfo) -> bytes:
    """A whole export as one string of bytes."""
    return (header_xml(site) + "".join(page_xml(page, site) for page in pages) + FOOTER).encode()


PACKERS = {
    "xml": lambda data: data,
    "bz2": bz2.compress,
    "gz": lambda data: gzip.compress(data, mtime=0),
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


def write_plain(pages: Iterable[Page], site: SiteInfo, path: Path, packing: str = "xml") -> Path:
    """An export in one piece, packed as ``PACKERS`` names it."""
    path.write_bytes(PACKERS[packing](export_xml(pages, site)))
    return path


def write_multistream(
    pages: Iterable[Page], site: SiteInfo, path: Path, per_stream: int = PAGES_PER_STREAM, jobs: int = 2
) -> Path:
    """A multistream dump: header, streams of pages, footer; its index beside it, as Wikimedia names it."""
    index_path = path.with_name(path.name.replace("-multistream", "-multistream-index", 1).replace(".xml", ".txt", 1))
    source = iter(pages)

    def groups() -> Iterator[list[Page]]:
        while group := list(islice(source, per_stream)):
            yield group

    def packed(group: list[Page]) -> tuple[list[Page], bytes]:
        return group, bz2.compress("".join(page_xml(page, site) for page in group).encode())

    index: list[str] = []
    with path.open("wb") as file, ThreadPoolExecutor(jobs) as pool:
        file.write(bz2.compress(header_xml(site).encode()))
        waiting = iter(groups())
        while batch := list(islice(waiting, 8 * jobs)):
            for group, data in pool.map(packed, batch):
                offset = file.tell()
                index += [f"{offset}:{page.page_id}:{prefixed(page.title, site)}\n" for page in group]
                file.write(data)
        file.write(bz2.compress(FOOTER.encode()))
    if index_path != path:
        index_path.write_bytes(bz2.compress("".join(index).encode()))
    return path


def write_dump(pages: Iterable[Page], site: SiteInfo, path: Path) -> Path:
    """By the name: ``...-multistream.xml.bz2`` as multistream with index, others in one piece."""
    if "-multistream" in path.name:
        return write_multistream(pages, site, path)
    ending = path.name.rpartition(".")[2]
    return write_plain(pages, site, path, ending if ending in PACKERS else "xml")


def synthetic_pages(source: list[Page], count: int, seed: int = 1) -> Iterator[Page]:
    """``count`` pages: those of the source, then articles made of its articles' paragraphs in another order."""
    yield from source[:count]
    generator = random.Random(seed)
    articles = [page for page in source if page.title.ns == NS_MAIN and not page.redirect and len(page.text) < 50_000]
    paragraphs = [part for page in articles for part in page.text.split("\n\n") if part.strip()]
    titles = [page.title.text for page in articles if len(page.title.text) < 40]
    first_id = 1 + max((page.page_id for page in source), default=0)
    for number in range(max(0, count - len(source))):
        original = articles[number % len(articles)]
        parts = original.text.split("\n\n")
        generator.shuffle(parts)
        parts += generator.choices(paragraphs, k=generator.randrange(4))
        title = f"{generator.choice(titles)} {number}"
        yield Page(
            Title(NS_MAIN, title), first_id + number, Revision(50_000_000 + number, "2026-01-15T00:00:00Z"), "wikitext",
            f"'''{title}''' " + "\n\n".join(parts),
        )


def synthesise(source: Path, out: Path, pages: int, seed: int = 1) -> Path:
    """A dump of ``pages`` pages at ``out``, made from the dump at ``source``."""
    dump = open_dump([source])
    return write_dump(synthetic_pages(list(dump), pages, seed), dump.site, out)


def changed(source: Path, out: Path, share: float, seed: int = 1, ns: int = NS_MAIN) -> list[Title]:
    """Next month's dump at ``out``: ``share`` of the articles (at least one) edited. Gives the titles of those."""
    dump = open_dump([source])
    pages = list(dump)
    able = [page.title for page in pages if page.title.ns == ns and page.redirect is None and page.model == "wikitext"]
    chosen = set(random.Random(seed).sample(able, max(1, round(len(able) * share))))
    last = max(page.revision.id for page in pages)

    def edited() -> Iterator[Page]:
        for page in pages:
            if page.title in chosen:
                revision = Revision(last + page.page_id, "2026-02-01T00:00:00Z")
                page = replace(page, revision=revision, text=page.text + f"\n\n새로 쓴 문단 {page.page_id}.\n")
            yield page

    write_dump(edited(), dump.site, out)
    return sorted(chosen)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--change", type=float, help="copy SOURCE with this share of its articles edited")
    args = parser.parse_args()
    if args.change is not None:
        print(len(changed(args.source, args.out, args.change, args.seed)), "pages changed")
    else:
        synthesise(args.source, args.out, args.pages, args.seed)
        print(args.out, args.out.stat().st_size, "bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
