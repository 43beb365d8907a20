"""All extension tags: importing this module registers them. One module an extension, or a folder if it needs more."""

from packager.wikitext.tags import (
    fallbacks,
    gallery,
    imagemap,
    invisible,
    math,
    nowiki,
    poem,
    syntaxhighlight,
    templatestyles,
    timeline,
)
from packager.wikitext.tags.cite import references
