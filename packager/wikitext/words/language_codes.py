"""Codes of languages as the web writes them (MediaWiki: LanguageCode::bcp47), and the direction of their writing."""

from __future__ import annotations

from itertools import pairwise

_OWN_NAMES = (
    "als gsw, bat-smg sgs, be-x-old be-tarask, cbk-zam cbk, de-formal de-x-formal, eml egl, en-rtl en-x-rtl,"
    " es-formal es-x-formal, fiu-vro vro, hu-formal hu-x-formal, map-bms jv-x-bms, mo ro-Cyrl-MD, nl-informal"
    " nl-x-informal, nrm nrf, roa-rup rup, roa-tara nap-x-tara, simple en-simple, sr-ec sr-Cyrl, sr-el sr-Latn,"
    " zh-classical lzh, zh-min-nan nan, zh-yue yue, zh-cn zh-Hans-CN, zh-sg zh-Hans-SG, zh-my zh-Hans-MY,"
    " zh-tw zh-Hant-TW, zh-hk zh-Hant-HK, zh-mo zh-Hant-MO"
)
_STANDARD = dict(pair.split() for pair in _OWN_NAMES.split(","))
"""Codes of MediaWiki's own, and what they are elsewhere."""
INTERNAL = {standard.lower(): own for own, standard in _STANDARD.items() if "-x-" in standard or own == "simple"}
"""The way back, for codes that no language has as its own."""
RTL = frozenset(
    "aeb-arab ar arc arq ary arz azb bcc bgn bqi ckb dv fa glk he khw kk-arab kk-cn ks-arab ku-arab lki lrc luz mzn "
    "nqo pnb ps sd sdh skr skr-arab ug ug-arab ur yi ydd en-rtl en-x-rtl".split()
)


def bcp47(code: str) -> str:
    """``zh-min-nan`` as ``nan``; other codes with letters of the usual size (``zh-Hant``, ``pt-BR``)."""
    known = _STANDARD.get(code.lower())
    if known is not None:
        return known
    parts = code.split("-")
    shaped = [parts[0].lower()]
    private = False
    for previous, part in pairwise(parts):
        private = private or previous.lower() == "x"
        if private or len(previous) == 1:
            shaped.append(part.lower())
        elif len(part) == 2:
            shaped.append(part.upper())
        elif len(part) == 4:
            shaped.append(part.capitalize())
        else:
            shaped.append(part.lower())
    return "-".join(shaped)
