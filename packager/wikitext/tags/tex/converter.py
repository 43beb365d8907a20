"""The grammar of TeX formulas, read once and turned into MathML on the way: rows, scripts, fences, environments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from packager.wikitext.tags.tex.atoms import Atom, letters, symbol, with_scripts
from packager.wikitext.tags.tex.scanner import Scanner, TexError
from packager.wikitext.tags.tex.symbols import (
    ACCENTS,
    ARROWS_WITH_TEXT,
    BINOMIALS,
    CHARACTER_DELIMITERS,
    CHARACTERS,
    CLASSES,
    COMMAND_FONTS,
    DELIMITERS,
    FRACTIONS,
    IGNORED,
    INFIX,
    OVER,
    SIZES,
    SPACES,
    STYLES,
    SWITCH_FONTS,
    TEXT_COMMANDS,
    UNDER,
    UNSTRETCHED,
    in_alphabet,
)
from packager.wikitext.tags.tex.tables import ENVIRONMENTS, fenced, table
from packager.wikitext.tags.tex.text import words

_DEEPEST = 100
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_WORD = re.compile(r"[A-Za-z]+")
_FOREIGN = re.compile(r"[^\x00-\u02ff\u0370-\u03ff\u2000-\u2bff]+")
_ENVIRONMENT = re.compile(r"\s*\{([a-zA-Z]+)\*?\}")
_SIZED = re.compile(r"(big|Big|bigg|Bigg)([lrm]?)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,6}|[A-Za-z]+")


class Converter(Scanner):
    """Turns a formula, or a piece of one, into MathML as it reads."""

    def __init__(self, tex: str, handlers: Mapping[str, Handler], depth: int = 0) -> None:
        super().__init__(tex)
        self.handlers = handlers
        """Commands with a grammar of their own, by name."""
        self.font = ""
        self.depth = depth

    def sub_formula(self, tex: str) -> str:
        """Another text, in the same surroundings."""
        inner = Converter(tex, self.handlers, self.depth + 1)
        inner.font = self.font
        return inner.whole()

    def whole(self) -> str:
        """Everything to the end; a line break or an ampersand outside an environment makes a table of it."""
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row(frozenset()))
            token = self.take()
            if not token:
                break
            if token == "&":
                continue
            if token not in ("\\\\", "\\cr"):
                raise TexError(f"stray {token}")
            rows.append([])
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else table(rows, ENVIRONMENTS["aligned"], "")

    # Rows

    def row(self, stops: frozenset[str]) -> str:
        """Everything up to one of ``stops``, which is left there, as one element."""
        font = self.font
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TexError("nested too deeply")
        items: list[str] = []
        opened: list[tuple[int, str]] = []
        infix: tuple[str, str] | None = None
        while (token := self.peek()) and token not in stops and token not in ("}", "&", "\\\\", "\\cr"):
            name = token[1:]
            if token[0] == "\\" and name in STYLES:
                self.take()
                opened.append((len(items), f"<mstyle {STYLES[name]}>"))
            elif token in ("\\color", "\\pagecolor", "\\definecolor"):
                self.take()
                if colour := self.colour(name):
                    opened.append((len(items), f'<mstyle mathcolor="{colour}">'))
            elif token[0] == "\\" and name in SWITCH_FONTS:
                self.take()
                self.font = SWITCH_FONTS[name]
            elif token[0] == "\\" and name in INFIX and infix is None:
                self.take()
                if name == "above":
                    self.length()
                infix = name, self._closed(items, opened)
                items, opened = [], []
            else:
                items.append(self.scripted())
        self.depth -= 1
        self.font = font
        body = self._closed(items, opened)
        if infix is None:
            return body
        left, right, line = INFIX[infix[0]]
        thickness = f' linethickness="{line}"' if line else ""
        fraction = f"<mfrac{thickness}>{infix[1]}{body}</mfrac>"
        return fenced(left, fraction, right) if left else fraction

    @staticmethod
    def _closed(items: list[str], opened: list[tuple[int, str]]) -> str:
        """The row as one element, with style switches wrapped around what follows them."""
        for start, tag in reversed(opened):
            items[start:] = [f"{tag}{''.join(items[start:])}</mstyle>"]
        return items[0] if len(items) == 1 else f"<mrow>{''.join(items)}</mrow>"

    def colour(self, command: str) -> str:
        if command == "definecolor":
            for _ in range(3):
                self.raw_group()
            return ""
        self.option()
        colour = self.raw_group().strip()
        return colour.lower() if command == "color" and _COLOUR.fullmatch(colour) else ""

    def group(self) -> str:
        """One argument: a group in braces or a single token."""
        token = self.peek()
        if not token or token in ("}", "&", "\\\\"):
            raise TexError("missing argument")
        if token == "{":
            self.take()
            body = self.row(frozenset())
            if self.take() != "}":
                raise TexError("missing }")
            return body
        if token in "0123456789":
            return f"<mn>{self.take()}</mn>"
        if token.isalpha():
            return letters(self.take(), self.font)
        return self.atom().xml

    # Scripts

    def scripted(self) -> str:
        """An atom with its sub- and superscripts."""
        base = Atom("<mrow></mrow>") if self.peek() in ("^", "_", "'") else self.atom()
        sub, sup, forced = "", "", False
        while (token := self.peek()) in ("^", "_", "'", "\\limits", "\\nolimits", "\\displaylimits"):
            if token == "_":
                self.take()
                if sub:
                    raise TexError("two subscripts")
                sub = self.group()
            elif token == "^":
                self.take()
                exponent = self.group()
                sup = f"<mrow>{sup}{exponent}</mrow>" if sup else exponent
            elif token == "'":
                primes = 0
                while self.peek() == "'":
                    self.take()
                    primes += 1
                sup += f"<mo>{'′' * primes}</mo>"
            else:
                self.take()
                forced = token == "\\limits"
                if token == "\\nolimits":
                    base = Atom(base.xml)
        xml = with_scripts(base, sub, sup, forced)
        if base.kind in ("function", "limits function") and self.peek() not in ("", "(", "[", "{", "}", "\\left", "&"):
            xml += '<mspace width="0.167em"></mspace>'
        return xml

    # Atoms

    def atom(self) -> Atom:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TexError("nested too deeply")
        atom = self._atom(self.take())
        self.depth -= 1
        return atom

    def _atom(self, token: str) -> Atom:
        if not token:
            raise TexError("missing argument")
        if token == "{":
            body = self.row(frozenset())
            if self.take() != "}":
                raise TexError("missing }")
            return Atom(body if body.startswith("<mrow") else f"<mrow>{body}</mrow>")
        if token[0] == "\\":
            return self.command(token[1:])
        if token == "~":
            return Atom('<mspace width="0.333em"></mspace>')
        if token in "0123456789.":
            number = _NUMBER.match(self.tex, self.position - 1)
            if number:
                self.position = number.end()
                digits = number[0]
                if self.font and self.font not in ("normal", "italic"):
                    digits = in_alphabet(digits, self.font)
                return Atom(f"<mn>{digits}</mn>")
            return Atom("<mo>.</mo>")
        if token.isascii() and token.isalpha():
            return Atom(letters(self._word(token), self.font))
        if foreign := _FOREIGN.match(self.tex, self.position - 1):
            self.position = foreign.end()
            return Atom(f"<mtext>{escape(foreign[0], quote=False)}</mtext>")
        if token.isalpha():
            return Atom(letters(token, self.font))
        if token in ("^", "_", "}", "&", "$", "#"):
            raise TexError(f"stray {token}")
        if token == ",":
            return Atom('<mo separator="true">,</mo>')
        if token in UNSTRETCHED:
            return Atom(f'<mo stretchy="false">{token}</mo>')
        return Atom(f"<mo>{CHARACTERS.get(token, escape(token, quote=False))}</mo>")

    def _word(self, letter: str) -> str:
        """In upright type letters that stand together are one word."""
        if self.font != "normal":
            return letter
        word = _WORD.match(self.tex, self.position - 1)
        if word is None:
            return letter
        self.position = word.end()
        return word[0]

    def command(self, name: str) -> Atom:
        """What a command stands for. The order matters only where a name is in two tables."""
        if (atom := symbol(name, self.font)) is not None:
            return atom
        if name in SPACES:
            return Atom(f'<mspace width="{SPACES[name]}"></mspace>')
        if name in TEXT_COMMANDS:
            return Atom(words(self.raw_group(), TEXT_COMMANDS[name], self.sub_formula))
        if name in COMMAND_FONTS:
            return Atom(self._in_font(COMMAND_FONTS[name]))
        if (sized := _SIZED.fullmatch(name)) is not None:
            size = SIZES[sized[1]]
            return Atom(f'<mo stretchy="true" minsize="{size}" maxsize="{size}">{self.delimiter()}</mo>')
        return self._structure(name)

    def _structure(self, name: str) -> Atom:
        """Commands with arguments."""
        if name in FRACTIONS or name in BINOMIALS:
            return Atom(self._fraction(name))
        if name in ACCENTS:
            stretchy = "true" if name.startswith("wide") else "false"
            return Atom(f'<mover accent="true">{self.group()}<mo stretchy="{stretchy}">{ACCENTS[name]}</mo></mover>')
        if name in OVER:
            return Atom(f'<mover>{self.group()}<mo stretchy="true">{OVER[name]}</mo></mover>', "over")
        if name in UNDER:
            return Atom(f'<munder>{self.group()}<mo stretchy="true">{UNDER[name]}</mo></munder>', "under")
        if name in ARROWS_WITH_TEXT:
            return Atom(self._arrow(ARROWS_WITH_TEXT[name]))
        if name in CLASSES:
            return Atom(self.group())
        if name in IGNORED:
            return Atom("")
        handler = self.handlers.get(name)
        if handler is None:
            raise TexError(f"unknown command \\{name}")
        return handler(self)

    def _fraction(self, name: str) -> str:
        if name == "cfrac":
            self.option()
        style = FRACTIONS.get(name) or BINOMIALS.get(name)
        above, below = self.group(), self.group()
        if name in BINOMIALS:
            xml = fenced("(", f'<mfrac linethickness="0">{above}{below}</mfrac>', ")")
        else:
            xml = f"<mfrac>{above}{below}</mfrac>"
        return f"<mstyle {STYLES[style]}>{xml}</mstyle>" if style else xml

    def _arrow(self, arrow: str) -> str:
        below = self.option()
        above = self.group()
        shaft = f'<mo stretchy="true" minsize="1.5em">{arrow}</mo>'
        if below:
            return f"<munderover>{shaft}{self.sub_formula(below)}{above}</munderover>"
        return f"<mover>{shaft}{above}</mover>"

    def _in_font(self, font: str) -> str:
        outer, self.font = self.font, font
        body = self.group()
        self.font = outer
        return body

    def delimiter(self) -> str:
        token = self.take()
        if token[:1] == "\\" and token[1:] in DELIMITERS:
            return DELIMITERS[token[1:]]
        if token in CHARACTER_DELIMITERS:
            return CHARACTER_DELIMITERS[token]
        raise TexError(f"no delimiter: {token}")

    def fences(self) -> Atom:
        left = self.delimiter()
        parts = [self.row(frozenset({"\\right", "\\middle"}))]
        while (token := self.take()) == "\\middle":
            parts.append(f'<mo stretchy="true" form="infix">{self.delimiter()}</mo>')
            parts.append(self.row(frozenset({"\\right", "\\middle"})))
        if token != "\\right":
            raise TexError("\\left without \\right")
        return Atom(fenced(left, "".join(parts), self.delimiter()))

    def environment(self) -> Atom:
        name = _ENVIRONMENT.match(self.tex, self.position)
        if name is None or name[1] not in ENVIRONMENTS:
            raise TexError("unknown environment")
        self.position = name.end()
        kind = ENVIRONMENTS[name[1]]
        columns = ""
        if kind.argument:
            self.option()
            columns = self.raw_group()
        rows = self.rows("\\end")
        end = _ENVIRONMENT.match(self.tex, self.position)
        if end is None or end[1] != name[1]:
            raise TexError(f"\\begin{{{name[1]}}} without \\end")
        self.position = end.end()
        return Atom(table(rows, kind, columns))

    def rows(self, stop: str) -> list[list[str]]:
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row(frozenset({stop})))
            token = self.take()
            if token in ("\\\\", "\\cr"):
                if self.tex[self.position:self.position + 1] == "[":
                    self.option()
                rows.append([])
            elif token == stop:
                break
            elif token != "&":
                raise TexError("unfinished table")
        if rows[-1] == ["<mrow></mrow>"]:
            rows.pop()
        return rows

    def substack(self) -> Atom:
        if self.take() != "{":
            raise TexError("missing argument")
        return Atom(table(self.rows("}"), ENVIRONMENTS["matrix"], ""))


Handler = Callable[[Converter], Atom]
