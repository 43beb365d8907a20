"""Wording of the messages that extension tags put into pages, as MediaWiki 1.39 words them. Wikitext, with $1, $2."""

from __future__ import annotations

from collections.abc import Mapping

_CONSONANTS = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)
_VOWELS = (0, 4, 8, 13, 18, 20)


def _latin_labels() -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join([*letters, *(a + b for a in letters for b in letters)])


def _hangul_labels() -> str:
    return " ".join(chr(0xAC00 + (c * 21 + v) * 28) for v in _VOWELS for c in _CONSONANTS)


_REF, _REFERENCES = "<code>&lt;ref&gt;</code>", "<code>&lt;references&gt;</code>"

ENGLISH: Mapping[str, str] = {
    # Cite: structure
    "cite_reference_link_key_with_num": "$1_$2",
    "cite_reference_link_prefix": "cite_ref-",
    "cite_reference_link_suffix": "",
    "cite_references_link_prefix": "cite_note-",
    "cite_references_link_suffix": "",
    "cite_reference_link": '<sup id="$1" class="reference">[[#$2|&#91;$3&#93;]]</sup>',
    "cite_references_no_link": '<p id="$1">$2</p>',
    "cite_references_link_one": '<li id="$1"$4><span class="mw-cite-backlink">[[#$2|↑]]</span> $3</li>',
    "cite_references_link_many": '<li id="$1"$4><span class="mw-cite-backlink">↑ $2</span> $3</li>',
    "cite_references_link_many_format": "<sup>[[#$1|$2]]</sup>",
    "cite_references_link_many_format_backlink_labels": _latin_labels(),
    "cite_references_link_many_sep": " ",
    "cite_references_link_many_and": " ",
    # Cite: errors
    "cite_error": "Cite error: $1",
    "cite_error_ref_invalid_dir": 'Invalid <code>dir="$1"</code>, must be <code>ltr</code> or <code>rtl</code>',
    "cite_error_ref_numeric_key":
        f"Invalid {_REF} tag; name cannot be a simple integer. Use a descriptive title",
    "cite_error_ref_no_key": f"The opening {_REF} tag is malformed or has a bad name",
    "cite_error_ref_too_many_keys": f"Invalid {_REF} tag; invalid names, e.g. too many",
    "cite_error_ref_no_input": f"Invalid {_REF} tag; refs with no name must have content",
    "cite_error_references_duplicate_key":
        f'Invalid {_REF} tag; name "$1" defined multiple times with different content',
    "cite_error_references_invalid_parameters": f"Invalid parameter in {_REFERENCES} tag",
    "cite_error_references_no_backlink_label":
        "Ran out of custom backlink labels. Define more in the"
        " [[MediaWiki:Cite references link many format backlink labels]] message.",
    "cite_error_no_link_label_group":
        'Ran out of custom link labels for group "$1". Define more in the [[MediaWiki:$2]] message.',
    "cite_error_references_no_text": f"Invalid {_REF} tag; no text was provided for refs named <code>$1</code>",
    "cite_error_included_ref": f"Closing <code>&lt;/ref&gt;</code> missing for {_REF} tag",
    "cite_error_included_references": f"Closing tag missing for {_REFERENCES}",
    "cite_error_group_refs_without_references":
        f'{_REF} tags exist for a group named "$1", but no corresponding'
        ' <code>&lt;references group="$1"/&gt;</code> tag was found',
    "cite_error_references_group_mismatch": f'{_REF} tag in {_REFERENCES} has conflicting group attribute "$1".',
    "cite_error_references_missing_group":
        f'{_REF} tag with name "$2" defined in {_REFERENCES} has group attribute "$1" which does not appear in'
        " prior text.",
    "cite_error_references_missing_key":
        f'{_REF} tag with name "$1" defined in {_REFERENCES} is not used in prior text.',
    "cite_error_references_no_key": f"{_REF} tag defined in {_REFERENCES} has no name attribute.",
    "cite_error_empty_references_define":
        f'{_REF} tag with name "$1" defined in {_REFERENCES} group "$2" has no content.',
    # Cite: errors of today
    "cite_error_ref_parameter_unknown":
        f'Invalid parameter "$1" in {_REF} tag. The supported parameters are: $2.',
    "cite_error_ref_conflicting_dir":
        f'One of the {_REF} tags with the name "$1" does have a conflicting dir attribute.',
    "cite_error_ref_follow_conflicts":
        "A <code>&lt;ref follow=\"…\"&gt;</code> tag that is the continuation of a previous one cannot be named"
        " individually or have details.",
    "cite_error_details_missing_parent":
        f"A {_REF} tag with details must contain content or point to a parent reference by name.",
    "cite_error_details_without_name":
        f"Invalid {_REF} tag; missing name attribute. A name attribute must be provided along with a details"
        " attribute.",
    "cite_error_details_in_references":
        f'{_REF} tag with name "$1" cannot use details when inside {_REFERENCES}.',
    # Core tags
    "invalid-indicator-name":
        "<strong>Error:</strong> Page status indicators' <code>name</code> attribute must not be empty.",
    "invalid-langconvert-attrs": "<strong>Error:</strong> invalid langconvert attributes.",
    # ImageMap
    "imagemap_no_image": "Error: Must specify an image in the first line.",
    "imagemap_invalid_image": "Error: Image is invalid or non-existent.",
    "imagemap_no_link": "Error: No valid link was found at the end of line $1.",
    "imagemap_invalid_title": "Error: Invalid title in link at line $1.",
    "imagemap_missing_coord": "Error: Not enough coordinates for shape at line $1.",
    "imagemap_unrecognised_shape":
        "Error: Unrecognized shape at line $1, each line must start with one of:"
        " <code>default</code>, <code>rect</code>, <code>circle</code> or <code>poly</code>.",
    "imagemap_invalid_coord": "Error: Invalid coordinate at line $1, must be a number.",
    "imagemap_invalid_desc": "Error: Invalid desc specification, must be one of: <code>$1</code>.",
    "imagemap_description": "About this image",
    "imagemap_desc_types": "top-right, bottom-right, bottom-left, top-left, none",
    "imagemap_poly_odd": "Error: Found poly with odd number of coordinates on line $1",
}

