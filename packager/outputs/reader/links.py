"""Links and pictures of an article as the reader stores them: item numbers instead of addresses.

A browser can follow, prefetch, remember and show an address; a number it can only hand to the reader's own script.
``<a href="./베를린#역사">`` becomes ``<a n="12#역사">``, ``<a href="#주석">`` becomes ``<a h="주석">``.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from packager.outputs.reader.paths import Locator

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'>]+)"""
# Most links have the first shape, which needs no second look at the attributes.
_TAG = re.compile(
    rf'<a href="\./([^"]*)"(?: title="([^"]*)")?>|<(a|area|img)\b((?:\s+[^\s=>/]+(?:\s*=\s*{_VALUE})?)*)\s*/?>', re.I
)
_ATTRIBUTE = re.compile(rf"\s+([^\s=>/]+)(?:\s*=\s*({_VALUE}))?")
_BARE = re.compile(r"[\w.:-]+\Z", re.A)
_DROPPED = frozenset(("href", "src", "srcset", "target", "rel", "download", "ping", "sizes", "loading", "decoding"))


def attribute(name: str, value: str) -> str:
    """`` name=value``, quoted where needed."""
    if _BARE.match(value):
        return f" {name}={value}"
    return f' {name}="{html.escape(value, quote=False).replace(chr(34), "&quot;")}"'


@lru_cache(maxsize=1 << 16)
def _parts(href: str) -> tuple[str, str]:
    path, _, fragment = html.unescape(href).partition("#")
    return unquote(path[2:] if path.startswith("./") else path), unquote(fragment)


class LinkRewriter:
    """Rewrites the pages of one reader; counts what leads nowhere."""

    def __init__(
        self,
        locate: Callable[[str], Locator | None],
        is_category: Callable[[int], bool],
        picture: Callable[[str], int | None],
    ) -> None:
        self._locate = lru_cache(maxsize=1 << 17)(locate)
        self._is_category, self._picture = is_category, picture
        self.unresolved: Counter[str] = Counter()

    def rewrite(self, page: str) -> str:
        """``page`` without a single ``href`` or ``src``."""
        return _TAG.sub(self._tag, page)

    def _tag(self, match: re.Match[str]) -> str:
        if match[1] is not None:
            return self._plain_link(match)
        tag = match[3].lower()
        attributes: list[tuple[str, str | None]] = []
        address = None
        for name, raw in _ATTRIBUTE.findall(match[4]):
            name = name.lower()
            value = raw[1:-1] if raw[:1] in "\"'" else raw
            if name == ("src" if tag == "img" else "href"):
                address = value
            elif name not in _DROPPED:
                attributes.append((name, value))
        if tag == "img":
            return self._image(address, attributes)
        if address is not None:
            attributes = [*self._target(address), *attributes]
            follows = match.string[match.end() : match.end() + 400]
            attributes = [
                (n, v) for n, v in attributes if n != "title" or not follows.startswith(f"{v}</{match[3]}>")
            ]
        return f"<{tag}{''.join(self._write(name, value) for name, value in attributes)}>"

    def _plain_link(self, match: re.Match[str]) -> str:
        title = match[2]
        said = not title or match.string.startswith(f"{title}</a>", match.end())
        rest = "" if said else f' title="{title}"'
        attributes = "".join(
            f" {name}={value}" if value and value.isdecimal() else self._write(name, value)
            for name, value in self._target("./" + match[1])
        )
        return f"<a{attributes}{rest}>"

    @staticmethod
    def _write(name: str, value: str | None) -> str:
        return attribute(name, html.unescape(value)) if value else f" {name}"

    def _target(self, address: str) -> list[tuple[str, str | None]]:
        path, fragment = _parts(address)
        if not path:
            return [("h", fragment)] if fragment else []
        found = self._locate(path)
        if found is None:
            self.unresolved[path] += 1
            return []
        fragment = fragment or found.fragment
        target = f"{found.number}#{fragment}" if fragment else str(found.number)
        return [("n", html.escape(target)), *([("c", None)] if self._is_category(found.number) else [])]

    def _image(self, address: str | None, attributes: list[tuple[str, str | None]]) -> str:
        if address is not None and address.startswith("data:"):
            return f"<img{''.join(self._write(n, v) for n, v in [('src', address), *attributes])}>"
        number = self._picture(_parts(address)[0]) if address else None
        if number is None:
            return ""  # the caption stays
        return f"<img i={number}{''.join(self._write(name, value) for name, value in attributes)}>"
