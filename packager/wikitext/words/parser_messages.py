"""Messages in pages: the wiki's own wording in 미디어위키: pages goes before the software's."""

from __future__ import annotations

from packager.model import NS_MEDIAWIKI, Title
from packager.titles import first_upper
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser

_TEXTS: Slot[dict[str, str | None]] = Slot("message texts")


def message_text(parser: Parser, key: str) -> str | None:
    """The message as it stands, parameters not filled in; None if there is none of that name."""
    texts = parser.data.of(_TEXTS, dict)
    if key not in texts:
        page = parser.fetch(Title(NS_MEDIAWIKI, first_upper(key.replace("_", " ").strip())))
        name = key[:1].lower() + key[1:].replace(" ", "_")
        texts[key] = page.text if page is not None else parser.language.message(name)
    return texts[key]
