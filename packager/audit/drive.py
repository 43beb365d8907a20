"""A drive folder: names, kinds, times and modes of its files, the manifest, the reader, and the archive."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from packager.audit import accounts, front, grammar, northern, ranks, text_lists
from packager.audit import names as names_of
from packager.audit.archive import Archive, archive_end, archive_tasks, listed, open_archive, page_tasks
from packager.audit.directory import INDEX_PATH, LICENCE_PATH, MAIN_PATH
from packager.audit.reader import open_reader, reader_tasks, same_item, same_picture
from packager.audit.reader_data import Reader
from packager.audit.reader_pages import README, help_findings, readme_findings, shell_findings, style_findings
from packager.audit.search_tasks import text_root_of
from packager.audit.searched import Searched
from packager.audit.tasks import Done, Task, run_all
from packager.drive.layout import judge_of
from packager.drive.publish import FILE_MODE, FOLDER_MODE, SUMS
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFormatError
from packager.zimfile.mapped import Stored

ARCHIVE_NAME = "wiki.zim"
JUDGES = frozenset({"manifest", "archive", "shell", "data", "plain page", "style sheet", "read me"})
"""Kinds of files in the drive's layout that something here looks at; a file of another kind is a finding."""
_STEP = 1 << 20
_SHOWN = 20
_LABELS = frozenset({"security.selinux", "security.SMACK64", "security.ima", "security.evm"})
_AT_ONCE = 32
"""Files that one task sums up."""


class Looked(NamedTuple):
    """What became of the files of a drive."""

    findings: list[Finding]
    entries: int
    """How many files and entries were looked at."""
    sums: dict[str, str]
    """Name to SHA-256 of every file but the manifest."""


def audit_drive(
    folder: Path,
    date: str,
    progress: Callable[[int], None],
    expected: Mapping[str, str] | None = None,
    jobs: int = 1,
    archive_name: str = ARCHIVE_NAME,
) -> tuple[list[Finding], int]:
    """Findings of a drive folder and the number of files and entries looked at."""
    names, folders, findings = _walk(folder)

    def times(day: str) -> Iterator[Finding]:
        return _times_and_modes(folder, [*folders, *names], day)

    looked = audit_files(folder, names, (), date, progress, expected, jobs, archive_name, times)
    return [*findings, *looked.findings], looked.entries


def audit_files(
    folder: Stored,
    names: list[str],
    others: Sequence[str],
    date: str,
    progress: Callable[[int], None],
    expected: Mapping[str, str] | None,
    jobs: int,
    archive_name: str,
    times: Callable[[str], Iterable[Finding]],
) -> Looked:
    """Findings in the files of a drive, wherever they lie.

    ``others``: files beside those of the drive, only their sums are looked at. ``times``: asked for what is wrong with
    the times on a drive of that date, which is empty if nothing says it.
    """
    findings = list(_names(names, archive_name))
    reader = None
    every = [*names, *others]
    tasks: list[Task] = [partial(_sums, folder, every[n : n + _AT_ONCE]) for n in range(0, len(every), _AT_ONCE)]
    archive = _archive(folder, names, archive_name, date, expected or {}, findings)
    date = date or (archive.metadata.get("Date", "") if archive is not None else "")
    try:
        if any(name == "index.html" or name.startswith("data/") for name in names):
            reader, found = open_reader(folder, names)
            findings += [*found, *_whole_files(folder, names)]
        if archive is not None and reader is not None:
            findings += _together(archive, reader)
        if archive is not None:
            tasks = [*archive_tasks(archive), *tasks]
        if reader is not None:
            shows = archive.there.shows if archive else None
            tasks += reader_tasks(reader, shows, expected is not None, archive is not None)
        if archive is not None and reader is not None:
            starts = range(0, archive.zim.header.entry_count, names_of.AT_ONCE)
            tasks += [partial(names_of.redirects, archive.zim, archive.there, start) for start in starts]
        findings += times(date)
        done = []
        for each in run_all(tasks, jobs, progress):
            done.append(each)
            findings += each.findings
        if archive is not None:
            findings += _pages(archive, reader, jobs, progress, done)
        summed = dict(row for each in done for row in each.sums)
        findings += _manifest(folder, names, summed)
        if archive is not None and reader is not None:
            findings += northern.findings(done, archive.there, _listed(archive))
        findings += accounts.findings(done, () if archive else (names_of.REDIRECTS,))
        if reader is not None:
            root = text_root_of(reader)
            findings += text_lists.findings(root, done) if root else ()
        if archive is not None:
            findings += archive_end(archive, done)
    finally:
        if archive is not None:
            archive.zim.close()
    entries = len(every) + (archive.zim.header.entry_count if archive else 0)
    return Looked(findings, entries + (reader.count("A") + reader.count("I") if reader else 0), summed)


