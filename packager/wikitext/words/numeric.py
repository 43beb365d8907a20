"""Numbers as PHP sees them in text: which texts are numbers, and when two texts are equal with ``==``."""

from __future__ import annotations

import re

_NUMERIC = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII)
_LEADING_INT = re.compile(r"\s*([+-]?[0-9]+)", re.ASCII)
_PHP_INT_MAX = 2**63 - 1
_MANY_DIGITS = 40


def is_numeric(text: str) -> bool:
    """PHP's is_numeric for a string."""
    return _NUMERIC.fullmatch(text) is not None


def number(text: str) -> float | int:
    """The value of a numeric text."""
    text = text.strip(" \t\n\r\v\f")
    try:
        value = int(text) if len(text) <= _MANY_DIGITS else None
    except ValueError:
        value = None
    if value is None:
        return float(text)
    return value if -_PHP_INT_MAX - 1 <= value <= _PHP_INT_MAX else float(value)


def integer(text: str) -> int:
    """PHP's (int): the number at the beginning, else 0."""
    match = _LEADING_INT.match(text)
    if not match:
        return 0
    if len(match[1]) > _MANY_DIGITS:
        # Python refuses to read thousands of digits.
        return -_PHP_INT_MAX - 1 if match[1].startswith("-") else _PHP_INT_MAX
    return max(-_PHP_INT_MAX - 1, min(_PHP_INT_MAX, int(match[1])))


def loosely_equal(left: str, right: str) -> bool:
    """``"01" == "1"`` is true, ``"a" == "A"`` is not."""
    if left == right:
        return True
    # The first character decides most cases without a regular expression.
    if not left or not right or left[0] not in "0123456789+-. \t\n\r\v\f" or right[0] not in "0123456789+-. \t\n\r\v\f":
        return False
    return is_numeric(left) and is_numeric(right) and number(left) == number(right)
