"""``python -m tools.make_config_doc``: docs/config.md from the texts under the fields of packager/config/tables.py."""

from __future__ import annotations

import ast
import inspect
from dataclasses import MISSING, fields
from pathlib import Path

from packager import config


def field_texts(kind: type) -> dict[str, str]:
    """Field name to the string that stands under it in the source."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    texts = {}
    for first, second in zip(body.body, body.body[1:], strict=False):
        if isinstance(first, ast.AnnAssign) and isinstance(second, ast.Expr) and isinstance(second.value, ast.Constant):
            assert isinstance(first.target, ast.Name)
            texts[first.target.id] = " ".join(str(second.value.value).split())
    return texts


def document() -> str:
    """The whole page."""
    lines = ["# snapshot.toml", "", "Every key with its default. Made by `python -m tools.make_config_doc`.", ""]
    for name, kind in config.TABLES.items():
        lines += [
            f"## [{name}]",
            "",
            " ".join((kind.__doc__ or "").split()),
            "",
            "| key | default | meaning |",
            "| --- | --- | --- |",
        ]
        texts = field_texts(kind)
        for spec in fields(kind):
            default = spec.default if spec.default is not MISSING else ""
            shown = str(default).lower() if isinstance(default, bool) else repr(default).replace("'", '"')
            choices = spec.metadata.get("choices")
            extra = f" One of {', '.join(map(str, choices))}." if choices else ""
            lines.append(f"| `{spec.name}` | `{shown}` | {texts[spec.name]}{extra} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    path = Path(__file__).resolve().parent.parent / "docs" / "config.md"
    path.write_text(document(), encoding="utf-8")
