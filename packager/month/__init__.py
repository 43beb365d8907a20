"""From one month to the next: what a release was made of, kept in one file, and what changed between two of them.

``release_file``: the file and how it is written; ``compare``: the kinds of changes; ``likeness``: how alike two texts
are; ``summary``: the pages for an editor. The commands: ``commands``.
"""
