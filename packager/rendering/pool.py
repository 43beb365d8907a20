"""Worker processes that one bad page cannot stop.

A page that overruns its CPU time, its memory or the process itself costs that page only: the worker is ended (by the
kernel's RLIMIT_CPU where a C function does not return), the page is reported as failed, a new worker takes the rest.
``multiprocessing.Pool`` cannot do this: it loses the task of a worker that dies and waits for it for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection as mpc
import resource
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from packager.errors import PackagerError

QUEUE = 6
"""Items handed to a worker ahead of time: enough to keep it busy, few enough to balance the end."""
WALL_FACTOR = 20
"""A worker that sleeps instead of working is ended after this many times the CPU limit."""


class Limits(NamedTuple):
    """What one item may use."""

    seconds: float
    """CPU time."""
    memory: int
    """Bytes of address space on top of what the worker had when the item began."""


class Failure(NamedTuple):
    """Why an item has no result."""

    reason: str
    """``timeout``, ``memory``, ``crash`` or ``error``."""
    detail: str


class PageTimeout(BaseException):
    """Raised inside an item that used up its CPU time; not an Exception, so that no handler of the renderer eats it."""


class WorkerError(PackagerError):
    """A worker could not even start."""


def _address_space() -> int:
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _set_limits(limits: Limits) -> None:
    """Arm the limits for one item. The soft CPU limit is the last resort for C code that never returns."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    ceiling = int(used.ru_utime + used.ru_stime + limits.seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ceiling, hard))
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    if space := _address_space():
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (space + limits.memory, hard))


def _clear_limits() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _expired(signum: int, frame: object) -> None:
    raise PageTimeout


def _work(
    connection: mpc.Connection, start: Callable[..., Callable[[Any], Any]], args: tuple[Any, ...], limits: Limits
) -> None:
    """The worker: one answer for each item, in order, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is the parent's to handle
    signal.signal(signal.SIGPROF, _expired)
    with contextlib.suppress(BrokenPipeError):
        _answer_all(connection, start, args, limits)


def _answer_all(
    connection: mpc.Connection, start: Callable[..., Callable[[Any], Any]], args: tuple[Any, ...], limits: Limits
) -> None:
    try:
        task = start(*args)
    except Exception as error:  # whatever it is, every worker would meet it: the parent says so and stops
        connection.send(Failure("start", _where(error)))
        return
    connection.send(None)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        answer: Any
        try:
            try:
                _set_limits(limits)
                answer = task(item)
            finally:
                _clear_limits()
        except PageTimeout:
            answer = Failure("timeout", f"more than {limits.seconds:g} s")
        except MemoryError:
            answer = Failure("memory", f"more than {limits.memory >> 20} MB")
        except Exception as error:  # the page's own fault, whatever it is: it costs this page
            answer = Failure("error", _where(error))
        connection.send(answer)


def _where(error: BaseException) -> str:
    """Type, text and innermost place of an exception, without any path of this machine."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "?")
        place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error)[:200]} ({place})"


@dataclass
class _Worker:
    process: BaseProcess
    connection: mpc.Connection
    items: deque[Any] = field(default_factory=deque)
    since: float = 0.0
    """When the item at the head of the queue began, as far as the parent can tell."""
    ready: bool = False


def _start_method() -> str:
    """The fork server listens on a socket in the temporary folder, whose path a socket can hold only up to a length."""
    return "forkserver" if len(tempfile.gettempdir()) < 60 else "spawn"


class Pool:
    """``jobs`` processes that each call ``start(*args)`` once and then the function it gives for every item."""

    def __init__(
        self, jobs: int, start: Callable[..., Callable[[Any], Any]], args: tuple[Any, ...], limits: Limits
    ) -> None:
        self.jobs, self.start, self.args, self.limits = max(1, jobs), start, args, limits
        self._context: BaseContext = multiprocessing.get_context(_start_method())
        with contextlib.suppress(ValueError):
            multiprocessing.set_forkserver_preload([start.__module__])
        self._workers: list[_Worker] = []

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, self.start, self.args, self.limits), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, since=time.monotonic())

    def run(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """(item, result or Failure) in order of completion. Raises WorkerError if workers die before they begin."""
        source = iter(items)
        exhausted = False
        deaths = 0
        self._workers = [self._hire() for _ in range(self.jobs)]
        try:
            while True:
                for worker in self._workers:
                    while not exhausted and len(worker.items) < QUEUE:
                        try:
                            item = next(source)
                        except StopIteration:
                            exhausted = True
                            break
                        if not worker.items:
                            worker.since = time.monotonic()
                        worker.items.append(item)
                        with contextlib.suppress(BrokenPipeError):  # its death is noticed below
                            worker.connection.send(item)
                if exhausted and not any(worker.items for worker in self._workers):
                    return
                readable = mpc.wait([w.connection for w in self._workers], timeout=1.0)
                for number, worker in enumerate(self._workers):
                    if worker.connection in readable:
                        try:
                            answer = worker.connection.recv()
                        except (EOFError, ConnectionResetError, OSError):
                            if not worker.ready and not worker.items:
                                deaths += 1
                            deaths = deaths + 1 if not worker.ready else 0
                            if deaths > 3:
                                raise WorkerError(
                                    "worker processes end before they begin; is there memory left? try a smaller --jobs"
                                ) from None
                            yield from self._replace(number)
                            continue
                        worker.since = time.monotonic()
                        if not worker.ready:
                            if isinstance(answer, Failure):
                                raise WorkerError(f"worker processes cannot start: {answer.detail}")
                            worker.ready = True
                            continue
                        yield worker.items.popleft(), answer
                    elif worker.items and time.monotonic() - worker.since > WALL_FACTOR * (self.limits.seconds + 3):
                        worker.process.kill()
        finally:
            self.close()

    def _replace(self, number: int) -> Iterator[tuple[Any, Any]]:
        """Bury a dead worker: its first item failed, the others go to its successor."""
        dead = self._workers[number]
        dead.process.join()
        code = dead.process.exitcode or 0
        dead.connection.close()
        successor = self._workers[number] = self._hire()
        if dead.items and dead.ready:
            item = dead.items.popleft()
            reason = "timeout" if code in (-signal.SIGXCPU, -signal.SIGKILL) else "crash"
            yield item, Failure(reason, f"worker ended with status {code}")
        for item in dead.items:
            successor.items.append(item)
            successor.connection.send(item)

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers = []
