"""Gates: a drive that differs much from the one that stands there is a slip until the editor says otherwise.

An include list with a typing mistake, half of a dump or a test wiki in the wrong folder all build without any error.
What gives them away is that the drive shrinks, or that much more goes wrong than a month ago.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from packager.config import GatesConfig
from packager.drive.figures import Figures
from packager.errors import GateError, Said, Sentences

GATES = ("articles", "redirects", "pictures", "bytes", "failed", "problems")
"""Names of the gates; each is a key of [gates] and a figure."""
RISING = frozenset({"failed", "problems"})
"""Figures of which fewer are always welcome."""
FREE_BYTES = 256 << 10
"""A drive may grow by so much, whatever it is in per cent: files are filled up to steps."""


class Gate(NamedTuple):
    """One gate as it was found."""

    gate: str
    before: int
    now: int
    percent: float
    """What the configuration allows."""
    outside: bool
    accepted: bool


def judge(before: Figures | None, now: Figures, limits: GatesConfig, accept: Collection[str]) -> list[Gate]:
    """Every gate whose figure is known on both sides; none for a first build."""
    old, new = (before.known() if before else {}), now.known()
    gates = []
    for name in GATES:
        if name in old and name in new:
            percent = getattr(limits, name)
            outside = _outside(name, old[name], new[name], percent, limits.free)
            gates.append(Gate(name, old[name], new[name], percent, outside, name in accept))
    return gates


def _outside(name: str, before: int, now: int, percent: float, free: int) -> bool:
    few = FREE_BYTES if name == "bytes" else free
    if now >= before:
        return now - before > max(before * percent / 100, few)
    return name not in RISING and before - now > max(before * percent / 100, min(few, before // 2))


def refuse_outside(gates: Sequence[Gate]) -> None:
    """Raises GateError if a gate is outside its limits and not accepted."""
    outside = [gate for gate in gates if gate.outside and not gate.accepted]
    if outside:
        raise GateError(
            "the drive that stands there stays, the new one differs too much: {gates}; if that is right, run again "
            "with {options}",
            gates=Sentences([_said(gate) for gate in outside]),
            options=" ".join(f"--accept {gate.gate}" for gate in outside),
        )


def _said(gate: Gate) -> Said:
    return Said(
        "{gate}: {now} instead of {before} ({change}, [gates] {gate} allows {percent})",
        gate=gate.gate,
        now=gate.now,
        before=gate.before,
        change=f"{(gate.now - gate.before) / gate.before:+.1%}" if gate.before else "+∞",
        percent=f"{gate.percent:g}%",
    )
