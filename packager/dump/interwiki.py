"""Interwiki prefixes (MediaWiki manual: Interwiki). A dump does not carry them, so the common ones are kept here.

``interwiki.tsv`` beside this file: prefix, tab, address pattern with ``$1``. ``languages.txt``: the prefixes that are
language codes; their addresses follow one pattern.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

LANGUAGES = frozenset((files("packager.dump") / "languages.txt").read_text(encoding="utf-8").split())

# Prefixes whose wiki answers under another name.
MOVED = {
    "be-x-old": "be-tarask", "egl": "eml", "gsw": "als", "lzh": "zh-classical", "nan": "zh-min-nan", "nb": "no",
    "rup": "roa-rup", "sgs": "bat-smg", "vro": "fiu-vro", "yue": "zh-yue", "zh-cn": "zh", "zh-tw": "zh",
}

# Families of wikis in which a language code is a prefix: end of the database name, domain.
FAMILIES = {
    "wiki": "wikipedia.org", "wiktionary": "wiktionary.org", "wikibooks": "wikibooks.org", "wikinews": "wikinews.org",
    "wikiquote": "wikiquote.org", "wikisource": "wikisource.org", "wikiversity": "wikiversity.org",
    "wikivoyage": "wikivoyage.org",
}


@cache
def interwiki_map(domain: str = "wikipedia.org") -> dict[str, str]:
    """Prefix to address pattern for a wiki of the family that lives under ``domain``."""
    lines = (files("packager.dump") / "interwiki.tsv").read_text(encoding="utf-8").splitlines()
    known = dict(line.split("\t", 1) for line in lines)
    known.update({code: f"https://{MOVED.get(code, code)}.{domain}/wiki/$1" for code in sorted(LANGUAGES)})
    return known
