"""``python qt.py INDEX STEPS [SCREENSHOTS]`` with PyQt5 5.7.1: a session in Chromium 49, the last one for Windows XP.

Run by another Python than the tests', the one that has this old PyQt5 (see old_engines.py); imports nothing of ours.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from PyQt5.QtCore import QTimer, QUrl
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication

CLICK = re.compile(r"^CLICK\((.*)\)$")
PRESS = (
    "(function(){var e=document.createEvent('MouseEvents');e.initEvent('click',true,true);"
    "document.querySelector(%s).dispatchEvent(e);})()"
)


class Page(QWebEnginePage):
    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def javaScriptConsoleMessage(self, level: int, message: str, line: int, source: str) -> None:
        self.problems.append(f"console: {message} (line {line})")


class Session:
    def __init__(self, app: QApplication, index: str, steps: list[list[str]], shots: str) -> None:
        self.app, self.steps, self.shots = app, steps, shots
        self.page, self.view = Page(), QWebEngineView()
        self.view.setPage(self.page)
        settings = self.page.settings()
        settings.setAttribute(QWebEngineSettings.LocalContentCanAccessFileUrls, False)
        settings.setAttribute(QWebEngineSettings.LocalContentCanAccessRemoteUrls, False)
        self.view.resize(1100, 800)
        self.view.show()
        self.number, self.since = 0, time.monotonic()
        self.page.loadFinished.connect(lambda _: self.begin())
        self.view.load(QUrl.fromLocalFile(str(Path(index).resolve())))

    def begin(self) -> None:
        self.since = time.monotonic()
        action = CLICK.sub(lambda m: PRESS % m[1], self.steps[self.number][1])
        if action:
            self.page.runJavaScript(action)
        QTimer.singleShot(30, self.ask)

    def ask(self) -> None:
        condition = f"(function(){{try{{return !!({self.steps[self.number][2]})}}catch(e){{return false}}}})()"
        self.page.runJavaScript(condition, self.answer)

    def answer(self, holds: bool) -> None:
        name = self.steps[self.number][0]
        if holds:
            # A picture has to wait for the painting.
            QTimer.singleShot(400 if self.shots else 0, lambda: self.done(name))
        elif time.monotonic() - self.since > 60:
            self.end(f"stuck at {name}: " + "\n".join(self.page.problems), True)
        else:
            QTimer.singleShot(30, self.ask)

    def done(self, name: str) -> None:
        if self.shots:
            self.view.grab().save(f"{self.shots}/chromium49-{name.replace(' ', '-')}.png")
        self.number += 1
        if self.number == len(self.steps):
            self.end("\n".join(self.page.problems) or "passes", bool(self.page.problems))
        else:
            self.begin()

    def end(self, text: str, failed: bool) -> None:
        print(text, flush=True)
        self.app.exit(int(failed))


def main() -> int:
    app = QApplication(sys.argv[:1])
    steps = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    session = Session(app, sys.argv[1], steps, sys.argv[3] if len(sys.argv) > 3 else "")
    return app.exec_() if session else 1


if __name__ == "__main__":
    raise SystemExit(main())
