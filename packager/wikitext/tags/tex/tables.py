"""Environments of TeX formulas (matrix, cases, align, array ...) as MathML tables, and stretching fences."""

from __future__ import annotations

from typing import NamedTuple


class Environment(NamedTuple):
    """How \\begin{...} is laid out."""

    left: str = ""
    right: str = ""
    columns: str = "c"
    """Alignment of the columns, repeated as often as needed."""
    argument: bool = False
    """Whether a group with columns (or their number) follows the name."""
    style: str = ""


ENVIRONMENTS = {
    "matrix": Environment(),
    "pmatrix": Environment("(", ")"),
    "bmatrix": Environment("[", "]"),
    "Bmatrix": Environment("{", "}"),
    "vmatrix": Environment("|", "|"),
    "Vmatrix": Environment("‖", "‖"),
    "smallmatrix": Environment(style=' class="tex-small" scriptlevel="1"'),
    "cases": Environment("{", "", "l"),
    "rcases": Environment("", "}", "l"),
    "array": Environment(argument=True),
    "subarray": Environment(argument=True),
    "align": Environment(columns="rl", style=' displaystyle="true"'),
    "aligned": Environment(columns="rl", style=' displaystyle="true"'),
    "alignat": Environment(columns="rl", argument=True, style=' displaystyle="true"'),
    "alignedat": Environment(columns="rl", argument=True, style=' displaystyle="true"'),
    "split": Environment(columns="rl", style=' displaystyle="true"'),
    "eqnarray": Environment(columns="rcl", style=' displaystyle="true"'),
    "gather": Environment(style=' displaystyle="true"'),
    "gathered": Environment(style=' displaystyle="true"'),
    "multline": Environment(style=' displaystyle="true"'),
    "equation": Environment(style=' displaystyle="true"'),
}

_ALIGNMENTS = {"l": "left", "c": "center", "r": "right"}


def fenced(left: str, body: str, right: str) -> str:
    """``body`` between delimiters that grow with it; an empty one is left out."""
    opening = f'<mo fence="true" form="prefix" stretchy="true">{left}</mo>' if left else ""
    closing = f'<mo fence="true" form="postfix" stretchy="true">{right}</mo>' if right else ""
    return f"<mrow>{opening}{body}{closing}</mrow>"


def table(rows: list[list[str]], kind: Environment, columns: str) -> str:
    """The cells, already MathML, as a table between the fences of its kind."""
    wanted = [c for c in columns if c in _ALIGNMENTS] if kind.argument else []
    alignment = wanted or list(kind.columns)
    width = max(map(len, rows), default=1)
    sides = [alignment[i % len(alignment)] if not wanted or i < len(wanted) else "c" for i in range(width)]
    names = " ".join(_ALIGNMENTS[side] for side in sides)
    body = "".join(
        "<mtr>" + "".join(
            # The class is for engines that ignore columnalign.
            f"<mtd>{cell}</mtd>" if side == "c" else f'<mtd class="tex-{side}">{cell}</mtd>'
            for cell, side in zip(row, sides, strict=False)
        ) + "</mtr>"
        for row in rows
    )
    gaps = ' columnspacing="0 1em" class="tex-align"' if kind.columns in ("rl", "rcl") else ""
    attributes = kind.style + ("" if set(sides) == {"c"} else f' columnalign="{names}"') + gaps
    xml = f"<mtable{attributes}>{body}</mtable>"
    return fenced(kind.left, xml, kind.right) if kind.left or kind.right else xml
