"""Nodes of the preprocessor's tree (MediaWiki: PPNode). A run of nodes is a tuple, plain text is a ``str``."""

from __future__ import annotations

TRIM = " \t\n\r\0\x0b"
"""What PHP's trim() takes away; Python's strip() would also take the wide Korean space."""


class Part:
    """One ``|name=value`` or ``|value`` of a call."""

    __slots__ = ("_whole", "index", "key", "name", "value")

    def __init__(self, name: Content | None, index: int, value: Content) -> None:
        self.name = name
        self.index = index
        """1, 2, 3 ... for a value without name, 0 for a named one."""
        self.value = value
        self.key: str | None = None
        """Name under which templates see the value, as far as it is known without expanding anything."""
        if name is None:
            self.key = str(index)
        elif isinstance(name, str):
            self.key = name.strip(TRIM)
        self._whole: Content | None = value if name is None else None

    @property
    def whole(self) -> Content:
        """The part as parser functions see it, ``name=value``."""
        if self._whole is None:
            assert self.name is not None
            self._whole = join(self.name, "=", self.value)
        return self._whole


class Template:
    """``{{title|part|...}}``: template, variable or parser function."""

    __slots__ = ("line_start", "name", "parts", "title")

    def __init__(self, title: Content, parts: tuple[Part, ...], line_start: bool) -> None:
        self.title = title
        self.parts = parts
        self.line_start = line_start
        self.name: str | None = title.strip(TRIM) if isinstance(title, str) else None


class Argument:
    """``{{{title|default}}}``."""

    __slots__ = ("name", "parts", "title")

    def __init__(self, title: Content, parts: tuple[Part, ...]) -> None:
        self.title = title
        self.parts = parts
        self.name: str | None = title.strip(TRIM) if isinstance(title, str) else None


class ExtensionTag:
    """``<name attributes>content</name>``; all raw text."""

    __slots__ = ("attributes", "close", "content", "name")

    def __init__(self, name: str, attributes: str, content: str | None, close: str | None) -> None:
        self.name = name
        self.attributes = attributes
        self.content = content
        """None for ``<name/>``."""
        self.close = close


class Comment:
    """``<!-- -->`` with the line break and blanks that go with it."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Ignored:
    """What is not for this direction of inclusion: <noinclude> in a transclusion, the tags themselves."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Heading:
    """``== heading ==`` on a line of its own, outside templates."""

    __slots__ = ("children", "index", "level")

    def __init__(self, level: int, index: int, children: Content) -> None:
        self.level = level
        self.index = index
        """Which heading of its text it is, counting from 1, those inside templates' arguments included."""
        self.children = children


Node = Template | Argument | ExtensionTag | Comment | Ignored | Heading
Content = str | tuple[str | Node, ...]


def join(*contents: Content) -> Content:
    """One content after the other."""
    items: list[str | Node] = []
    for content in contents:
        if not isinstance(content, str):
            items.extend(content)
        elif content:
            items.append(content)
    return compact(items, 0, len(items))


def compact(items: list[str | Node], start: int, end: int) -> Content:
    """``items[start:end]`` with neighbouring texts joined."""
    result: list[str | Node] = []
    texts: list[str] = []
    for item in items[start:end]:
        if isinstance(item, str):
            texts.append(item)
            continue
        if texts:
            text = "".join(texts)
            if text:
                result.append(text)
            texts.clear()
        result.append(item)
    text = "".join(texts)
    if not result:
        return text
    if text:
        result.append(text)
    return tuple(result)
