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
        "Pack a MediaWiki dump into a folder for a flash drive.\n"
        "\n"
        "DUMP is one or many files of one dump, in any order: pages-articles XML (plain, bz2, gz, xz, zst, 7z), "
        "multistream parts, the newer content exports, or an Enterprise HTML snapshot. Hash lists and multistream "
        "indexes that lie beside them are used to prove that nothing is missing.\n"
        "\n"
        "Below DIR are written\n"
        "  drive/   exactly what goes onto a drive: index.html, the reader's data, wiki.zim, sums.txt\n"
        "  report/  for you, never for the drive: build.json and lists of skipped, failed and faulty pages\n"
        "  work/    page store and rendered pages; keep it, and next month's build renders only what changed\n"
        "\n"
        "The drive folder that was there before is replaced only when the new one is whole and passes verify.",
        "미디어위키 덤프를 USB 메모리에 담을 폴더로 꾸립니다.\n"
        "\n"
        "DUMP에는 한 덤프의 파일을 하나든 여럿이든 순서 없이 적습니다: pages-articles XML(그대로 또는 bz2, gz, xz, "
        "zst, 7z), multistream 부분들, 새 content export, Enterprise HTML 스냅샷. 함께 있는 해시 목록과 multistream "
        "색인으로 빠진 것이 없는지 스스로 확인합니다.\n"
        "\n"
        "DIR 아래에 쓰는 것\n"
        "  drive/   USB에 담을 것 전부: index.html, 읽기 프로그램의 자료, wiki.zim, sums.txt\n"
        "  report/  편집자가 볼 것이며 USB에는 담지 않습니다: build.json과 빠진 글, 실패한 글, 문제 있는 글의 목록\n"
        "  work/    글 저장소와 그려 둔 글. 남겨 두면 다음 달에는 바뀐 글만 다시 그립니다\n"
        "\n"
        "전에 만든 drive 폴더는 새 폴더가 온전하고 verify를 통과한 뒤에야 바뀝니다.",
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
    "stick-brief": ("write an image onto a flash drive, check it", "이미지를 플래시 드라이브에 쓰고 검사합니다"),
    "stick": (
        "Images of packager image and flash drives, as whole devices (Linux; docs/manual.md for Windows). Nothing is "
        "mounted: unmount a flash drive that the desktop has opened, and take it out afterwards without opening it.",
        "packager image가 만든 이미지와 플래시 드라이브를 장치째로 다룹니다(리눅스. 윈도우는 docs/manual.ko.md). "
        "아무것도 마운트하지 않습니다. 바탕 화면이 연 플래시 드라이브는 먼저 마운트를 풀고, 끝난 뒤에는 열지 말고 "
        "뽑으십시오.",
    ),
    "stick-list-brief": ("list removable disks", "뺄 수 있는 디스크를 보여 줍니다"),
    "stick-list": (
        "List disks that can be pulled out: device, size, model, and where they are in use.",
        "뺄 수 있는 디스크의 장치 이름, 크기, 모델과 쓰이는 곳을 보여 줍니다.",
    ),
    "stick-write-brief": ("write an image onto a device", "이미지를 장치에 씁니다"),
    "stick-write": (
        "Write IMAGE onto the whole of DEVICE, zeros up to its end, and read everything back from the medium, which "
        "also finds flash drives of false capacity. Everything that was there is lost; the size of the device has to "
        "be typed. The first sectors are written last: a run that was cut short leaves no file system, and the same "
        "command begins anew.",
        "IMAGE를 DEVICE 전체에 쓰고, 남는 자리는 끝까지 0으로 채운 다음, 매체에서 모두 다시 읽어 견줍니다. 용량을 속인 "
        "플래시 드라이브도 이때 드러납니다. 있던 것은 모두 없어지므로 장치의 크기를 손으로 적어야 합니다. 첫 부분을 맨 "
        "나중에 쓰므로 중간에 멈추면 파일 시스템이 없는 상태로 남고, 같은 명령으로 처음부터 다시 하면 됩니다.",
    ),
    "stick-check-brief": ("compare a device with an image", "장치를 이미지와 견줍니다"),
    "stick-check": (
        "Read all of DEVICE and say what differs from IMAGE: which file, free space, the tail behind the image. "
        "Nothing is written. Exit status 0 if equal, 4 if anything differs.",
        "DEVICE를 모두 읽어 IMAGE와 다른 곳을 말합니다: 어느 파일인지, 빈 자리인지, 이미지 뒤의 끝부분인지. 아무것도 "
        "쓰지 않습니다. 같으면 0, 다르면 4로 끝납니다.",
    ),
    "stick-refresh-brief": ("write only what differs", "다른 곳만 씁니다"),
    "stick-refresh": (
        "Bring DEVICE to IMAGE by writing only the blocks that differ, in the order of stick write, and read "
        "everything back. The result is the same as that of stick write.",
        "다른 블록만 stick write와 같은 차례로 써서 DEVICE를 IMAGE와 같게 만들고 모두 다시 읽어 견줍니다. 결과는 stick "
        "write와 같습니다.",
    ),
    "stick-repair-brief": ("write damaged files again", "손상된 파일만 다시 씁니다"),
    "stick-repair": (
        "Write again the files of DEVICE that are damaged. Refused if its file tables are not those of IMAGE: then it "
        "holds another drive, or a system has written to it.",
        "DEVICE에서 손상된 파일만 다시 씁니다. 파일 표가 IMAGE와 다르면 하지 않습니다. 다른 drive가 들어 있거나 어떤 "
        "운영 체제가 거기에 무엇인가 쓴 것입니다.",
    ),
    "stick-image": ("image of packager image", "packager image가 만든 이미지"),
    "stick-device": ("whole device, such as /dev/sdb", "장치 전체, 이를테면 /dev/sdb"),
    "stick-yes": ("do not ask for the size of the device", "장치의 크기를 묻지 않습니다"),
    "stick-yes-any": (
        "allow devices that cannot be pulled out and those above 512 GB; never those in use or too small",
        "뺄 수 없는 장치와 512 GB가 넘는 장치도 허락합니다. 쓰이고 있거나 너무 작은 장치는 안 됩니다",
    ),
    "release-brief": ("prove that two people built the same", "두 사람이 같은 것을 만들었음을 밝힙니다"),
    "release": (
        "Release records: every build leaves OUT/release/WIKI-DATE.release, a text without names and without times but "
        "the dump's. Whoever builds from the same dump has the same text, byte for byte. It is what gets signed and "
        "compared; it never goes onto a drive.",
        "공개 기록: build는 OUT/release/위키-날짜.release를 남깁니다. 이름도, 덤프의 날짜 말고는 시각도 없는 "
        "글입니다. 같은 덤프로 만든 사람은 바이트까지 같은 글을 얻습니다. 서명하고 견주는 것은 이 글이며, "
        "드라이브에는 넣지 않습니다.",
    ),
    "release-show-brief": ("print a record", "기록을 보여 줍니다"),
    "release-show": (
        "Print a release record if it is sound: dump and its parts (for comparison with the hash lists of two "
        "mirrors), program, libraries, every setting, drive.",
        "기록이 온전하면 보여 줍니다: 덤프와 그 부분(미러 두 곳의 해시 목록과 견줄 수 있게), 프로그램, 라이브러리, "
        "모든 설정, 드라이브.",
    ),
    "release-compare-brief": ("say where two builds part", "두 결과물이 어디서 갈라지는지 말합니다"),
    "release-compare": (
        "Say that two records are equal, or name the first input that differs, then the first file, entry and byte of "
        "the drives, if they lie beside the records. Exit status 0 if equal, 8 if not.",
        "두 기록이 같은지 말하고, 다르면 처음으로 다른 입력을, 그다음 드라이브가 기록 곁에 있으면 처음으로 다른 파일, "
        "항목, 바이트를 말합니다. 같으면 0, 다르면 8로 끝납니다.",
    ),
    "release-keygen-brief": ("make a pair of keys", "열쇠 한 쌍을 만듭니다"),
    "release-keygen": (
        "Make a secret key KEY and the public key KEY.pub, in minisign's format. One for a role, not for a person; "
        "keep it away from OUT and from every drive.",
        "minisign 형식으로 비밀 열쇠 KEY와 공개 열쇠 KEY.pub를 만듭니다. 사람이 아니라 맡은 일마다 하나씩 쓰고, OUT과 "
        "드라이브에서 떨어진 곳에 두십시오.",
    ),
    "release-sign-brief": ("sign a record", "기록에 서명합니다"),
    "release-sign": (
        "Sign a record that you have built yourself. The signature is written beside it as RECORD.KEYNUMBER.minisig; "
        "it holds neither time nor name. Refused inside a drive folder.",
        "스스로 만들어 본 기록에 서명합니다. 서명은 그 곁에 RECORD.열쇠번호.minisig로 쓰며 시각도 이름도 없습니다. "
        "드라이브 폴더 안에서는 하지 않습니다.",
    ),
    "release-verify-brief": ("check the signatures of a record", "기록의 서명을 검사합니다"),
    "release-verify": (
        "Check the signatures beside a record (RECORD.*.minisig, attest/*.minisig) with public keys that you have from "
        "elsewhere. Exit status 0 if as many different keys as --need says have signed it, 4 if not.",
        "다른 길로 받은 공개 열쇠로 기록 곁의 서명(RECORD.*.minisig, attest/*.minisig)을 검사합니다. --need만큼의 "
        "서로 다른 열쇠가 서명했으면 0, 아니면 4로 끝납니다.",
    ),
    "release-record": ("release record, FILE.release", "공개 기록 FILE.release"),
    "release-other": ("the other record", "다른 기록"),
    "release-drives": (
        "drive folders of the two records (default: drive beside the folder of each)",
        "두 기록의 drive 폴더(기본값: 기록이 든 폴더 곁의 drive)",
    ),
    "release-new-key": ("file for the secret key", "비밀 열쇠를 쓸 파일"),
    "release-secret-key": ("secret key, minisign's format", "비밀 열쇠, minisign 형식"),
    "release-password-file": ("read the password from this file", "암호를 이 파일에서 읽습니다"),
    "release-no-password": ("leave the key without a password", "암호 없는 열쇠를 만듭니다"),
    "release-pub": (
        "public key, as text or file; may be repeated",
        "공개 열쇠, 글자 그대로 또는 파일. 여러 번 쓸 수 있습니다",
    ),
    "release-keys": (
        "list of public keys, one a line; may be repeated",
        "공개 열쇠 목록, 한 줄에 하나. 여러 번 쓸 수 있습니다",
    ),
    "release-need": (
        "so many different keys must have signed (default: 1)",
        "서로 다른 열쇠가 이만큼 서명했어야 합니다(기본값: 1)",
    ),
    "release-signature": (
        "check this file instead of those beside the record",
        "곁에 있는 것 대신 이 서명 파일을 검사합니다",
    ),
    "rebuild-check-brief": ("build again and compare with a record", "다시 만들어 기록과 견줍니다"),
    "rebuild-check": (
        "Build from the dump twice in fresh folders, with other workers, time zone, locale, home, umask and hash seed, "
        "without network where the system allows that, and compare with the record. The folders lie beside the record "
        "and are removed. Exit status 0 if both builds are equal to it, 8 if not.",
        "일꾼 수, 시간대, 로캘, 홈, umask, 해시 씨앗을 바꾸고 될 수 있으면 네트워크 없이 새 폴더에서 두 번 만들어 "
        "기록과 견줍니다. 폴더는 기록 곁에 만들었다가 지웁니다. 둘 다 같으면 0, 아니면 8로 끝납니다.",
    ),
    "copy-target": ("empty folder, such as a mounted flash drive", "빈 폴더, 이를테면 꽂아 둔 플래시 드라이브"),
    "image-brief": ("write a drive as one image of a whole stick", "drive를 USB 메모리 전체의 이미지 하나로 씁니다"),
    "image": (
        "Write the image of a whole flash drive, the same bytes from any machine: partition table, file system (FAT32, "
        "or exFAT for files of 4 GB and more), the drive's files in reading order, and zeros everywhere else. Serial, "
        "signature and times follow from the files and the snapshot's date. Beside FILE.img are written FILE.img.sha256 "
        "and FILE.layout.json, which tells where in the image every file lies.\n"
        "\n"
        "Other files of yours go onto the stick with --extra: names that some system cannot hold are refused, pictures "
        "that hold more than pixels too, and kinds that no judge here can look into unless --allow names them. The "
        "image's sums.txt lists them.\n"
        "\n"
        "If anything is refused, no file is left at FILE.img.",
        "USB 메모리 전체의 이미지를 씁니다. 어느 컴퓨터에서 만들어도 같은 바이트입니다: 파티션 표, 파일 시스템(FAT32, 4 GB가 "
        "넘는 파일이 있으면 exFAT), 읽는 차례대로 놓은 drive의 파일, 나머지는 모두 0. 일련번호, 서명, 시각은 파일과 "
        "스냅샷의 날짜에서 나옵니다. FILE.img 옆에는 FILE.img.sha256과, 파일마다 이미지의 어디에 있는지 적은 "
        "FILE.layout.json을 씁니다.\n"
        "\n"
        "다른 파일은 --extra로 함께 담습니다. 어떤 시스템에서 쓸 수 없는 이름과 화소 말고 다른 것이 든 그림은 받지 않으며, "
        "여기서 들여다볼 수 없는 종류는 --allow에 적어야 받습니다. 이미지의 sums.txt에는 이 파일들도 적힙니다.\n"
        "\n"
        "하나라도 받지 않으면 FILE.img 자리에 아무 파일도 남기지 않습니다.",
    ),
    "image-drive": ("folder drive of a build", "build가 만든 drive 폴더"),
    "image-out": ("image to write", "쓸 이미지"),
    "image-size": (
        "gigabytes printed on the stick; the image is 4.5 per cent smaller, as sticks are (default: [image] size, 8)",
        "USB 메모리에 적힌 기가바이트 수. 실제 USB가 그렇듯 이미지는 4.5% 작습니다(기본값: [image] size, 8)",
    ),
    "image-fs": ("file system (default: [image] fs, fat32)", "파일 시스템(기본값: [image] fs, fat32)"),
    "image-sparse": (
        "leave holes where the image is zero: less room on this disk, the same bytes",
        "0인 곳을 구멍으로 남깁니다. 이 디스크의 자리를 덜 쓰고 바이트는 같습니다",
    ),
    "image-date": (
        "date of every file on the stick (default: that of the drive)",
        "USB에 담긴 모든 파일의 날짜(기본값: drive의 날짜)",
    ),
    "image-extra": ("folder of other files for the root of the stick", "USB의 맨 위에 함께 담을 다른 파일의 폴더"),
    "image-allow": (
        "shell pattern on the path of an other file, '*.mp4': kinds that cannot be looked into pass; may be repeated",
        "다른 파일의 경로에 맞추는 셸 무늬, '*.mp4'. 들여다볼 수 없는 종류를 받습니다. 여러 번 적을 수 있습니다",
    ),
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
        "system is read: every byte that belongs to nothing must be zero.\n"
        "\n"
        "Exit status 0 only if clean, 4 if there are findings.",
        "drive 폴더나 ZIM(어디서 만든 것이든)을 검사합니다: 바깥으로 나가는 것, 신원이 드러나는 메타데이터, 시각, "
        "모르는 파일, 내용에서 나오지 않은 식별자, 끊긴 연결, 손상. 스틱의 이미지라면 파일 시스템도 읽어, 아무것에도 속하지 않는 "
        "바이트가 모두 0인지 봅니다.\n"
        "\n"
        "깨끗할 때만 0으로 끝나고 문제가 있으면 4로 끝납니다.",
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
        "categories and project pages that are no redirects, or those that --titles lists.\n"
        "\n"
        "Stages\n"
        "  wikitext  the parser's output, with MediaWiki's own links\n"
        "  html      boxes dropped, formulas as MathML\n"
        "  final     links rewritten and scrubbed, as on the drive",
        "글을 그려 한 줄에 {title, ns, pageid, html} 하나씩 제목 순서로 씁니다: 넘겨주기가 아닌 모든 글, 들머리, 분류, "
        "프로젝트 문서 또는 --titles에 적은 글.\n"
        "\n"
        "단계\n"
        "  wikitext  구문 분석기의 결과. 연결은 미디어위키의 것 그대로입니다\n"
        "  html      상자를 빼고 수식을 MathML로 바꿉니다\n"
        "  final     연결을 고쳐 쓰고 깨끗이 한, drive에 담기는 그대로입니다",
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
