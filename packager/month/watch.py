"""What an editor keeps an eye on, as the configuration names it."""

from __future__ import annotations

from packager.config import Config
from packager.curation.rules_file import read_rules
from packager.files.text import lines_of, read_text
from packager.month.compare import Watched
from packager.selection.title_file import read_title_file


def watched(config: Config) -> Watched:
    """Watched titles and words, and the rules. Raises UsageError for files that cannot be read."""
    release, chosen = config.release, config.selection
    titles = frozenset(
        reading.title.replace("_", " ")
        for line in (read_title_file(config.file(release.watch)) if release.watch else [])
        for reading in line.readings
    )
    rules = read_rules(config.file(chosen.rules)) if chosen.rules else ()
    return Watched(titles, watched_words(config), rules)


def watched_words(config: Config) -> tuple[str, ...]:
    """The words of ``[release] watch_words``, each once."""
    name = config.release.watch_words
    lines = lines_of(read_text(config.file(name))) if name else []
    words = (line.strip() for line in lines)
    return tuple(dict.fromkeys(word for word in words if word and not word.startswith("#")))
