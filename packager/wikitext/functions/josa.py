"""Korean particles that fit the last letter: {{#을를:사과}} (MediaWiki extension Josa)."""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, parser_function

_PARTICLES = {
    # After a consonant, after a vowel, after what has no Korean reading.
    "Eul/Ruel": ("을", "를", "을(를)"),
    "Eun/Neun": ("은", "는", "은(는)"),
    "E/Ga": ("이", "가", "이(가)"),
    "Gwa/Wa": ("과", "와", "과(와)"),
    "A/Ya": ("아", "야", "아(야)"),
    "Euro/Ro": ("으로", "로", "(으)로"),
    "E/": ("이", "", "(이)"),
}
_CONSONANT, _VOWEL, _UNKNOWN = 0, 1, 2
# How Latin capitals and digits end when they are read in Korean.
_END_IN_RIEUL = frozenset("178LR")
_END_IN_CONSONANT = frozenset("036MN")
_END_IN_VOWEL = frozenset("2459ABCDEFGHIJKOPQSTUVWXYZ")
_SILENT = re.compile("[\0-'*-/:-@\\[-`{-\u00ff]")
"""Punctuation is not read; parentheses are, so that nothing is guessed about what stands in them."""
_OVERRIDE = re.compile(r"(?:override|덮어쓰기|오버라이드)=([^\n]*)\n?")
_ONLY = ("josaonly", "조사만")
_FIRST_SYLLABLE, _RIEUL = 0xAC00, 8


def particle(kind: str, word: str) -> str:
    """The form of a particle after a word."""
    word = _SILENT.sub("", word)
    last = word[-1:]
    form = _UNKNOWN
    if last in _END_IN_VOWEL:
        form = _VOWEL
    elif last in _END_IN_CONSONANT:
        form = _CONSONANT
    elif last in _END_IN_RIEUL:
        form = _VOWEL if kind == "Euro/Ro" else _CONSONANT
    elif last and not last.isascii():
        final = (ord(last) - _FIRST_SYLLABLE) % 28
        if final == 0 or (kind == "Euro/Ro" and final == _RIEUL and ord(last) > _FIRST_SYLLABLE):
            form = _VOWEL
        else:
            form = _CONSONANT
    return _PARTICLES[kind][form]


def _register(kind: str) -> None:
    @parser_function(kind)
    def run(frame: Frame, args: Args) -> str:
        word = args[0]
        chosen = particle(kind, word)
        for index in range(1, min(len(args), 3)):
            override = _OVERRIDE.fullmatch(args[index])
            if override:
                chosen = override[1]
            elif args[index] in _ONLY:
                word = ""
        return word + chosen


for _kind in _PARTICLES:
    _register(_kind)
