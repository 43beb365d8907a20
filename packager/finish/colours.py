"""Colours of CSS (CSS Color Level 4): reading them, mixing them, and the contrast of WCAG 2."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, alpha from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1

    def over(self, paper: Colour) -> Colour:
        """What is seen where this lies on something opaque."""
        red, green, blue = (a * self.alpha + b * (1 - self.alpha) for a, b in zip(self[:3], paper[:3], strict=True))
        return Colour(red, green, blue)

    def hexadecimal(self) -> str:
        """``#rrggbb``."""
        return "#" + "".join(f"{min(255, max(0, int(part + 0.5))):02x}" for part in self[:3])


_TABLE = """
    aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black
    000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0
    chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff
    darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki
    bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon
    e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
    darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick
    b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
    goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4
    indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
    lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray
    d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue
    87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00
    limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd
    mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
    mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin
    ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered
    ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip
    ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399
    red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57
    seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090
    snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise
    40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
"""
_WORDS = _TABLE.split()
NAMED: Mapping[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z")
_CALL = re.compile(r"(rgba?|hsla?)\(([^()]*)\)\Z")
_COLOUR = re.compile(r"(?:rgba?|hsla?)\([^()]*\)|#[0-9a-f]+|(?<![\w-])[a-z]+(?![\w(-])", re.I)


def colour(text: str) -> Colour | None:
    """The colour that a word or function of CSS stands for; None if it is none that can be told from itself alone."""
    text = text.strip().lower()
    if text == "transparent":
        return Colour(0, 0, 0, 0)
    if text in NAMED:
        text = "#" + NAMED[text]
    if text.startswith("#") and (digits := _HEX.match(text)):
        full = digits[1] if len(digits[1]) > 4 else "".join(2 * digit for digit in digits[1])
        red, green, blue, *alpha = (int(full[at:at + 2], 16) for at in range(0, len(full), 2))
        return Colour(red, green, blue, alpha[0] / 255 if alpha else 1)
    call = _CALL.match(text)
    return _called(call[1], re.split(r"[\s,/]+", call[2].strip())) if call else None


def _called(name: str, parts: list[str]) -> Colour | None:
    try:
        alpha = _share(parts[3]) if len(parts) > 3 else 1.0
        if name.startswith("rgb"):
            red, green, blue = (float(p[:-1]) * 2.55 if p.endswith("%") else float(p) for p in parts[:3])
        else:
            hue = float(parts[0].removesuffix("deg")) / 360
            mixed = colorsys.hls_to_rgb(hue % 1, _share(parts[2]), _share(parts[1]))
            red, green, blue = (255 * part for part in mixed)
    except (ValueError, IndexError):
        return None
    return Colour(red, green, blue, min(1.0, max(0.0, alpha)))


def _share(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def first_colour(text: str) -> Colour | None:
    """The first colour in a value such as that of ``background``, also inside a gradient."""
    return next((found for word in _COLOUR.findall(text) if (found := colour(word)) is not None), None)


def luminance(seen: Colour) -> float:
    """Relative luminance of an opaque colour, 0 to 1."""
    parts = (min(255.0, max(0.0, part)) / 255 for part in seen[:3])
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: Colour, paper: Colour) -> float:
    """Contrast of two opaque colours, 1 to 21."""
    brighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def darkened(ink: Colour, paper: Colour, enough: float) -> Colour:
    """``ink``, made darker until it can be read on light paper."""
    share = 1.0
    while contrast(ink, paper) < enough and share > 0:
        share -= 0.05
        red, green, blue = (part * max(0.0, share) for part in ink[:3])
        ink = Colour(red, green, blue)
    return ink
