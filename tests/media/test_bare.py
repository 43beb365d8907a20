"""A picture is left as it is only if it is bare; the cleaner sees that without the judge's reader."""

from __future__ import annotations

import random

import pytest

from checks.dirty_pictures import DIRTY, clean_picture, picture, saved
from packager.media.bare import is_bare
from packager.media.raster import rebuild

KINDS = ("PNG", "JPEG", "GIF", "WEBP")


@pytest.mark.parametrize("kind", KINDS)
def test_what_we_write_is_bare(kind: str) -> None:
    assert is_bare(clean_picture(kind))
    assert is_bare(rebuild(clean_picture(kind)).data)


def test_other_bare_forms() -> None:
    frames = [picture().rotate(90 * n).quantize(8) for n in range(3)]
    assert is_bare(saved("GIF", frames[0], save_all=True, append_images=frames[1:], duration=50, loop=0))
    assert is_bare(saved("JPEG", progressive=True))
    assert is_bare(saved("PNG", picture().quantize(4)))
    assert is_bare(saved("WEBP", picture().convert("RGBA"), lossless=True))


@pytest.mark.parametrize("name", DIRTY)
def test_dirty_pictures_are_not(name: str) -> None:
    assert not is_bare(DIRTY[name]())


@pytest.mark.parametrize("kind", KINDS)
def test_cut_or_longer_pictures_are_not(kind: str) -> None:
    whole = clean_picture(kind)
    assert not is_bare(whole + b"x")
    assert not any(is_bare(whole[:length]) for length in range(len(whole)))


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_pictures_do_no_harm(kind: str) -> None:
    rng = random.Random(5)
    for _ in range(300):
        data = bytearray(clean_picture(kind))
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        is_bare(bytes(data))


def test_no_picture_at_all() -> None:
    assert not is_bare(b"")
    assert not is_bare(b"<svg/>")
