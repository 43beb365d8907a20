"""What ``--help`` says, in English and Korean. docs/commands.md is made from these texts.

A paragraph is one line. Lines that begin with two spaces are lists (``  term  explanation``) or examples.
"""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, tuple[str, str]] = {
    "program": (
        "Packs a Korean Wikipedia dump into a ZIM archive with an offline reader that leaves no trace.",
        "한국어 위키백과 덤프를 ZIM 파일과 인터넷 없이 읽는 프로그램으로 꾸립니다. 흔적은 남기지 않습니다.",
    ),
    "more": (
        "packager COMMAND --help explains a command.",
        "명령마다의 설명은 packager COMMAND --help로 봅니다.",
    ),
    "exit-title": ("exit status", "끝낼 때의 값"),
    "exit-0": ("done; for verify: clean", "다 됐습니다. verify에서는 깨끗하다는 뜻입니다"),
    "exit-1": (
        "unexpected failure inside the program (please keep the text above it)",
        "프로그램 안에서 뜻밖의 오류가 났습니다(그 위에 나온 글을 남겨 두십시오)",
    ),
    "exit-2": ("wrong arguments or configuration", "인자나 설정이 잘못되었습니다"),
    "exit-3": (
        "the dump is damaged, cut short, mixed or of an unknown kind",
        "덤프가 손상되었거나, 중간에 끊겼거나, 섞였거나, 모르는 종류입니다",
    ),
    "exit-4": (
        "something points outward or could identify who prepared the drive",
        "바깥을 가리키는 것이나 누가 만들었는지 드러낼 수 있는 것이 있습니다",
    ),
    "exit-5": (
        "the output cannot be written or does not pass its own checks",
        "결과물을 쓸 수 없거나 결과물이 스스로 하는 검사를 통과하지 못했습니다",
    ),
    "exit-6": (
        "more pages failed to render than the configuration allows",
        "그리지 못한 글이 설정에서 허락한 것보다 많습니다",
    ),
    "exit-7": (
        "the new drive differs too much from the one that stands there; --accept lets it pass",
        "새 drive가 지금 있는 것과 너무 다릅니다. --accept로 받아들일 수 있습니다",
    ),
    "exit-8": (
        "two builds are not equal (release compare, rebuild-check)",
        "두 결과물이 같지 않습니다(release compare, rebuild-check)",
    ),
    "exit-130": (
        "interrupted (Ctrl-C); the same command goes on where it stopped",
        "사용자가 멈췄습니다(Ctrl-C). 같은 명령을 다시 실행하면 이어집니다",
    ),
    "language": (
        "Messages are in Korean when the locale is Korean (LC_ALL, LC_MESSAGES or LANG begins with ko), else in "
        "English. The language of the terminal never reaches the output.",
        "로캘이 한국어이면(LC_ALL, LC_MESSAGES, LANG이 ko로 시작하면) 한국어로, 아니면 영어로 말합니다. 화면의 언어는 "
        "결과물에 영향을 주지 않습니다.",
    ),
    "example-title": ("example", "보기"),
    "positionals-title": ("positional arguments", "차례로 적는 인자"),
    "options-title": ("options", "선택 인자"),
    "commands-title": ("commands", "명령"),
    "help": ("show this page and exit", "이 설명을 보여 주고 끝냅니다"),
    "version": ("show the release and exit", "판 번호를 보여 주고 끝냅니다"),
    "verbose": ("say on stderr what is done for each page", "글마다 무엇을 하는지 표준 오류로 알려 줍니다"),
    "build-brief": ("pack a dump into a drive folder", "덤프를 drive 폴더로 꾸립니다"),
    "build": (
        "Pack a MediaWiki dump into a folder for a flash drive.\n\nDUMP is one or many files of one dump, in any "
        "order: pages-articles XML (plain, bz2, gz, xz, zst, 7z), multistream parts, the newer content exports, or an "
        "Enterprise HTML snapshot. Hash lists and multistream indexes that lie beside them are used to prove that "
        "nothing is missing.\n\nBelow DIR are written\n  drive/   exactly what goes onto a drive: index.html, the "
        "reader's data, wiki.zim, sums.txt\n  report/  for you, never for the drive: build.json and lists of skipped, "
        "failed and faulty pages\n  work/    page store and rendered pages; keep it, and next month's build renders "
        "only what changed\n\nThe drive folder that was there before is replaced only when the new one is whole and "
        "passes verify.",
        "미디어위키 덤프를 USB 메모리에 담을 폴더로 꾸립니다.\n\nDUMP에는 한 덤프의 파일을 하나든 여럿이든 순서 없이 "
        "적습니다: pages-articles XML(그대로 또는 bz2, gz, xz, zst, 7z), multistream 부분들, 새 content export, "
        "Enterprise HTML 스냅샷. 함께 있는 해시 목록과 multistream 색인으로 빠진 것이 없는지 스스로 확인합니다.\n\nDIR "
        "아래에 쓰는 것\n  drive/   USB 메모리에 담을 것 전부: index.html, 읽기 프로그램의 자료, wiki.zim, sums.txt\n  "
        "report/  편집자가 볼 것이며 USB 메모리에는 담지 않습니다: build.json과 빠진 글, 실패한 글, 문제 있는 글의 "
        "목록\n  work/    글 저장소와 그려 둔 글. 남겨 두면 다음 달에는 바뀐 글만 다시 그립니다\n\n전에 만든 drive "
        "폴더는 새 폴더가 온전하고 verify를 통과한 뒤에야 바뀝니다.",
    ),
    "dump": ("dump file", "덤프 파일"),
    "jobs": ("worker processes (default: all cores)", "작업 프로세스의 수(기본값: 모든 코어)"),
    "files": ("names, sizes and types of pictures that exist", "있는 그림의 이름, 크기, 종류를 적은 표"),
    "now": ("clock that pages see, in UTC (default: dump date)", "글이 보는 시각, UTC(기본값: 덤프의 날짜)"),
    "config": ("snapshot.toml; without it the defaults hold", "snapshot.toml. 없으면 기본값을 씁니다"),
    "build-out": ("folder for drive/, report/ and work/", "drive/, report/, work/를 둘 폴더"),
    "build-report": ("copy report/build.json to this file as well", "report/build.json을 이 파일에도 씁니다"),
    "build-log": (
        "write a log as JSON lines: stages, counts, durations, how it ended; no path, host or time of day",
        "기록을 JSON 줄로 씁니다: 단계, 개수, 걸린 시간, 끝난 까닭. 경로, 컴퓨터 이름, 시각은 없습니다",
    ),
    "build-quiet": ("say nothing but errors", "오류 말고는 아무 말도 하지 않습니다"),
    "build-progress": (
        "file that always holds the stage and counts",
        "지금 단계와 개수를 늘 담아 두는 파일",
    ),
    "build-date": (
        "date of the snapshot (default: [snapshot] date, else the day of the dump's newest revision)",
        "스냅샷의 날짜(기본값: [snapshot] date, 없으면 덤프에서 가장 새로운 판의 날짜)",
    ),
    "build-accept": (
        "let this gate pass although the new drive differs more than [gates] allows; may be repeated",
        "새 drive가 [gates]의 한도보다 달라도 이 관문을 지나게 합니다. 여러 번 적을 수 있습니다",
    ),
    "check-brief": ("find what would stop a build, in seconds", "빌드를 멈출 것을 몇 초 안에 찾습니다"),
    "check": (
        "Look for everything that would stop a build and can be known before a page is read: the configuration and all "
        "files that it names, hash lists, wiki and parts of the dump, the lists (against the titles of the dump, if an "
        "index or the store of an earlier run lies there), room on the disk. All problems are told at once. Nothing is "
        "rendered, nothing is written. build begins with the same look.",
        "글을 읽기 전에 알 수 있는, 빌드를 멈출 모든 것을 찾습니다: 설정과 설정에 적힌 파일, 해시 목록, 덤프의 위키와 "
        "부분들, 목록(색인이나 전에 만든 저장소가 있으면 덤프의 제목과 맞추어 봅니다), 디스크의 빈자리. 문제는 "
        "한꺼번에 모두 알려 줍니다. 그리거나 쓰는 것은 없습니다. build도 이 검사로 시작합니다.",
    ),
    "check-out": (
        "folder that build will write into: its disk and its store are looked at",
        "build가 쓸 폴더. 그 디스크와 저장소를 살펴봅니다",
    ),
    "check-json": ("print one JSON value", "JSON 값 하나로 보여 줍니다"),
    "copy-brief": ("copy a drive folder onto a medium", "drive 폴더를 매체에 복사합니다"),
    "copy": (
        "Copy the folder drive of a build into a folder, such as a mounted flash drive: files in sorted order, with "
        "the drive's own times, each read back and compared with sums.txt. A drive that is there already is replaced; "
        "anything else that is there stays and the copy is refused. A copy that was cut short has no sums.txt, and the "
        "same command begins it anew.",
        "build가 만든 drive 폴더를 다른 폴더(꽂아 둔 플래시 메모리 등)에 복사합니다. 파일을 차례대로, 드라이브의 시각 "
        "그대로 쓰고, 하나하나 다시 읽어 sums.txt와 견줍니다. 거기 있던 드라이브는 바뀌고, 다른 것이 있으면 그대로 "
        "두고 복사하지 않습니다. 도중에 끊긴 복사에는 sums.txt가 없으며, 같은 명령이 처음부터 다시 합니다.",
    ),
    "copy-drive": ("folder drive of a build", "build가 만든 drive 폴더"),
    "copy-target": ("empty folder, such as a mounted flash drive", "빈 폴더, 이를테면 꽂아 둔 USB 메모리"),
    "rollback-brief": ("put an earlier drive back", "전에 만든 drive를 되돌려 놓습니다"),
    "rollback": (
        "Put the drive of an earlier month, DIR/YYYY-MM/drive, back to DIR/drive, and its report with it. The drive "
        "that was there is kept under its own month. [release] keep says how many earlier drives a build keeps.",
        "앞선 달의 drive인 DIR/YYYY-MM/drive를 보고서와 함께 DIR/drive로 되돌려 놓습니다. 거기 있던 drive는 그 달의 "
        "폴더에 남습니다. build가 앞선 drive를 몇 개 남길지는 [release] keep에 적습니다.",
    ),
    "rollback-month": (
        "month to go back to (default: the last before the current one)",
        "되돌아갈 달(기본값: 지금 것의 바로 앞)",
    ),
    "verify-brief": ("check a drive folder, an image or a ZIM", "drive 폴더, 이미지, ZIM을 검사합니다"),
    "verify": (
        "Check a drive folder or a ZIM (ours or not): outward constructs, identifying metadata, times, unknown files, "
        "identifiers that do not follow from the content, dangling links, damage. Of an image of a stick also the file "
        "system is read: every byte that belongs to nothing must be zero.\n\nExit status 0 only if clean, 4 if there "
        "are findings.",
        "drive 폴더나 ZIM(어디서 만든 것이든)을 검사합니다: 바깥으로 나가는 것, 신원이 드러나는 메타데이터, 시각, "
        "모르는 파일, 내용에서 나오지 않은 식별자, 끊긴 연결, 손상. 이미지라면 파일 시스템도 읽어, 아무것에도 속하지 "
        "않는 바이트가 모두 0인지 봅니다.\n\n깨끗할 때만 0으로 끝나고 문제가 있으면 4로 끝납니다.",
    ),
    "verify-path": ("drive folder, image or .zim file", "drive 폴더, 이미지, .zim 파일"),
    "verify-json": ("print the findings as JSON, in English", "찾은 문제를 JSON으로(영어로) 보여 줍니다"),
    "verify-date": ("dump date that every time must equal", "모든 시각이 같아야 할 덤프의 날짜"),
    "verify-config": (
        "snapshot.toml of the build, so that its own title and creator pass",
        "만들 때 쓴 snapshot.toml. 거기 적힌 제목과 만든 이는 문제로 보지 않습니다",
    ),
    "page-brief": ("render one page from a page store", "글 저장소에서 글 하나를 그립니다"),
    "page": (
        "Render one page on standard output, from the page store that an earlier build left in work/: at its final "
        "stage a document that opens as on the drive, with its style sheet inside; at the others what there is of it.",
        "전에 build가 work/에 남긴 글 저장소에서 글 하나를 그려 표준 출력에 씁니다. final에서는 드라이브에서처럼 "
        "열리는 문서(스타일 시트 포함)를, 다른 단계에서는 거기까지의 HTML을 씁니다.",
    ),
    "page-title": ("prefixed title", "이름공간까지 적은 글 제목"),
    "page-store": ("page store (work/pages.sqlite)", "글 저장소(work/pages.sqlite)"),
    "stage": ("how far (default: final)", "어디까지 할지(기본값: final)"),
    "page-why": (
        "print what the page used and what was dropped, as JSON",
        "글이 쓴 것과 글에서 뺀 것을 JSON으로 보여 줍니다",
    ),
    "pages-brief": ("render all pages to JSON lines", "모든 글을 JSON 줄로 씁니다"),
    "pages": (
        "Render pages and write one {title, ns, pageid, html} a line, in title order: all articles, portals, "
        "categories and project pages that are no redirects, or those that --titles lists.\n\nStages\n  wikitext  the "
        "parser's output, with MediaWiki's own links\n  html      boxes dropped, formulas as MathML\n  final     links "
        "rewritten and scrubbed, as on the drive",
        "글을 그려 한 줄에 {title, ns, pageid, html} 하나씩 제목 순서로 씁니다: 넘겨주기가 아닌 모든 글, 들머리, 분류, "
        "프로젝트 문서 또는 --titles에 적은 글.\n\n단계\n  wikitext  구문 분석기의 결과. 연결은 미디어위키의 것 "
        "그대로입니다\n  html      상자를 빼고 수식을 MathML로 바꿉니다\n  final     연결을 고쳐 쓰고 깨끗이 한, "
        "drive에 담기는 그대로입니다",
    ),
    "pages-out": ("file to write", "쓸 파일"),
    "pages-titles": ("only these pages, one title a line", "한 줄에 하나씩 적은 이 글들만"),
    "inspect-brief": ("say what is in a dump, a store or a ZIM", "덤프, 저장소, ZIM에 무엇이 들었는지 알려 줍니다"),
    "inspect": (
        "Print what a dump, a page store, a ZIM or a drive folder holds, as JSON.",
        "덤프, 글 저장소, ZIM, drive 폴더에 무엇이 들었는지 JSON으로 보여 줍니다.",
    ),
    "inspect-path": ("file or folder; of a dump all its parts", "파일이나 폴더. 덤프라면 모든 조각"),
}

