"""``<math>``, ``<chem>`` and ``<ce>`` (extension Math): TeX as text, or in three forms.

On the drive a formula is MathML, HTML with classes for browsers without that, and a line of text in
``alttext``, which search and screen readers take; all are made of one tree.
"""

from __future__ import annotations

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import escape, wrap
from packager.wikitext.passes.attributes import validate_tag_attributes
from packager.wikitext.state import Parser
from packager.wikitext.tags.registry import TagResult, tag
from packager.wikitext.tags.tex.css_layout import css_layout
from packager.wikitext.tags.tex.linear import linear, readable
from packager.wikitext.tags.tex.mathml import TexError, to_mathml
from packager.wikitext.tags.tex.tree import read

# No attribute on the drive has an angle bracket in it, so that it reads the same in every parser.
_IN_ATTRIBUTE = str.maketrans({"<": "＜", ">": "＞", '"': "”"})
_LAYOUTS = {"block": "{{\\displaystyle {}}}", "inline": "{{\\textstyle {}}}"}


@tag("math")
def math(frame: Frame, content: str | None, attributes: dict[str, str]) -> TagResult:
    tex = content or ""
    if "chem" in attributes:
        tex = f"\\ce{{{tex.strip()}}}"
    return TagResult(_formula(frame.parser, tex, attributes), "nowiki")


@tag("chem", "ce")
def chem(frame: Frame, content: str | None, attributes: dict[str, str]) -> TagResult:
    return TagResult(_formula(frame.parser, f"\\ce{{{(content or '').strip()}}}", attributes), "nowiki")


def _formula(parser: Parser, tex: str, attributes: dict[str, str]) -> str:
    display = attributes.get("display", "")
    if parser.settings.math == "mathml":
        return _mathml(parser, tex, display, attributes)
    kind = "display" if display == "block" else "inline"
    tex = _LAYOUTS.get(display, "{}").format(tex).replace("\n", " ")
    return _source(parser, f"mwe-math-fallback-source-{kind} tex", f"$ {tex} $", attributes)


def _source(parser: Parser, classes: str, text: str, attributes: dict[str, str]) -> str:
    kept = validate_tag_attributes(attributes, "span", parser.settings.fragment_mode[0])
    classes = f"{classes} {kept.pop('class', '')}".rstrip()
    return wrap("span", {"class": classes, "dir": "ltr", **{k: v for k, v in kept.items() if k != "dir"}}, escape(text))


def _mathml(parser: Parser, tex: str, display: str, attributes: dict[str, str]) -> str:
    """Both layouts; the style sheet or the reader shows the one that the browser can draw."""
    text = " ".join(tex.split())
    try:
        formula = to_mathml(tex, display)
        tree = read(formula)
    except TexError as error:
        parser.problem("math-error", parser.title, f"{error}: {text[:200]}")
        return _source(parser, "mwe-math-failed tex", readable(text), attributes)
    element = "mwe-math-element mwe-math-display" if display == "block" else "mwe-math-element"
    kept = validate_tag_attributes(attributes, "span", parser.settings.fragment_mode[0])
    element = f"{element} {kept.get('class', '')}".rstrip()
    identifier = {"id": kept["id"]} if "id" in kept else {}
    said = linear(tree).translate(_IN_ATTRIBUTE)
    formula = formula.replace("<math", f'<math alttext="{escape(said)}"', 1) if said else formula
    both = f'<span class="mwe-math-mathml">{formula}</span>{css_layout(tree)}'
    return wrap("span", {"class": element, **identifier}, both)
