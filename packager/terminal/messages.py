"""What the program says to an editor: Korean when the locale is Korean, else English.

The locale decides the language of the terminal only; nothing from here may reach an output.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import PurePath

from packager.errors import Said, Sentences
from packager.terminal.help_of_sticks import HELP_OF_STICKS
from packager.terminal.help_texts import HELP
from packager.terminal.translation import in_korean

_FOLDERS = re.compile(r"(?<![^\s'\"(])~?/(?:[^/\s]+/)+")
"""The folders of an absolute path inside a sentence."""
_WORDS: Mapping[str, tuple[str, str]] = {
    "stage-ingest": ("Reading the dump", "덤프 읽기"),
    "stage-render": ("Rendering pages", "글 그리기"),
    "stage-relate": ("Links and categories", "연결과 분류 정리"),
    "stage-zim": ("Writing the ZIM archive", "ZIM 보관 파일 쓰기"),
    "stage-reader": ("Writing the reader", "읽기 프로그램 쓰기"),
    "stage-verify": ("Verifying", "검사"),
    "stage-publish": ("Moving into place", "제자리에 놓기"),
    "stage-copy": ("Copying", "복사"),
    "stage-compare": ("Reading back", "다시 읽어 견주기"),
    "stage-extras": ("Looking at the other files", "다른 파일 살피기"),
    "stage-image": ("Writing the image", "이미지 쓰기"),
    "stage-rebuild": ("Building again", "다시 만들기"),
    "release-equal": ("equal", "같습니다"),
    "release-input": (
        "first input that differs: {name} ({one} / {other})",
        "처음으로 다른 입력: {name} ({one} / {other})",
    ),
    "release-differ": ("all inputs are equal, the drives are not", "입력은 모두 같은데 드라이브가 다릅니다"),
    "release-byte": ("first byte that differs: {file}, byte {byte}", "처음으로 다른 바이트: {file}, {byte}바이트"),
    "release-entry": (
        "first byte that differs: {file}, byte {byte}; first entry that differs: {entry}",
        "처음으로 다른 바이트: {file}, {byte}바이트. 처음으로 다른 항목: {entry}",
    ),
    "release-only": ("only one of the drives has {file}", "{file}은 한쪽 드라이브에만 있습니다"),
    "release-no-drives": (
        "the drives are not here; give their folders with --drives for the first byte that differs",
        "드라이브가 여기에 없습니다. 처음으로 다른 바이트를 보려면 --drives로 폴더를 주십시오",
    ),
    "release-password": ("Password of {file} (empty: none):", "{file}의 암호(비우면 없음):"),
    "release-again": ("Once more:", "한 번 더:"),
    "release-key": (
        "{secret} is the secret key: keep it off this machine's drives; hand out {public}",
        "{secret}은 비밀 열쇠입니다. 드라이브와 떨어진 곳에 두십시오. 나누어 줄 것은 {public}입니다",
    ),
    "release-signed": ("{file}: written", "{file}: 썼습니다"),
    "release-stranger": (
        "{file}: signed with a key that is not on the list",
        "{file}: 목록에 없는 열쇠로 서명되었습니다",
    ),
    "release-valid": ("{file}: signed by {keys}", "{file}: {keys}의 서명이 맞습니다"),
    "rebuilt-equal": ("with {jobs} workers: equal", "일꾼 {jobs}개로: 같습니다"),
    "rebuilt-different": (
        "with {jobs} workers: differs, first in {differs}",
        "일꾼 {jobs}개로: 다릅니다. 처음은 {differs}",
    ),
    "stage-stick-image": ("Looking at the image", "이미지 살피기"),
    "stage-stick-read": ("Reading the flash drive", "USB 메모리 읽기"),
    "stage-stick-write": ("Writing the flash drive", "USB 메모리에 쓰기"),
    "stick-row": ("{device}  {size} GB  {model}{where}", "{device}  {size} GB  {model}{where}"),
    "stick-used": ("  in use: {where}", "  쓰이는 곳: {where}"),
    "stick-none": ("no removable disk is plugged in", "꽂혀 있는 USB 메모리가 없습니다"),
    "stick-confirm": (
        "Everything on {device} ({model}, {size} GB) will be lost. Type its size in GB to go on:",
        "{device}({model}, {size} GB)에 있는 것이 모두 없어집니다. 계속하려면 크기를 GB로 적으십시오:",
    ),
    "stick-done": (
        "{device}: {written} MB written, all of it read back and equal; take it out now, without opening it",
        "{device}: {written} MB를 썼고 모두 다시 읽어 같음을 확인했습니다. 열지 말고 지금 뽑으십시오",
    ),
    "stick-same": (
        "{device}: nothing to write, it is as it should be; take it out now, without opening it",
        "{device}: 쓸 것이 없습니다. 그대로 맞습니다. 열지 말고 지금 뽑으십시오",
    ),
    "stick-equal": ("{device}: equal to the image, zeros behind it", "{device}: 이미지와 같고 그 뒤는 모두 0입니다"),
    "stick-file": ("file {path}: differs from byte {first} on", "파일(file) {path}: {first}바이트부터 다릅니다"),
    "stick-more": ("... and {count} more (--json names all)", "... 그 밖에 {count}개(--json은 모두 보여 줍니다)"),
    "stick-start": (
        "start: boot sectors differ from byte {first} on",
        "첫 부분(start): 부트 섹터가 {first}바이트부터 다릅니다",
    ),
    "stick-tables": ("tables: differ from byte {first} on", "파일 표(tables): {first}바이트부터 다릅니다"),
    "stick-folders": ("folders: differ from byte {first} on", "폴더(folders): {first}바이트부터 다릅니다"),
    "stick-free-space": (
        "free space: not zero, from byte {first} on",
        "빈 자리(free space): {first}바이트부터 0이 아닙니다",
    ),
    "stick-tail": (
        "tail: not zero, from byte {first} on; something lies behind the image",
        "끝(tail): {first}바이트부터 0이 아닙니다. 이미지 뒤에 무엇인가 있습니다",
    ),
    "stick-added": ("file {path}: was added", "파일(file) {path}: 더 들어 있습니다"),
    "stick-added-by": ("file {path}: was added by {system}", "파일(file) {path}: {system}에서 써 넣었습니다"),
    "stick-gone": (
        "file {path}: is not listed any more, somebody has deleted or renamed it",
        "파일(file) {path}: 목록에 없습니다. 누가 지웠거나 이름을 바꾸었습니다",
    ),
    "stick-moved": (
        "file {path}: was written over, or its entry leads elsewhere",
        "파일(file) {path}: 덮어썼거나 다른 곳을 가리킵니다",
    ),
    "stick-only-added": (
        "the image's own files are all as written; stick refresh takes the others away",
        "이미지의 파일은 모두 그대로입니다. 더 들어 있는 것은 stick refresh로 없앨 수 있습니다",
    ),
    "stick-touched": (
        "all files are as written; a system has opened the flash drive for writing; stick refresh makes it as it was",
        "파일은 모두 그대로입니다. 어떤 운영 체제가 쓰기로 연 적이 있습니다. stick refresh로 되돌릴 수 있습니다",
    ),
    "stage-pages": ("Writing pages", "글 쓰기"),
    "stage-done": ("{counted} in {seconds} s", "{counted}, {seconds}초"),
    "stage-over": ("{seconds} s", "{seconds}초"),
    "progress": ("{counted}, {rate} a second", "{counted}, 초당 {rate}"),
    "progress-left": ("{counted}, {rate} a second, {left} left", "{counted}, 초당 {rate}, {left} 남음"),
    "unit-pages": ("{count} pages", "글 {count}개"),
    "unit-bytes": ("{count} MB", "{count} MB"),
    "unit-files": ("{count} files", "파일 {count}개"),
    "rate-pages": ("{count}", "{count}개"),
    "rate-bytes": ("{count} MB", "{count} MB"),
    "rate-files": ("{count}", "{count}개"),
    "built": (
        "Built {articles} articles, {redirects} redirects, {categories} categories: {size} MB in {folder}",
        "글 {articles}개, 넘겨주기 {redirects}개, 분류 {categories}개: {size} MB, 폴더 {folder}",
    ),
    "reused": ("{count} pages were already rendered", "이미 그려 둔 글 {count}개를 다시 썼습니다"),
    "failed-pages": (
        "{count} pages could not be rendered; they carry a note, the report lists them",
        "글 {count}개를 그리지 못했습니다. 그 글에는 알림이 있고 보고서에 목록이 있습니다",
    ),
    "report-at": ("Report: {folder}/index.en.html", "보고서: {folder}/index.html"),
    "clean": ("{path}: clean, {count} entries checked", "{path}: 깨끗합니다. 항목 {count}개를 살폈습니다"),
    "findings": ("{path}: {count} findings", "{path}: 문제 {count}개"),
    "error": ("packager: error: {text}", "packager: 오류: {text}"),
    "checked": (
        "{files} files of {wiki}, {size} MB; the job needs about {room} MB and, from nothing, {minutes} minutes",
        "{wiki} 파일 {files}개, {size} MB. 작업에는 약 {room} MB가 필요하고, 처음부터 만들면 약 {minutes}분 걸립니다",
    ),
    "check-passed": ("nothing stands in the way of a build", "빌드를 막는 것이 없습니다"),
    "check-failed": ("problems that would stop a build: {count}", "빌드를 멈출 문제가 {count}개 있습니다"),
    "copied": (
        "{folder}: {files} files, {size} MB, read back and compared; take the medium out only when the system says so",
        "{folder}: 파일 {files}개, {size} MB를 다시 읽어 견주었습니다. 매체는 시스템에서 꺼내기를 한 다음 빼십시오",
    ),
    "image-written": (
        "{image}: {size} MB with {files} files of {content} MB",
        "{image}: {size} MB, 파일 {files}개, 모두 {content} MB",
    ),
    "image-packed": ("packed: {size} MB", "눌러 담은 크기: {size} MB"),
    "image-sum": ("SHA-256 {sha256}", "SHA-256 {sha256}"),
    "rolled-back": ("{folder} is the drive of {month} again", "{folder}: 다시 {month}의 drive입니다"),
    "remark": ("note: {text}", "알림: {text}"),
    "interrupted": (
        "packager: interrupted; run the same command again to go on",
        "packager: 멈췄습니다. 같은 명령을 다시 실행하면 이어집니다",
    ),
}

_TABLES = (HELP, HELP_OF_STICKS, _WORDS)
TEXTS: Mapping[str, tuple[str, str]] = {key: texts for table in _TABLES for key, texts in table.items()}
"""Every text that is asked for by key, English and Korean. Errors are not: their English stands in the raise."""
if len(TEXTS) != sum(map(len, _TABLES)):
    raise ValueError(f"two texts for one of {sorted(TEXTS)}")


def korean() -> bool:
    """Whether the locale of the terminal is Korean (POSIX: LC_ALL over LC_MESSAGES over LANG)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("ko")
    return False