EXIT_STATUSES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 130)

EXAMPLES: Mapping[str, str] = {
    "build": "packager build kowiki-20260901-pages-articles.xml.bz2 --out dist --jobs 2",
    "check": "packager check kowiki-20260901-pages-articles.xml.bz2 --config snapshot.toml --out dist",
    "verify": "packager verify dist/drive",
    "page": "packager page 베를린 --store dist/work/pages.sqlite > page.html",
    "pages": "packager pages dump.xml.bz2 --out pages.jsonl --stage wikitext --jobs 2",
    "inspect": "packager inspect dist/drive/wiki.zim",
    "select": "packager select --store dist/work/pages.sqlite --config snapshot.toml --dry-run",
    "explain": "packager explain 베를린 --store dist/work/pages.sqlite --config snapshot.toml",
    "preview": "packager preview kowiki-20260901-pages-articles-multistream.xml.bz2 --titles 50.txt --out look --open",
    "diff": "packager diff dist/release/2026-08-01.sqlite dist/release/2026-09-01.sqlite --out dist/report/month",
    "hold": "packager hold 베를린 --from dist/work/pages.sqlite --holds holds",
    "rollback": "packager rollback --out dist 2026-08",
    "copy": "packager copy dist/drive /media/usb",
    "image": "packager image --drive dist/drive --size 8 --out dist/image/kowiki-8.img",
    "stick": "packager stick list",
    "stick list": "packager stick list",
    "stick write": "packager stick write dist/image/kowiki-8.img /dev/sdb",
    "stick check": "packager stick check dist/image/kowiki-8.img /dev/sdb",
    "stick refresh": "packager stick refresh dist/image/kowiki-8.img /dev/sdb",
    "stick repair": "packager stick repair dist/image/kowiki-8.img /dev/sdb",
    "release": "packager release show dist/release/kowiki-2026-09-01.release",
    "release show": "packager release show dist/release/kowiki-2026-09-01.release",
    "release compare": "packager release compare ours/release/kowiki-2026-09-01.release kowiki-2026-09-01.release",
    "release keygen": "packager release keygen keys/preparer.key",
    "release sign": "packager release sign dist/release/kowiki-2026-09-01.release --key keys/preparer.key",
    "release verify": "packager release verify kowiki-2026-09-01.release --keys keys.txt --need 2",
    "rebuild-check": "packager rebuild-check kowiki-2026-09-01.release kowiki-20260901-pages-articles.xml.bz2",
}
"""One for each command, in the order of the list of commands."""
