"""Keeps a group of programs running, and ends all of them together."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from launcher import processes
from launcher.problem import Problem
from launcher.terminal import say

_FORGIVEN_AFTER = 60.0
_MOST_RESTARTS = 5
_PAUSE = 0.2


@dataclass(frozen=True)
class Program:
    """A program to keep running: how it starts, how it is asked to end and how long it may take."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: Path
    ended_by: signal.Signals = signal.SIGTERM
    ends_within: float = 15.0
    is_server: bool = False


@dataclass
class _Watched:
    program: Program
    process: subprocess.Popen[bytes]
    restarts: list[float] = field(default_factory=list)


class Supervisor:
    """Starts programs in order, starts again what dies, ends all of them.

    What dies more than `most_restarts` times in a minute is given up.
    """

    def __init__(self, most_restarts: int = _MOST_RESTARTS) -> None:
        self._most_restarts = most_restarts
        self._watched: list[_Watched] = []

    def add(self, program: Program) -> None:
        self._watched.append(_Watched(program, program.start()))

    def pid_of(self, name: str) -> int:
        """The process that this program is at the moment."""
        [pid] = [each.process.pid for each in self._watched if each.program.name == name]
        return pid

    def keep_running(self) -> Iterator[None]:
        """Watch for ever; the caller gets a word after each round."""
        while True:
            for watched in self._watched:
                if watched.process.poll() is not None:
                    self._start_again(watched)
            yield
            time.sleep(_PAUSE)

    def _start_again(self, watched: _Watched) -> None:
        program, code = watched.program, watched.process.returncode
        processes.kill_group(watched.process.pid)
        now = time.monotonic()
        watched.restarts = [at for at in watched.restarts if now - at < _FORGIVEN_AFTER]
        if len(watched.restarts) >= self._most_restarts:
            said = processes.last_lines(program.log)
            message = f"{program.name} ends again and again (code {code}). Its last words:\n{said}"
            raise Problem(message)
        say(f"  {program.name} ended (code {code}): starting it again. See {program.log}.")
        time.sleep(_PAUSE * len(watched.restarts))
        watched.restarts.append(now)
        watched.process = program.start()

    def end_all(self) -> None:
        """End the programs together, then the servers that they use, one by one."""
        for server in (False, True):
            tier = [watched for watched in self._watched if watched.program.is_server is server]
            for watched in tier:
                processes.ask_to_end(watched.process, by=watched.program.ended_by)
            for watched in tier:
                processes.see_it_ended(watched.process, within=watched.program.ends_within)
        self._watched.clear()
