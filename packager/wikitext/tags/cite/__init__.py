"""<ref> and <references> (MediaWiki extension Cite): what is noted, how it is numbered, and the lists of notes.

``references`` has the two tags and their faults, ``stack`` the notes of a page by group and name, ``format`` the HTML.
"""
