"""The way into every command: first what it needs, then the command inside the environment.

Only the standard library can be used here: on a fresh machine there is nothing else yet.
"""

import os
import sys
from argparse import Namespace
from importlib import import_module

from launcher import arguments, packages, processes
from launcher.places import PYTHON, VENV
from launcher.problem import Problem
from launcher.terminal import complain

_REQUIREMENTS = {
    "start": "requirements-local.txt",
    "test": "requirements-dev.txt",
    "bench": "requirements-dev.txt",
    "faults": "requirements-dev.txt",
    "fuzz": "requirements-dev.txt",
}
# Survives the step into the environment, with the same process: the set-up is checked only once.
_CHECKED = "TVET_SET_UP_CHECKED"


def run(command: str, given: list[str]) -> int:
    """Run a command; what goes wrong is told in plain words."""
    own, passed_on = _split(given)
    chosen = arguments.parse(command, own)
    chosen.passed_on = passed_on
    processes.listen_for_stop()
    try:
        return _run(command, chosen)
    except Problem as problem:
        complain(str(problem))
        return 1
    except PermissionError as error:
        complain(f"{error.filename} cannot be used: it belongs to another user of this machine.")
        return 1
    except processes.Stopped:
        return 130


def _split(given: list[str]) -> tuple[list[str], list[str]]:
    """What stands after -- is for the program behind the command."""
    if "--" not in given:
        return given, []
    at = given.index("--")
    return given[:at], given[at + 1 :]


def _run(command: str, chosen: Namespace) -> int:
    prepared = os.environ.pop(_CHECKED, "") == str(os.getpid())
    if not prepared:
        packages.install(_REQUIREMENTS[command])
        _go_inside()
    return int(import_module(f"launcher.{command}").main(chosen))


def _go_inside() -> None:
    """Become the environment's Python, as the same process."""
    if sys.prefix == str(VENV):
        return
    os.environ[_CHECKED] = str(os.getpid())
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606  (the same command, as a list)
