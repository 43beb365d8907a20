"""Signatures in running text: the time stamp that MediaWiki writes after the name of whoever signed.

Beside a link to a person the stamp goes; elsewhere it stays and is counted, for the editor to look at.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

STAMP = re.compile(
    r"\s*(?:\d{4}년 \d{1,2}월 \d{1,2}일 \([일월화수목금토]\) \d{1,2}:\d{2}"
    r"|\d{1,2}:\d{2}, \d{1,2} [A-Z][a-z]+ \d{4}|\d{1,2}:\d{2}, [A-Z][a-z]+ \d{1,2}, \d{4})"
    r"(?::\d{2})? \((?:KST|UTC|JST|GMT)\)"
)
_PERSON = re.compile(
    r"(?:^|[/:=])(?:사용자|사용자토론|사토|사|user|user_talk|user talk|특수:기여|특수:사용자기여|special:contributions"
    r"|special:contribs|특수기능:기여)(?::|/|%3a)",
    re.I,
)


def may_be_stamped(text: str) -> bool:
    """False for most text, without looking at it closely: a stamp ends in the name of a time zone."""
    return ("T)" in text or "C)" in text) and "(" in text


def leads_to_person(address: str) -> bool:
    """Whether an address names a user, a user's talk page or contributions."""
    return _PERSON.search(unquote(address).replace("\u00a0", " ")) is not None
