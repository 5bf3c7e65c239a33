"""Starting and ending programs so that none outlives the launcher."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from launcher.account import Account
from launcher.places import ROOT
from launcher.problem import Problem

Command = Sequence[str | Path]

_PR_SET_PDEATHSIG = 1
_KEPT_LOGS = 9
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to end."""


def listen_for_stop() -> None:
    """Turn Ctrl-C, SIGTERM and the end of the terminal into an orderly stop."""
    for number in _STOPS:
        signal.signal(number, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


@contextmanager
def _stop_held_back() -> Iterator[None]:
    """Let a stop wait: what a handler raises in Python's callbacks around a fork is lost."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def spawn(
    command: Command,
    *,
    log: Path | None,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
    tied: signal.Signals | None = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, so that Ctrl-C reaches the launcher alone.

    Without a log it speaks on our terminal. `tied` is the signal that it gets when the launcher
    itself is killed. A stop that comes meanwhile ends what was started.
    """
    process = None
    try:
        with _output(log) as output, _stop_held_back():
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if log else None,
                cwd=cwd,
                env=env,
                start_new_session=True,
                preexec_fn=_before_it_runs(tied),  # noqa: PLW1509  (there are no threads)
                **account.as_arguments() if account else {},
            )
    except Stopped:
        if process is not None:
            end(process, by=signal.SIGTERM, within=5)
        raise
    return process


def _output(log: Path | None) -> AbstractContextManager[BinaryIO | None]:
    """Open the log to write to its end; without one, the program speaks on our terminal.

    Logs tell who did what: they are for the owner alone.
    """
    if log is None:
        return nullcontext()
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def begin_log(log: Path) -> None:
    """Put the log of the run before aside: web.log, web.1.log (the run before), up to web.9.log."""
    older = [log, *(log.with_suffix(f".{number}.log") for number in range(1, _KEPT_LOGS + 1))]
    for number in range(_KEPT_LOGS, 0, -1):
        if older[number - 1].exists():
            older[number - 1].replace(older[number])


def _before_it_runs(tied: signal.Signals | None) -> Callable[[], None]:
    """Make what a new process does first: it hears stops again, and is tied to the launcher."""
    tie = _die_with_launcher(tied)

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        tie()

    return prepare


def _die_with_launcher(tied: signal.Signals | None) -> Callable[[], None]:
    """Have the kernel send a signal when the launcher is gone, even by kill -9 (Linux only)."""
    if tied is None or not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    launcher = os.getpid()

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, int(tied), 0, 0, 0)
        if os.getppid() != launcher:
            os._exit(1)

    return ask


def run(command: Command, *, log: Path | None, env: Mapping[str, str] | None = None) -> int:
    """Run a program to its end; when we are stopped, it and all it started are stopped too."""
    process = spawn(command, log=log, env=env)
    try:
        return process.wait()
    finally:
        end(process, by=signal.SIGTERM, within=5)


def end(process: subprocess.Popen[bytes], *, by: signal.Signals, within: float) -> None:
    """Ask a program to end, and see to it that it does."""
    ask_to_end(process, by=by)
    see_it_ended(process, within=within)


def ask_to_end(process: subprocess.Popen[bytes], *, by: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(by)


def see_it_ended(process: subprocess.Popen[bytes], *, within: float) -> None:
    """Wait for the end of a program; force it if it does not come, and end what it left behind."""
    try:
        process.wait(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    kill_group(process.pid)


def kill_group(leader: int) -> None:
    """Kill what is left in the session of a program; its leader may be gone already."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def command_line(pid: int) -> list[str]:
    """What a process was started with; empty when there is none."""
    try:
        # One that has ended and waits for its parent to notice has no words left.
        return [word for word in Path(f"/proc/{pid}/cmdline").read_text().split("\0") if word]
    except OSError:
        return _command_line_by_ps(pid)


def _command_line_by_ps(pid: int) -> list[str]:
    """Where there is no /proc (macOS)."""
    if Path("/proc/self").exists():
        return []
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.split()


def wait_until_gone(pid: int, *, within: float) -> bool:
    """Whether a process that is not our child ended in time."""
    deadline = time.monotonic() + within
    while command_line(pid) != []:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def last_lines(log: Path, count: int = 8) -> str:
    """What a program said last, with where to read the rest."""
    try:
        lines = log.read_text(errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        lines = []
    return "\n".join([*(f"    {line}" for line in lines), f"All of it is in {log}."])


def must(command: Command, *, log: Path, env: Mapping[str, str] | None, failure: str) -> None:
    """Run a program to its end; if it fails, say so with its last words."""
    begin_log(log)
    if run(command, log=log, env=env):
        raise Problem(f"{failure}\n{last_lines(log)}")
