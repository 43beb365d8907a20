"""``python -m tests.outward SNIPPETS.jsonl OUT.jsonl``: constructs that reach out, through the real cleaner.

Writes ``{id, html, outward, kept_text}`` for each snippet: what the cleaner made of it, which attributes, styles or
elements of that still point out of a drive that has the pages of ``ENTRIES``, and whether the words that may stay did.
The judgement is made with another parser (BeautifulSoup with html.parser) than the cleaner's.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup

from packager.html.links import href
from packager.scrub.clean import clean
from packager.scrub.element import Policy

ENTRIES = frozenset({"서울", "베를린", "문서", "A", "index.html"})


class SmallWorld:
    """A drive with a handful of pages."""

    def link(self, address: str) -> str | None:
        """As the build's world: our own spelling of an entry, or None."""
        if address.startswith("#") and len(address) > 1:
            return "#" + href(unquote(address[1:]))[2:]
        for prefix in ("/wiki/", "./"):
            if address.startswith(prefix):
                path, _, fragment = address[len(prefix) :].partition("#")
                if unquote(path) in ENTRIES:
                    return href(unquote(path), unquote(fragment))
        return None

    def image(self, address: str) -> str | None:
        """No pictures."""
        return None
