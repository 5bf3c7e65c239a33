import os
import signal
import sys
from pathlib import Path

import pytest

from launcher import processes
from launcher.problem import Problem
from launcher.supervisor import Program, Supervisor

WAIT = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(child.pid, flush=True); time.sleep(60)"
)


@pytest.fixture
def supervisor():
    supervisor = Supervisor()
    yield supervisor
    supervisor.end_all()


def program(log: Path, code: str, **settings) -> Program:
    def start():
        return processes.spawn([sys.executable, "-u", "-c", code], log=log)

    return Program(name="example", start=start, log=log, **settings)


def pids(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_what_dies_is_started_again(tmp_path, supervisor, capsys):
    log = tmp_path / "log"
    supervisor.add(program(log, f"import os; print(os.getpid()); {WAIT}"))
    rounds = supervisor.keep_running()
    while len(pids(log)) < 1:
        next(rounds)

    os.kill(pids(log)[0], signal.SIGKILL)
    while len(pids(log)) < 2:
        next(rounds)

    assert "example ended (code -9): starting it again" in capsys.readouterr().out
    assert is_alive(pids(log)[1])
    assert supervisor.pid_of("example") == pids(log)[1]


def test_what_never_stays_up_is_given_up_with_its_last_words(tmp_path, supervisor):
    supervisor.add(program(tmp_path / "log", "print('no such table'); raise SystemExit(3)"))

    with pytest.raises(Problem, match=r"ends again and again \(code 3\)(.|\n)*no such table"):
        for _ in supervisor.keep_running():
            pass


def test_what_will_not_end_is_ended_with_all_it_started(tmp_path, supervisor, eventually):
    log = tmp_path / "log"
    supervisor.add(program(log, STUBBORN, ends_within=0.3))
    assert eventually(lambda: len(pids(log)) == 1)
    child = pids(log)[0]
    assert is_alive(child)

    supervisor.end_all()

    assert eventually(lambda: not is_alive(child))


def test_a_program_that_fails_is_told_with_its_last_words(tmp_path):
    log = tmp_path / "log"

    with pytest.raises(Problem, match=r"It failed\.(.|\n)*the reason(.|\n)*All of it is in"):
        processes.must(
            [sys.executable, "-c", "raise SystemExit('the reason')"],
            log=log,
            env=None,
            failure="It failed.",
        )
