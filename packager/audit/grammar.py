"""The grammar of finished pages: which elements, attributes and values there are, and how each is spelled.

Everything that no table here claims is a finding. The tables are the judges' own: the cleaner has its lists elsewhere,
and neither reads the other's. ``verify_pages.py`` and docs/formats-html.md carry copies (``tools/refresh_judges.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

TABLES: Mapping[str, str] = {
    "html": """
* = class id style title lang dir role aria-hidden aria-label aria-labelledby aria-describedby aria-level aria-expanded
* = aria-controls
abbr address article aside b bdi bdo big blockquote br center cite code dd del details dfn div dl dt em = align width
figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd main mark nav p pre q rb rbc rp rt = align width
rtc ruby s samp section small span strike strong sub summary sup tt u var wbr caption tbody tfoot thead = align width
dir menu = align width
a = href
details = open
img = src alt width height
audio = src controls
video = src controls width height
ol = start reversed type
ul = type
li = value type
font = color size face
time = datetime
data style =
table = align width border cellpadding cellspacing bgcolor frame rules summary
col colgroup = span width align valign
td th = colspan rowspan scope headers abbr align valign width height bgcolor nowrap
tr = align valign bgcolor
""",
    "math": """
* = class id style dir displaystyle scriptlevel mathvariant mathcolor mathbackground mathsize
mrow mi mn ms mtext msqrt mroot merror mphantom msub msup msubsup mmultiscripts mprescripts none semantics mstyle =
math = display alttext
mo = stretchy fence separator lspace rspace minsize maxsize symmetric largeop movablelimits form accent
mspace = width height depth linebreak
mfrac = linethickness bevelled numalign denomalign
mpadded = width height depth lspace voffset
menclose = notation
mfenced = open close separators
munder = accentunder
mover = accent
munderover = accent accentunder
mtable = columnalign rowalign columnspacing rowspacing columnlines rowlines frame equalcolumns equalrows align width
mtable = side
mtr = columnalign rowalign
mtd = columnalign rowalign columnspan rowspan
""",
    "svg": """
