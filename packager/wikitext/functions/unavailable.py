"""Functions of kowiki that need what an offline copy has not: Wikidata, users, other servers. They give nothing."""

from __future__ import annotations

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, parser_function, variable

NOT_AVAILABLE_OFFLINE = {
    "property": "a value from Wikidata",
    "statements": "values from Wikidata",
    "coordinates": "a place for the geographic search",
    "babel": "a box with the languages of a user",
    "related": "pages chosen by hand for the mobile site",
    "mentor": "the mentor of a newcomer",
    "assessment": "a note for the quality statistics",
    "shortdesc": "a description for search results",
    "noexternallanglinks": "which links to other languages to hide",
}
"""Canonical name to what it would give."""


@parser_function(*NOT_AVAILABLE_OFFLINE, lazy=True)
def nothing(frame: Frame, args: Args) -> str:
    return ""


@variable("noexternallanglinks")
def no_value(frame: Frame) -> str:
    return ""