def message(key: str, korean_chosen: bool | None = None, /, **values: str) -> str:
    """The text of ``key`` in the terminal's language, or in the one that is asked for."""
    text = TEXTS[key][korean() if korean_chosen is None else korean_chosen]
    return text.format(**values) if values else text


def error_line(said: str, korean_chosen: bool | None = None) -> str:
    """The one line that ends a failed run. Errors are raised in English, messages_ko.tsv makes them Korean."""
    chosen = korean() if korean_chosen is None else korean_chosen
    return message("error", chosen, text=in_korean(said) if chosen else said)


def remark_line(said: str, korean_chosen: bool | None = None) -> str:
    """A line about something that does not stop a run."""
    chosen = korean() if korean_chosen is None else korean_chosen
    return message("remark", chosen, text=in_korean(said) if chosen else said)


def handed_on(said: Said) -> Said:
    """A sentence for a file that is handed on: paths in it are cut to the names of their files."""
    return said.filled({name: _bare(value) for name, value in said.values.items()})


def _bare(value: object) -> object:
    if isinstance(value, Said):
        return handed_on(value)
    if isinstance(value, Sentences):
        parts = (handed_on(part) if isinstance(part, Said) else _FOLDERS.sub("", part) for part in value.parts)
        return Sentences(list(parts))
    if isinstance(value, PurePath):
        return value.name
    return _FOLDERS.sub("", value) if isinstance(value, str) else value


def rule_words(rule: str, what: str) -> tuple[str, str]:
    """Name and remark of a finding in the terminal's language; what is quoted from the drive stays as it is."""
    return (in_korean(rule), in_korean(what)) if korean() else (rule, what)
