"""Ctrl-C and SIGTERM: one line, status 130, at once, whatever the program is in the middle of.

Raising KeyboardInterrupt at a random place does not do: inside libzim's callbacks it becomes a failed archive with a
traceback, and while C code runs nothing is raised at all. So the signal is blocked in every thread and every worker
process, and one thread waits for it, clears up and ends the process. That is safe at any moment because a build must
survive kill -9 anyway: final files appear by a rename, stores are databases, leftovers are cleared by the next run.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import threading
from multiprocessing import resource_tracker
from pathlib import Path

from packager.terminal.messages import message

STATUS = 130
TRIES = 5
_leftovers: list[Path] = []
_ending = threading.Event()


def watch_interrupts() -> bool:
    """Call once, before any thread or process is started. False where Ctrl-C is switched off (``&`` in a script)."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        _watch_termination()
        return False
    signal.signal(signal.SIGINT, lambda *_: _end())
    resource_tracker.ensure_running()  # when it starts, it unblocks the signal in the thread that needs it
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_wait, name="interrupt", daemon=True).start()
    _watch_termination()
    return True


def _watch_termination() -> None:
    """SIGTERM, which a service or a shutdown sends, ends the program in the same way.

    It must not be blocked: worker processes inherit what is blocked, and pools of processes end theirs by this signal.
    So the C handler passes its number through a pipe to a thread, whatever the main thread is in the middle of.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    os.register_at_fork(after_in_child=_forget_termination)
    threading.Thread(target=_wait_for_termination, args=(reading,), name="termination", daemon=True).start()


def _forget_termination() -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _wait_for_termination(reading: int) -> None:
    while numbers := os.read(reading, 64):
        if signal.SIGTERM in numbers:
            _end()


def clear_on_interrupt(folder: Path) -> None:
    """A folder of unfinished work that is not worth keeping."""
    _leftovers.append(folder)


def settle() -> None:
    """The last thing the main thread does: if an interrupt is being dealt with, that decides how the process ends."""
    while _ending.is_set():
        signal.pause()


def _wait() -> None:
    signal.sigwait({signal.SIGINT})
    _end()


def _at_once() -> None:
    """A second Ctrl-C waits for nothing."""
    signal.sigwait({signal.SIGINT})
    os._exit(STATUS)


def _end() -> None:
    _ending.set()
    try:
        clear = "\r\x1b[K" if sys.stderr.isatty() else ""
        # Not print: the main thread may hold the lock of the stream.
        os.write(2, f"{clear}{message('interrupted')}\n".encode(sys.stderr.encoding, "replace"))
        threading.Thread(target=_at_once, name="interrupt-again", daemon=True).start()
        nothing = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):  # what the others have to say about their end is of no interest
            os.dup2(nothing, descriptor)
        for process in multiprocessing.active_children():
            process.kill()
        for folder in _leftovers * TRIES:  # threads of libzim may still put a file into it
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os._exit(STATUS)
