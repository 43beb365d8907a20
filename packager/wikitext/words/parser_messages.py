"""Messages in pages: the wiki's own wording in 미디어위키: pages goes before the software's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packager.model import NS_MEDIAWIKI, Title
from packager.titles import first_upper

if TYPE_CHECKING:
    from packager.wikitext.parser import Parser


def message_text(parser: Parser, key: str) -> str | None:
    """The message as it stands, parameters not filled in; None if there is none of that name."""
    texts: dict[str, str | None] = parser.data.setdefault("message texts", {})
    if key not in texts:
        page = parser.fetch(Title(NS_MEDIAWIKI, first_upper(key.replace("_", " ").strip())))
        name = key[:1].lower() + key[1:].replace(" ", "_")
        texts[key] = page.text if page is not None else parser.language.message(name)
    return texts[key]
