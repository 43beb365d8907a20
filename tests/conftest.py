"""Things that several test files share: one build of the small wiki, whole signals, no judge lost in silence."""

from __future__ import annotations

import signal
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

from checks.own_dump import DUMP
from packager.build import Request, build
from packager.config import Config
from packager.terminal.progress import Progress


@pytest.fixture(scope="session")
def small_wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``drive``, ``report`` and ``work``. Tests must leave the drive as it is."""
    folder = tmp_path_factory.mktemp("small-wiki")
    build(Request((DUMP,), folder, Config(), 2), Progress(stream=StringIO(), quiet=True))
    return folder


signal.signal(signal.SIGINT, signal.default_int_handler)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
"""Under nohup and in many CI systems SIGINT is ignored, and whoever is started from here would inherit that."""

JUDGES = {
    "zimcheck": ("zim-tools",),
    "kiwix": ("kiwix-tools",),
    "chromium": ("chromium",),
    "node": ("node", "npm package"),
    "namespaces": ("network namespace",),
    "shared": ("shared", "beside the repository", "not here"),
}
"""Judge to words of the reasons that tests give for being skipped without it."""


def judge_of(reason: str) -> str:
    """Which judge a skipped test waits for; the reason itself if it is none of the list."""
    return next((judge for judge, words in JUDGES.items() if any(word in reason for word in words)), reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    what = f"fail if a test is skipped for want of one of: {', '.join(JUDGES)}"
    parser.addoption("--no-skips-of", default="", metavar="JUDGES", help=what)


def _skipped(reporter: pytest.TerminalReporter) -> Counter[str]:
    """Skipped tests for each judge."""
    reports = reporter.stats.get("skipped", [])
    return Counter(judge_of(each.longrepr[2].removeprefix("Skipped: ")) for each in reports)


def _refused(config: pytest.Config) -> list[str]:
    names = [name for name in config.getoption("--no-skips-of").split(",") if name]
    if unknown := set(names) - JUDGES.keys():
        raise pytest.UsageError(f"--no-skips-of: no judge {', '.join(sorted(unknown))}; there are {', '.join(JUDGES)}")
    return names


def pytest_configure(config: pytest.Config) -> None:
    _refused(config)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return  # a process of several: the one that collects decides
    if any(_skipped(reporter)[name] for name in _refused(session.config)) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    refused = _refused(config)
    for judge, count in sorted(_skipped(terminalreporter).items()):
        mark = "REFUSED (--no-skips-of): " if judge in refused else ""
        terminalreporter.write_line(f"{mark}{count} skipped for want of {judge}")
