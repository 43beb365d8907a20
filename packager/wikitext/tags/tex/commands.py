"""TeX commands with arguments of their own kind: roots, stacks, boxes, names, chemistry."""

from __future__ import annotations

import re
from html import escape

from packager.wikitext.tags.tex.atoms import Atom
from packager.wikitext.tags.tex.chemistry import chemical_tex
from packager.wikitext.tags.tex.converter import Converter, Handler
from packager.wikitext.tags.tex.scanner import LENGTH, TexError
from packager.wikitext.tags.tex.symbols import NEGATED, OPERATORS, STYLES
from packager.wikitext.tags.tex.tables import fenced
from packager.wikitext.tags.tex.text import words


def _root(self: Converter) -> Atom:
    index = self.option()
    body = self.group()
    return Atom(f"<mroot>{body}{self.sub_formula(index)}</mroot>" if index else f"<msqrt>{body}</msqrt>")


def _stacked(order: str) -> Handler:
    def handler(self: Converter) -> Atom:
        first, base = self.group(), self.group()
        return Atom(f"<{order}>{base}{first}</{order}>")

    return handler


def _sideset(self: Converter) -> Atom:
    left, right = self.raw_group(), self.raw_group()
    operator = self.scripted()
    before = self.sub_formula("{}" + left) if left.strip() else ""
    after = self.sub_formula("{}" + right) if right.strip() else ""
    return Atom(f"<mrow>{before}{operator}{after}</mrow>")


def _operator_name(self: Converter) -> Atom:
    star = self.tex[self.position:self.position + 1] == "*"
    self.position += star
    outer, self.font = self.font, "normal"
    body = self.group()
    self.font = outer
    word = re.fullmatch(r"<mi[^>]*>([^<]*)</mi>", body)
    if word is None:
        return Atom(body, "limits" if star else "function")
    if star:
        return Atom(f'<mo movablelimits="true" form="prefix">{word[1]}</mo>', "limits function")
    return Atom(body, "function")


def _negated(self: Converter) -> Atom:
    token = self.take()
    name = token[1:] if token[:1] == "\\" else token
    if name in NEGATED:
        return Atom(f"<mo>{NEGATED[name]}</mo>")
    if token[:1] == "\\" and name in OPERATORS:
        return Atom(f"<mo>{OPERATORS[name]}\u0338</mo>")
    self.position -= len(token)
    return Atom(f'<menclose notation="updiagonalstrike">{self.group()}</menclose>')


def _modulus(self: Converter) -> Atom:
    return Atom('<mrow><mspace width="0.222em"></mspace><mi>mod</mi><mspace width="0.222em"></mspace></mrow>')


def _bracketed_modulus(self: Converter) -> Atom:
    return Atom(f'<mrow><mspace width="0.444em"></mspace><mo stretchy="false">(</mo><mi>mod</mi>'
                f'<mspace width="0.333em"></mspace>{self.group()}<mo stretchy="false">)</mo></mrow>')  # fmt: skip


def _boxed(self: Converter) -> Atom:
    return Atom(f'<mrow class="tex-box">{self.group()}</mrow>')


def _framed(self: Converter) -> Atom:
    return Atom(f'<mrow class="tex-box">{words(self.raw_group(), "", self.sub_formula)}</mrow>')


def _phantom(self: Converter) -> Atom:
    return Atom(f"<mphantom>{self.group()}</mphantom>")


def _enclosed(notation: str) -> Handler:
    def handler(self: Converter) -> Atom:
        return Atom(f'<menclose notation="{notation}">{self.group()}</menclose>')

    return handler


def _cancelled_to(self: Converter) -> Atom:
    value, body = self.group(), self.group()
    return Atom(f'<msup><menclose notation="updiagonalstrike">{body}</menclose>{value}</msup>')


def _delimiter(text: str, outer: Converter) -> str:
    return Converter(text, outer.handlers).delimiter() if text else ""


def _generic_fraction(self: Converter) -> Atom:
    left, right, thickness, style = (self.raw_group().strip() for _ in range(4))
    above, below = self.group(), self.group()
    line = ' linethickness="0"' if thickness.startswith("0") else ""
    xml = f"<mfrac{line}>{above}{below}</mfrac>"
    if left or right:
        xml = fenced(_delimiter(left, self), xml, _delimiter(right, self))
    return Atom(xml if style != "0" else f"<mstyle {STYLES['displaystyle']}>{xml}</mstyle>")


def _chemistry(self: Converter) -> Atom:
    outer, self.font = self.font, "normal"
    body = self.sub_formula(chemical_tex(self.raw_group()))
    self.font = outer
    return Atom(body)


def _coloured(self: Converter) -> Atom:
    colour = self.colour("color")
    body = self.group()
    return Atom(f'<mstyle mathcolor="{colour}">{body}</mstyle>' if colour else body)


def _horizontal_space(self: Converter) -> Atom:
    length = self.raw_group().strip()
    if not LENGTH.fullmatch(length):
        raise TexError("no length")
    return Atom(f'<mspace width="{length.replace(" ", "")}"></mspace>')


def _label(self: Converter) -> Atom:
    return Atom(f'<mspace width="1em"></mspace><mtext>({escape(self.raw_group(), quote=False)})</mtext>')


def _dirac(left: str, right: str) -> Handler:
    def handler(self: Converter) -> Atom:
        return Atom(f'<mrow><mo stretchy="false">{left}</mo>{self.group()}<mo stretchy="false">{right}</mo></mrow>')

    return handler


HANDLERS: dict[str, Handler] = {
    "sqrt": _root,
    "overset": _stacked("mover"), "stackrel": _stacked("mover"), "underset": _stacked("munder"),
    "sideset": _sideset,
    "operatorname": _operator_name, "mathop": _operator_name,
    "not": _negated,
    "left": Converter.fences, "begin": Converter.environment, "substack": Converter.substack,
    "bmod": _modulus, "mod": _modulus, "pmod": _bracketed_modulus,
    "boxed": _boxed, "fbox": _framed,
    "phantom": _phantom, "vphantom": _phantom, "hphantom": _phantom, "smash": lambda self: Atom(self.group()),
    "cancel": _enclosed("updiagonalstrike"), "bcancel": _enclosed("downdiagonalstrike"),
    "xcancel": _enclosed("updiagonalstrike downdiagonalstrike"), "cancelto": _cancelled_to,
    "genfrac": _generic_fraction,
    "ce": _chemistry, "textcolor": _coloured,
    "hspace": _horizontal_space, "tag": _label,
    "bra": _dirac("⟨", "|"), "ket": _dirac("|", "⟩"),
}  # fmt: skip
