"""Pass 3: ``{| |- |+ | ! |}`` to table markup, line by line (MediaWiki: Parser::handleTables)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packager.wikitext.passes.attributes import fix_tag_attributes
from packager.wikitext.state import Parser

_BLANK = " \t\n\r\0\x0b"
_START = re.compile(r"(:*)[ \t\n\r\f\v]*\{\|(.*)")
_TAG = re.compile(r"(<.*?>)")
_CELL_TAGS = {"|": "td", "!": "th", "+": "caption"}
_NO_ATTRIBUTES = re.compile(r"\[\[|-\{")
_EMPTY = "<table>\n<tr><td></td></tr>\n</table>"


@dataclass(slots=True)
class _Table:
    """An open table: what is open in it, and the row attributes that wait for the first cell."""

    cell: str = ""
    """Element name of the open cell or caption."""
    row_open: bool = False
    row_attributes: str = ""
    has_row: bool = False

    def close_cell(self) -> str:
        return f"</{self.cell}>" if self.cell else ""


def tables(parser: Parser, text: str) -> str:
    """Attributes are unstripped and filtered here; the contents of cells go on to the later passes."""
    if "{|" not in text:
        return text
    out: list[str] = []
    stack: list[_Table] = []
    indent = 0
    for raw in text.split("\n"):
        line = raw.strip(_BLANK)
        first = line[:1]
        if first in ("{", ":") and (start := _START.fullmatch(line)):
            indent = len(start[1])
            stack.append(_Table())
            out.append("<dl><dd>" * indent + f"<table{_attributes(parser, start[2], 'table')}>")
        elif not stack or first not in ("|", "!"):
            out.append(raw)
        elif line.startswith("|}"):
            out.append(_end(stack.pop(), line[2:], indent))
        elif line.startswith("|-"):
            out.append(_row(stack[-1], _attributes(parser, line[1:].lstrip("-"), "tr")))
        else:
            out.append(_cells(parser, stack[-1], line))
    while stack:
        table = stack.pop()
        if table.cell:
            out.append("</td>")
        if table.row_open:
            out.append("</tr>")
        if not table.has_row:
            out.append("<tr><td></td></tr>")
        out.append("</table>")
    result = "\n".join(out)
    return "" if result == _EMPTY else result


def _attributes(parser: Parser, text: str, element: str) -> str:
    if not text:
        return ""
    return fix_tag_attributes(parser.strip.unstrip_both(text), element, parser.settings.fragment_mode[0])


def _end(table: _Table, rest: str, indent: int) -> str:
    line = table.close_cell()
    if table.row_open:
        line += "</tr>"
    if not table.has_row:
        line += "<tr><td></td></tr>"
    line += "</table>" + rest
    return line.rstrip(_BLANK) + "</dd></dl>" * indent if indent else line


def _row(table: _Table, attributes: str) -> str:
    line = table.close_cell() + ("</tr>" if table.row_open else "")
    table.cell, table.row_open, table.row_attributes, table.has_row = "", False, attributes, True
    return line


def _cells(parser: Parser, table: _Table, line: str) -> str:
    kind = line[0]
    if line.startswith("|+"):
        kind, line = "+", line[2:]
    else:
        line = line[1:]
    if kind == "!" and "!!" in line:
        line = _split_headers(line)
    element = _CELL_TAGS[kind]
    out: list[str] = []
    for cell in line.split("||"):
        if table.cell:
            out.append(f"</{table.cell}>\n")
        if kind != "+":
            if not table.row_open:
                out.append(f"<tr{table.row_attributes}>\n")
            table.row_open, table.row_attributes, table.has_row = True, "", True
        table.cell = element
        attributes, bar, content = cell.partition("|")
        if not bar or _NO_ATTRIBUTES.search(attributes):
            # A bar inside [[...]] belongs to the link, not to the cell.
            out.append(f"<{element}>{cell.strip(_BLANK)}")
        else:
            out.append(f"<{element}{_attributes(parser, attributes, element)}>{content.strip(_BLANK)}")
    return "".join(out)


def _split_headers(line: str) -> str:
    """``!!`` separates like ``||``, except inside a tag."""
    if "<" not in line:
        return line.replace("!!", "||")
    return "".join(
        part if number % 2 else part.replace("!!", "||") for number, part in enumerate(_TAG.split(line))
    )
