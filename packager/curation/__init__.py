"""What an editor decides about pages and why: rules with reasons, signals and rank, explained page by page.

``rules_file``: the lines of ``selection.tsv``; ``desk_schema``, ``make_desk``, ``desk``: all that rules and rank ask of
a wiki, in one file beside the page store; ``bind``: what each rule means in this wiki, and what an editor should see of
it; ``decide``: the one rule that decides for a page; ``score``: its place; ``table``: all for one configuration.
"""
