"""Groups of element names in the HTML standard (section "Parsing HTML documents")."""

from __future__ import annotations

from typing import Final


def element_names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPECIAL: Final = element_names(
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
    "details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html iframe img input li link listing main marquee menu meta nav noembed noframes noscript "
    "object ol p param plaintext pre script section select source style summary table tbody td template textarea "
    "tfoot th thead title tr track ul wbr xmp"
)
SPECIAL_FOREIGN: Final = element_names(
    "math:mi math:mo math:mn math:ms math:mtext math:annotation-xml svg:foreignObject svg:desc svg:title"
)

FORMATTING: Final = element_names("a b big code em font i nobr s small strike strong tt u")
HEADINGS: Final = element_names("h1 h2 h3 h4 h5 h6")
IMPLIED_END: Final = element_names("dd dt li optgroup option p rb rp rt rtc")

VOID: Final = element_names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
# Elements whose content is no HTML; the second group still knows character references.
RAW_TEXT: Final = element_names("style script xmp iframe noembed noframes noscript plaintext")
RAW_CONTENT: Final = RAW_TEXT | element_names("textarea title")
LEADING_NEWLINE_DROPPED: Final = element_names("pre textarea listing")

# Blocks that close an open paragraph and are otherwise just inserted.
BLOCKS: Final = element_names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header "
    "hgroup main menu nav ol p section summary ul"
)
BLOCK_ENDS: Final = (BLOCKS - {"p"}) | {"button", "listing", "pre"}
HEAD_VOID: Final = element_names("base basefont bgsound link meta")
INLINE_VOID: Final = element_names("area br embed img keygen wbr input")
MARKED: Final = element_names("applet marquee object")
IGNORED_IN_BODY: Final = element_names("html body frameset caption col colgroup frame head tbody td tfoot th thead tr")

TABLE_PARTS: Final = element_names("caption col colgroup tbody td tfoot th thead tr")
ROW_GROUPS: Final = element_names("tbody thead tfoot")
CELLS: Final = element_names("td th")
FOSTERING: Final = ROW_GROUPS | {"table", "tr"}
# Elements that decide the insertion mode.
STRUCTURE: Final = TABLE_PARTS | {"table", "select"}

# A new list item looks past these for an open one to close.
PASSED_BY_ITEMS: Final = element_names("address div p")

SCOPE: Final = element_names("applet caption html table td th marquee object template") | SPECIAL_FOREIGN
BUTTON_SCOPE: Final = SCOPE | {"button"}
LIST_SCOPE: Final = SCOPE | {"ol", "ul"}
TABLE_SCOPE: Final = element_names("html table template")
