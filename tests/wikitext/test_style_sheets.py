"""Style sheets of templates: what stays and where it applies."""

from __future__ import annotations

import pytest

from packager.wikitext.style_sheets import sanitize


@pytest.mark.parametrize(("css", "clean"), [
    (".a{color:red}", ".mw-parser-output .a{color:red}"),
    (".a,.b > li:hover{margin:0 auto!important}",
     ".mw-parser-output .a,.mw-parser-output .b > li:hover{margin:0 auto!important}"),
    ("/* x */ .a { color : #fff ; ; width: calc(1px + 2%) }", ".mw-parser-output .a{color:#fff;width:calc(1px + 2%)}"),
    ("@media (max-width:640px){.a{float:none}}", "@media (max-width:640px){.mw-parser-output .a{float:none}}"),
    ('.a:after{content:"\\2022 ,"}', '.mw-parser-output .a:after{content:"\\2022 ,"}'),
    (".a{color:var(--color-base)}", ".mw-parser-output .a{color:#202122}"),
    (".a{background:var(--background-color-base, #123)}", ".mw-parser-output .a{background:#fff}"),
    (".a{border:1px solid var( --border-color-subtle )}", ".mw-parser-output .a{border:1px solid #c8ccd1}"),
    (".a{width:var(--own, var(--other, 2em));color:var(--own)}", ".mw-parser-output .a{width:2em}"),
    ("html .a{color:red}", ".mw-parser-output .a{color:red}"),
    ("body.skin-vector .a{color:red}", ""),
    ("@import url(x);.a{color:red}", ".mw-parser-output .a{color:red}"),
    ("@font-face{src:url(x)}.a{color:red}", ".mw-parser-output .a{color:red}"),
    (".a{background:url(http://e/x.png)}", ""),
    (".a{background:u\\72l(x);color:red}", ".mw-parser-output .a{color:red}"),
    (".a{width:expression(1)}", ""),
    (".a{behavior:url(x);-moz-binding:url(x)}", ""),
    (".a{position:fixed;top:0}", ".mw-parser-output .a{top:0}"),
    (".a{color:red}</style><script>", ".mw-parser-output .a{color:red}"),
    ('.a[href="</style>"]{color:red}', ""),
    (".a{b{color:red}color:blue}", ".mw-parser-output .a{color:blue}"),
    ("}}.a{color:red", ".mw-parser-output .a{color:red}"),
])  # fmt: skip
def test_sanitize(css: str, clean: str) -> None:
    assert sanitize(css) == clean


def test_wrapper() -> None:
    assert sanitize(".a{color:red}", ".box") == ".mw-parser-output .box .a{color:red}"
    assert sanitize(".a{color:red}", "body *") == ".mw-parser-output .a{color:red}"


@pytest.mark.parametrize("piece", ["{", "}", "a{", "@media x{", "'", '"', "/*", "a{b:c;", "a:not("])
def test_damage_neither_breaks_out_nor_hangs(piece: str) -> None:
    clean = sanitize(piece * 20_000)
    assert "</" not in clean
    assert clean.count("{") == clean.count("}")
