"""Starting and ending processes so that none outlives its launcher."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from launcher.account import Account

_PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
    tied: signal.Signals | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches the launcher alone.

    `tied` is the signal that it gets when the launcher itself is killed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=dict(os.environ if env is None else env),
            start_new_session=True,
            preexec_fn=_die_with_parent(tied) if tied else None,
            **account.as_arguments() if account else {},
        )


def _die_with_parent(tied: signal.Signals) -> Callable[[], None] | None:
    """Ask the kernel for a signal when the launcher is gone, even by kill -9 (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, int(tied), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def end(process: subprocess.Popen[bytes], *, by: signal.Signals, within: float) -> None:
    """Ask a process to end; end it and all it started by force if it does not."""
    family = _family(process.pid)
    if process.poll() is None:
        process.send_signal(by)
    try:
        process.wait(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for left in family:
        _kill(left)


def _family(pid: int) -> list[psutil.Process]:
    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return


def command_line(pid: int) -> list[str]:
    """What a process was started with; empty when there is none."""
    try:
        return list(psutil.Process(pid).cmdline())
    except psutil.Error:
        return []
