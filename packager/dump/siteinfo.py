"""From the bare facts of ``<siteinfo>`` to ``SiteInfo``: our own data add what the export leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from packager.dump.interwiki import FAMILIES, LANGUAGES, interwiki_map
from packager.dump.namespaces import ALIASES, CANONICAL, KOREAN, KOREAN_ALIASES, WITHOUT_SUBPAGES
from packager.model import Namespace, SiteInfo


@dataclass(slots=True)
class RawSite:
    """What an input says about its wiki, before anything is added."""

    sitename: str = ""
    dbname: str = ""
    base: str = ""
    generator: str = ""
    case: str = "first-letter"
    lang: str = ""
    version: str = ""
    namespaces: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Number to (name, case)."""


def _family(raw: RawSite) -> tuple[str, str]:
    """(language code, domain of the wiki family), guessed from database name or address."""
    for ending, domain in FAMILIES.items():
        code = raw.dbname.removesuffix(ending).replace("_", "-")
        if raw.dbname.endswith(ending) and code in LANGUAGES:
            return code, domain
    match = re.match(r"(?:https?:)?//([a-z-]+)\.(wik[a-z]+\.org)/", raw.base)
    if match and match[1] in LANGUAGES:
        return match[1], match[2]
    return "", "wikipedia.org"


def _dbname(raw: RawSite, code: str, domain: str) -> str:
    endings = {domain: ending for ending, domain in FAMILIES.items()}
    if raw.dbname or not code:
        return raw.dbname
    return code.replace("-", "_") + endings.get(domain, "wiki")


def make_site(raw: RawSite) -> SiteInfo:
    """Names, aliases, interwiki prefixes and language of a wiki."""
    code, domain = _family(raw)
    lang = raw.lang or code or "en"
    korean = lang == "ko"
    names: Mapping[int, tuple[str, str]] = raw.namespaces
    if not names:
        fallback = {**CANONICAL, **(KOREAN if korean else {})}
        names = {number: (name, raw.case) for number, name in fallback.items()}
    namespaces = {
        number: Namespace(
            id=number,
            name=name,
            canonical=CANONICAL.get(number, name),
            aliases=ALIASES.get(number, ()) + (KOREAN_ALIASES.get(number, ()) if korean else ()),
            case=case,
            subpages=number not in WITHOUT_SUBPAGES,
        )
        for number, (name, case) in sorted(names.items())
    }
    return SiteInfo(
        dbname=_dbname(raw, code, domain),
        sitename=raw.sitename,
        lang=lang,
        namespaces=namespaces,
        case=raw.case,
        generator=raw.generator,
        base=raw.base,
        interwiki=interwiki_map(domain),
        languages=LANGUAGES,
        local_interwikis=frozenset({code} if code else ()),
    )
