"""Pass 4: four or more hyphens at the start of a line are a horizontal rule."""

from __future__ import annotations

import re

_RULE = re.compile("^-----*", re.M)


def horizontal_rules(text: str) -> str:
    """The rest of the line follows the rule."""
    return _RULE.sub("<hr />", text) if "----" in text else text
