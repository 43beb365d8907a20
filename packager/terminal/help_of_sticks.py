"""What ``--help`` says of images, flash drives and release records, in the form of help_texts.py."""

from __future__ import annotations

from collections.abc import Mapping

HELP_OF_STICKS: Mapping[str, tuple[str, str]] = {
    "stick-brief": ("write an image onto a flash drive, check it", "이미지를 USB 메모리에 쓰고 검사합니다"),
    "stick": (
        "Images of packager image and flash drives, as whole devices (Linux; docs/manual.md for Windows). Nothing is "
        "mounted: unmount a flash drive that the desktop has opened, and take it out afterwards without opening it.",
        "packager image가 만든 이미지와 USB 메모리를 장치째로 다룹니다(리눅스. 윈도우는 docs/manual.ko.md). 아무것도 "
        "마운트하지 않습니다. 바탕 화면이 연 USB 메모리는 먼저 마운트를 풀고, 끝난 뒤에는 열지 말고 뽑으십시오.",
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
        "USB 메모리도 이때 드러납니다. 있던 것은 모두 없어지므로 장치의 크기를 손으로 적어야 합니다. 첫 부분을 맨 "
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
        "공개 기록: build는 OUT/release/위키-날짜.release를 남깁니다. 이름도, 덤프의 날짜 말고는 시각도 없는 글입니다. "
        "같은 덤프로 만든 사람은 바이트까지 같은 글을 얻습니다. 서명하고 견주는 것은 이 글이며, 드라이브에는 넣지 "
        "않습니다.",
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
    "image-brief": (
        "write a drive as one image of a whole stick",
        "drive를 USB 메모리 전체의 이미지 하나로 씁니다",
    ),
    "image": (
        "Write the image of a whole flash drive, the same bytes from any machine: partition table, file system (FAT32, "
        "or exFAT for files of 4 GB and more), the drive's files in reading order, and zeros everywhere else. Serial, "
        "signature and times follow from the files and the snapshot's date. Beside FILE.img lie FILE.img.sha256 and "
        "FILE.layout.json, which tells where in the image every file lies.\n\nOther files of yours go onto the stick "
        "with --extra: names that some system cannot hold are refused, pictures that hold more than pixels too, and "
        "kinds that no judge here can look into unless --allow names them. The image's sums.txt lists them.\n\nIf "
        "anything is refused, no file is left at FILE.img.",
        "USB 메모리 전체의 이미지를 씁니다. 어느 컴퓨터에서 만들어도 같은 바이트입니다: 파티션 표, 파일 시스템(FAT32, "
        "4 GB가 넘는 파일이 있으면 exFAT), 읽는 차례대로 놓은 drive의 파일, 나머지는 모두 0. 일련번호, 서명, 시각은 "
        "파일과 스냅샷의 날짜에서 나옵니다. FILE.img 옆에는 FILE.img.sha256과, 파일마다 이미지의 어디에 있는지 적은 "
        "FILE.layout.json을 씁니다.\n\n다른 파일은 --extra로 함께 담습니다. 어떤 시스템에서 쓸 수 없는 이름과 화소 "
        "말고 다른 것이 든 그림은 받지 않고, 여기서 들여다볼 수 없는 종류는 --allow에 적어야 받습니다. 이미지의 "
        "sums.txt에는 이 파일들도 적힙니다.\n\n하나라도 받지 않으면 FILE.img 자리에 아무 파일도 남기지 않습니다.",
    ),
    "verify-record": (
        "the drive must also be the one that this release record tells of, other files beside it left out",
        "이 공개 기록이 말하는 바로 그 drive여야 합니다. 함께 담은 다른 파일은 따지지 않습니다",
    ),
    "image-drive": ("folder drive of a build", "build가 만든 drive 폴더"),
    "image-out": ("image to write", "쓸 이미지"),
    "image-size": (
        "gigabytes printed on the stick; the image is 4.5 per cent smaller, as sticks are (default: [image] size, 8)",
        "USB 메모리에 적힌 기가바이트 수. 실제 USB 메모리가 그렇듯 이미지는 4.5퍼센트 작습니다(기본값: "
        "[image] size, 8)",
    ),
    "image-fs": ("file system (default: [image] fs, fat32)", "파일 시스템(기본값: [image] fs, fat32)"),
    "image-sparse": (
        "leave holes where the image is zero: less room on this disk, the same bytes",
        "0인 곳을 구멍으로 남깁니다. 이 디스크의 자리를 덜 쓰고 바이트는 같습니다",
    ),
    "image-zst": (
        "write FILE.img.zst, the image packed as one zstandard frame; verify and stick read it as it is",
        "이미지를 zstandard 프레임 하나로 눌러 FILE.img.zst로 씁니다. verify와 stick은 풀지 않고 읽습니다",
    ),
    "image-date": (
        "date of every file on the stick (default: that of the drive)",
        "USB 메모리에 담긴 모든 파일의 날짜(기본값: drive의 날짜)",
    ),
    "image-extra": (
        "folder of other files for the root of the stick",
        "USB 메모리의 맨 위에 함께 담을 다른 파일의 폴더",
    ),
    "image-allow": (
        "shell pattern on the path of an other file, '*.mp4': kinds that cannot be looked into pass; may be repeated",
        "다른 파일의 경로에 맞추는 셸 무늬, '*.mp4'. 들여다볼 수 없는 종류를 받습니다. 여러 번 적을 수 있습니다",
    ),
}
