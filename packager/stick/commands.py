"""``packager stick list | check | write | refresh | repair``: arguments to an exit status."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from packager.errors import ScrubError, UsageError
from packager.stick.check import as_json, check, lines
from packager.stick.device import Device, device_at, devices, refuse_dangerous, refuse_foreign_system
from packager.stick.layout import layout_of
from packager.stick.write import Written, refresh, repair, write
from packager.terminal.messages import message
from packager.terminal.progress import Progress

Action = Callable[[Path, Device, bool, Progress], Written]


def _list(args: argparse.Namespace) -> int:
    refuse_foreign_system()
    found = devices()
    if args.json:
        print(json.dumps([device.as_json() for device in found], ensure_ascii=False, indent=1))
        return 0
    for device in found:
        facts = {"device": str(device.path), "size": f"{device.bytes / 1e9:,.1f}", "model": device.model or "?"}
        where = message("stick-used", where=", ".join(device.used)) if device.used else ""
        print(message("stick-row", where=where, **facts))
    if not found:
        print(message("stick-none"))
    return 0


def _check(args: argparse.Namespace) -> int:
    device = device_at(args.device)
    found = check(args.image, device, Progress(quiet=not sys.stderr.isatty()))
    if args.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        for line in lines(found, device):
            print(line)
    return ScrubError.exit_status if found.differences else 0


def _change(args: argparse.Namespace, action: Action) -> int:
    device = device_at(args.device)
    refuse_dangerous(device, layout_of(args.image).bytes, args.yes_any)
    if not args.yes:
        _confirm(device)
    done = action(args.image, device, args.yes_any, Progress())
    if not done.bytes:
        print(message("stick-same", device=str(device.path)))
    else:
        print(message("stick-done", device=str(device.path), written=f"{done.bytes / 1e6:,.1f}"))
    return 0


def _confirm(device: Device) -> None:
    """Have the size of the device typed: whoever took the wrong one notices. Raises UsageError."""
    asked = {"device": str(device.path), "model": device.model or "?", "size": f"{device.bytes / 1e9:,.1f}"}
    print(message("stick-confirm", **asked), end=" ", file=sys.stderr, flush=True)
    typed = sys.stdin.readline().strip().upper().removesuffix("GB").strip()
    if typed not in (f"{device.gigabytes}", f"{device.bytes / 1e9:.1f}"):
        raise UsageError(
            "{device}: its size was not typed, nothing was written; type {size} or give --yes",
            device=str(device.path),
            size=device.gigabytes,
        )


ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "check": _check,
    "write": lambda args: _change(args, write),
    "refresh": lambda args: _change(args, refresh),
    "repair": lambda args: _change(args, repair),
}
