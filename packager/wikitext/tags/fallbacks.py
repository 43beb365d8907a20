"""Tags for which MediaWiki calls other programs or draws by script: here readable text, no dead box.

Nothing at all unless ``settings.offline`` asks for it, as on the reference wiki, which lacks these extensions.
"""

from __future__ import annotations

import json
import re

from packager.files.json_values import Json
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import escape, wrap
from packager.wikitext.tags.hieroglyphs import signs
from packager.wikitext.tags.registry import tag

_LYRICS = re.compile(r"\\(?:addlyrics|lyricsto\b[^{]*|lyricmode)\s*\{([^{}]*)\}|^w:(.*)$", re.MULTILINE)
_TITLE = re.compile(r"^T:\s*(.+)$|title\s*=\s*\"([^\"]*)\"", re.MULTILINE)
_COORDINATE = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MOST_ROWS = 60


@tag("score")
def score(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    """Notes as LilyPond or ABC source; the words of a song in front of it."""
    text = (content or "").strip()
    if not frame.parser.settings.offline or not text:
        return ""
    title = next((m[1] or m[2] for m in _TITLE.finditer(text)), "")
    words = " / ".join(" ".join((m[1] or m[2]).replace("--", "").split()) for m in _LYRICS.finditer(text))
    head = " ".join(filter(None, (title.strip(), words and f"♪ {words}")))
    return (
        '<div class="mw-ext-score-text">' + (wrap("p", {}, escape(head)) if head else "")
        + wrap("pre", {}, frame.parser.strip.add_nowiki(escape(text), "score")) + "</div>"
    )


@tag("hiero")
def hiero(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    """Hieroglyphs as characters in a row, with the codes for who has no such font."""
    text = " ".join((content or "").split())
    if not frame.parser.settings.offline or not text:
        return ""
    row = wrap("span", {"class": "mw-hiero-text", "lang": "egy-Egyp"}, escape(signs(text)))
    return f'{row} {wrap("small", {"class": "mw-hiero-code"}, f"({escape(text)})")}'


@tag("mapframe", "maplink")
def kartographer(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    """The caption of a map and where it is."""
    parser = frame.parser
    if not parser.settings.offline:
        return ""
    caption = parser.half_parse(attributes["text"], frame) if attributes.get("text") else ""
    place = [attributes.get(name, "") for name in ("latitude", "longitude")]
    where = ", ".join(place) if all(_COORDINATE.fullmatch(value) for value in place) else ""
    label = caption or _feature_titles(content or "")
    text = f"{label} ({where})" if label and where else label or where
    return wrap("span", {"class": "mw-kartographer-text"}, text) if text else ""


def _feature_titles(text: str) -> str:
    """Titles of what a GeoJSON map marks."""
    titles: list[str] = []
    for value in _walk(_json(text)):
        if isinstance(value, dict) and isinstance(title := value.get("title"), str):
            titles.append(escape(title))
    return ", ".join(dict.fromkeys(titles))


@tag("graph")
def graph(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    """The numbers of a chart as a table."""
    if not frame.parser.settings.offline:
        return ""
    rows: list[dict[str, Json]] = []
    for value in _walk(_json(content or "")):
        if isinstance(value, dict) and isinstance(values := value.get("values"), list):
            rows += [row for row in values if isinstance(row, dict)]
    names = list(dict.fromkeys(
        name for row in rows for name, cell in row.items() if isinstance(cell, str | int | float)
    ))
    if not names:
        return ""
    head = "".join(wrap("th", {}, escape(name)) for name in names)
    body = "".join(
        "<tr>" + "".join(wrap("td", {}, escape(str(row.get(name, "")))) for name in names) + "</tr>"
        for row in rows[:_MOST_ROWS]
    )
    return f'<table class="wikitable mw-graph-text"><tbody><tr>{head}</tr>{body}</tbody></table>'


@tag("phonos")
def phonos(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    """The words of a button that speaks, and their sounds."""
    parser = frame.parser
    if not parser.settings.offline:
        return ""
    label = parser.half_parse(content, frame) if content and content.strip() else escape(attributes.get("text", ""))
    sounds = attributes.get("ipa", "").strip("/[] ")
    text = " ".join(filter(None, (label, f'<span class="IPA">[{escape(sounds)}]</span>' if sounds else "")))
    return wrap("span", {"class": "mw-phonos-text"}, text) if text else ""


def _json(text: str) -> Json:
    try:
        value: Json = json.loads(text)
        return value
    except (ValueError, RecursionError):
        return None


def _walk(root: Json) -> list[Json]:
    """A value and everything in it, in order."""
    found: list[Json] = []
    waiting = [root]
    while waiting:
        value = waiting.pop()
        found.append(value)
        if isinstance(value, dict):
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
    return found
