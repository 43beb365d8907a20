"""Reading TeX: tokens, groups as written, options, lengths."""

from __future__ import annotations

import re

_SPACE = re.compile(r"(?:\s|%[^\n]*\n?)+")
_COMMAND = re.compile(r"\\([a-zA-Z]+|.)", re.DOTALL)
LENGTH = re.compile(r"-?[0-9.]+\s*(?:em|ex|pt|mu|cm|mm|in|px)")


class TexError(ValueError):
    """The formula is not TeX that we understand."""


class Scanner:
    """A position in a formula."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.position = 0

    def peek(self) -> str:
        """The next token without taking it: a command with its backslash, a character, or nothing at the end."""
        space = _SPACE.match(self.tex, self.position)
        if space:
            self.position = space.end()
        if self.position >= len(self.tex):
            return ""
        if self.tex[self.position] == "\\":
            command = _COMMAND.match(self.tex, self.position)
            if command is None:
                raise TexError("backslash at the end")
            return command[0]
        return self.tex[self.position]

    def take(self) -> str:
        token = self.peek()
        self.position += len(token)
        return token

    def raw_group(self) -> str:
        """Text of ``{...}`` as written."""
        if self.take() != "{":
            self.position -= 1
            return self.take()
        start, depth = self.position, 1
        while self.position < len(self.tex):
            char = self.tex[self.position]
            self.position += 2 if char == "\\" else 1
            depth += (char == "{") - (char == "}")
            if not depth:
                return self.tex[start:self.position - 1]
        raise TexError("missing }")

    def option(self) -> str | None:
        """Text of ``[...]`` if it follows."""
        if self.peek() != "[":
            return None
        end = self.tex.find("]", self.position)
        if end < 0:
            raise TexError("missing ]")
        text = self.tex[self.position + 1:end]
        self.position = end + 1
        return text

    def length(self) -> str:
        self.peek()
        length = LENGTH.match(self.tex, self.position)
        if length is None:
            raise TexError("no length")
        self.position = length.end()
        return length[0].replace(" ", "")
