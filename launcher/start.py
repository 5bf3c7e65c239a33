"""bin/start: everything up, one ready line, and nothing left when it ends."""

import signal
import time
import urllib.error
import urllib.request
from argparse import Namespace
from pathlib import Path

from launcher import assets, locks, ports, processes, reach, services, stamps
from launcher.places import PYTHON, data_dir
from launcher.problem import Problem
from launcher.product import Product, bring_up_to_date, product, write_environment
from launcher.supervisor import Program, Supervisor
from launcher.terminal import say, step

_READY_WITHIN = 120.0
CELERY = (PYTHON, "-m", "celery", "--app=config.celery:app", "--quiet")
WORKER = (*CELERY, "worker", "--without-mingle", "--without-gossip", "--loglevel=INFO")


def main(chosen: Namespace) -> int:
    """Serve until somebody asks us to stop."""
    data = data_dir(chosen.data, "var")
    _refuse_a_port_in_use(chosen.port)
    reach.check_named_servers()
    assets.build()
    refusal = f"bin/start already runs with the data in {data}. Stop it, or choose: --data DIR."
    with locks.sole_use(data / "start.lock", refusal):
        return _serve(data, chosen)


def _refuse_a_port_in_use(port: int) -> None:
    if not ports.is_free(port):
        message = (
            f"Port {port} is in use (perhaps by another bin/start).\n"
            f"Stop what uses it, or choose another port: bin/start --port {port + 1}"
        )
        raise Problem(message)


def _serve(data: Path, chosen: Namespace) -> int:
    supervisor = Supervisor()
    try:
        _run(supervisor, data, chosen)
    except processes.Stopped:
        say("\nStopping ...")
    finally:
        supervisor.end_all()
        (data / "environment").unlink(missing_ok=True)
    say("Stopped. Nothing is left running.")
    return 0


def _run(supervisor: Supervisor, data: Path, chosen: Namespace) -> None:
    with step("Starting the database and the broker"):
        found = services.plan(data, tied=True)
        for server in found.embedded:
            supervisor.add(server)
    copy = product(data, found, chosen.port)
    write_environment(copy)
    database = bring_up_to_date(copy)
    log_ins = _fill(copy, database, empty=chosen.empty)
    with step("Starting web, workers and beat"):
        for program in _programs(copy, chosen.port):
            supervisor.add(program)
        _wait_until_ready(supervisor, chosen.port)
    _greet(copy, chosen.port, log_ins)
    for _ in supervisor.keep_running():
        pass


def _fill(copy: Product, database: str, *, empty: bool) -> str:
    """Load the sample network into a new database, make log-ins, and return their lines.

    Once: what people have removed since does not come back, and --empty need not be said again.
    """
    stamp = copy.data / "sample.stamp"
    if not empty and not stamps.matches(stamp, database):
        with step("Loading the sample network"):
            copy.manage("load_network", remedy="To go on without the sample: bin/start --empty")
    stamps.write(stamp, database)
    with step("Preparing accounts"):
        return copy.manage("create_demo_accounts") if copy.is_local else ""


def _programs(copy: Product, port: int) -> list[Program]:
    web = (
        PYTHON, "-m", "gunicorn", "config.wsgi:application", f"--bind={ports.HERE}:{port}",
        "--workers=2", "--threads=4", "--no-control-socket", "--access-logfile=-",
    )  # fmt: skip
    return [
        _program(copy, "web", web),
        _program(copy, "worker-default", (*WORKER, "-Q", "default", "-c", "1", "-n", "default@%h")),
        _program(copy, "worker-mail", (*WORKER, "-Q", "mail", "-c", "2", "-n", "mail@%h")),
        _program(copy, "beat", (*CELERY, "beat", "--pidfile=", "--loglevel=INFO")),
    ]


def _program(copy: Product, name: str, command: processes.Command) -> Program:
    log = copy.data / "log" / f"{name}.log"
    log.unlink(missing_ok=True)
    return Program(
        name=name,
        start=lambda: processes.spawn(command, log=log, env=copy.environment, tied=signal.SIGTERM),
        log=log,
    )


def _wait_until_ready(supervisor: Supervisor, port: int) -> None:
    """Wait for /healthz to say that database, broker, worker and beat are all there."""
    deadline, state = time.monotonic() + _READY_WITHIN, ""
    for _ in supervisor.keep_running():
        state = _health(port)
        if state == "":
            return
        if time.monotonic() > deadline:
            message = f"The product did not become ready. /healthz says: {state}\nSee var/log."
            raise Problem(message)


def _health(port: int) -> str:
    """Nothing when all is well; else what is said to be wrong."""
    try:
        with urllib.request.urlopen(f"http://{ports.HERE}:{port}/healthz", timeout=5):
            return ""
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read(2000).decode(errors='replace')}"
    except OSError as error:
        return str(error)


def _greet(copy: Product, port: int, log_ins: str) -> None:
    say(f"\nReady: http://{ports.HERE}:{port}/   (Ctrl-C stops everything; logs: {copy.data}/log)")
    if log_ins.strip():
        say(f"\nLog-ins for trying out (role e-mail password):\n{log_ins.strip()}")
