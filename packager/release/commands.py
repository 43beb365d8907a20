"""``packager release show | compare | keygen | sign | verify`` and ``packager rebuild-check``."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from packager.errors import DifferentError, ScrubError, UsageError
from packager.release import signing
from packager.release.compare import drive_of, first_difference, first_input
from packager.release.rebuild import rebuild
from packager.release.record import read_record
from packager.terminal.messages import message
from packager.terminal.progress import Progress


def _show(args: argparse.Namespace) -> int:
    record = read_record(args.record)
    if args.json:
        print(json.dumps([{"kind": kind, "value": value} for kind, value in record.facts], indent=1))
    else:
        sys.stdout.write(record.text)
    return 0


def _compare(args: argparse.Namespace) -> int:
    one, other = read_record(args.record), read_record(args.other)
    found = first_input(one, other)
    drives = args.drives or [drive_of(args.record, one), drive_of(args.other, other)]
    differ = one.one("drive") != other.one("drive")
    place = first_difference(*drives) if differ and None not in drives else None
    equal = found is None and not differ
    if args.json:
        rows = {"name": found[0], "one": found[1], "other": found[2]} if found else None
        print(json.dumps({"equal": equal, "input": rows, "drive": place._asdict() if place else None}, indent=1))
        return 0 if equal else DifferentError.exit_status
    if equal:
        print(message("release-equal"))
        return 0
    if found:
        print(message("release-input", name=found[0], one=found[1] or "-", other=found[2] or "-"))
    else:
        print(message("release-differ"))
    if place:
        key = "release-only" if place.byte < 0 else "release-entry" if place.entry else "release-byte"
        print(message(key, file=place.file, byte=str(place.byte), entry=place.entry))
    elif differ:
        print(message("release-no-drives"))
    return DifferentError.exit_status


def _password(path: Path, file: Path | None, twice: bool = False) -> str:
    """A password from a file or from the terminal."""
    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    asked = message("release-password", file=path.name) + " "
    password = getpass.getpass(asked)
    if twice and getpass.getpass(message("release-again") + " ") != password:
        raise UsageError("the two passwords differ; nothing was written")
    return password


def _keygen(args: argparse.Namespace) -> int:
    public = signing.make_key(args.key, "" if args.no_password else _password(args.key, args.password, twice=True))
    print(message("release-key", secret=args.key.name, public=public.name))
    return 0


def _sign(args: argparse.Namespace) -> int:
    read_record(args.record)
    password = _password(args.key, args.password) if signing.is_locked(args.key) else ""
    target = signing.sign(args.record, signing.secret_key(args.key, password))
    print(message("release-signed", file=target.name))
    return 0


def _verify(args: argparse.Namespace) -> int:
    keys = signing.public_keys(args.pub, args.keys)
    if not keys:
        raise UsageError("no public key was given; name them with --pub or --keys")
    checked = signing.verify(args.record, keys, args.signature)
    good = len(checked.signers) >= args.need
    if args.json:
        print(json.dumps({"valid": good, "need": args.need, "keys": checked.signers, "unknown": checked.strangers}))
        return 0 if good else ScrubError.exit_status
    for name in checked.strangers:
        print(message("release-stranger", file=name))
    if not good:
        raise ScrubError("{file}: {count} signatures of known keys, {need} are needed", file=args.record.name,
                         count=len(checked.signers), need=args.need)  # fmt: skip
    print(message("release-valid", file=args.record.name, keys=", ".join(checked.signers)))
    return 0


def rebuild_check(args: argparse.Namespace) -> int:
    """``packager rebuild-check``."""
    options = []
    for flag, value in (("--config", args.config), ("--files", args.files)):
        options += [flag, str(value.absolute())] if value else []
    options += ["--date", args.date] if args.date else []
    found = rebuild(args.record, args.dumps, options, Progress(quiet=args.json))
    equal = all(each.equal for each in found)
    if args.json:
        print(json.dumps({"equal": equal, "builds": [each._asdict() for each in found]}, indent=1))
    else:
        for each in found:
            key = "rebuilt-equal" if each.equal else "rebuilt-different"
            print(message(key, jobs=str(each.jobs), differs=each.differs))
    return 0 if equal else DifferentError.exit_status


ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "show": _show,
    "compare": _compare,
    "keygen": _keygen,
    "sign": _sign,
    "verify": _verify,
}
