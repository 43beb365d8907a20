"""{{#invoke:}} becomes a parser function when this module is imported; wikitext itself knows nothing of Lua."""

from __future__ import annotations

from packager.lua.invocation import invoke
from packager.wikitext.functions.registry import parser_function

parser_function("invoke", lazy=True)(invoke)
