"""The account that PostgreSQL runs under: it refuses root.

Root's own folders stay closed to others. So, as root, the server's data and (where need be) a
copy of its programs live in a folder that others can reach already.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher.problem import Problem

_SHELTER = Path("/var/lib")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of subprocess that run a command under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def unprivileged() -> Account | None:
    """The account for servers that refuse root; none when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        message = (
            "PostgreSQL refuses to run as root, and this machine has no user 'nobody' to run it.\n"
            "Start as an ordinary user, or set DATABASE_URL to a server of your own."
        )
        raise Problem(message) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def server_home(data: Path, account: Account | None) -> Path:
    """A folder under `data` that the account can reach, or a shelter that stands for it."""
    if account is None or _is_reachable(data, account):
        return data
    name = f"tvet-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"
    shelter = _SHELTER / name
    try:
        shelter.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"PostgreSQL, started by root, needs a folder that others can enter. {data} is none,\n"
            f"and {shelter} cannot be made ({error.strerror}). Choose a folder: --data DIR."
        )
        raise Problem(message) from None
    return shelter


def _is_reachable(folder: Path, account: Account) -> bool:
    seen = subprocess.run(
        ["test", "-x", f"{folder}/."], check=False, cwd="/", **account.as_arguments()
    )
    return seen.returncode == 0


def runnable(package: Path, program: str, *, account: Account | None, home: Path) -> Path:
    """The package of a wheel, or a copy in `home` when the account cannot run its programs.

    A wheel keeps the libraries of its programs in a folder beside the package.
    """
    if account is None or _runs(package / program, account):
        return package
    copy = home / f"programs-{_fingerprint((package / program).parent)}"
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        _open_to_others(unfinished)
        unfinished.rename(copy)
    return copy / package.name


def _runs(program: Path, account: Account) -> bool:
    try:
        answer = subprocess.run(
            [program, "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            **account.as_arguments(),
        )
    except PermissionError:
        return False
    return answer.returncode == 0


def _fingerprint(programs: Path) -> str:
    """Tells one version of the programs from the next."""
    stated = sorted((path.name, path.stat().st_size) for path in programs.iterdir())
    return hashlib.sha256(repr(stated).encode()).hexdigest()[:12]


def _open_to_others(folder: Path) -> None:
    """The copy holds published programs only, so all may read it."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode
                | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            )