def _listed(archive: Archive) -> Iterable[int]:
    """The entries that readers may seek; what is wrong with their list its own task says."""
    with contextlib.suppress(ZimFormatError, LookupError, struct.error):
        return listed(archive)
    return ()


def _pages(
    archive: Archive, reader: Reader | None, jobs: int, progress: Callable[[int], None], done: list[Done]
) -> Iterator[Finding]:
    """The pages of the archive, and what follows from their links; what became of them is added to ``done``."""
    counted = ranks.Counted(array("I", bytes(4 * archive.zim.header.entry_count)))
    for each in run_all(page_tasks(archive, done), jobs, progress):
        if each.ranks is not None:
            counted.add(each.ranks)
        done.append(each._replace(ranks=None))
        yield from each.findings
    if reader is not None:
        yield from _ranked(archive, reader, counted, done)


def _ranked(archive: Archive, reader: Reader, counted: ranks.Counted, done: Iterable[Done]) -> Iterator[Finding]:
    """What follows from how many articles lead to each."""
    weights = next((each.weights for each in done if each.weights), ())
    yield from ranks.reader_findings(archive.there, counted, weights, reader.plain)
    where = f"{archive.name}/C/{MAIN_PATH}"
    try:
        if body := front.main_body(archive.zim, archive.there):
            yield from ranks.front_findings(archive.zim, archive.there, body, counted, where)
    except (ZimFormatError, struct.error, UnicodeDecodeError) as error:
        yield Finding("damage", where, str(error))


def _archive(
    folder: Stored, names: Sequence[str], name: str, date: str, expected: Mapping[str, str], findings: list[Finding]
) -> Archive | None:
    """The drive's archive, with what is wrong with it; None if there is none or it cannot be opened."""
    first = next((each for each in (name, name + "aa") if each in names), "")
    if not first:
        return None
    try:
        archive, found = open_archive(folder / first, first, date, expected)
        findings += found
        return archive
    except (ZimFormatError, OSError, ValueError) as error:
        findings.append(Finding("damage", first, str(error)))
        return None


def _walk(folder: Path) -> tuple[list[str], list[str], list[Finding]]:
    """Names of the files and folders, and those that are of another kind than plain files and folders."""
    names: list[str] = []
    folders: list[str] = ["."]
    findings = []
    for parent, below, files in os.walk(folder):
        for each in [*below, *files]:
            path = os.path.join(parent, each)
            name = os.path.relpath(path, folder).replace(os.sep, "/")
            facts = os.lstat(path)
            if stat.S_ISDIR(facts.st_mode):
                folders.append(name)
                if not os.listdir(path):
                    findings.append(Finding("unknown file", name, "an empty folder"))
            elif stat.S_ISREG(facts.st_mode):
                names.append(name)
                if facts.st_nlink != 1:
                    findings.append(
                        Finding("unknown file", name, Said("has {st_nlink} names", st_nlink=facts.st_nlink))
                    )
            else:
                findings.append(Finding("unknown file", name, "not a plain file"))
    for name in [*folders, *names]:
        findings += _attributes(folder, name)
    return sorted(names), folders, findings


def _attributes(folder: Path, name: str) -> Iterator[Finding]:
    """Attributes that some file systems keep beside a file. Labels of the security module are the system's own."""
    if not hasattr(os, "listxattr"):
        return
    try:
        held = [key for key in os.listxattr(folder / name, follow_symlinks=False) if key not in _LABELS]
    except OSError:
        return
    if held:
        yield Finding("unknown file", name, Said("has the attribute {held}", held=held[0][:80]))


