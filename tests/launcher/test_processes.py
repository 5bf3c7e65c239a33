import subprocess
import sys

from launcher import processes
from launcher.places import ROOT

# Ctrl-C arrives at the worst moment: between Python's own callbacks after a fork.
_STOPPED_WHILE_IT_FORKS = """
import os, signal, sys
from launcher import processes

processes.listen_for_stop()
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
try:
    processes.spawn([sys.executable, "-c", "import time; time.sleep(600)"], log=None)
except processes.Stopped:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("stopped, and nothing is left")
"""
_SAYS_WHAT_IS_BLOCKED = "import signal; print(signal.pthread_sigmask(signal.SIG_BLOCK, []))"


def test_a_stop_that_comes_while_a_program_is_forked_ends_it_and_us():
    command = [sys.executable, "-c", _STOPPED_WHILE_IT_FORKS]

    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert (said.stdout, said.stderr) == ("stopped, and nothing is left\n", "")


def test_what_is_started_hears_every_signal(tmp_path):
    log = tmp_path / "said.log"

    processes.run([sys.executable, "-c", _SAYS_WHAT_IS_BLOCKED], log=log)

    assert log.read_text() == "set()\n"


def test_the_logs_of_nine_runs_before_are_kept(tmp_path):
    log = tmp_path / "web.log"

    for run in range(12):
        processes.begin_log(log)
        log.write_text(f"run {run}")

    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"web.log": "run 11"} | {f"web.{n}.log": f"run {11 - n}" for n in range(1, 10)}
