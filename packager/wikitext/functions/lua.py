"""#invoke: hands over to the Lua host (MediaWiki extension Scribunto)."""

from __future__ import annotations

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, FunctionResult, parser_function


@parser_function("invoke", lazy=True)
def invoke(frame: Frame, args: Args) -> str | FunctionResult:
    from packager.lua import invoke as run  # starting Lua costs, and most pages of a small wiki have none

    return run(frame, args)
