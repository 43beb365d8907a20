"""What an editor should look at."""

from __future__ import annotations

import pytest

from packager.month.look import EACH, look

FOUND = (
    ("telephone", "연락처는 02-123-4567이다.", "02-123-4567"),
    ("telephone", "손전화 010-1234-5678로", "010-1234-5678"),
    ("telephone", "01012345678", "01012345678"),
    ("telephone", "+82 10-1234-5678", "+82 10-1234-5678"),
    ("telephone", "대표 번호 1588-1234.", "1588-1234"),
    ("mail", "편지는 누구@example.org로", "누구@example.org"),
    ("resident number", "번호 900102-1234567", "900102-1234567"),
    ("address", "서울 종로구 세종대로 110, 시청", "세종대로 110"),
    ("address", "테헤란로 7길 12-3 3층", "테헤란로 7길 12-3"),
    ("address", "역삼동 123-4번지", "역삼동 123-4"),
    ("word", "도와준 이는 홍길동이다.", "홍길동"),
)
QUIET = (
    "1443년에 만들고 1446년에 알렸다. 길이는 494킬로미터이다.",
    "2:1로 이겼고 3-2-1로 늘어섰다. 1990-2000년",
    "서로 다른 스무 가지, 앞으로 3년",
    "ISBN 978-89-1234-567-8",
    "@ 기호와 메일@ 그리고 @이름",
    "991302-1234567",
)


@pytest.mark.parametrize(("kind", "prose", "text"), FOUND)
def test_found(kind: str, prose: str, text: str) -> None:
    assert (kind, text) in [(found.kind, found.text) for found in look(prose, ["홍길동"])]


@pytest.mark.parametrize("prose", QUIET)
def test_quiet(prose: str) -> None:
    assert list(look(prose, ["홍길동"])) == []


def test_the_first_of_a_kind() -> None:
    assert len(list(look("02-123-4567 " * 20))) == EACH
    (found,) = look("가나다 " * 20 + "02-123-4567" + " 라마바" * 20)
    assert found.around.startswith("가나다 ")
    assert len(found.around) <= 60
