"""Scribunto: modules in Lua (MediaWiki manual: Extension:Scribunto)."""

from packager.lua.invocation import invoke

__all__ = ["invoke"]
