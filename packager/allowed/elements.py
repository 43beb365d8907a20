"""What may stay: elements, attributes and values, by family (HTML living standard, MathML Core, SVG 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

GLOBAL = frozenset({"class", "id", "style", "title", "lang", "dir", "role"})
ARIA = frozenset(
    {"aria-hidden", "aria-label", "aria-labelledby", "aria-describedby", "aria-level", "aria-expanded", "aria-controls"}
)
_CELL = frozenset("colspan rowspan scope headers abbr align valign width height bgcolor nowrap".split())
_BOX = frozenset({"align", "width"})
HTML: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        """abbr address article aside b bdi bdo big blockquote br center cite code dd del details dfn div dl dt em
        figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd main mark nav p pre q rb rbc rp rt rtc
        ruby s samp section small span strike strong sub summary sup tt u var wbr caption tbody tfoot thead tr
        li dir menu""".split(),
        _BOX,
    ),
    "a": frozenset({"href"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "audio": frozenset({"src", "controls"}),
    "video": frozenset({"src", "controls", "width", "height"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "ul": frozenset({"type"}),
    "li": frozenset({"value", "type"}),
    "font": frozenset({"color", "size", "face"}),
    "time": frozenset({"datetime"}),
    "data": frozenset(),
    "table": frozenset("align width border cellpadding cellspacing bgcolor frame rules summary".split()),
    "col": frozenset({"span", "width", "align", "valign"}),
    "colgroup": frozenset({"span", "width", "align", "valign"}),
    "td": _CELL,
    "th": _CELL,
    "tr": frozenset({"align", "valign", "bgcolor"}),
    "style": frozenset(),
}
_MATH_GLOBAL = frozenset(
    """class id style dir displaystyle scriptlevel mathvariant mathcolor mathbackground mathsize""".split()
)
MATH: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        """mrow mi mn ms mtext msqrt mroot merror mphantom msub msup msubsup mmultiscripts mprescripts
        none semantics mstyle""".split(),
        frozenset(),
    ),
    "math": frozenset({"display", "alttext"}),
    "mo": frozenset(
        """stretchy fence separator lspace rspace minsize maxsize symmetric largeop movablelimits form accent""".split()
    ),
    "mspace": frozenset({"width", "height", "depth", "linebreak"}),
    "mfrac": frozenset({"linethickness", "bevelled", "numalign", "denomalign"}),
    "mpadded": frozenset({"width", "height", "depth", "lspace", "voffset"}),
    "menclose": frozenset({"notation"}),
    "mfenced": frozenset({"open", "close", "separators"}),
    "munder": frozenset({"accentunder"}),
    "mover": frozenset({"accent"}),
    "munderover": frozenset({"accent", "accentunder"}),
    "mtable": frozenset(
        """columnalign rowalign columnspacing rowspacing columnlines rowlines frame equalcolumns equalrows align width
        side""".split()
    ),
    "mtr": frozenset({"columnalign", "rowalign"}),
    "mtd": frozenset({"columnalign", "rowalign", "columnspan", "rowspan"}),
}
_SVG_GLOBAL = frozenset(
    """class id style transform fill stroke stroke-width stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit fill-rule clip-rule fill-opacity stroke-opacity opacity color display visibility
    font-size font-weight font-style font-family text-anchor text-decoration letter-spacing dominant-baseline
    clip-path stop-color stop-opacity""".split()
)
_GRADIENT = frozenset({"gradientUnits", "gradientTransform", "spreadMethod"})
SVG: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"width", "height", "viewBox", "preserveAspectRatio"}),
    "g": frozenset(),
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
    "text": frozenset({"x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust"}),
    "tspan": frozenset({"x", "y", "dx", "dy", "rotate"}),
    "defs": frozenset(),
    "linearGradient": frozenset({"x1", "y1", "x2", "y2"}) | _GRADIENT,
    "radialGradient": frozenset({"cx", "cy", "r", "fx", "fy"}) | _GRADIENT,
    "stop": frozenset({"offset"}),
    "clipPath": frozenset({"clipPathUnits"}),
}
"""Nothing here refers to another document; ``use`` and ``image`` do."""
SVG_TEXT = frozenset({"text", "tspan"})
"""Drawing elements whose text is shown."""
ELEMENTS: Mapping[str, Mapping[str, frozenset[str]]] = {"html": HTML, "math": MATH, "svg": SVG}
COMMON: Mapping[str, frozenset[str]] = {"html": GLOBAL | ARIA, "math": _MATH_GLOBAL, "svg": _SVG_GLOBAL}
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
RAW = frozenset("style script iframe noembed noframes xmp listing plaintext".split())
"""Elements whose text is not escaped; of these only style sheets may stay."""
# Values of presentation attributes: numbers, lengths, colour names, path data, words. No colon, slash or backslash
# can be part of one, nor two letters after a dot, so none of them can be an address or the name of a host.
PLAIN_VALUE = re.compile(r"(?:[\w\s,;%+*#()'!?$&\-‐-‧°…“”‘’·]|\.(?![^\W\d_]{2}))*\Z")
LOCAL_PAINT = re.compile(r"url\(#[\w-]+\)\Z", re.A)
FREE_TEXT = frozenset({"title", "alt", "aria-label", "alttext", "summary", "abbr"})
"""Attributes whose value is text for people."""
HIDES_ADDRESS = re.compile(
    r"//|\\|%2f%2f|\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<"
    r"|\bwww\d?\.|\w\.[\w-]+\.[a-z]{2,}|\w@\w|(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f]*:[0-9a-f:]*\]",
    re.I,
)
"""What such a text may not hold: nobody reads an address there, and a program might."""
NAMES = frozenset({"class", "id", "headers", "aria-labelledby", "aria-describedby", "aria-controls"})
NAME = re.compile(r"""(?:[^<>"'`=\\{}/]|/(?!/))*\Z""")
"""A name or a list of names. No two slashes: a heading that is an address is no place to jump to."""
RESERVED = re.compile(r"reader-|r-|[pg]\d+\Z", re.I)
"""Ids and classes of the reader's shell (``r-``) and of its plain pages (``p1``, ``g1``)."""
