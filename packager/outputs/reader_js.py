"""The reader's script files in the order in which they are joined into index.html."""

from __future__ import annotations

READER_JS = (
    "namespace",
    "bytes",
    "utf8",
    # Zstandard, from the inside out.
    "zstd_fse",
    "zstd_huffman",
    "zstd_literals",
    "zstd_sequences",
    "xxh64",
    "zstd",
    "shards",
)
