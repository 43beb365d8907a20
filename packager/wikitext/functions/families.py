"""All parser functions and variables: importing this module registers them. One module a family."""

from packager.wikitext.functions import (
    addresses,
    anchors,
    calendar_words,
    conditionals,
    date_functions,
    display,
    expr,
    josa,
    language_functions,
    messages,
    page_names,
    sections,
    site_facts,
    tag,
    text,
    title_parts,
    todays,
    unavailable,
)
