"""Whether a value may stand in a field of ``snapshot.toml``, and where it stands in the file."""

from __future__ import annotations

import re
from dataclasses import Field
from typing import Any, get_origin

from packager.errors import Said

_KINDS = {
    str: Said("must be text in quotes"),
    bool: Said("must be true or false"),
    int: Said("must be a whole number"),
    float: Said("must be a number"),
}


def wrong(value: Any, kind: type, spec: Field[Any]) -> Said | None:
    """Why ``value`` cannot stand in this field."""
    if get_origin(kind) is tuple:
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return None if texts else Said("must be a list of texts in quotes, in [ ]")
    fits = isinstance(value, kind) or (kind is float and isinstance(value, int))
    if not fits or (isinstance(value, bool) and kind is not bool):
        return _KINDS[kind]
    rules = spec.metadata
    if "choices" in rules and value not in rules["choices"]:
        return Said("must be one of {choices}", choices=", ".join(map(str, rules["choices"])))
    least, most = rules.get("range", (value, value))
    if not least <= value <= most:
        return Said("must lie between {least} and {most}", least=least, most=most)
    if "longest" in rules and len(value) > rules["longest"]:
        return Said("has {count} characters, at most {most} are allowed", count=len(value), most=rules["longest"])
    return None


def line_of(source: str, table: str, key: str = "") -> int:
    """Line of a key (or of its table's header) in the TOML text; 1 if it is written some other way."""
    current, header = "", 1
    for number, line in enumerate(source.splitlines(), 1):
        if match := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            current = match[1]
            if current == table:
                header = number
        elif key and current == table and re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
            return number
    return header
