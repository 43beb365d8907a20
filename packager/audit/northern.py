"""Northern spellings of titles in the archive (로동 for 노동), made once more from the articles.

The archive has them beside the redirects of the wiki, of which the reader has all. Each is the spelling that the Hanja
in the first words of its article tell, and none of these is left out. Which of two articles of one Northern name has
it is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from packager.audit import grammar
from packager.audit.directory import NOTHING, Directory
from packager.audit.tasks import Done, Name
from packager.errors import Said
from packager.korean.tables import tables
from packager.model import Finding

_BEGINNING = 300
_HANJA = re.compile("[\u4e00-\u9fff\uf900-\ufaff]+(?: [\u4e00-\u9fff\uf900-\ufaff]+)*")
_BARE = re.compile(r"(.*?\S)(?: ?\([^()]*\))?", re.S)
_DROPPED = frozenset({(5, 2), (5, 11), (2, 11)})
"""Initial consonants in the North and in the South: ㄹ and ㄴ, ㄹ and none, ㄴ and none."""
_SHOWN = 40


def northern(title: str, leads: str) -> bool:
    """Whether a name is only the Northern spelling of the one that it leads to, as 로동 is of 노동."""
    if len(title) != len(leads) or title == leads:
        return False
    return all(a == b or _dropped(a, b) for a, b in zip(title, leads, strict=True))


def _dropped(north: str, south: str) -> bool:
    """Whether two syllables differ in the first consonant alone, and as North and South do."""
    first, rest = divmod(ord(north) - 0xAC00, 588)
    other, same = divmod(ord(south) - 0xAC00, 588)
    return rest == same and (first, other) in _DROPPED


def spelled(title: str, text: str) -> str:
    """How the North spells a title, as the beginning of its article tells; empty if that is the same or not told."""
    match = _BARE.fullmatch(title)
    bare = match[1] if match else title
    letters = bare.replace(" ", "")
    if not all("가" <= letter <= "힣" for letter in letters):
        return ""
    for match in _HANJA.finditer(text, 0, _BEGINNING):
        characters = match[0].replace(" ", "")
        if len(characters) != len(letters):
            continue
        read = [tables().hanja.get(character, "") for character in characters]
        if all(r == south or (len(r) == 1 and _dropped(r, south)) for r, south in zip(read, letters, strict=True)):
            rest = iter(read)
            name = "".join(" " if letter == " " else next(rest) for letter in bare)
            if name != bare:
                return name + title[len(bare) :]
    return ""


def article(there: Directory, number: int, path: str, text: str) -> Iterator[Name]:
    """What an article adds to the names: the Northern spelling of its title, or that the archive lacks it."""
    title = grammar.title_at(path)
    if name := spelled(title, text):
        entry = there.entry(name.replace(" ", "_"))
        if entry < 0:
            yield Name("missing", name, title)
        elif there.targets[entry] == number:
            yield Name("article", name, title)


def findings(done: Iterable[Done], there: Directory, listed: Iterable[int]) -> Iterator[Finding]:
    """Names that nobody gives, or that are left out. ``listed``: entries that readers may seek."""
    sides: dict[str, set[tuple[str, str]]] = {side: set() for side in ("archive", "reader", "article", "missing")}
    for each in done:
        for side, name, leads in each.names:
            sides[side].add((name, leads))
    for name, leads in sorted(sides["archive"] - sides["reader"] - sides["article"])[:_SHOWN]:
        what = Said("«{name}» is neither a redirect of the wiki nor told by «{leads}»", name=name, leads=leads)
        yield Finding("unknown entry", "C", what)
    for name, leads in sorted(sides["reader"] - sides["archive"])[:_SHOWN]:
        what = Said("«{name}» leads to «{leads}» and does not in the archive", name=name, leads=leads)
        yield Finding("search data", "data/T", what)
    if any(entry < len(there.targets) and there.targets[entry] != NOTHING for entry in listed):
        for name, leads in sorted(sides["missing"])[:_SHOWN]:
            what = Said("the Northern name «{name}» of «{leads}» is left out", name=name, leads=leads)
            yield Finding("unknown entry", "C", what)
