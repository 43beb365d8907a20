"""The executor of one machine: worker processes that one bad page cannot stop.

A page that overruns its CPU time, its memory or the process itself costs that page only: the worker is ended (by the
kernel's RLIMIT_CPU where a C function does not return), the page is reported as failed, a new worker takes the rest.
``multiprocessing.Pool`` cannot do this: it loses the task of a worker that dies and waits for it for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection as mpc
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic

from packager.errors import PackagerError
from packager.rendering.executor import Answer, Failure, Item, Limits
from packager.rendering.pool_worker import work

QUEUE = 6
"""Items handed to a worker ahead of time: enough to keep it busy, few enough to balance the end."""
WALL_FACTOR = 20
"""A worker that sleeps instead of working is ended after this many times the CPU limit."""
DEATHS = 3
"""So many workers in a row may end before they have begun."""


class WorkerError(PackagerError):
    """A worker could not even start."""


@dataclass
class _Worker(Generic[Item]):
    process: BaseProcess
    connection: mpc.Connection
    items: deque[Item] = field(default_factory=deque)
    since: float = 0.0
    """When the item at the head of the queue began, as far as the parent can tell."""
    ready: bool = False
    overdue: bool = False
    """Whether we ended it ourselves because it took too long."""

    def send(self, item: Item) -> None:
        """Hand over an item; a death in between is noticed when the answer is read."""
        if not self.items:
            self.since = time.monotonic()
        self.items.append(item)
        with contextlib.suppress(BrokenPipeError):
            self.connection.send(item)

    def receive(self) -> object:
        """The next answer. Raises EOFError if the process is gone."""
        try:
            answer: object = self.connection.recv()
        except OSError as error:  # a connection reset is an end like any other
            raise EOFError from error
        self.since = time.monotonic()
        return answer


def _start_method() -> str:
    """The fork server listens on a socket in the temporary folder, whose path a socket can hold only up to a length."""
    return "forkserver" if len(tempfile.gettempdir()) < 60 else "spawn"


class Pool(Generic[Item, Answer]):
    """``jobs`` processes that each call ``start(*args)`` once and then the function it gives for every item."""

    def __init__(
        self,
        jobs: int,
        start: Callable[..., Callable[[Item], Answer]],
        args: tuple[object, ...],
        limits: Limits,
    ) -> None:
        self.jobs, self.start, self.args, self.limits = max(1, jobs), start, args, limits
        self._context: BaseContext = multiprocessing.get_context(_start_method())
        with contextlib.suppress(ValueError):
            multiprocessing.set_forkserver_preload([start.__module__])
        self._workers: list[_Worker[Item]] = []
        self._deaths = 0

    def _hire(self) -> _Worker[Item]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=work, args=(theirs, self.start, self.args, self.limits), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, since=time.monotonic())

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        """(item, result or Failure) in order of completion. Raises WorkerError if workers die before they begin."""
        source = iter(items)
        self._deaths = 0
        self._workers = [self._hire() for _ in range(self.jobs)]
        try:
            while True:
                self._feed(source)
                if not any(worker.items for worker in self._workers):
                    return
                readable = mpc.wait([w.connection for w in self._workers], timeout=1.0)
                for number, worker in enumerate(self._workers):
                    if worker.connection in readable:
                        yield from self._read(number, worker)
                    else:
                        self._end_overdue(worker)
        finally:
            self.close()

    def _feed(self, source: Iterator[Item]) -> None:
        """Fill the workers' queues as far as there are items."""
        for worker in self._workers:
            while len(worker.items) < QUEUE:
                try:
                    item = next(source)
                except StopIteration:
                    return
                worker.send(item)

    def _read(self, number: int, worker: _Worker[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        """Take what a worker has said: that it has begun, an answer, or nothing because it is dead."""
        try:
            answer = worker.receive()
        except EOFError:
            self._deaths = 0 if worker.ready else self._deaths + 1
            if self._deaths > DEATHS:
                raise WorkerError(
                    "worker processes end before they begin; is there memory left? try a smaller --jobs"
                ) from None
            yield from self._replace(number)
            return
        if worker.ready:
            yield worker.items.popleft(), answer  # type: ignore[misc]  # what came through the pipe is the task's
        elif isinstance(answer, Failure):
            raise WorkerError("worker processes cannot start: {reason}", reason=answer.detail)
        worker.ready = True

    def _end_overdue(self, worker: _Worker[Item]) -> None:
        if worker.items and time.monotonic() - worker.since > WALL_FACTOR * (self.limits.seconds + 3):
            worker.overdue = True
            worker.process.kill()

    def _replace(self, number: int) -> Iterator[tuple[Item, Answer | Failure]]:
        """Bury a dead worker: its first item failed, the others go to its successor."""
        dead = self._workers[number]
        dead.process.join()
        dead.connection.close()
        successor = self._workers[number] = self._hire()
        if dead.items and dead.ready:
            yield dead.items.popleft(), Failure(*_cause(dead.process.exitcode or 0, dead.overdue))
        for item in dead.items:
            successor.send(item)

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers = []


def _cause(code: int, overdue: bool) -> tuple[str, str]:
    """Reason and detail of a death. SIGKILL that was not ours is how the kernel ends what takes the last memory."""
    if overdue or code == -signal.SIGXCPU:
        return "timeout", f"worker ended with status {code}"
    if code == -signal.SIGKILL:
        return "memory", "the system ended the worker (status -9), as it does when memory runs out"
    return "crash", f"worker ended with status {code}"
