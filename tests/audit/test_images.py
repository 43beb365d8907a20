"""Every place of a picture where something can hide is seen; bare pictures pass."""

from __future__ import annotations

import random

import pytest

from checks.dirty_pictures import DIRTY, clean_picture, picture, saved
from packager.audit.images import foreign_parts


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_bare_pictures_pass(kind: str) -> None:
    assert list(foreign_parts(clean_picture(kind))) == []


def test_other_bare_forms_pass() -> None:
    frames = [picture().rotate(90 * n).quantize(8) for n in range(3)]
    assert (
        list(foreign_parts(saved("GIF", frames[0], save_all=True, append_images=frames[1:], duration=50, loop=0))) == []
    )
    assert list(foreign_parts(saved("JPEG", progressive=True))) == []
    assert list(foreign_parts(saved("PNG", picture().convert("RGBA")))) == []
    assert list(foreign_parts(saved("PNG", picture().quantize(4)))) == []
    assert list(foreign_parts(saved("WEBP", picture().convert("RGBA"), lossless=True))) == []


@pytest.mark.parametrize("name", DIRTY)
def test_dirty_pictures_are_seen(name: str) -> None:
    assert list(foreign_parts(DIRTY[name]()))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_damaged_pictures_do_no_harm(kind: str) -> None:
    rng = random.Random(3)
    whole = clean_picture(kind)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        list(foreign_parts(bytes(data[: rng.randrange(len(data) + 1)])))
