"""Messages of extension tags: the wiki's own wording in 미디어위키: pages goes before the software's."""

from __future__ import annotations

import re

from packager.model import NS_MEDIAWIKI, Title
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser
from packager.wikitext.tags.message_data import ENGLISH, MESSAGES, TODAY

_TEXTS: Slot[dict[str, str | None]] = Slot("messages of tags")
_PARAMETER = re.compile(r"\$([1-9])")


def message_page(parser: Parser, key: str) -> str | None:
    """Text of the page that overrides message ``key``, if the wiki has one."""
    text = key.replace("_", " ").strip()
    page = parser.fetch(Title(NS_MEDIAWIKI, text[:1].upper() + text[1:]))
    return page.text if page is not None else None


def message_text(parser: Parser, key: str) -> str | None:
    """The message as it stands, parameters not filled in; None if there is none of that name."""
    texts = parser.data.of(_TEXTS, dict)
    if key not in texts:
        own = message_page(parser, key)
        if own is None and parser.settings.today and parser.settings.lang == "en":
            own = TODAY.get(key)
        texts[key] = own if own is not None else MESSAGES.get(parser.settings.lang, ENGLISH).get(key, ENGLISH.get(key))
    return texts[key]


def message(parser: Parser, key: str, *parameters: str) -> str:
    """The message as wikitext with ``$1`` ... filled in."""
    text = message_text(parser, key)
    if text is None:
        return f"⧼{key}⧽"
    if not parameters:
        return text
    return _PARAMETER.sub(lambda m: parameters[int(m[1]) - 1] if int(m[1]) <= len(parameters) else m[0], text)
