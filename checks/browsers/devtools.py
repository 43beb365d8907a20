"""Chromium from file:// through the DevTools protocol over a pipe: no port, no driver program, strict file origins."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_chromium() -> str | None:
    """Path of an installed Chromium, None if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One headless Chromium with an empty profile and one page. Use as a context manager."""

    def __init__(self, *options: str, profile: Path | None = None) -> None:
        program = find_chromium()
        if program is None:
            raise FileNotFoundError("chromium")
        self.profile = profile or Path(tempfile.mkdtemp(prefix="profile"))
        self._own_profile = profile is None
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        arguments = [
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pings",
            "--disable-default-apps", "--disable-extensions", "--hide-scrollbars", "--lang=ko",
            f"--user-data-dir={self.profile}", *options, "about:blank",
        ]  # fmt: skip

        def wire() -> None:
            # Chromium reads commands from descriptor 3 and writes to 4.
            os.dup2(to_browser, 30)
            os.dup2(from_browser, 31)
            os.dup2(30, 3)
            os.dup2(31, 4)

        self._process = subprocess.Popen(
            arguments, preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._next = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(t for t in targets if t["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    @property
    def process_id(self) -> int:
        """The browser's main process."""
        return self._process.pid

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Quit as a user does, so that the profile is written."""
        session, self._session = self._session, ""
        if session:
            try:
                self.send("Browser.close")
                self._process.wait(20)
            except (OSError, EOFError, subprocess.TimeoutExpired):
                self._process.kill()
                self._process.wait()
            os.close(self._out)
            os.close(self._in)
        if self._own_profile:
            shutil.rmtree(self.profile, ignore_errors=True)

    def _read(self, timeout: float) -> dict[str, Any]:
        end = time.monotonic() + timeout
        while b"\0" not in self._buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._in], [], [], left)[0]:
                raise TimeoutError("no answer from the browser")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise EOFError("the browser is gone")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def send(self, method: str, **params: Any) -> Any:
        """Run a DevTools command and give its result."""
        self._next += 1
        message: dict[str, Any] = {"id": self._next, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read(180)
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def windows(self) -> list[str]:
        """The pages that are open, by number; ``at`` goes to one."""
        targets = self.send("Target.getTargets")["targetInfos"]
        return [target["targetId"] for target in targets if target["type"] == "page"]

    @contextlib.contextmanager
    def at(self, target: str) -> Iterator[None]:
        """What is done meanwhile is done in another window."""
        before = self._session
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        try:
            yield
        finally:
            self._session = before

    def run(self, script: str) -> Any:
        """Evaluate JavaScript; a promise is waited for."""
        result = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"].get("exception", {}).get("description")))
        return result["result"].get("value")

    def open(self, path: Path) -> None:
        """Open a file as a double click does."""
        self.send("Page.navigate", url=path.resolve().as_uri())

    def wait(self, condition: str, seconds: float = 60) -> float:
        """Wait until a JavaScript condition holds; the seconds it took."""
        start = time.monotonic()
        while True:
            try:
                if self.run(f"!!({condition})"):
                    return time.monotonic() - start
            except RuntimeError:
                pass
            if time.monotonic() - start > seconds:
                raise TimeoutError(condition)
            time.sleep(0.01)

    def size(self, width: int, height: int, *, mobile: bool = False) -> None:
        """Set the size of the window."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile
        )

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        for letter in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", text=letter, unmodifiedText=letter, key=letter)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, key: str, code: int) -> None:
        """Press a key without a letter, such as Enter (13) or Escape (27)."""
        extra = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                **(extra if kind == "keyDown" else {}),
            )  # fmt: skip

    def click(self, selector: str) -> None:
        """Click the middle of the first element that matches."""
        self.wait(f"document.querySelector({json.dumps(selector)})", 5)
        place = self.run(
            f"(function(){{var e=document.querySelector({json.dumps(selector)});e.scrollIntoView({{block:'center'}});"
            "var r=e.getClientRects()[0];return [r.left+r.width/2,r.top+r.height/2]})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def screenshot(self, path: Path) -> None:
        """The window as a PNG file."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def pdf(self, path: Path) -> None:
        """The page as it would be printed."""
        path.write_bytes(base64.b64decode(self.send("Page.printToPDF", printBackground=True)["data"]))

    def heap_strings(self) -> list[str]:
        """Every string that the page's scripts still hold, after the garbage is collected."""
        self.send("HeapProfiler.enable")
        self.send("HeapProfiler.collectGarbage")
        before = len(self.events)
        self.send("HeapProfiler.takeHeapSnapshot", reportProgress=False)
        chunk = "HeapProfiler.addHeapSnapshotChunk"
        chunks = [event["params"]["chunk"] for event in self.events[before:] if event["method"] == chunk]
        del self.events[before:]
        return [str(text) for text in json.loads("".join(chunks))["strings"]]

    def nodes(self) -> int:
        """Number of nodes in memory, in the page and out of it, after the garbage is collected."""
        self.send("HeapProfiler.collectGarbage")
        return int(self.send("Memory.getDOMCounters")["nodes"])

    def problems(self) -> list[str]:
        """Console errors, uncaught exceptions and failed or outside requests so far."""
        self.run("1")
        found = []
        for event in self.events:
            params = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                found.append(str(params["exceptionDetails"].get("exception", {}).get("description", params)))
            elif event["method"] == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
                found.append(str(params["args"]))
            elif event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append(params["entry"]["text"])
            elif event["method"] == "Network.requestWillBeSent":
                url = params["request"]["url"]
                if not url.startswith(("file:", "data:", "blob:", "about:")):
                    found.append(f"request {url}")
        return found