def _names(names: list[str], archive_name: str) -> Iterator[Finding]:
    """Files that the layout does not have. An archive has one name; its parts follow one another."""
    parts = [name for name in names if re.fullmatch(re.escape(archive_name) + "[a-z]{2}", name)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    wanted = [f"{archive_name}{a}{b}" for a in letters for b in letters][: len(parts)]
    known = {archive_name} if archive_name in names else set(parts) if parts == wanted and len(parts) > 1 else set()
    for name in names:
        judge = judge_of(name)
        if judge not in JUDGES or (judge == "archive" and name not in known):
            yield Finding("unknown file", name, "no file of a drive has such a name")


def _sums(folder: Stored, names: Iterable[str]) -> Done:
    """The digests of some files."""
    rows: list[tuple[str, str]] = []
    for name in names:
        if name == SUMS:
            continue
        digest = hashlib.sha256()
        with (folder / name).open("rb") as file:
            while block := file.read(_STEP):
                digest.update(block)
        rows.append((name, digest.hexdigest()))
    return Done([], len(rows), sums=tuple(rows))


def _manifest(folder: Stored, names: list[str], wanted: Mapping[str, str]) -> Iterator[Finding]:
    """``sums.txt`` is, byte for byte, what the files make it."""
    if SUMS not in names:
        yield Finding("manifest", SUMS, "missing")
        return
    data = (folder / SUMS).read_bytes()
    if data == "".join(f"{wanted[name]}  {name}\n" for name in sorted(wanted)).encode("utf-8", "surrogateescape"):
        return
    shown = 0
    listed = set()
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if match is not None and match[2] in wanted and match[2] not in listed:
            listed.add(match[2])
            if match[1] != wanted[match[2]]:
                yield Finding("damage", match[2], "does not have the sum of the manifest")
        elif line and shown < _SHOWN:
            shown += 1
            what = "listed but missing" if match else line[:80]
            yield Finding("manifest", match[2] if match else f"{SUMS}:{number}", what)
    for name in sorted(wanted.keys() - listed)[:_SHOWN]:
        yield Finding("unknown file", name, "not in the manifest")
    yield Finding("manifest", SUMS, "is not written as ours: two columns, one line a file, in the order of names")


def _whole_files(folder: Stored, names: list[str]) -> Iterator[Finding]:
    if "index.html" in names:
        yield from shell_findings((folder / "index.html").read_bytes(), "index.html", names)
    else:
        yield Finding("damage", "index.html", "missing")
    if README in names:
        yield from readme_findings((folder / README).read_bytes(), names)
    else:
        yield Finding("damage", README, "missing")
    if "data/P/help.htm" in names:
        yield from help_findings((folder / "data/P/help.htm").read_bytes())
    if "data/P/page.css" in names:
        yield from style_findings((folder / "data/P/page.css").read_bytes(), "data/P/page.css")


def _together(archive: Archive, reader: Reader) -> Iterator[Finding]:
    """Archive and reader are of one library: the same pages, pictures, facts."""
    there = archive.there
    there.number_items()
    archive.plain = reader.subjects, frozenset(reader.plain)
    main = front.main_body(archive.zim, there)
    yield from front.reader_findings(reader.main, main, there, "data/B/00/00.txt: main page")
    archive.same, archive.same_picture = same_item(reader, there), same_picture(reader)
    root = text_root_of(reader)
    archive.searched = lambda: Searched(reader, root)
    accounts.digests(min(accounts.MOST_PLACES, max(len(there.targets), reader.count("A"))))
    if reader.count("A") != len(there.pages) - 1 or reader.count("I") != len(there.pictures):
        told = f"{reader.count('A')} articles and {reader.count('I')} pictures, the archive has others"
        yield Finding("damage", "data", told)
    number = {key: there.entry(path) for key, path in (("indexPage", INDEX_PATH), ("licensePage", LICENCE_PATH))}
    wanted = {
        "articles": str(len(there.pages) - 2 - len(there.letters)),
        "title": archive.metadata.get("Title", ""),
        "date": archive.metadata.get("Date", ""),
        "license": archive.metadata.get("License", ""),
        **{key: str(there.items[entry]) for key, entry in number.items() if entry >= 0},
        "": "",
    }
    if reader.site != wanted:
        wrong = sorted(key for key in wanted.keys() | reader.site.keys() if wanted.get(key) != reader.site.get(key))
        yield Finding("identifying metadata", "data/B/00/00.txt: site", ", ".join(wrong)[:80])


def _midnight(date: str) -> int | None:
    """Seconds since 1970 at which a day begins; None for what is no day of the calendar."""
    if not grammar.is_day(date):
        return None
    return int(datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC).timestamp())


def _shown(seconds: float) -> str:
    with contextlib.suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    return f"{seconds:.0f}"


def _times_and_modes(folder: Path, names: list[str], date: str) -> Iterator[Finding]:
    """Every time is the date's midnight; all files have one mode, and all folders."""
    moment = _midnight(date)
    wrong = 0
    modes: dict[bool, set[int]] = {False: set(), True: set()}
    for name in sorted(names):
        facts = os.lstat(folder / name)
        if moment is None:
            moment = int(facts.st_mtime)
        if facts.st_mtime_ns != moment * 10**9:
            wrong += 1
            if wrong <= _SHOWN:
                yield Finding("time", name, _shown(facts.st_mtime))
        mode, is_folder = stat.S_IMODE(facts.st_mode), stat.S_ISDIR(facts.st_mode)
        if mode not in ((FOLDER_MODE,) if is_folder else (FILE_MODE,)) and mode not in (0o755, 0o777):
            yield Finding("mode", name, f"{mode:o}")
        elif modes[is_folder] and mode not in modes[is_folder]:
            yield Finding("mode", name, Said("{mode}, unlike others", mode=format(mode, "o")))
        modes[is_folder].add(mode)
