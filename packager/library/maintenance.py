"""Categories in which editors keep account of their work: no reader looks for anything there.

A wiki hides most of them (``__HIDDENCAT__``); the others are known by their names.
"""

from __future__ import annotations

import re

_NAMES = (
    # Stubs: articles that wait to be longer.
    r"(?:.* )?토막글(?: .*)?",
    # Pages that need something, have something wrong, or use some template: "출처가 필요한 문서".
    r"(?:.*[는은한된던할될] |동음이의어 |동음이의 |시험 |연습 |모든 .*|위키백과 .*)문서",
    r".* 오류",
    r"(?:.* )?넘겨주기",
    # Templates and modules, which are no pages of a drive.
    r"(?:.* )?틀|틀 .*",
    r"(?:.* )?모듈",
    r"(?:.* )?둘러보기 상자",
    # The encyclopedia's own affairs.
    r"위키백과 .*|위키프로젝트.*|위키데이터 .*|위키미디어 공용.*|숨은 분류|추적용 분류|CS1.*",
    # What templates taken over from the English wiki write.
    r"(?:Pages|Articles|Wikipedia|Webarchive|Harv|Date) .*|Use (?:dmy|mdy) .*|(?:.* )?(?:stubs|templates|errors)",
)
_ANY = re.compile("|".join(_NAMES))


def is_maintenance(category: str) -> bool:
    """Whether the category of this name, without its namespace, is for editors only."""
    return _ANY.fullmatch(category) is not None
