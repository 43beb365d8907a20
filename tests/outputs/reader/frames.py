"""Zstandard frames of every kind that the library can make, with what they decode to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import zstandard

LEVELS = (-5, -1, 1, 2, 3, 5, 7, 9, 12, 15, 17, 19, 22)


def raws(seed: int) -> Iterator[tuple[str, bytes]]:
    """Texts, noise, runs and mixtures of them."""
    rng = random.Random(seed)
    syllables = [chr(0xAC00 + rng.randrange(11172)) for _ in range(300)]
    vocabulary = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(3000)]
    text = " ".join(vocabulary[min(2999, int(rng.expovariate(0.005)))] for _ in range(40_000)).encode()
    yield "empty", b""
    yield "one", b"a"
    yield "short", b"abcabcabcabcabc" * 5
    yield "text", text
    yield "noise", rng.randbytes(150_000)
    yield "run", bytes(270_000)
    yield "skew", bytes(min(255, int(rng.expovariate(0.3))) for _ in range(300_000))
    yield "bits", bytes(rng.choice(b"ab") for _ in range(3000))
    pieces = [
        rng.choice((rng.randbytes(60), text[at : at + 2500], b"x" * 700))
        for at in (rng.randrange(len(text)) for _ in range(300))
    ]
    yield "mixture", b"".join(pieces)
    # In the second block all literals are one letter and all lengths are the same: run-length literals and tables.
    noise = rng.randbytes(131_072)
    starts = [rng.randrange(131_000) for _ in range(3000)]
    yield "regular", noise + b"".join(noise[at : at + 20] + b"x" for at in starts)


def write_frames(folder: Path, seed: int = 1) -> int:
    """Write ``<name>.raw`` and ``<name>.<how>.zst`` into ``folder``; the number of frames."""
    count = 0
    for name, raw in raws(seed):
        (folder / f"{name}.raw").write_bytes(raw)
        for level in LEVELS:
            for checksum in (0, 1):
                parameters = zstandard.ZstdCompressionParameters.from_level(level, write_checksum=checksum)
                frame = zstandard.ZstdCompressor(compression_params=parameters).compress(raw)
                (folder / f"{name}.{level}.{checksum}.zst").write_bytes(frame)
                count += 1
        streaming = zstandard.ZstdCompressor(level=6, write_checksum=True).compressobj()
        half = len(raw) // 2
        frame = streaming.compress(raw[:half]) + streaming.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
        frame += streaming.compress(raw[half:]) + streaming.flush()
        (folder / f"{name}.stream.zst").write_bytes(frame)
        skipped = b"\x5a\x2a\x4d\x18\x05\0\0\0hello"
        parts = [zstandard.ZstdCompressor(level=3).compress(raw[:half]), skipped]
        parts.append(zstandard.ZstdCompressor(level=9).compress(raw[half:]))
        (folder / f"{name}.frames.zst").write_bytes(skipped + b"".join(parts))
        count += 2
    return count


def write_wide(folder: Path, seed: int = 1) -> None:
    """A frame whose matches reach back 8 MB."""
    rng = random.Random(seed)
    head = rng.randbytes(400_000)
    raw = head + bytes(7_500_000) + head
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=23, enable_ldm=True)
    (folder / "wide.raw").write_bytes(raw)
    (folder / "wide.ldm.zst").write_bytes(zstandard.ZstdCompressor(compression_params=parameters).compress(raw))
