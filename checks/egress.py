"""A network of its own (Linux namespaces) in which everything that leaves a browser is counted.

The loopback device is all there is. A name server on it answers for ``.example`` with an address of this machine and
denies the rest; sinks accept on the ports that addresses of pages can mean and read nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import selectors
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

OUTSIDE = "198.51.100.7"
"""TEST-NET-2 (RFC 5737): to a browser, an address like any other."""
PORTS = (21, 22, 70, 80, 139, 389, 443, 445, 554, 6667, 8443)
ZONE = b"\x07example\0"
INSIDE = "EGRESS_NAMESPACE"


def enter(module: str) -> int | None:
    """Run ``python -m module`` again in a namespace of its own and give its exit status; None if this is that run."""
    if os.environ.get(INSIDE):
        _furnish()
        return None
    options = ["--net", "--mount"] if os.geteuid() == 0 else ["--net", "--mount", "--map-root-user"]
    command = ["unshare", *options, sys.executable, "-m", module, *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, INSIDE: "1"}, check=False).returncode


def _furnish() -> None:
    """The loopback device with the outside address, and the name server's address for the system."""
    for command in (["ip", "link", "set", "lo", "up"], ["ip", "address", "add", f"{OUTSIDE}/32", "dev", "lo"]):
        subprocess.run(command, check=True)
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    os.chmod(file.name, 0o644)
    subprocess.run(["mount", "--bind", file.name, "/etc/resolv.conf"], check=True)
    Path(file.name).unlink()


class Sink:
    """Counts connections and packets, and questions for names in ``.example``."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.own_calls: list[str] = []
        """Names that the browser itself asked for."""
        self._selector = selectors.DefaultSelector()
        for port in PORTS:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                server = _high(socket.socket(socket.AF_INET, kind))
                server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                server.bind((OUTSIDE, port))
                if kind == socket.SOCK_STREAM:
                    server.listen(64)
                self._selector.register(server, selectors.EVENT_READ, f"{port}")
        names = _high(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        names.bind(("127.0.0.1", 53))
        self._selector.register(names, selectors.EVENT_READ, "name")
        threading.Thread(target=self._serve, daemon=True).start()

    def take(self) -> list[str]:
        """What was seen since the last call."""
        seen, self.events = self.events, []
        return seen

    def _serve(self) -> None:
        while True:
            for key, _ in self._selector.select():
                server = key.fileobj
                assert isinstance(server, socket.socket)
                with contextlib.suppress(OSError):
                    if key.data == "name":
                        self._answer(server)
                    elif server.type == socket.SOCK_STREAM:
                        connection, _ = server.accept()
                        self.events.append(f"connection to port {key.data}")
                        connection.close()
                    else:
                        server.recv(4096)
                        self.events.append(f"packet to port {key.data}")

    def _answer(self, server: socket.socket) -> None:
        question, client = server.recvfrom(4096)
        end = question.index(b"\0", 12) + 1
        name = question[12:end]
        (kind,) = struct.unpack(">H", question[end : end + 2])
        text = ".".join(part.decode("latin-1") for part in _labels(name))
        known = name.lower().endswith(ZONE)
        if known:
            self.events.append(f"name {text}")
        else:
            self.own_calls.append(text)
        addressed = known and kind == 1
        head = question[:2] + struct.pack(">HHHHH", 0x8180 if known else 0x8183, 1, int(addressed), 0, 0)
        record = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 1, 4) + socket.inet_aton(OUTSIDE) if addressed else b""
        server.sendto(head + question[12 : end + 4] + record, client)


def _high(low: socket.socket) -> socket.socket:
    """The same socket under a number that programs started from here do not expect for their own pipes."""
    number = fcntl.fcntl(low.fileno(), fcntl.F_DUPFD_CLOEXEC, 100)
    family, kind = low.family, low.type
    low.close()
    return socket.socket(family, kind, fileno=number)


def _labels(name: bytes) -> list[bytes]:
    labels, at = [], 0
    while at < len(name) and name[at]:
        labels.append(name[at + 1 : at + 1 + name[at]])
        at += 1 + name[at]
    return labels
