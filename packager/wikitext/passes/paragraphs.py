"""Pass 14: lists, paragraphs and preformatted lines (MediaWiki: BlockLevelPass).

Works on lines and knows HTML only by the names of block elements in a line; repairing nesting is tidy's work.
"""

from __future__ import annotations

import re

_PREFIX = re.compile("[*#:;]*")
_BLANK = " \t\n\r\0\x0b"
# Inside these no paragraphs are made ...
_SUPPRESS = re.compile(r"<(?:(?:table|h[1-6]|pre|p|ul|ol|dl)|/(?:td|th)|/?(?:tr|caption|dt|dd|li))\b", re.I | re.A)
# ... until one of these comes.
_RESUME = re.compile(
    r"<(?:/(?:table|h[1-6]|pre|p|ul|ol|dl)|(?:td|th)|/?(?:center|blockquote|div|hr|mw:|aside|figure))\b", re.I | re.A
)
_ANY_BLOCK = re.compile(
    r"</?(?:table|h[1-6]|pre|p|ul|ol|dl|td|th|tr|caption|dt|dd|li|center|blockquote|div|hr|mw:|aside|figure)\b",
    re.I | re.A,
)
_PRE_OPEN = re.compile("<pre", re.I)
_PRE_CLOSE = re.compile("</pre", re.I)
_BLOCKQUOTE = re.compile(r"<(/?)blockquote[\s>]", re.I | re.A)
_ONLY_STYLE = re.compile(r"(?:<style\b[^>]*>.*?</style>\s*|<link\b[^>]*>\s*)+", re.I | re.A)
_TERM = re.compile(r":|<!.*?(?:-->|\Z)|</[^>]*>?|<[^>]*>?|-\{|\}-", re.S)
_VOID = re.compile(r"<(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b", re.I | re.A)
_OPEN = {"*": "<ul><li>", "#": "<ol><li>", ":": "<dl><dd>", ";": "<dl><dt>"}


def paragraphs(text: str, line_start: bool = True) -> str:
    """``line_start`` False keeps the first line out of list and paragraph recognition."""
    first = ""
    if not line_start:
        first, newline, text = text.partition("\n")
        if not newline:
            return first
    return first + _BlockPass().run(text.split("\n"))


