"""``python -m packager`` and the console script."""

import signal


def run() -> None:
    """The program. Ctrl-C is looked after before anything else is imported."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from packager.terminal.streams import settle_streams

    settle_streams()
    from packager.terminal.interrupt import settle, watch_interrupts

    if not watch_interrupts():
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    from packager.cli import main

    try:
        status = main()
    finally:
        settle()
    raise SystemExit(status)


if __name__ == "__main__":  # worker processes import this module without meaning to run it
    run()
