"""How footnotes look: ids, marks in the text, lists, errors (Cite: the formatter classes). All of it by messages."""

from __future__ import annotations

import re

from packager.wikitext.identifiers import escape_id_for_attribute
from packager.wikitext.passes.attributes import safe_encode_attribute
from packager.wikitext.state import Parser
from packager.wikitext.tags.cite.stack import Key, Reference
from packager.wikitext.tags.message_data import ENGLISH
from packager.wikitext.tags.messages import message, message_text

_UNDERSCORES = re.compile("__+")
_PLAIN_ID = re.compile(r"[\w.\-]+")
_PLAIN_LABEL = re.compile(r"[\w .\-]+")
_COLUMNS_FROM = 11
"""A list of more than ten notes is set in columns."""


def anchor(parser: Parser, key: str) -> str:
    """An id as it stands in an attribute or, after ``#``, in a link."""
    identifier = _UNDERSCORES.sub("_", escape_id_for_attribute(key, parser.settings.fragment_mode[0]))
    return safe_encode_attribute(identifier)


def mark_id(parser: Parser, key: Key, use: str = "") -> str:
    """Id of a mark in the text: ``cite_ref-1``, ``cite_ref-name_2-0``."""
    if use:
        key = message(parser, "cite_reference_link_key_with_num", str(key), use)
    prefix, suffix = message(parser, "cite_reference_link_prefix"), message(parser, "cite_reference_link_suffix")
    return anchor(parser, f"{prefix}{key}{suffix}")


def note_id(parser: Parser, key: Key) -> str:
    """Id of a note in the list: ``cite_note-1``, ``cite_note-name-2``."""
    prefix, suffix = message(parser, "cite_references_link_prefix"), message(parser, "cite_references_link_suffix")
    return anchor(parser, f"{prefix}{key}{suffix}")


def error(parser: Parser, key: str, *parameters: str) -> str:
    """An error as wikitext."""
    text = message(parser, key, *parameters)
    parser.problem("cite-error", parser.title, re.sub(r"<[^>]+>|&[lg]t;", "", text))
    lang = parser.settings.lang
    return f'<span class="error mw-ext-cite-error" lang="{lang}" dir="ltr">{message(parser, "cite_error", text)}</span>'


def error_html(parser: Parser, key: str, *parameters: str) -> str:
    """An error as HTML."""
    return parser.half_parse(error(parser, key, *parameters))


def mark(parser: Parser, group: str, reference: Reference) -> str:
    """The mark in the text: HTML."""
    label = _own_label(parser, group, reference.number) if reference.parent is None else None
    if label is None:
        number = parser.language.format_num(reference.label, False)
        label = f"{group} {number}" if group else number
    if reference.name:
        source = mark_id(parser, reference.name, f"{reference.serial}-{reference.uses}")
        target = note_id(parser, f"{reference.name}-{reference.serial}")
    else:
        again = f"-{reference.uses}" if reference.uses > 0 else ""
        source, target = mark_id(parser, f"{reference.serial}{again}"), note_id(parser, reference.serial)
    if (
        _PLAIN_ID.fullmatch(source) and _PLAIN_ID.fullmatch(target) and _PLAIN_LABEL.fullmatch(label)
        and message_text(parser, "cite_reference_link") == ENGLISH["cite_reference_link"]
    ):
        # What half_parse would make of the message, hundreds of times on a page.
        return f'<sup id="{source}" class="reference"><a href="#{target}">&#91;{label}&#93;</a></sup>'
    return parser.half_parse(message(parser, "cite_reference_link", source, target, label))


def _own_label(parser: Parser, group: str, number: int) -> str | None:
    """The label that the wiki's list for this group has for ``number``; None if the group has no list."""
    if not group:
        return None
    key = f"cite_link_label_group-{group}"
    text = message_text(parser, key)
    if text is None or text in ("", "-"):
        return None
    labels = re.split(r"\s+", text)
    if number <= len(labels):
        return labels[number - 1]
    return error(parser, "cite_error_no_link_label_group", group, key)


def reference_list(parser: Parser, references: dict[Key, Reference], responsive: bool) -> str:
    """The list of a group: HTML, nothing for an empty group."""
    if not references:
        return ""
    items = sorted(references.items(), key=lambda item: item[1].number)
    wikitext = "\n" + "".join(_item(parser, key, reference) + "\n" for key, reference in items)
    html = f'<ol class="references">{parser.half_parse(wikitext).rstrip(chr(10))}\n</ol>'
    if not responsive:
        return html
    columns = " mw-references-columns" if len(references) >= _COLUMNS_FROM else ""
    return f'<div class="mw-references-wrap{columns}">{html}</div>'


def _item(parser: Parser, key: Key, reference: Reference) -> str:
    text = _text(parser, key, reference)
    if reference.details:
        places = "\n".join(_item(parser, str(place.serial), place) for place in reference.details.values())
        text += f'<ol class="mw-subreference-list">{places}\n</ol>'
    if reference.follow:
        return message(parser, "cite_references_no_link", note_id(parser, reference.follow), text)
    direction = f' class="mw-cite-dir-{reference.direction}"' if reference.direction else ""
    serial = reference.serial
    if not reference.marked:
        return f'<li{direction}><span class="mw-cite-backlink">↑</span> {text}</li>'
    if reference.parent is not None:
        return _place(parser, reference, text, direction)
    if reference.uses < 0:
        note, back = note_id(parser, serial), mark_id(parser, serial)
        return message(parser, "cite_references_link_one", note, back, text, direction)
    note = note_id(parser, f"{key}-{serial}")
    if reference.uses == 0:
        return message(parser, "cite_references_link_one", note, mark_id(parser, key, f"{serial}-0"), text, direction)
    links = [
        message(
            parser, "cite_references_link_many_format",
            mark_id(parser, key, f"{serial}-{use}"),
            parser.language.format_num(f"{reference.number}.{str(use).zfill(len(str(reference.uses)))}", False),
            _letter(parser, use),
        )
        for use in range(reference.uses + 1)
    ]
    last = message(parser, "cite_references_link_many_and") + links.pop()
    all_links = message(parser, "cite_references_link_many_sep").join(links) + last
    return message(parser, "cite_references_link_many", note, all_links, text, direction)


def _place(parser: Parser, reference: Reference, text: str, direction: str) -> str:
    """One place in a source: every mark leads to it, the first one back."""
    serial = reference.serial
    return message(
        parser, "cite_references_link_one", note_id(parser, serial), mark_id(parser, serial), text, direction
    )


def _text(parser: Parser, key: Key, reference: Reference) -> str:
    text = reference.shown_text()
    if reference.whole_text() is None or not (text or "").strip():
        missing = error(parser, "cite_error_references_no_text", str(key))
        return " ".join((missing, *reference.errors))
    return f'<span class="reference-text">{(text or "").rstrip(chr(10))}</span>\n'


def _letter(parser: Parser, use: int) -> str:
    """The alternative label of a back link (a, b, c), for wikis whose message asks for ``$3``."""
    if "$3" not in (message_text(parser, "cite_references_link_many_format") or ""):
        return ""
    labels = re.split(r"\s+", message(parser, "cite_references_link_many_format_backlink_labels"))
    return labels[use] if use < len(labels) else error(parser, "cite_error_references_no_backlink_label")
