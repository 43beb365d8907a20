"""Scribunto: modules in Lua (MediaWiki manual: Extension:Scribunto). ``parser_function`` registers {{#invoke:}}."""
