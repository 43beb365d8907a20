"""How languages write numbers (MediaWiki: MessagesXx.php, with what CLDR adds): digits, separators, groups."""

from __future__ import annotations

from typing import NamedTuple


class NumberStyle(NamedTuple):
    """One way of writing numbers."""

    digits: str = "0123456789"
    group: str = ","
    """Between groups of digits; empty: none."""
    point: str = "."
    minimum_grouping: int = 1
    """Digits before the first separator that make it appear at all."""
    indian: bool = False
    """Groups of two before the last three."""


_STYLES: tuple[tuple[NumberStyle, str], ...] = (
    (NumberStyle("0123456789", "\u00a0", ",", 2, False),
     "ab alt an arn ast av avk ay ba be-tarask be-x-old bg bxr cbk-zam ce csb cv es es-formal et ext fiu-vro gld "
     "gn guc hy hyw inh kaa kk kk-cyrl kk-kz kk-latn kk-tr koi krc ksh kum kv lad lbe lez liv mdf mhr mrj myv nah "
     "os pl qu qug ru rue sah sjd sty szl tt tt-cyrl tyv udm uk vep vro xal"),
    (NumberStyle("0123456789", ".", ",", 1, False),
     "abs ace aln als arq az ban bar bbc-latn bjn bs btm bug ca crh crh-latn cu da de de-at de-formal dsb el eu fo "
     "frr fy gag gl gor gsw hr hrx hsb id is jut jv kiu kl lb li lzz mad map-bms min mk mo nds nds-nl nia nl "
     "nl-informal pdc pdt pfl pnt rmy rn ro roa-rup rsk rup ruq ruq-cyrl ruq-latn rw sc sh sl sli sq sr sr-ec "
     "sr-el srn stq su tr vi vls vmf yrl zea"),
    (NumberStyle("٠١٢٣٤٥٦٧٨٩", "٬", "٫", 1, False),
     "aeb-arab ar ckb"),
    (NumberStyle("0123456789", "\u00a0", ",", 1, False),
     "af atj bat-smg bci be bm br co cs egl eml eo ff fi fit fon fr frc frp fur gcr ht hu hu-formal ia io it ka "
     "kab kbp kea krl ky lij lld lmo ln lt ltg lv mg mwl nap nb nn no nrm oc olo pcd pms pt pt-br rgn roa-tara scn "
     "sdc se se-fi se-no se-se ses sg sgs shi shi-latn shi-tfng shy-latn sk smn sro sv tet tg tg-cyrl tk ty tzm uz "
     "uz-cyrl uz-latn vec vmw vot wa wls wo zgh"),
    (NumberStyle("०१२३४५६७८९", ",", ".", 1, True),
     "anp awa gom-deva hi mai mr sa"),
    (NumberStyle("০১২৩৪৫৬৭৮৯", ",", ".", 1, True),
     "as bn bpy"),
    (NumberStyle("۰۱۲۳۴۵۶۷۸۹", "٬", "٫", 1, False),
     "azb bcc bgn bqi fa glk lki lrc luz mzn ps sdh"),
    (NumberStyle("०१२३४५६७८९", ",", ".", 1, False),
     "bh bho dty ks-deva ne new pi"),
    (NumberStyle("၀၁၂၃၄၅၆၇၈၉", "", ".", 1, False),
     "blk kjp ksw mnw my"),
    (NumberStyle("༠༡༢༣༤༥༦༧༨༩", ",", ".", 1, False),
     "bo dz"),
    (NumberStyle("0123456789", ".", ",", 2, False),
     "crh-cyrl ku ku-latn"),
    (NumberStyle("0123456789", "'", ",", 1, False),
     "de-ch"),
    (NumberStyle("૦૧૨૩૪૫૬૭૮૯", ",", ".", 1, True),
     "gu"),
    (NumberStyle("۰۱۲۳۴۵۶۷۸۹", "٬", "٫", 2, False),
     "kk-arab kk-cn"),
    (NumberStyle("០១២៣៤៥៦៧៨៩", "", ".", 1, False),
     "km"),
    (NumberStyle("೦೧೨೩೪೫೬೭೮೯", ",", ".", 1, True),
     "kn tcy"),
    (NumberStyle("٠١٢٣٤٥٦٧٨٩", "٬", "٫", 2, False),
     "ku-arab"),
    (NumberStyle("0123456789", "\u00a0", ".", 1, False),
     "la xh"),
    (NumberStyle("໐໑໒໓໔໕໖໗໘໙", ".", ",", 1, False),
     "lo"),
    (NumberStyle("〇一二三四五六七八九", "", "點", 1, False),
     "lzh zh-classical"),
    (NumberStyle("0123456789", ",", ".", 1, True),
     "ml pa ta te"),
    (NumberStyle("᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉", ",", ".", 1, False),
     "nod"),
    (NumberStyle("߀߁߂߃߄߅߆߇߈߉", ",", ".", 1, False),
     "nqo"),
    (NumberStyle("୦୧୨୩୪୫୬୭୮୯", ",", ".", 1, True),
     "or"),
    (NumberStyle("۰۱۲۳۴۵۶۷۸۹", ",", ".", 1, False),
     "pnb"),
    (NumberStyle("0123456789", "’", ".", 1, False),
     "rm"),
    (NumberStyle("᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙", ",", ".", 1, False),
     "sat"),
    (NumberStyle("٠١٢٣٤٥٦٧٨٩", ",", ".", 1, False),
     "skr skr-arab"),
)  # fmt: skip
NUMBER_STYLES = {code: style for style, codes in _STYLES for code in codes.split()}
"""By language code; languages that are not here write as English does."""
