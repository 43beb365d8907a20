"""TeX formulas as Wikipedia writes them (texvc, AMS environments, \\ce) to presentation MathML.

One pass over the text. What is not understood raises ``TexError``: the page then shows the source.
"""

from __future__ import annotations

from packager.wikitext.tags.tex.commands import HANDLERS
from packager.wikitext.tags.tex.converter import Converter
from packager.wikitext.tags.tex.scanner import TexError

__all__ = ["TexError", "to_mathml"]


LAYOUTS = {"block": ' display="block"', "inline": "", "": ' displaystyle="true"'}
"""By ``display=``. A formula without it stands in the line and is still set large: sums bear their limits above."""


def to_mathml(tex: str, display: str = "") -> str:
    """The ``<math>`` element for a formula."""
    kind = LAYOUTS.get(display, LAYOUTS[""])
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"{kind}>{Converter(tex, HANDLERS).whole()}</math>'
