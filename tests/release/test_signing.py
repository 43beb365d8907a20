"""Signatures of records: what holds, and everything that must not."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from packager.cli import main
from packager.errors import PackagerError, UsageError
from packager.release import signing
from tests.release.test_record import made

minisign = pytest.importorskip("minisign", reason="py-minisign, an extra, is not installed")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "kowiki-2026-08-28.release"
    path.write_text(made().text, encoding="utf-8")
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    signing.make_key(tmp_path / "role.key", "")
    return tmp_path / "role.key"


def public(key: Path) -> dict[str, object]:
    return signing.public_keys([str(key) + ".pub"], [])


def signed(record: Path, key: Path) -> Path:
    return signing.sign(record, signing.secret_key(key, ""))


def test_a_signature_holds_and_says_nothing(record: Path, key: Path) -> None:
    file = signed(record, key)
    (number,) = public(key)
    assert file.name == f"{record.name}.{number}.minisig"
    lines = file.read_text("ascii").splitlines()
    assert (lines[0], lines[2]) == ("untrusted comment: ", "trusted comment: packager-release")
    assert signing.verify(record, public(key)).signers == (number,)
    assert signed(record, key).read_bytes() == file.read_bytes()


def test_minisign_itself_agrees(record: Path, key: Path, tmp_path: Path) -> None:
    if shutil.which("minisign") is None:
        pytest.skip("minisign is not installed")
    file = signed(record, key)
    command = ["minisign", "-V", "-m", record, "-x", file, "-p", f"{key}.pub"]
    assert subprocess.run(command, capture_output=True).returncode == 0
    theirs = tmp_path / "theirs.key"
    subprocess.run(["minisign", "-G", "-W", "-p", f"{theirs}.pub", "-s", theirs], check=True, capture_output=True)
    command = ["minisign", "-S", "-s", theirs, "-m", record, "-t", signing.COMMENT, "-x", f"{record}.x.minisig"]
    subprocess.run(command, check=True, capture_output=True)
    assert len(signing.verify(record, {**public(key), **public(theirs)}).signers) == 2


def test_passwords(tmp_path: Path, record: Path) -> None:
    locked = tmp_path / "locked.key"
    signing.make_key(locked, "비밀")
    assert signing.is_locked(locked)
    assert signing.sign(record, signing.secret_key(locked, "비밀")).exists()
    with pytest.raises(UsageError, match="password is wrong"):
        signing.secret_key(locked, "other")
    with pytest.raises(UsageError, match="never replaced"):
        signing.make_key(locked, "")
    assert locked.stat().st_mode & 0o077 == 0


def test_two_roles(record: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.key"
    signing.make_key(other, "")
    keys = tmp_path / "keys.txt"
    keys.write_text("# roles\n" + "".join((tmp_path / f"{name}.key.pub").read_text() for name in ("role", "other")))
    signed(record, key)
    assert main(["release", "verify", str(record), "--keys", str(keys)]) == 0
    assert main(["release", "verify", str(record), "--keys", str(keys), "--need", "2"]) == 4
    assert "1 signatures of known keys, 2 are needed" in capsys.readouterr().err
    signed(record, other)
    assert main(["release", "verify", str(record), "--keys", str(keys), "--need", "2"]) == 0
    assert main(["release", "verify", str(record), "--pub", f"{key}.pub", "--need", "2"]) == 4
    shutil.copy(signing.sign(record, signing.secret_key(key, "")), f"{record}.again.minisig")
    assert main(["release", "verify", str(record), "--pub", f"{key}.pub", "--need", "2"]) == 4, "one key counts once"


def test_nothing_inside_a_drive(tmp_path: Path, record: Path, key: Path) -> None:
    drive = tmp_path / "drive"
    (drive / "data").mkdir(parents=True)
    (drive / "sums.txt").touch()
    inside = shutil.copy(record, drive / "data" / record.name)
    with pytest.raises(UsageError, match="inside the drive folder drive"):
        signing.sign(Path(inside), signing.secret_key(key, ""))
    with pytest.raises(UsageError, match="inside the drive folder"):
        signing.make_key(drive / "k", "")
    with pytest.raises(UsageError, match="inside the drive folder"):
        signing.secret_key(Path(shutil.copy(key, drive / "k")), "")


def _line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change of one line of a signature."""

    def changed(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[number] = change(lines[number])
        return b"\n".join(lines)

    return changed


def _bit(place: int) -> Callable[[bytes], bytes]:
    """Another bit in what a line of base64 stands for."""

    def changed(line: bytes) -> bytes:
        data = bytearray(base64.b64decode(line))
        data[place] ^= 1
        return base64.b64encode(data)

    return changed


SIGNATURES: Mapping[str, Callable[[bytes], bytes]] = {
    "bit of the signature": _line(1, _bit(40)),
    "last bit of the signature": _line(1, _bit(73)),
    "number of the key": _line(1, _bit(3)),
    "bit of the second signature": _line(3, _bit(0)),
    "not prehashed": _line(1, lambda line: base64.b64encode(b"Ed" + base64.b64decode(line)[2:])),
    "unknown kind": _line(1, lambda line: base64.b64encode(b"XX" + base64.b64decode(line)[2:])),
    "trusted comment with a time": _line(2, lambda line: line + b" timestamp:1"),
    "other trusted comment": _line(2, lambda line: b"trusted comment: other"),
    "no trusted comment": _line(2, lambda line: b"trusted comment: "),
    "untrusted comment": _line(0, lambda line: line + b"signed by hand"),
    "no blank": _line(0, lambda line: line.rstrip()),
    "comments exchanged": lambda data: b"\n".join([*data.split(b"\n")[2:4], *data.split(b"\n")[:2], b""]),
    "without end": lambda data: data.rstrip(b"\n"),
    "line behind": lambda data: data + b"note\n",
    "empty line behind": lambda data: data + b"\n",
    "CR LF": lambda data: data.replace(b"\n", b"\r\n"),
    "blank in base64": _line(1, lambda line: line + b" "),
    "shorter": _line(1, lambda line: base64.b64encode(base64.b64decode(line)[:-1])),
    "longer": _line(1, lambda line: base64.b64encode(base64.b64decode(line) + b"\0")),
    "unused bits of base64": _line(3, lambda line: line[:-3] + bytes([line[-3] + 1]) + line[-2:]),
    "nothing": lambda data: b"",
    "noise": lambda data: b"\xff\xfe" + data,
    "half": lambda data: data[: len(data) // 2],
}


@pytest.mark.parametrize("what", SIGNATURES)
def test_a_changed_signature(record: Path, key: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = signed(record, key)
    file.write_bytes(SIGNATURES[what](file.read_bytes()))
    assert main(["release", "verify", str(record), "--pub", f"{key}.pub"]) == 4
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("old", ["unstable 0", "files 2", "sha256:dddd", "config-key zim.write", "kowiki 2026-08-28"])
def test_a_changed_record(record: Path, key: Path, old: str) -> None:
    signed(record, key)
    text = record.read_text("utf-8")
    last = old[:-1] + ("1" if old[-1] != "1" else "2")
    record.write_text(text.replace(old, last), encoding="utf-8")
    assert main(["release", "verify", str(record), "--pub", f"{key}.pub"]) in (2, 4)


def test_a_signature_of_another_record(record: Path, key: Path, tmp_path: Path) -> None:
    other = tmp_path / "kowiki-2026-09-28.release"
    other.write_text(made(date="2026-09-28").text, encoding="utf-8")
    theirs = signed(other, key)
    assert main(["release", "verify", str(record), "--pub", f"{key}.pub", "--signature", str(theirs)]) == 4


KEYS: Mapping[str, Callable[[str], str]] = {
    "another key": lambda text: base64.b64encode(bytes([*base64.b64decode(text)[:-1], 7])).decode(),
    "shorter": lambda text: text[:-4],
    "of another kind": lambda text: base64.b64encode(b"ED" + base64.b64decode(text)[2:]).decode(),
    "no base64": lambda text: "*" + text[1:],
    "unused bits": lambda text: text + "=",
    "a word": lambda text: "key",
}


@pytest.mark.parametrize("what", KEYS)
def test_a_changed_key(record: Path, key: Path, what: str) -> None:
    signed(record, key)
    text = Path(f"{key}.pub").read_text("ascii").splitlines()[1]
    assert main(["release", "verify", str(record), "--pub", KEYS[what](text)]) in (2, 4)


def test_no_signature_or_no_key(record: Path, key: Path) -> None:
    assert main(["release", "verify", str(record), "--pub", f"{key}.pub"]) == 4
    assert main(["release", "verify", str(record)]) == 2


def test_a_secret_key_that_is_none(record: Path, key: Path, tmp_path: Path) -> None:
    for name, data in (("empty", b""), ("text", b"text\ntext\n"), ("public", Path(f"{key}.pub").read_bytes())):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(PackagerError, match=f"{name}: is no secret key"):
            signing.secret_key(path, "")
