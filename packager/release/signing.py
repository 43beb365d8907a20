"""Signatures of records in minisign's format, without what its own program adds: no time, no file name, no remark.

A signature says that its holder built the same bytes. Keys belong to roles, not to persons. py-minisign (ISC) does the
arithmetic; it is an extra, ``packager[sign]``, because only preparers need it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from packager.drive.publish import SUMS
from packager.errors import Said, ScrubError, UsageError
from packager.files.beside import beside
from packager.files.text import lines_of, read_text
from packager.release.record import read_record

if TYPE_CHECKING:
    import minisign

COMMENT = "packager-release"
"""The trusted comment of every signature: it is signed too, so it must say nothing of its own."""
SUFFIX = ".minisig"
UNTRUSTED = (b"untrusted comment: ", b"untrusted comment: signature from minisign secret key")
"""What may stand in the first line, which is not signed: nothing, or the words that minisign's own program puts there
where it is asked for nothing."""


class Checked(NamedTuple):
    """What the signatures beside a record are worth."""

    signers: tuple[str, ...]
    """Numbers of the known keys whose signature holds."""
    strangers: tuple[str, ...]
    """Files signed with keys that are not on the list."""


def _library() -> Any:
    try:
        import minisign
    except ImportError as error:
        raise UsageError('signatures need py-minisign; install it with: pip install "packager[sign]"') from error
    return minisign


def key_number(key: minisign.PublicKey) -> str:
    """The number by which minisign's own program names a key: 16 hexadecimal digits."""
    return base64.b64decode(key.to_base64())[2:10][::-1].hex().upper()


def make_key(secret: Path, password: str) -> Path:
    """A new pair of keys, the secret one locked with a password (bare if that is empty); gives the public one's path.

    Raises UsageError rather than replace a key.
    """
    public = secret.with_name(secret.name + ".pub")
    for path in (secret, public):
        if path.exists():
            raise UsageError("{file}: is there already; give another name, a key is never replaced", file=path.name)
    _refuse_inside_drive(secret)
    pair = _library().KeyPair.generate()
    pair.public_key.untrusted_comment = ""
    if password:
        pair.secret_key.encrypt(password)
    pair.secret_key.untrusted_comment = ""
    secret.touch(mode=0o600)
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")
    return public


def _refuse_inside_drive(path: Path) -> None:
    """Raises UsageError for a file inside a drive folder: it would be handed out with the drive."""
    for folder in path.absolute().parents:
        if (folder / SUMS).exists():
            raise UsageError("{file}: lies inside the drive folder {folder}; keep keys, records and signatures outside",
                             file=path.name, folder=folder.name)  # fmt: skip


def secret_key(path: Path, password: str) -> minisign.SecretKey:
    """The secret key in a file. Raises UsageError if it is none or the password is wrong."""
    library = _library()
    _refuse_inside_drive(path)
    try:
        key = library.SecretKey.from_bytes(path.read_bytes().rstrip(b"\n"))
        if key.is_encrypted():
            key.decrypt(password)
    except (ValueError, TypeError, IndexError) as error:
        raise UsageError("{file}: is no secret key of minisign, or the password is wrong", file=path.name) from error
    return key


def is_locked(path: Path) -> bool:
    """Whether a secret key needs a password."""
    try:
        return bool(_library().SecretKey.from_bytes(path.read_bytes().rstrip(b"\n")).is_encrypted())
    except ValueError:
        return False


def sign(path: Path, key: minisign.SecretKey) -> Path:
    """Sign a record; gives the path of the signature beside it. Raises UsageError for what must not be signed."""
    read_record(path)
    _refuse_inside_drive(path)
    library = _library()
    number = key_number(library.PublicKey.from_secret_key(key))
    signature = key.sign(path.read_bytes(), prehash=True, untrusted_comment="", trusted_comment=COMMENT)
    target = path.with_name(f"{path.name}.{number}{SUFFIX}")
    with beside(target) as file:
        file.write(_written(bytes(signature)))
    return target


def _written(signature: bytes) -> str:
    return signature.decode("ascii").rstrip("\n") + "\n"


def public_keys(texts: Iterable[str], lists: Iterable[Path]) -> dict[str, minisign.PublicKey]:
    """Keys by number: given as they are or as files, and those of lists, one a line. Raises UsageError."""
    found: dict[str, minisign.PublicKey] = {}
    for place, text in _key_texts(texts, lists):
        try:
            key = _library().PublicKey.from_base64(text)
        except ValueError as error:
            raise UsageError("{place}: is no public key of minisign", place=place) from error
        if base64.b64encode(base64.b64decode(text)).decode() != text:
            raise UsageError("{place}: is no public key of minisign", place=place)
        found[key_number(key)] = key
    return found


def _key_texts(texts: Iterable[str], lists: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for text in texts:
        if Path(text).is_file():
            yield from _lines(Path(text))
        else:
            yield text, text
    for path in lists:
        yield from _lines(path)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Keys of a file, one a line; comments begin with # or as minisign begins them."""
    for number, line in enumerate(lines_of(read_text(path)), 1):
        if line.strip() and not line.startswith(("#", "untrusted comment:")):
            yield str(Said("{file}: line {line}", file=path.name, line=number)), line.strip().split()[0]


def verify(path: Path, keys: dict[str, minisign.PublicKey], given: Iterable[Path] = ()) -> Checked:
    """Hold every signature beside a record (or those given) against the keys.

    Raises UsageError if the record is none, ScrubError for a signature of a known key that does not hold or that says
    more than it must.
    """
    library = _library()
    read_record(path)
    data = path.read_bytes()
    signers, strangers = set[str](), []
    for file in given or _beside(path):
        text = file.read_bytes()
        try:
            signature = library.Signature.from_bytes(text)
            number = base64.b64decode(text.split(b"\n")[1])[2:10][::-1].hex().upper()
        except (ValueError, IndexError) as error:
            raise ScrubError("{file}: is no signature of minisign; ask for it again", file=file.name) from error
        if number not in keys:
            strangers.append(file.name)
            continue
        if not signature.is_prehashed() or signature.trusted_comment != COMMENT or _plain(signature, text) != text:
            raise ScrubError(
                "{file}: is not written as packager release sign does; it may tell when, where or by whom it was made",
                file=file.name,
            )
        try:
            keys[number].verify(data, signature)
        except library.VerifyError as error:
            raise ScrubError("{file}: does not belong to this record, or one of the two was changed",
                             file=file.name) from error  # fmt: skip
        signers.add(number)
    return Checked(tuple(sorted(signers)), tuple(strangers))


def _plain(signature: minisign.Signature, text: bytes) -> bytes:
    """The one spelling of a signature."""
    lines = text.split(b"\n")
    first, second = (base64.b64encode(base64.b64decode(lines[number])) for number in (1, 3))
    head = lines[0] if lines[0] in UNTRUSTED else UNTRUSTED[0]
    return b"%s\n%s\ntrusted comment: %s\n%s\n" % (head, first, COMMENT.encode(), second)


def _beside(path: Path) -> list[Path]:
    """The signatures beside a record, and those in a folder ``attest`` there."""
    found = [*path.parent.glob(f"{path.name}.*"), *(path.parent / "attest").glob(f"*{SUFFIX}")]
    return sorted(file for file in found if file.name.endswith(SUFFIX))
