"""The calculator behind #expr and #ifexpr: its operators, their precedence, its errors (MediaWiki: ExprParser)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple

Number = float | int


class ExpressionError(Exception):
    """What is wrong, as key of a message with its parameter."""

    def __init__(self, message: str, parameter: str = "") -> None:
        super().__init__(message)
        self.message = "pfunc_expr_" + message
        self.parameter = parameter


def php_round(value: Number, places: int) -> Number:
    """PHP's round(): halves go away from zero, after the value has been rounded to 15 digits."""
    value = float(value)
    if not math.isfinite(value) or value == 0:
        return value
    precise = 14 - math.floor(math.log10(abs(value)))
    factor = 10.0 ** min(abs(places), 300)
    if precise > places and precise - 15 < places:
        use = max(-60, min(60, precise))
        scaled = _half_up(value * 10.0**use if use >= 0 else value / 10.0**-use)
        scaled /= 10.0 ** min(60, abs(places - use))
    else:
        scaled = value * factor if places >= 0 else value / factor
        if abs(scaled) >= 1e15:
            return value
    if abs(scaled) >= 1e15:
        return value
    scaled = _half_up(scaled)
    return scaled / factor if places > 0 else scaled * factor


def _half_up(value: float) -> float:
    return math.floor(value + 0.5) + 0.0 if value >= 0 else math.ceil(value - 0.5) + 0.0


def php_number(value: Number) -> str:
    """A number as PHP prints it: 14 digits, exponents as ``1.0E+25``."""
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "NAN"
    if math.isinf(value):
        return "INF" if value > 0 else "-INF"
    text = f"{value:.14G}"
    mantissa, mark, exponent = text.partition("E")
    if not mark:
        return mantissa
    if "." not in mantissa:
        mantissa += ".0"
    return f"{mantissa}E{exponent[0]}{exponent[1:].lstrip('0')}"


def _divide(left: Number, right: Number) -> Number:
    if right == 0:
        raise ExpressionError("division_by_zero", "/")
    return left / right


def _modulo(left: Number, right: Number) -> Number:
    dividend, divisor = _int(left), _int(right)
    if divisor == 0:
        raise ExpressionError("division_by_zero", "mod")
    return int(math.copysign(abs(dividend) % abs(divisor), dividend))


def _int(value: Number) -> int:
    return int(value) if math.isfinite(value) else 0


def _fmod(left: Number, right: Number) -> Number:
    if right == 0:
        raise ExpressionError("division_by_zero", "fmod")
    return math.fmod(left, right)


def _power(left: Number, right: Number) -> Number:
    try:
        result = float(left) ** float(right)
    except ZeroDivisionError:
        return -math.inf if math.copysign(1, left) < 0 and right % 2 == 1 else math.inf
    if isinstance(result, complex):
        return math.nan
    whole = isinstance(left, int) and isinstance(right, int) and right >= 0 and abs(result) < 2**53
    return int(result) if whole else result


def _exponent(left: Number, right: Number) -> Number:
    return _guarded(lambda: left * 10.0**right)


def _guarded(compute: Callable[[], Number]) -> Number:
    """Infinity and "not a number" where PHP gives them and Python raises; integers beyond 64 bits become floats."""
    try:
        result = compute()
        return float(result) if isinstance(result, int) and abs(result) >= 2**63 else result
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def _within_one(name: str, function: Callable[[float], float]) -> Callable[[Number], Number]:
    def compute(value: Number) -> Number:
        if value < -1 or value > 1:
            raise ExpressionError("invalid_argument", name)
        return function(value)

    return compute


def _logarithm(value: Number) -> Number:
    if value <= 0:
        raise ExpressionError("invalid_argument_ln", "ln")
    return math.log(value)


def _square_root(value: Number) -> Number:
    if value < 0:
        raise ExpressionError("not_a_number", "sqrt")
    return math.sqrt(value)


class _Operator(NamedTuple):
    name: str
    precedence: int
    unary: Callable[[Number], Number] | None = None
    binary: Callable[[Number, Number], Number] | None = None


