"""What lies between the zero bytes of an image."""

from __future__ import annotations

from packager.image.plan import File

Stretch = tuple[int, bytes | File]
"""First byte, and bytes or the file whose bytes stand there; between one and the next are zeros."""
