"""Markup that no page of ours has, planted in an entry, an item, a plain page or a main page."""

from __future__ import annotations

from checks.tampered.drive import HOST, KINDS, NAME, Change, Drive

MARKUP = {
    "link": f'<a href="https://{HOST}/">x</a>',
    "link without scheme": f'<a href="//{HOST}/">x</a>',
    "link with a character reference": f'<a href="htt&#112;s://{HOST}/y">x</a>',
    "link with backslashes": "<a href='\\\\server\\share'>x</a>",
    "link from the root": '<a href="/wiki/X">x</a>',
    "link without quotes": f"<a href=https://{HOST}/y>x</a>",
    "link to a user page": '<a href="./사용자:나">x</a>',
    "script": "<script>1</script>",
    "script in a drawing": "<svg><script>1</script></svg>",
    "event handler": '<p onclick="x()">x</p>',
    "frame": '<iframe src="./x"></iframe>',
    "noembed": f"<noembed>made by {NAME}</noembed>",
    "noframes": f'<noframes><a href="https://{HOST}/">x</a></noframes>',
    "noscript": f'<noscript><img src="//{HOST}/p.png"></noscript>',
    "template element": f"<template>{NAME}</template>",
    "unknown element": f"<x-note>{NAME}</x-note>",
    "unknown attribute": f'<p data-made-by="{NAME}">x</p>',
    "hidden attribute": f"<p hidden>{NAME}</p>",
    "form": f'<form action="https://{HOST}/"></form>',
    "input": '<input type="image" src="x">',
    "meta refresh under another name": f'<meta name="viewport" http-equiv="refresh" content="0;url=https://{HOST}/">',
    "meta generator": f'<meta name="generator" content="{NAME}">',
    "base": f'<base href="https://{HOST}/">',
    "preconnect": f'<link rel="preconnect" href="https://{HOST}/">',
    "comment": f"<!-- {NAME} -->",
    "empty comment": "<!-->",
    "declaration": f"<!ENTITY {NAME}>",
    "processing instruction": f"<?{NAME}?>",
    "CDATA": f"<svg><![CDATA[{NAME}]]></svg>",
    "capitals": "<P>x</P>",
    "single quotes": "<p class='x'>x</p>",
    "two spaces in a tag": '<p  class="x">x</p>',
    "space before the end of a tag": "<p >x</p>",
    "slash at the end of a tag": "<br/>",
    "space in an end tag": "<p>x</p >",
    "attribute twice": '<p class="a" class="b">x</p>',
    "reference spelled otherwise": "<p>&#x26;</p>",
    "reference without need": "<p>&#65;</p>",
    "no-break space as it is": "<p>a\xa0b</p>",
    "control character": "<p>a\x08b</p>",
    "NUL": "<p>a\x00b</p>",
    "element never closed": "<div><p>x</p>",
    "end tag alone": "</section>",
    "style with an address": f'<p style="background:url(//{HOST}/p.png)">x</p>',
    "style with a comment": f'<p style="color:red/*{NAME}*/">x</p>',
    "style with a spare semicolon": '<p style="color:red;">x</p>',
    "style that lies over the reader": '<p style="position:fixed;top:0">x</p>',
    "style that sticks": '<p style="position:sticky">x</p>',
    "style with capitals": '<p style="COLOR:red">x</p>',
    "style sheet with an import": f'<style>@import "//{HOST}/x.css";</style>',
    "style sheet with a comment": f"<style>p{{color:red}}/*{NAME}*/</style>",
    "style sheet that ends in two ways": f'<style>p{{color:red}}</style ><img src="//{HOST}/p.png">',
    "style sheet with a face": "<style>@font-face{font-family:x}</style>",
    "id with a path": f'<p id="/home/{NAME}/x">x</p>',
    "id of the reader": '<p id="r-page">x</p>',
    "title with an address": f'<p title="https://{HOST}/">x</p>',
    "backtick in a title": '<p title="``onclick=x">x</p>',
    "class with an address": f'<p class="{NAME}@{HOST}">x</p>',
    "language with a file": f'<p lang="file:///home/{NAME}">x</p>',
    "paint from elsewhere": f'<svg><path d="M0 0" fill="url(//{HOST}/p#a)"></path></svg>',
    "drawing that shows a picture": f'<svg><image href="//{HOST}/p.png"></image></svg>',
    "drawing that uses another": f'<svg><use href="//{HOST}/p#a"></use></svg>',
    "formula with a link": f'<math><mi href="//{HOST}/">x</mi></math>',
    "formula with an annotation": f"<math><semantics><annotation>{NAME}</annotation></semantics></math>",
    "picture from elsewhere": f'<img src="https://{HOST}/p.png">',
    "picture set": f'<img srcset="//{HOST}/p.png 2x">',
    "picture that is a program": "<img src=\"data:image/svg+xml,<svg onload='x'>\">",
    "video poster": f'<video poster="//{HOST}/p.png"></video>',
    "bits after base64": '<img src="data:image/png;base64,iVBORw0KGgp=">',
    # Addresses in places where few look.
    "link that reports": f'<a href="./x" ping="https://{HOST}/">x</a>',
    "button that sends": f'<button formaction="https://{HOST}/">x</button>',
    "area of a map": f'<map name="m"><area href="https://{HOST}/"></map>',
    "source of a quotation": f'<q cite="https://{HOST}/">x</q>',
    "background of a cell": f'<table><tbody><tr><td background="//{HOST}/p.png">x</td></tr></tbody></table>',
    "long description": f'<img longdesc="//{HOST}/d" alt="">',
    "object": f'<object data="//{HOST}/o"></object>',
    "embedded": f'<embed src="//{HOST}/o">',
    "portal": f'<portal src="//{HOST}/"></portal>',
    "source with a set": f'<picture><source srcset="//{HOST}/p.png"><img alt=""></picture>',
    "track of a film": f'<video><track src="//{HOST}/t.vtt"></video>',
    "kind of a thing": f'<span itemscope itemtype="https://{HOST}/Person">x</span>',
    "address below which others lie": f'<p xml:base="https://{HOST}/">x</p>',
    "drawing with a link": f'<svg><a href="https://{HOST}/"><text>x</text></a></svg>',
    "drawing with an old link": f'<svg><a xlink:href="https://{HOST}/"><text>x</text></a></svg>',
    "drawing that changes its link": f'<svg><set attributeName="href" to="//{HOST}/"></set></svg>',
    "drawing with a filter from elsewhere": f'<svg><filter><feImage href="//{HOST}/p"></feImage></filter></svg>',
    "drawing that holds a page": f"<svg><foreignObject><p>{NAME}</p></foreignObject></svg>",
    "drawing with a style sheet": f'<svg><style>@import "//{HOST}/x.css";</style></svg>',
    "drawing with a title": f"<svg><title>{NAME}</title></svg>",
    "drawing with metadata": f"<svg><metadata>{NAME}</metadata></svg>",
    "clip from elsewhere": f'<svg><path d="M0 0" clip-path="url(//{HOST}/p#a)"></path></svg>',
    "formula with a picture": f'<math altimg="//{HOST}/p.png"><mi>x</mi></math>',
    "formula with an action": f'<math><maction actiontype="statusline#//{HOST}/"><mi>x</mi></maction></math>',
    "formula that holds a page": f'<math><semantics><annotation-xml encoding="text/html"><a href="//{HOST}/">x</a>'
    "</annotation-xml></semantics></math>",
    "style with escapes": f'<p style="background:\\75rl(//{HOST}/p.png)">x</p>',
    "style with a set of pictures": f"<p style=\"background:image-set('//{HOST}/p.png' 1x)\">x</p>",
    "style with a variable": f'<p style="--x:url(//{HOST}/p.png)">x</p>',
    "style with another function for addresses": f"<p style=\"background:src('//{HOST}/p.png')\">x</p>",
    "style with a cursor": f'<p style="cursor:url(//{HOST}/c.cur),auto">x</p>',
    "style with a behaviour": f'<p style="behavior:url(//{HOST}/x.htc)">x</p>',
    "style with an expression": "<p style=\"width:expression(open('x'))\">x</p>",
    "style sheet with escapes": f'<style>@\\69mport "//{HOST}/x.css";</style>',
    "style sheet with a set of pictures": f"<style>p{{background:image-set('//{HOST}/p.png' 1x)}}</style>",
    "style sheet with a namespace": f'<style>@namespace x url("//{HOST}/");</style>',
    "style sheet with a layer": f'<style>@layer x{{p{{background:url("//{HOST}/p.png")}}}}</style>',
    "style sheet with words of its own": f'<style>p::before{{content:"{NAME}@{HOST}"}}</style>',
    # Spellings that could carry a mark.
    "apostrophe as a reference": "<p>&#39;x&#39;</p>",
    "apostrophe by name": "<p>&apos;x&apos;</p>",
    "quotation mark by name in text": "<p>&quot;x&quot;</p>",
    "reference with capitals": "<p>&AMP;</p>",
    "reference without its end": "<p>&amp x</p>",
    "no-break space by name": "<p>a&nbsp;b</p>",
    "tab in a tag": '<p\tclass="x">x</p>',
    "line end in a tag": '<p\nclass="x">x</p>',
    "attribute in capitals": '<p CLASS="x">x</p>',
    "attribute without a value": "<p class>x</p>",
    "space around an equals sign": '<p class = "x">x</p>',
    "void element that is closed": "<br></br>",
    "letter that is no letter": "<p>\ufffe</p>",
    "letter of the upper control set": "<p>\x85</p>",
    "tab between words of a class": '<p class="a&#9;b\x0c">x</p>',
    "id of the plain pages": '<p id="p1">x</p>',
    "data of a program": '<img src="data:text/html,<script>1</script>">',
    "picture with words after its type": '<img src="data:image/png;charset=x;base64,iVBORw0KGgo=">',
}


