"""``{{#invoke:module|function|...}}`` (Scribunto's parser function) and its error messages."""

from __future__ import annotations

import html
import re

from packager.lua.normal_form import normalize
from packager.lua.runtime import engine_for, is_module
from packager.model import NS_MODULE, TIME, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser

# Wording of the Scribunto extension.
_MESSAGES = {
    "en": {
        "nomodule": 'Script error: No such module "$2".',
        "unspecified": "Script error: You must specify a function to call.",
        "nofunction": 'Script error: The function "$2" does not exist.',
        "notfunction": 'Script error: "$2" is not a function.',
        "badreturn": "Script error: The module returned a $2 value. It is supposed to return an export table.",
        "timeout": "The time allocated for running scripts has expired.",
        "memory": "The amount of memory allowed for running scripts has been exceeded.",
        "error": "Lua error: $2.",
        "error-at": "Lua error $1: $2.",
        "place": "in $1 at line $2",
    },
    "ko": {
        "nomodule": '스크립트 오류: "$2" 모듈이 없습니다.',
        "unspecified": "스크립트 오류: 호출할 함수를 지정해야 합니다.",
        "nofunction": '스크립트 오류: 함수 "$2"가 존재하지 않습니다.',
        "notfunction": '스크립트 오류: "$2"는 함수가 아닙니다.',
        "badreturn": "스크립트 오류: 모듈이 $2 값을 반환했습니다. 내보내기 테이블을 반환해야 합니다.",
        "timeout": "스크립트를 실행하는 데 할당한 시간이 만료되었습니다.",
        "memory": "스크립트를 실행하는 데 허용하는 메모리 크기를 초과했습니다.",
        "error": "Lua 오류: $2.",
        "error-at": "$1 Lua 오류: $2.",
        "place": "$1 $2번째 줄에서",
    },
}
_ERRORS: Slot[list[str]] = Slot("lua errors")
"""Messages of a page so far; the place in the list is the number in an error's id."""
MARKS = 500
"""Calls after the end of the page's time for modules that show so; more of them leave nothing, so that what remains of
the page's own time is enough for the rest of the page."""
_LATE: Slot[list[int]] = Slot("calls after the end of the time for lua")
_PLACE = re.compile(r"(.*?):(\d+): (.*)")
_BY_CLOCK = "ended by the clock: on a faster machine it may come out otherwise"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _message(parser: Parser, status: str, value: str) -> str:
    texts = _MESSAGES.get(parser.settings.lang, _MESSAGES["en"])
    if status == "error":
        found = _PLACE.fullmatch(value)
        if found:
            place = texts["place"].replace("$1", found[1]).replace("$2", found[2])
            return texts["error-at"].replace("$1", place).replace("$2", found[3])
    return texts[status].replace("$2", value)


def _failed(parser: Parser, module: Title | str, status: str, value: str, call: str, trace: str = "") -> str:
    """The error as the page shows it; place and call go into the report."""
    message = _message(parser, status, value)
    detail = f"{message[:500]} ({call[:200]})" + (f" {trace[:500]}" if trace else "")
    parser.problem("lua-error", module, detail)
    parser.tracking_category("scribunto-common-error-category")
    errors = parser.data.of(_ERRORS, list)
    errors.append(message)
    shown = html.escape(message, quote=False).replace('"', "&quot;").replace("'", "&#039;")
    span = f'<span class="scribunto-error" id="mw-scribunto-error-{len(errors) - 1}">{shown}</span>'
    return f'<strong class="error">{span}</strong>'


def _too_late(parser: Parser, name: str, args: Args) -> str:
    """A call for which no time is left."""
    late = parser.data.of(_LATE, lambda: [0])
    late[0] += 1
    if late[0] == 1:
        _tell_clock(parser, name)
    if late[0] > MARKS:
        return ""
    return _failed(parser, name, "timeout", "", f"{name}|{args[1] if args.parts else ''}")


def _tell_clock(parser: Parser, where: Title | str) -> None:
    """Note once on a page that the clock ended its modules, if it was not a count that did."""
    if engine_for(parser).ended_by_clock and not any(each.kind == TIME for each in parser.output.problems):
        parser.problem(TIME, where, _BY_CLOCK)


def clean_up(value: str) -> str:
    """UtfNormal's cleanUp: NFC, and control characters become U+FFFD."""
    if value.isascii():
        return _CONTROLS.sub("\ufffd", value) if _CONTROLS.search(value) else value
    return _CONTROLS.sub("\ufffd", normalize("NFC", value))


def invoke(frame: Frame, args: Args) -> str:
    """Output of the function, or of its failure."""
    parser = frame.parser
    engine = engine_for(parser)
    name = args[0]
    if engine.out_of_time:
        return _too_late(parser, name, args)
    # A prefix in the name is part of the name: {{#invoke:모듈:가}} means 모듈:모듈:가.
    target = parse_title(prefixed(Title(NS_MODULE, name), parser.site), parser.site) if name else None
    module = target.title if target is not None and target.title.ns == NS_MODULE and not target.interwiki else None
    page = parser.fetch(module) if module is not None else None
    if not args.parts:
        return _failed(parser, module or name, "unspecified", "", name)
    if page is None or module is None or not is_module(page.model):
        return _failed(parser, module or name, "nomodule", name, name)
    function = args[1]
    parts = args.parts[1:]
    # A function name with "=" in it looks like a named argument; the others are then numbered from one already.
    child = frame.new_child(parts, module, 1 if args.parts[0].index else 0)
    state = engine.state
    number = state.add_frame(child, -2)
    status, value, trace = engine.invoke(module, function, number)
    if status == "ok":
        return clean_up(value)
    if status == "timeout":
        _tell_clock(parser, module)
    shown = value if status in ("error", "badreturn") else name if status == "nomodule" else function
    return _failed(parser, module, status, shown, f"{name}|{function}", trace)