class _BlockPass:
    """The open paragraph, lists and suppressions while walking through the lines."""

    __slots__ = ("in_block", "in_pre", "in_quote", "out", "paragraph", "pending", "term_open")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.paragraph = ""
        """``p`` or ``pre`` that is open."""
        self.pending = ""
        """Markup that waits for the line after a blank one: ``<p>`` or ``</p><p>``."""
        self.term_open = False
        self.in_pre = False
        self.in_block = False
        self.in_quote = False

    def run(self, lines: list[str]) -> str:
        out = self.out
        last = len(lines) - 1
        previous = ""
        for number, line in enumerate(lines):
            has_tag = "<" in line
            pre_open = has_tag and _PRE_OPEN.search(line) is not None
            pre_close = has_tag and _PRE_CLOSE.search(line) is not None
            prefix = ""
            content = line
            if not self.in_pre:
                if line[:1] in _OPEN:
                    prefix = _PREFIX.match(line).group()  # type: ignore[union-attr]  # matches the empty string too
                    content = line[len(prefix):]
                self.in_pre = pre_open
            if prefix or previous:
                content, previous = self._lists(prefix, previous, content)
            if prefix:
                self.pending = ""
                if pre_close:
                    self.in_pre = False
                out.append(content.strip(_BLANK))
                continue
            content = self._line(content, has_tag, pre_open, pre_close)
            if pre_close:
                self.in_pre = False
            if not self.pending:
                out.append(content)
                if number < last or self.paragraph:
                    out.append("\n")
        for char in reversed(previous):
            out.append(self._close(char))
        if self.paragraph:
            out.append(f"</{self.paragraph}>")
        return "".join(out)

    def _lists(self, prefix: str, previous: str, content: str) -> tuple[str, str]:
        """Closes, continues and opens list items; gives the rest of the line and the prefix to compare with next."""
        out = self.out
        normal = prefix.replace(";", ":")
        if prefix and normal == previous:
            out.append(self._next(prefix[-1]))
            if prefix[-1] == ";":
                content = self._term(content)
            return content, normal
        common = _common(prefix, previous)
        self.pending = ""
        for char in reversed(previous[common:]):
            out.append(self._close(char))
        if common and len(prefix) <= common:
            out.append(self._next(prefix[common - 1]))
        if self.term_open and common and prefix[common - 1] == ":":
            out.append(self._next(":"))
        if previous and len(prefix) > common:
            out.append("\n")
        for char in prefix[common:]:
            out.append(self._close_paragraph() + _OPEN[char])
            if char == ";":
                self.term_open = True
                content = self._term(content)
        if not prefix and previous:
            out.append("\n")
        return content, normal

    def _term(self, content: str) -> str:
        """``; term : definition`` on one line."""
        colon = _find_colon(content)
        if colon < 0:
            return content
        self.out.append(content[:colon].strip(_BLANK) + self._next(":"))
        return content[colon + 1:]

    def _next(self, char: str) -> str:
        if char in "*#":
            return "</li>\n<li>"
        close = "</dt>\n" if self.term_open else "</dd>\n"
        self.term_open = char == ";"
        return close + ("<dt>" if self.term_open else "<dd>")

    def _close(self, char: str) -> str:
        if char == "*":
            return "</li></ul>"
        if char == "#":
            return "</li></ol>"
        if self.term_open:
            self.term_open = False
            return "</dt></dl>"
        return "</dd></dl>"

    def _close_paragraph(self) -> str:
        self.in_pre = False
        if not self.paragraph:
            return ""
        close = f"</{self.paragraph}>\n"
        self.paragraph = ""
        return close

    def _line(self, content: str, has_tag: bool, pre_open: bool, pre_close: bool) -> str:
        """A line without list prefix: opens, closes or continues a paragraph."""
        if has_tag and _ANY_BLOCK.search(content):
            opens = _SUPPRESS.search(content)
            resumes = _RESUME.search(content)
            if opens or resumes:
                self.pending = ""
                if not self.in_pre or pre_open:
                    self.out.append(self._close_paragraph())
                if pre_open and not pre_close:
                    self.in_pre = True
                for match in _BLOCKQUOTE.finditer(content):
                    self.in_quote = not match[1]
                self.in_block = not resumes
                return content
        if self.in_block or self.in_pre:
            return content
        blank = not content or (content.isspace() and not content.strip(_BLANK))
        if content[:1] == " " and (self.paragraph == "pre" or not blank) and not self.in_quote:
            if self.paragraph != "pre":
                self.pending = ""
                self.out.append(self._close_paragraph() + "<pre>")
                self.paragraph = "pre"
            return content[1:]
        if has_tag and content.startswith("<") and _ONLY_STYLE.fullmatch(content):
            if self.pending:
                self.out.append(self._close_paragraph())
                self.pending = ""
            return content
        self._paragraph_line(blank)
        return content

    def _paragraph_line(self, blank: bool) -> None:
        if blank:
            if self.pending:
                self.out.append(self.pending + "<br />")
                self.pending = ""
                self.paragraph = "p"
            elif self.paragraph != "p":
                self.out.append(self._close_paragraph())
                self.pending = "<p>"
            else:
                self.pending = "</p><p>"
        elif self.pending:
            self.out.append(self.pending)
            self.pending = ""
            self.paragraph = "p"
        elif self.paragraph != "p":
            self.out.append(self._close_paragraph() + "<p>")
            self.paragraph = "p"


def _common(prefix: str, previous: str) -> int:
    """Length of the part that two prefixes share; a term opens a list of its own under a changed prefix."""
    length = 0
    for left, right in zip(prefix, previous, strict=False):
        if left != right:
            break
        length += 1
    return length


def _find_colon(text: str) -> int:
    """Position of the first colon outside tags and language variant markup, or -1."""
    level = variants = 0
    for match in _TERM.finditer(text):
        token = match.group()
        if token == "-{":
            variants += 1
        elif token == "}-":
            variants = max(0, variants - 1)
        elif variants:
            continue
        elif token == ":":
            if not level:
                return match.start()
        elif token.startswith("</"):
            level = max(0, level - 1)
        elif token[1:2] not in ("!", ">", "") and not token.endswith("/>") and not _VOID.match(token):
            level += 1
    return -1