KOREAN: Mapping[str, str] = {
    "cite_references_link_many_format_backlink_labels": _hangul_labels(),
    "cite_error": "인용 오류: $1",
    "cite_error_ref_invalid_dir":
        '<code>dir="$1"</code> 속성이 잘못되었습니다. <code>ltr</code> 또는 <code>rtl</code>이어야 합니다',
    "cite_error_ref_numeric_key":
        f"{_REF} 태그가 잘못되었습니다; 이름은 숫자가 될 수 없습니다. 설명적인 이름을 사용하세요",
    "cite_error_ref_no_key": f"열린 {_REF} 태그가 잘못 만들어졌거나 이름이 잘못되었습니다",
    "cite_error_ref_too_many_keys": f"{_REF} 태그가 잘못되었습니다;\n잘못된 이름입니다, 예: 너무 많습니다",
    "cite_error_ref_no_input":
        f"{_REF} 태그가 잘못되었습니다; 이름이 없는 ref 태그는 반드시 내용이 있어야 합니다",
    "cite_error_references_duplicate_key": f'잘못된 {_REF} 태그; "$1"이 다른 콘텐츠로 여러 번 정의되었습니다',
    "cite_error_references_invalid_parameters": f"{_REFERENCES} 태그 안의 변수가 잘못되었습니다",
    "cite_error_references_no_backlink_label":
        "사용자 지정 백링크 라벨이 바닥이 났습니다."
        " [[MediaWiki:Cite references link many format backlink labels]]메시지에 더 정의하세요.",
    "cite_error_no_link_label_group":
        '"$1" 그룹에 대해 사용자 지정 링크 레이블이 바닥이 났습니다. [[MediaWiki:$2]] 메시지에 더 정의하세요.',
    "cite_error_references_no_text":
        f"{_REF} 태그가 잘못되었습니다; <code>$1</code>라는 이름을 가진 주석에 텍스트가 없습니다",
    "cite_error_included_ref": f"{_REF} 태그를 닫는 <code>&lt;/ref&gt;</code> 태그가 없습니다",
    "cite_error_included_references": f"{_REFERENCES}를 닫는 태그가 없습니다",
    "cite_error_group_refs_without_references":
        f'"$1"이라는 이름을 가진 그룹에 대한 {_REF} 태그가 존재하지만, 이에 대응하는'
        ' <code>&lt;references group="$1" /&gt;</code> 태그가 없습니다',
    "cite_error_references_group_mismatch":
        f'{_REFERENCES} 안에 있는 {_REF} 태그에서 "$1" 그룹 특성이 충돌됩니다.',
    "cite_error_references_missing_group":
        f'{_REFERENCES} 안에 정의된 {_REF} 태그에 이전 텍스트에 없는 "$1" 그룹 특성이 있습니다.',
    "cite_error_references_missing_key":
        f'{_REFERENCES} 안에 정의된 "$1"이라는 이름을 가진 {_REF} 태그가 위에서 사용되고 있지 않습니다.',
    "cite_error_references_no_key": f"{_REFERENCES} 안에 정의된 {_REF} 태그에 이름 특성이 없습니다.",
    "cite_error_empty_references_define":
        f'{_REFERENCES} 태그 안에 정의된 "$1"이라는 이름을 가진 {_REF} 태그에 내용이 없습니다.',
    "cite_error_ref_parameter_unknown": f'{_REF} 태그에 쓸 수 없는 속성 "$1"이(가) 있습니다. 쓸 수 있는 속성: $2.',
    "cite_error_ref_conflicting_dir": f'이름이 "$1"인 {_REF} 태그들의 dir 속성이 서로 다릅니다.',
    "cite_error_ref_follow_conflicts":
        "앞의 각주를 잇는 <code>&lt;ref follow=\"…\"&gt;</code> 태그에는 이름이나 details를 따로 적을 수 없습니다.",
    "cite_error_details_missing_parent":
        f"details가 있는 {_REF} 태그에는 내용이 있거나 원출처의 이름이 있어야 합니다.",
    "cite_error_details_without_name":
        f"{_REF} 태그에 이름이 없습니다. details 속성에는 name 속성이 함께 있어야 합니다.",
    "cite_error_details_in_references": f'{_REFERENCES} 안에 있는 "$1" {_REF} 태그에는 details를 쓸 수 없습니다.',
    "invalid-indicator-name":
        "<strong>오류:</strong> 문서 상태 표시기의 <code>name</code> 속성은 비어 있지 않아야 합니다.",
    "imagemap_no_image": "오류: 첫 줄에 그림이 제시되어야 합니다.",
    "imagemap_invalid_image": "오류: 그림이 잘못되었거나 존재하지 않습니다.",
    "imagemap_no_link": "오류: $1번째 줄에서 올바른 링크를 찾을 수 없습니다",
    "imagemap_invalid_title": "오류: $1번째 줄의 링크 제목이 잘못되었습니다",
    "imagemap_missing_coord": "오류: $1줄에 정의된 도형의 좌표 값이 충분하지 않습니다.",
    "imagemap_unrecognised_shape":
        "오류: $1줄에서 도형을 인식할 수 없음, 각 줄은 다음으로 시작해야 합니다:"
        " <code>default</code>, <code>rect</code>, <code>circle</code>, <code>poly</code>",
    "imagemap_invalid_coord": "오류: $1번째 줄에서 좌표가 잘못되었습니다. 좌표는 반드시 숫자여야 합니다.",
    "imagemap_invalid_desc": "오류: 잘못된 desc 설정으로, 다음 중 하나여야 합니다: <code>$1</code>",
    "imagemap_description": "이 그림에 대한 정보",
    "imagemap_poly_odd": "오류: $1번째 줄에 정의된 좌표 값의 수가 홀수 개입니다.",
}

MESSAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ko": KOREAN}
"""By language; what a language lacks is taken from English."""

TODAY: Mapping[str, str] = {
    "cite_error_ref_numeric_key":
        f"Invalid {_REF} tag; name cannot be a simple integer. Use a descriptive title.",
    "cite_error_references_duplicate_key":
        f'Invalid {_REF} tag; name "$1" defined multiple times with different content.',
    "cite_error_references_no_text": f'Invalid {_REF} tag; no text was provided for refs named "$1".',
    "cite_error_included_references": f"Closing tag missing for {_REFERENCES}.",
}
"""English wording of today where it differs from that of 1.39."""
