"""Where the test data that are not ours lie: beside the repository, or nowhere, and then their tests are skipped."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
