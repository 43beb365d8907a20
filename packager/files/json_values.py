"""What a JSON text can hold."""

from __future__ import annotations

from typing import TypeAlias, Union

Json: TypeAlias = Union[bool, int, float, str, list["Json"], dict[str, "Json"], None]  # noqa: UP007 names itself
"""A value as ``json.loads`` gives it: whoever wants one kind asks which it is."""
