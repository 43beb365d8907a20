"""What an editor excluded is in no form in the library, or the build stops before anything is written."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from packager.errors import ScrubError
from packager.model import Library, Title
from packager.titles import entry_path, prefixed


def refuse_excluded(library: Library, excluded: Collection[Title]) -> None:
    """Raises ScrubError if an excluded page is an entry, a redirect or the target of one."""
    if not excluded:
        return
    paths = {entry_path(title, library.site): title for title in excluded}
    redirects = (path for each in library.redirects() for path in (each.path, each.target))
    found = next((path for path in chain((entry.path for entry in library.entries()), redirects) if path in paths), "")
    if found:
        raise ScrubError(
            "{title}: is on the exclude list and would still be on the drive; please report this, the drive that was "
            "there before is untouched",
            title=prefixed(paths[found], library.site),
        )
