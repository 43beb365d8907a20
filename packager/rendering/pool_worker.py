"""The other side of the pool: the loop of one worker process, with the limits of one item armed around each call."""

from __future__ import annotations

import contextlib
import multiprocessing.connection as mpc
import resource
import signal
from collections.abc import Callable

from packager.rendering.executor import Answer, Failure, Item, Limits


class PageTimeout(BaseException):
    """Raised inside an item that used up its CPU time; not an Exception, so that no handler of the renderer eats it."""


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


def work(
    connection: mpc.Connection,
    start: Callable[..., Callable[[Item], Answer]],
    args: tuple[object, ...],
    limits: Limits,
) -> None:
    """Begin, say so, then give one answer for each item, in order, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is the parent's to handle
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # and so is the end of a service, which every process is told of
    signal.signal(signal.SIGPROF, _expired)
    with contextlib.suppress(BrokenPipeError):
        try:
            task = start(*args)
        except Exception as error:  # whatever it is, every worker would meet it: the parent says so and stops
            connection.send(Failure("start", _where(error)))
            return
        connection.send(None)
        _answer_all(connection, task, limits)


def _answer_all(connection: mpc.Connection, task: Callable[[Item], Answer], limits: Limits) -> None:
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        answer: Answer | Failure
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