_OPEN = _Operator("(", -1)
_NEGATIVE = _Operator("-", 10, unary=lambda value: -value)
_POSITIVE = _Operator("+", 10, unary=lambda value: value)
_BINARY: dict[str, _Operator] = {
    "e": _Operator("e", 10, binary=_exponent),
    "^": _Operator("^", 8, binary=_power),
    "*": _Operator("*", 7, binary=lambda a, b: a * b),
    "/": _Operator("/", 7, binary=_divide),
    "div": _Operator("/", 7, binary=_divide),
    "mod": _Operator("mod", 7, binary=_modulo),
    "fmod": _Operator("fmod", 7, binary=_fmod),
    "+": _Operator("+", 6, binary=lambda a, b: a + b),
    "-": _Operator("-", 6, binary=lambda a, b: a - b),
    "round": _Operator("round", 5, binary=lambda a, b: php_round(a, _int(b))),
    "<": _Operator("<", 4, binary=lambda a, b: int(a < b)),
    ">": _Operator(">", 4, binary=lambda a, b: int(a > b)),
    "<=": _Operator("<=", 4, binary=lambda a, b: int(a <= b)),
    ">=": _Operator(">=", 4, binary=lambda a, b: int(a >= b)),
    "=": _Operator("=", 4, binary=lambda a, b: int(a == b)),
    "<>": _Operator("<>", 4, binary=lambda a, b: int(a != b)),
    "!=": _Operator("<>", 4, binary=lambda a, b: int(a != b)),
    "and": _Operator("and", 3, binary=lambda a, b: int(bool(a) and bool(b))),
    "or": _Operator("or", 2, binary=lambda a, b: int(bool(a) or bool(b))),
}
_UNARY: dict[str, _Operator] = {
    "not": _Operator("not", 9, unary=lambda value: int(not value)),
    "sin": _Operator("sin", 9, unary=math.sin),
    "cos": _Operator("cos", 9, unary=math.cos),
    "tan": _Operator("tan", 9, unary=math.tan),
    "asin": _Operator("asin", 9, unary=_within_one("asin", math.asin)),
    "acos": _Operator("acos", 9, unary=_within_one("acos", math.acos)),
    "atan": _Operator("atan", 9, unary=math.atan),
    "exp": _Operator("exp", 9, unary=lambda value: _guarded(lambda: math.exp(value))),
    "ln": _Operator("ln", 9, unary=_logarithm),
    "abs": _Operator("abs", 9, unary=abs),
    "floor": _Operator("floor", 9, unary=lambda value: float(math.floor(value)) if math.isfinite(value) else value),
    "ceil": _Operator("ceil", 9, unary=lambda value: float(math.ceil(value)) if math.isfinite(value) else value),
    "trunc": _Operator("trunc", 9, unary=_int),
    "sqrt": _Operator("sqrt", 9, unary=_square_root),
}
_CONSTANTS = {"e": math.e, "pi": math.pi}
_TOKEN = re.compile(r"[ \t\r\n]+|([0-9.]+)|([A-Za-z]+)|(<=|>=|<>|!=|[-+*/^()=<>])|(.)", re.S)
_MAX_STACK = 100
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&minus;", "-"), ("\u2212", "-"))


def evaluate(text: str) -> str:
    """Value of an expression, as text; empty for an empty one."""
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    operands: list[Number] = []
    operators: list[_Operator] = []
    expecting_value = True
    for match in _TOKEN.finditer(text):
        digits, word, sign, other = match.groups()
        if len(operands) > _MAX_STACK or len(operators) > _MAX_STACK:
            raise ExpressionError("stack_exhausted")
        if digits:
            if not expecting_value:
                raise ExpressionError("unexpected_number")
            operands.append(_float(digits))
            expecting_value = False
            continue
        if other:
            raise ExpressionError("unrecognised_punctuation", other)
        name = word.lower() if word else sign
        if name is None:
            continue
        if name == "(":
            if not expecting_value:
                raise ExpressionError("unexpected_operator", "(")
            operators.append(_OPEN)
            continue
        if name == ")":
            while operators and operators[-1] is not _OPEN:
                _apply(operators.pop(), operands)
            if not operators:
                raise ExpressionError("unexpected_closing_bracket")
            operators.pop()
            expecting_value = False
            continue
        if expecting_value and name in _CONSTANTS:
            operands.append(_CONSTANTS[name])
            expecting_value = False
            continue
        if name == "pi":
            raise ExpressionError("unexpected_number")
        if name in _UNARY:
            if not expecting_value:
                raise ExpressionError("unexpected_operator", name)
            operators.append(_UNARY[name])
            continue
        if expecting_value and name in "+-":
            operators.append(_POSITIVE if name == "+" else _NEGATIVE)
            continue
        operator = _BINARY.get(name)
        if operator is None:
            raise ExpressionError("unrecognised_word", name)
        if expecting_value:
            raise ExpressionError("unexpected_operator", name)
        while operators and operator.precedence <= operators[-1].precedence:
            _apply(operators.pop(), operands)
        operators.append(operator)
        expecting_value = True
    while operators:
        last = operators.pop()
        if last is _OPEN:
            raise ExpressionError("unclosed_bracket")
        _apply(last, operands)
    return "<br />\n".join(map(php_number, operands))


def _float(digits: str) -> float:
    """Everything from a second point on is dropped, as PHP does."""
    whole, point, rest = digits.partition(".")
    return float(f"{whole or 0}.{rest.partition('.')[0] or 0}") if point else float(whole)


def _apply(operator: _Operator, operands: list[Number]) -> None:
    if operator.unary is not None:
        if not operands:
            raise ExpressionError("missing_operand", operator.name)
        operand = operands.pop()
        operands.append(_guarded(lambda: operator.unary(operand)))  # type: ignore[misc]
        return
    if len(operands) < 2:
        raise ExpressionError("missing_operand", operator.name)
    right = operands.pop()
    left = operands.pop()
    assert operator.binary
    operands.append(_guarded(lambda: operator.binary(left, right)))  # type: ignore[misc]
