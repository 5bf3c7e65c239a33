"""The virtual environment and what is installed in it: the files that were locked, no others.

Runs before there is one.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from launcher import locks, stamps
from launcher.interpreter import NEEDED
from launcher.places import LOCKED, PYTHON, ROOT, SET_UP, VENV
from launcher.problem import Problem
from launcher.processes import last_lines, run
from launcher.terminal import say, step

_LOG = SET_UP / "pip.log"
_UNFINISHED = SET_UP / "unfinished"
_QUESTION = (
    "import os, sys, sysconfig;"
    f"print(sys.prefix, sys.version_info >= {NEEDED}, os.path.isdir(sysconfig.get_path('purelib')))"
)
_OTHER_FILE = "DO NOT MATCH THE HASHES"
_UV = re.compile(r"^uv==.*(?:\n[ \t]+.*)*", re.MULTILINE)
# Python compiles what it reads, when it first does: a small part of all that is installed.
_HOW = ("--no-input", "--no-compile", "--retries=2")
# What pip is told of where packages lie and how to reach it, and what uv calls that.
_FOR_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "proxy": "ALL_PROXY",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "no-cache-dir": "UV_NO_CACHE",
}
# What changes nothing where each package has its release and its hashes.
_IDLE = {"constraint", "disable-pip-version-check", "no-color", "no-input", "progress-bar"}
_IDLE |= {"quiet", "verbose", "retries", "no-compile", "require-hashes", "require-virtualenv"}
_IDLE |= {"config-file", "root-user-action", "break-system-packages", "no-warn-script-location"}
_NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "Network is unreachable",
    "NewConnectionError",
    "Connection refused",
    "ConnectTimeout",
    "Read timed out",
    "ProxyError",
)


def install(requirements: str) -> None:
    """Bring the virtual environment in step with what is locked, if it is not."""
    if _is_current(requirements):
        return
    _claim_set_up_folder()
    with locks.in_turn(SET_UP / "lock"):
        if not _is_current(requirements):
            _repair()
            _make()
            _install(requirements)


def _claim_set_up_folder() -> None:
    try:
        SET_UP.mkdir(exist_ok=True)
    except OSError as error:
        message = (
            f"{ROOT} cannot be written to ({error.strerror}), and the set-up goes there.\n"
            "Clone the repository into a folder of your own and start from there."
        )
        raise Problem(message) from None


def _stamp(requirements: str) -> Path:
    return VENV / f"{requirements}.stamp"


def _wanted() -> str:
    return stamps.fingerprint([LOCKED], str(VENV))


def _is_current(requirements: str) -> bool:
    """Whether all that is asked for is there; what is installed for tests serves as well."""
    enough = (requirements, "requirements-dev.txt")
    wanted = _wanted()
    return any(stamps.matches(_stamp(name), wanted) for name in enough) and _fits()


def _repair() -> None:
    """Begin anew where an earlier set-up was cut short, or was made for another place or Python."""
    if not VENV.exists():
        return
    if _UNFINISHED.exists():
        say("  An earlier set-up was cut short: starting it again.")
        shutil.rmtree(VENV)
    elif not _fits():
        say("  The virtual environment does not fit this place or Python: making it anew.")
        shutil.rmtree(VENV)


def _fits() -> bool:
    """Whether the environment runs, was made where it stands, and its Python is the one it had."""
    try:
        activate = (VENV / "bin" / "activate").read_text(errors="replace")
        answer = subprocess.run(
            [PYTHON, "-c", _QUESTION], check=False, capture_output=True, text=True
        )
    except OSError:
        return False
    return str(VENV) in activate and answer.stdout.strip() == f"{VENV} True True"


def _make() -> None:
    if PYTHON.exists():
        return
    with step("Making a virtual environment"):
        _UNFINISHED.touch()
        if _create() and _create("--without-pip"):
            raise Problem(f"Python cannot make a virtual environment.\n{last_lines(_LOG)}")


def _create(*options: str) -> int:
    return run([_base_python(), "-m", "venv", "--clear", *options, VENV], log=_LOG)


def _base_python() -> str:
    return str(getattr(sys, "_base_executable", sys.executable))


def _install(requirements: str) -> None:
    with step(f"Installing {requirements} (some minutes the first time)"):
        _UNFINISHED.touch()
        _LOG.unlink(missing_ok=True)
        # What uv cannot do pip does, and tells in words that are known here.
        locked = LOCKED / requirements
        if not _is_installed_by_uv(locked) and _install_by_pip(locked):
            raise Problem(_explanation())
        stamps.write(_stamp(requirements), _wanted())
        _UNFINISHED.unlink()


def _is_installed_by_uv(locked: Path) -> bool:
    """Have uv do it, where it is locked with the rest: in a seventh of the time that pip takes."""
    found = _UV.search(locked.read_text())
    told = subprocess.run([*_pip(), "config", "list"], check=False, capture_output=True, text=True)
    environment = {} if told.returncode else for_uv(told.stdout)
    if not (found and environment):
        return False
    alone = SET_UP / "uv.txt"
    alone.write_text(f"{found[0]}\n")
    if _install_by_pip(alone):
        return False
    command: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "--no-config"]
    command += ["--python", PYTHON, "--require-hashes", "--requirement", locked]
    try:
        return run(command, log=_LOG, env={**os.environ, **environment}) == 0
    except OSError:
        return False


def for_uv(told: str) -> dict[str, str]:
    """Say to uv what pip is told (``pip config list``); nothing, if uv knows no word for a part.

    uv reads the configuration of pip no more than its environment.
    """
    known = [line.partition("=") for line in told.splitlines()]
    settings: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        of_section = [(n.removeprefix(section), v) for n, _sep, v in known if n.startswith(section)]
        settings |= {name: str(ast.literal_eval(value)) for name, value in of_section}
    if set(settings) - set(_FOR_UV) - _IDLE:
        return {}
    said = {_FOR_UV[n]: _listed(n, value) for n, value in settings.items() if n in _FOR_UV}
    # The hashes say which file is meant, wherever it lies.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NATIVE_TLS": "true", **said}


def _listed(name: str, value: str) -> str:
    return ("," if name == "find-links" else " ").join(value.split())


def _install_by_pip(locked: Path) -> int:
    command = [*_pip(), "install", *_HOW, "--require-hashes", "--requirement", str(locked)]
    return run(command, log=_LOG, env=_quiet_environment())


def _pip() -> list[str]:
    """Use pip of the environment; Debian's Python makes one without, its own pip serves then."""
    if (VENV / "bin" / "pip").exists():
        return [str(PYTHON), "-m", "pip"]
    return [_base_python(), "-m", "pip", "--python", str(PYTHON)]


def _quiet_environment() -> dict[str, str]:
    return {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COLOR": "1"}


def _explanation() -> str:
    said = _LOG.read_text(errors="replace")
    if "No module named pip" in said:
        return (
            "This Python has no pip. Install it (on Debian and Ubuntu: apt install python3-venv),\n"
            "then run the same command again."
        )
    if any(sign in said for sign in _NO_NETWORK):
        return (
            "The packages could not be fetched: the package registry does not answer.\n"
            "Check the network (behind a proxy: set HTTPS_PROXY; for a mirror: PIP_INDEX_URL),\n"
            f"then run the same command again.\n{last_lines(_LOG)}"
        )
    if _OTHER_FILE in said:
        return (
            "A package is not the file that was locked: it changed on the way or at its source.\n"
            f"Nothing of it was installed. Do not go on before you know why.\n{last_lines(_LOG)}"
        )
    return (
        f"The packages could not be installed.\n{last_lines(_LOG)}\n"
        "Settle what it says, then run the same command again."
    )
