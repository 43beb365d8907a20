"""Firefox from file:// through its own remote protocol (Marionette), with the strict origin policy that users have."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

# What drivers like to change for their convenience is set back: file origins must be strict.
PREFERENCES = """user_pref("marionette.port", %d);
user_pref("remote.prefs.recommended", false);
user_pref("security.fileuri.strict_origin_policy", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
"""


def find_firefox() -> str | None:
    """Path of an installed Firefox, None if there is none."""
    return shutil.which("firefox") or shutil.which("firefox-esr")


class Firefox:
    """One headless Firefox with an empty profile; the same calls as ``devtools.Browser``."""

    def __init__(self) -> None:
        program = find_firefox()
        if program is None:
            raise FileNotFoundError("firefox")
        self.profile = Path(tempfile.mkdtemp(prefix="profile"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        (self.profile / "user.js").write_text(PREFERENCES % port)
        self._process = subprocess.Popen(
            [program, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote",
             "--profile", str(self.profile), "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._socket = self._connect(port)
        self._stream = self._socket.makefile("rb")
        self._next = 0
        self._receive()
        self.send("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})

    def _connect(self, port: int) -> socket.socket:
        for _ in range(600):
            try:
                return socket.create_connection(("127.0.0.1", port), 300)
            except OSError:
                time.sleep(0.1)
        self._process.kill()
        raise TimeoutError("Firefox does not answer")

    def __enter__(self) -> Firefox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def close(self) -> None:
        """Quit as a user does, so that the profile is written."""
        if self._process.poll() is not None:
            return
        try:
            self.send("Marionette:Quit", flags=["eAttemptQuit"])
            self._process.wait(30)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        self._socket.close()

    def _receive(self) -> Any:
        size = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise OSError("Firefox is gone")
            size += byte
        return json.loads(self._stream.read(int(size)))

    def send(self, command: str, **params: Any) -> Any:
        """Run a Marionette command and give its result."""
        self._next += 1
        message = json.dumps([0, self._next, command, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        while True:
            _, number, error, result = self._receive()
            if number == self._next:
                if error:
                    raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
                return result

    def run(self, script: str) -> Any:
        """Evaluate a JavaScript expression in the page."""
        return self.send("WebDriver:ExecuteScript", script=f"return ({script})", args=[], sandbox=None)["value"]

    def chrome(self, script: str) -> Any:
        """Run privileged code, for what the browser itself knows."""
        self.send("Marionette:SetContext", value="chrome")
        try:
            return self.send("WebDriver:ExecuteScript", script=script, args=[])["value"]
        finally:
            self.send("Marionette:SetContext", value="content")

    def open(self, path: Path) -> None:
        """Open a file as a double click does."""
        self.send("WebDriver:Navigate", url=path.resolve().as_uri())

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
        """Set the size of the window (not below what Firefox allows)."""
        self.send("WebDriver:SetWindowRect", width=width, height=height)

    def _active(self) -> str:
        return str(next(iter(self.send("WebDriver:GetActiveElement")["value"].values())))

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.send("WebDriver:ElementSendKeys", id=self._active(), text=text)

    def press(self, key: str, code: int) -> None:
        """Press a key without a letter."""
        names = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
        self.send("WebDriver:ElementSendKeys", id=self._active(), text=names[key])

    def click(self, selector: str) -> None:
        """Click the first element that matches."""
        self.wait(f"document.querySelector({json.dumps(selector)})", 5)
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block:'center'}})")
        found = self.send("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self.send("WebDriver:ElementClick", id=next(iter(found.values())))

    def screenshot(self, path: Path) -> None:
        """The window as a PNG file."""
        path.write_bytes(base64.b64decode(self.send("WebDriver:TakeScreenshot", full=False)["value"]))

    def problems(self) -> list[str]:
        """Errors that name a file:// page, from Firefox's own console."""
        code = (
            "return Services.console.getMessageArray().map(m => { try { m.QueryInterface(Ci.nsIScriptError);"
            " return (m.flags & 1 ? 'warning ' : 'error ') + m.sourceName + ': ' + m.errorMessage } catch (e)"
            " { return '' } })"
        )
        return [m for m in self.chrome(code) if m.startswith("error") and "file:" in m]
