"""``<timeline>`` (extension EasyTimeline): the bars and labels of the drawing as a list."""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.tags.registry import tag

_COMMAND = re.compile(r"^([A-Za-z]+)\s*=\s*(.*)$")
_ATTRIBUTE = re.compile(r"([A-Za-z]+)\s*:\s*(\"[^\"]*\"|\([^)]*\)|[^\s\"]*)")
_DEFINITION = re.compile(r"\s*Define\s+(\$\w+)\s*=\s*(.*)", re.IGNORECASE)
_NAME = re.compile(r"\$\w+")
_COMMENT = re.compile(r"#>.*?<#", re.DOTALL)
_LABELS = frozenset({"plotdata", "textdata", "linedata", "bardata"})


@tag("timeline")
def timeline(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    parser = frame.parser
    if not parser.settings.offline:
        return ""
    lines = _lines(content or "")
    if not lines:
        return ""
    items = "\n".join(f"* {line}" for line in lines)
    html = parser.full_parse(items)
    return f'<div class="mw-timeline-text">{html}</div>'


def _lines(text: str) -> list[str]:
    """What the drawing says, a line for each bar segment or label: wikitext."""
    names: dict[str, str] = {}
    definitions: dict[str, str] = {}
    command, bar = "", ""
    out: list[str] = []
    for raw in _COMMENT.sub("", text).split("\n"):
        line = raw.split("#", 1)[0].rstrip() if '"' not in raw else raw.rstrip()
        if not line.strip():
            continue
        if line.lstrip()[0] == "#":
            continue
        if (definition := _DEFINITION.match(line)) is not None:
            definitions[definition[1]] = definition[2].strip()
            continue
        start = _COMMAND.match(line)
        if start is not None:
            command, line = start[1].lower(), start[2]
            bar = ""
        if command not in _LABELS:
            continue
        line = _NAME.sub(lambda name: definitions.get(name[0], name[0]), line)
        attributes = {name.lower(): value.strip('"()') for name, value in _ATTRIBUTE.findall(line)}
        if command == "bardata":
            if "bar" in attributes or "barset" in attributes:
                names[attributes.get("bar", attributes.get("barset", ""))] = attributes.get("text", "")
            continue
        bar = attributes.get("bar", bar)
        entry = _entry(names.get(bar, "") or bar, attributes)
        if entry:
            out.append(entry)
    return out


def _entry(bar: str, attributes: dict[str, str]) -> str:
    label = attributes.get("text", "").replace("~", " ").replace("_", " ").strip()
    period = ""
    if "from" in attributes or "till" in attributes:
        period = f"{_date(attributes.get('from', ''))}–{_date(attributes.get('till', ''))}"
    elif "at" in attributes:
        period = _date(attributes["at"])
    head = bar.replace("_", " ").strip()
    if not label and not (head and period.strip("–")):
        return ""
    return ": ".join(filter(None, (head, " ".join(filter(None, (period.strip("–") and period, label))))))


def _date(text: str) -> str:
    """``start`` and ``end`` of the period say nothing by themselves."""
    return "" if text.lower() in ("start", "end") else text
