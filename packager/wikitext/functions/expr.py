"""#expr and #ifexpr (MediaWiki manual: Help:Calculation)."""

from __future__ import annotations

from html import escape

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.expression import ExpressionError, evaluate
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.words.numeric import is_numeric, number


def _error(frame: Frame, error: ExpressionError) -> str:
    message = frame.parser.language.message(error.message, error.parameter) or error.message
    return f'<strong class="error">{escape(message)}</strong>'


@parser_function("expr")
def expr(frame: Frame, args: Args) -> str:
    try:
        return evaluate(args[0])
    except ExpressionError as error:
        return _error(frame, error)


@parser_function("ifexpr", lazy=True)
def ifexpr(frame: Frame, args: Args) -> str:
    try:
        result = evaluate(args[0])
    except ExpressionError as error:
        return _error(frame, error)
    true = bool(number(result)) if is_numeric(result) else bool(result)
    return args[1] if true else args[2]
