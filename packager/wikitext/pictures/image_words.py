"""Names of the picture options, English and Korean (MessagesEn, MessagesKo: img_...)."""

from __future__ import annotations

HORIZONTAL = ("left", "right", "center", "none")
VERTICAL = ("baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom")

_PLAIN = {
    "thumbnail": ("thumb", "thumbnail", "섬네일", "썸네일", "축소판"),
    "framed": ("frame", "framed", "enframed", "프레임"),
    "frameless": ("frameless", "프레임없음"),
    "upright": ("upright", "위오른쪽"),
    "border": ("border", "테두리"),
    "left": ("left", "왼쪽"),
    "right": ("right", "오른쪽"),
    "center": ("center", "centre", "가운데"),
    "none": ("none", "없음"),
    "baseline": ("baseline", "밑줄"),
    "sub": ("sub", "아래첨자"),
    "super": ("super", "sup", "위첨자"),
    "top": ("top", "위"),
    "text-top": ("text-top", "글자위", "텍스트위"),
    "middle": ("middle", "중간"),
    "bottom": ("bottom", "아래"),
    "text-bottom": ("text-bottom", "글자아래", "텍스트아래"),
}
_WITH_VALUE = {
    "manualthumb": ("thumb=", "thumbnail=", "섬네일=", "썸네일=", "축소판="),
    "upright": ("upright=", "upright ", "위오른쪽="),
    "page": ("page=", "page ", "문서="),
    "alt": ("alt=", "대체글="),
    "link": ("link=", "링크="),
    "class": ("class=", "클래스="),
    "lang": ("lang=", "언어="),
}
_WIDTH_ENDS = ("px", "픽셀")

WORDS = {name: word for word, names in _PLAIN.items() for name in names}
STARTS = {name: word for word, names in _WITH_VALUE.items() for name in names}


def match_word(part: str) -> tuple[str, str | None]:
    """Option and its value (None if it takes none) of a part; an empty name if it is no option."""
    word = WORDS.get(part)
    if word:
        return word, None
    if part.endswith(_WIDTH_ENDS):
        end = next(end for end in _WIDTH_ENDS if part.endswith(end))
        return "width", part[:-len(end)]
    for separator in "= ":
        name, found, value = part.partition(separator)
        if found and name + separator in STARTS:
            return STARTS[name + separator], value
    return "", None
