"""Which letters around ``[[...]]`` belong to the link, by language ($linkTrail, $linkPrefixCharset).

Korean has the default trail, so that particles stay outside: ``[[서울]]은`` links 서울 only.
"""

from __future__ import annotations

import re

_DEFAULT = "[a-z]+"
_TRAILS = {
    "ar": "[a-zء-ي]+",
    "ca": "(?:[a-zàèéíòóúç·ïü]|'(?!'))+",
    "cs": "[a-záčďéěíňóřšťúůýž]+",
    "de": "[äöüßa-z]+",
    "es": "[a-záéíóúñ]+",
    "fi": "[a-zäö]+",
    "fr": "[a-zàâçéèêîôûäëïöüùÇÉÂÊÎÔÛÄËÏÖÜÀÈÙ]+",
    "he": "[a-zא-ת]+",
    "hu": "[a-záéíóúöüőűÁÉÍÓÚÖÜŐŰ]+",
    "is": "[áðéíóúýþæöa-z–-]+",
    "it": "[a-zàéèíîìóòúù]+",
    "nl": "[a-zäöüïëéèà]+",
    "pl": "[a-zęóąśłżźćńĘÓĄŚŁŻŹĆŃ]+",
    "pt": "[áâãàéêẽçíòóôõq̃úüűũa-z]+",
    "ru": "[a-zабвгдеёжзийклмнопрстуфхцчшщъыьэюя]+",
    "sr": "[abvgdđežzijklmnoprstćufhcčšабвгдђежзијклљмнњопрстћуфхцчџш]+",
    "sv": "[a-zåäöéÅÄÖÉ]+",
    "tr": "[a-zÇĞçğİıÖöŞşÜüÂâÎîÛû]+",
    "zh-hans": "(?!)",
}
_PREFIXES = {
    "ar": "a-zA-Z\u0080-\U0010ffff",
    "is": "áÁðÐéÉíÍóÓúÚýÝþÞæÆöÖA-Za-z–-",
}
_COMPILED: dict[str, re.Pattern[str]] = {}


def split_trail(trail: str, lang: str) -> tuple[str, str]:
    """The letters after ``]]`` that belong to the link, and the rest."""
    pattern = _COMPILED.get(lang)
    if pattern is None:
        pattern = _COMPILED[lang] = re.compile(_TRAILS.get(lang, _DEFAULT))
    match = pattern.match(trail)
    return (match[0], trail[match.end():]) if match else ("", trail)


def split_prefix(text: str, lang: str) -> tuple[str, str]:
    """The text before ``[[`` and the letters at its end that belong to the link; few languages have such."""
    letters = _PREFIXES.get(lang)
    if letters is None or not text:
        return text, ""
    start = len(text) - len(re.match(rf"[{letters}]*", text[::-1])[0])  # type: ignore[index]  # matches "" at least
    return text[:start], text[start:]


def has_prefix(lang: str) -> bool:
    """Whether letters before a link can belong to it."""
    return lang in _PREFIXES
