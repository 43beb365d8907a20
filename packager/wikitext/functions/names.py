"""From a name in ``{{name:...}}`` to what it calls (MediaWiki: MagicWordArray, Parser::callParserFunction)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from packager.wikitext.functions import magic_words
from packager.wikitext.functions.magic_words import rows
from packager.wikitext.functions.registry import FUNCTIONS, VARIABLES, Function, Variable


class Call(NamedTuple):
    """What a name can mean; each meaning is None or empty if it has not that one."""

    prefix: str = ""
    """``subst``, ``safesubst``, ``msg``, ``msgnw`` or ``raw``: goes before another name."""
    function: Function | None = None
    variable: Variable | None = None


class Names:
    """All names that are valid on a wiki of one language."""

    def __init__(self, language: str, wikibase: bool) -> None:
        korean = language == "ko"
        self.prefixes: dict[str, str] = {}
        self.functions: tuple[dict[str, str], dict[str, str]] = ({}, {})
        self.variables: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for word in rows(magic_words.PREFIXES, korean):
            self.prefixes.update((name.lower(), word.canonical) for name in word.names)
        extra = magic_words.EXTRA_NAMES.get(language, "")
        functions = [(magic_words.HASH_FUNCTIONS, "#"), (magic_words.COLON_FUNCTIONS, ""), (magic_words.BOTH, "")]
        variables = [magic_words.BOTH, magic_words.PLAIN_VARIABLES]
        if wikibase:
            functions.append((magic_words.WIKIBASE, ""))
            variables.append(magic_words.WIKIBASE_VARIABLES)
        for table, hash_sign in (*functions, (extra, "")):
            for word in rows(table, korean or table is extra) if table else ():
                for name in word.names:
                    self.functions[word.exact][hash_sign + (name if word.exact else name.lower())] = word.canonical
        for table in variables:
            for word in rows(table, korean):
                for name in word.names:
                    self.variables[word.exact][name if word.exact else name.lower()] = word.canonical

    def call(self, name: str) -> Call:
        """The meanings of a name as it is written, without colon."""
        lower = name.lower()
        function = self.functions[1].get(name) or self.functions[0].get(lower)
        variable = self.variables[1].get(name) or self.variables[0].get(lower)
        return Call(
            self.prefixes.get(lower, ""),
            FUNCTIONS.get(function) if function else None,
            VARIABLES.get(variable) if variable else None,
        )


@lru_cache(maxsize=8)
def names_for(language: str, wikibase: bool) -> Names:
    """The names of a language, with those from Wikibase or without."""
    return Names(language, wikibase)
