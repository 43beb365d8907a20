"""Boxes that MediaWiki folds by script become ``<details>``: folded without one, open in browsers that know neither."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(/?)(div|table)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_CLASS = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")
_TITLE = re.compile(r"<(th|div|caption|td)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_TITLE_BY_CLASS = re.compile(
    r"<(th|div|td)\b[^>]*class=\"[^\"]*\b(?:navbox-title|NavHead|sidebar-title|collapsible-list-title)\b[^\"]*\"[^>]*>"
    r"(.*?)</\1>", re.DOTALL | re.IGNORECASE,
)
_CONTENTS = re.compile(
    r'<div id="toc" class="toc"[^>]*>(?:<input\b[^>]*>)?<div class="toctitle"[^>]*><h2\b[^>]*>([^<]*)</h2>'
    r'(?:<span class="toctogglespan">(?:<label\b[^>]*></label>)?</span>)?</div>'
)
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_MARKUP = re.compile(r"<[^>]*>")
_LONGEST_TITLE = 80
_FALLBACK = "펼치기"
_FOLDED = frozenset({"navbox", "NavFrame", "mw-collapsed"})


def collapse_boxes(html: str) -> str:
    """``html``, which must be balanced, with the outermost navigation and folded boxes wrapped."""
    html = _fold_contents(html)
    out: list[str] = []
    position = 0
    open_name, depth, start, role = "", 0, 0, ""
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if open_name:
            if name != open_name:
                continue
            depth += -1 if tag[1] else 1
            if not depth:
                box = html[start:tag.end()]
                summary = f'<details class="fold-box"{role}><summary>{_title(box)}</summary>'
                out += (html[position:start], summary, box, "</details>")
                position, open_name = tag.end(), ""
        elif not tag[1] and (css := _CLASS.search(tag[3])):
            classes = unescape(css[1] or css[2] or "").split()
            if not _FOLDED.isdisjoint(classes) and "infobox" not in classes:
                open_name, depth, start = name, 1, tag.start()
                role = ' role="navigation"' if "navbox" in classes else ""
    out.append(html[position:])
    return "".join(out)


def _fold_contents(html: str) -> str:
    """The table of contents as an open fold: its checkbox is a form element, which pages here do not have."""
    start = _CONTENTS.search(html)
    if start is None:
        return html
    depth = 1
    for tag in _DIV.finditer(html, start.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            head = f'<details id="toc" class="toc" role="navigation" open=""><summary>{start[1]}</summary>'
            return f"{html[:start.start()]}{head}{html[start.end():tag.start()]}</details>{html[tag.end():]}"
    return html


def _title(box: str) -> str:
    """What the box is called: its title row, else its first cell."""
    for match in (_TITLE_BY_CLASS.search(box), _TITLE.search(box)):
        if match is not None:
            text = " ".join(_MARKUP.sub(" ", match[2]).split())
            if text:
                return text if len(text) <= _LONGEST_TITLE else text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return _FALLBACK
