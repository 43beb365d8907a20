"""The wiki as a freshly installed MediaWiki would see it that has nothing but the dump.

``packager pages --stage wikitext`` exists to be compared with such a MediaWiki, line by line. A dump names no interwiki
prefixes: a fresh installation knows those of its own list (maintenance/interwiki.list) and no languages, so the stage
takes the same. The later stages, and every build, use Wikipedia's own table.
"""

from __future__ import annotations

from dataclasses import replace

from packager.model import SiteInfo

PREFIXES = frozenset(
    """acronym advogato arxiv c2find cache commons dictionary doi drumcorpswiki dwjwiki elibre emacswiki foldoc foxwiki
    freebsdman gentoo-wiki google googlegroups hammondwiki hrwiki imdb kmwiki linuxwiki lojban lqwiki meatball
    mediawikiwiki memoryalpha metawiki metawikimedia mozillawiki mw oeis openwiki pmid pythoninfo rfc s23wiki
    seattlewireless senseislibrary shoutwiki squeak theopedia tmbw tmnet twiki uncyclopedia unreal usemod wiki wikia
    wikibooks wikif1 wikihow wikimedia wikinews wikinfo wikipedia wikiquote wikisource wikispecies wikiversity
    wikivoyage wikt wiktionary""".split()
)


def reference_site(site: SiteInfo) -> SiteInfo:
    """``site`` with the interwiki prefixes of a fresh installation; sister projects lead to their English editions."""
    language = f"//{site.lang}."
    known = {
        prefix: pattern.replace(language, "//en.") for prefix, pattern in site.interwiki.items() if prefix in PREFIXES
    }
    return replace(site, interwiki=known, languages=frozenset(), local_interwikis=frozenset())