* = class id style transform fill stroke stroke-width stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
* = stroke-miterlimit fill-rule clip-rule fill-opacity stroke-opacity opacity color display visibility font-size
* = font-weight font-style font-family text-anchor text-decoration letter-spacing dominant-baseline clip-path
* = stop-color stop-opacity
svg = width height viewBox preserveAspectRatio
g defs =
path = d
rect = x y width height rx ry
circle = cx cy r
ellipse = cx cy rx ry
line = x1 y1 x2 y2
polyline polygon = points
text = x y dx dy rotate textLength lengthAdjust
tspan = x y dx dy rotate
linearGradient = x1 y1 x2 y2 gradientUnits gradientTransform spreadMethod
radialGradient = cx cy r fx fy gradientUnits gradientTransform spreadMethod
stop = offset
clipPath = clipPathUnits
""",
}
"""Family to lines of ``elements = attributes``; ``*`` stands for every element of the family."""


def read_table(text: str) -> dict[str, frozenset[str]]:
    """Element to the attributes that it may have."""
    rows: dict[str, set[str]] = {}
    for line in text.strip().splitlines():
        elements, _, attributes = line.partition("=")
        for element in elements.split():
            rows.setdefault(element, set()).update(attributes.split())
    common = rows.pop("*")
    return {element: frozenset(own | common) for element, own in rows.items()}


ELEMENTS: Mapping[str, Mapping[str, frozenset[str]]] = {name: read_table(text) for name, text in TABLES.items()}
VOID = frozenset("br hr img wbr col".split())
PRESENTATION = re.compile(r"(?:[\w\s,;%+*#()'!?$&\-‐-‧°…“”‘’·]|\.(?![^\W\d_]{2}))*\Z")
"""Values that are numbers, lengths, colours, words: no colon, slash or backslash, no two letters after a dot."""
LOCAL_PAINT = re.compile(r"url\(#[\w-]+\)\Z", re.A)
WORDS = frozenset("title alt aria-label alttext summary abbr".split())
NAMES = frozenset("class id headers aria-labelledby aria-describedby aria-controls".split())
NAME = re.compile(r"""(?:[^<>"'`=\\{}/]|/(?!/))*\Z""")
RESERVED = re.compile(r"(?:^|\s)(?:reader-|r-|[pg]\d+(?:\s|$))", re.I)
ADDRESS = re.compile(
    r"//|\\|%2f%2f|\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<"
    r"|\bwww\d?\.|\w\.[\w-]+\.[a-z]{2,}|\w@\w|(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f]*:[0-9a-f:]*\]",
    re.I,
)
"""What words and names of a page may not hold."""
PATH = re.compile(r"(?:^|\s)[/~]|/[^/\s]*/")
"""A name that begins as a path does, or has two slashes."""
ENCODED = re.compile(r"%(?:2f|5c|3a)", re.I)
PEOPLE = re.compile(r"^(?:\.{1,2}/)*(?:[A-Z]/)?(?:사용자|사용자토론|특수|user|user_talk|special)(?::|%3a)", re.I)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no text of a drive has."""
DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z", re.A)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, ``YYYY-MM-DD``."""
    if not DATE.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- style sheets -----------------------------------------------------------------------------------------------------
FUNCTIONS = frozenset(
    """rgb rgba hsl hsla calc min max clamp translate translatex translatey scale scalex scaley rotate skew matrix
    linear-gradient radial-gradient repeating-linear-gradient cubic-bezier steps minmax repeat fit-content counter
    counters attr var conic-gradient repeating-radial-gradient rotatex rotatey rotatez translatez translate3d scale3d
    skewx skewy perspective hwb lab lch oklab oklch color-mix light-dark""".split()
)
REFUSED_PROPERTIES = frozenset(
    """behavior -moz-binding -ms-behavior filter -ms-filter src cue cue-before cue-after play-during accelerator
    -o-link -o-link-source unicode-range""".split()
)
DECLARATION = re.compile(r"(-?[a-z][a-z0-9-]*|--[a-z][a-z0-9-]*):([^\\@{}<>;\x00-\x1f\x7f]+)")
POSITION = re.compile(r"(?:static|relative|absolute)(?: ?!important)?", re.I)
"""Where an element may stand: nothing may lie over the reader's own parts."""
STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
CALL = re.compile(r"([\w\-\u0080-\U0010ffff]*\s*)\(")
PLACE = re.compile(r"//|/\*|\*/|[a-z][a-z0-9+.-]*:|\.[^\W\d_]{2}", re.I)
SCOPE = re.compile(r" *\.mw-parser-output(?: ?> ?| )(?![ >]*[+~])")
AROUND = re.compile(r"(?<![\w.#-])(?:html|body)(?![\w-])|:root|[.#]r-", re.I)
"""What no sheet of an article may speak of: the page around it, and what the reader calls its own."""
SELECTOR = re.compile(r"[^\\@{}<;\x00-\x1f\x7f]+")
CONDITION = re.compile(r"@(?:media|supports)\b(?:[\w\s():,.>=%-]|<(?=[\s=\d])|/(?=\s*\d))*", re.I | re.A)

# --- addresses --------------------------------------------------------------------------------------------------------
UNSAFE = re.compile(
    "[\x00-\x20\"#%&'<>?\\\\^`{|}\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Characters that an address spells as ``%XX``."""
EMBEDDED = re.compile(r"data:(image/png);base64,([A-Za-z0-9+/]+={0,2})\Z")


LONGEST_WORD = 238
"""Bytes that the title index takes of one word; an entry's title may be cut to that, the page's own is whole."""


def title_at(path: str) -> str:
    """The title that a path spells; a bar stands where there is nothing between two slashes."""
    if "|" not in path:
        return path.replace("_", " ")
    parts = path.replace("_", " ").replace(":|/", ":/", 1).split("/")
    return "/".join("" if part == "|" else part for part in parts)


def is_title(whole: str, shown: str) -> bool:
    """Whether an entry may show ``shown`` for ``whole``: the same, or with too long words cut."""
    if whole == shown:
        return True
    words, cut = whole.split(" "), shown.split(" ")
    return len(words) == len(cut) and all(
        word == short
        or (word.startswith(short) and len(word) * 4 > LONGEST_WORD and 100 < len(short.encode()) <= LONGEST_WORD)
        for word, short in zip(words, cut, strict=True)
    )
