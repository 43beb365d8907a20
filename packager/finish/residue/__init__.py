"""What a reader without the web can do nothing with, taken out of a page's tree before the walk.

Each rule has a switch in the configuration, ``[cleaning]``, and its own line in the report. Words of the article proper
never go: a rule names what it takes by the marks that MediaWiki or a citation puts on it, or by a whole section or row
in which nothing else stands.
"""

from __future__ import annotations

from packager.finish.residue import errors, marks, notes, rows, sections, sounds, tools
from packager.finish.residue.rule import Residue

RESIDUE: tuple[Residue, ...] = (
    errors.RULE,  # first: what is left of an item, a row or a section is judged without messages
    notes.UNKNOWN,
    notes.ARCHIVED,
    notes.BROKEN,
    sounds.RULE,
    tools.EDITING,
    tools.SWITCHES,
    tools.PENS,
    tools.MISSING,
    marks.LANGUAGES,
    marks.NUMBERS,
    marks.EDITORS,
    marks.MEDIA_HELP,  # after sounds: help for a sound that went
    marks.SISTERS,
    marks.MAPS,
    sections.RULE,  # after notes, sounds and marks: a section that held nothing else goes whole
    rows.WEBSITE,
    rows.EMPTY,  # last: a value may have gone with any of those above
)