def _plant(markup: str) -> Change:
    def change(drive: Drive) -> None:
        place = drive.rng.randrange(5)
        if place == 0:
            drive.page(
                lambda html: (
                    html.replace(
                        '\n</div>\n<div class="r-page-credit"', f'{markup}\n</div>\n<div class="r-page-credit"', 1
                    )
                    if 'r-page-credit"' in html
                    else html.replace("<p>", f"{markup}<p>", 1)
                )
            )
        elif place == 1:
            drive.item(lambda item: item + markup.encode("utf-8", "replace"))
        elif place == 2:
            drive.file(
                "data/P/00/00.htm",
                lambda b: b.replace(
                    b'</div>\n<p class="r-page-credit">', markup.encode() + b'</div>\n<p class="r-page-credit">', 1
                ),
            )
        elif place == 3:
            drive.boot(
                "main",
                lambda b: (
                    b.replace(b"</div>", markup.encode() + b"</div>", 1) if b"</div>" in b else b + markup.encode()
                ),
            )
        else:
            drive.page(lambda html: html.replace("<p", f"{markup}<p", 1), "_/main")

    return change


# Letters that content may have, and that only the comparison of archive and reader shows.
INVISIBLE = {
    "mark of the order of bytes in the text": "<p>\ufeff</p>",
    "letters of no width in the text": "<p>글\u200b\u200d\u200b</p>",
    "letters of no width in a title": '<p title="글\u200b\u200d">x</p>',
    "spaces of another width": "<p>글\u2002\u2003글</p>",
    "classes in another order": '<p class="b a">x</p>',
    "attributes in another order": '<p title="x" class="a">x</p>',
    "number spelled otherwise": '<table><tbody><tr><td colspan="02">x</td></tr></tbody></table>',
    "selectors of a letter": "<p>글\ufe0f\U000e0100</p>",
}

for _name, _markup in {**MARKUP, **INVISIBLE}.items():
    KINDS[_name] = _plant(_markup)
