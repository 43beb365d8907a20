"""Last stage: the new drive takes the place of the old one, and the work store forgets what nobody uses."""

from __future__ import annotations

from packager.selection.reach import WRITTEN
from packager.stages.choose import Chosen
from packager.stages.render import Pages
from packager.stages.run import BuildRun


def publish(run: BuildRun, chosen: Chosen, pages: Pages) -> None:
    """Swap folders. Raises OutputError; an old drive stays where it is then."""
    release, store, works = run.request.config.release, chosen.store, pages.works
    with run.progress.stage("publish", unit="files"):
        run.folders.publish(release.keep)
    works.forget_unused((title for ns in WRITTEN for title in store.titles(ns)), release.cache_builds)
    works.close()
