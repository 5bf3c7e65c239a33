"""bin/start: everything up, one ready line, and nothing left when it ends."""

import http.client
import signal
import time
from argparse import Namespace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from launcher import assets, locks, ports, processes, reach, services, trial
from launcher.places import PYTHON, ROOT, data_dir
from launcher.problem import Problem
from launcher.product import (
    Product,
    ask_for_names,
    bring_up_to_date,
    product,
    write_environment,
)
from launcher.supervisor import Program, Supervisor
from launcher.terminal import say, step

_READY_WITHIN = 120.0
WEB_WORKERS = 2
CELERY = (PYTHON, "-m", "celery", "--app=config.celery:app", "--quiet")
WORKER = (*CELERY, "worker", "--without-mingle", "--without-gossip", "--loglevel=INFO")


def main(chosen: Namespace) -> int:
    """Serve until somebody asks us to stop."""
    data = data_dir(chosen.data, "var")
    ports.refuse_unless_free(chosen.port)
    reach.check_named_servers()
    assets.build()
    refusal = f"bin/start already runs with the data in {data}. Stop it, or choose: --data DIR."
    with locks.sole_use(data / "start.lock", refusal):
        return _serve(data, chosen)


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
        found = services.plan(data, tied=True, wish=chosen.database)
        for server in found.embedded:
            supervisor.add(server)
    copy = product(data, found, chosen.port)
    ask_for_names(copy)
    write_environment(copy)
    database = bring_up_to_date(copy)
    log_ins = trial.fill(copy, database, chosen)
    with step("Starting web, workers and beat"):
        for program in _programs(copy, chosen.port):
            supervisor.add(program)
        _wait_until_ready(supervisor, copy, chosen.port)
    _greet(copy, chosen.port, log_ins)
    for _ in supervisor.keep_running():
        pass


def web(port: int) -> processes.Command:
    """Return the command that serves the pages."""
    return (
        PYTHON, "-m", "gunicorn", "config.wsgi:application", f"--bind={ports.HERE}:{port}",
        f"--workers={WEB_WORKERS}", "--threads=4", "--no-control-socket", "--access-logfile=-",
    )  # fmt: skip


def _programs(copy: Product, port: int) -> list[Program]:
    return [
        _program(copy, "web", web(port)),
        _program(copy, "worker-default", (*WORKER, "-Q", "default", "-c", "1", "-n", "default@%h")),
        _program(copy, "worker-mail", (*WORKER, "-Q", "mail", "-c", "2", "-n", "mail@%h")),
        _program(copy, "beat", (*CELERY, "beat", "--pidfile=", "--loglevel=INFO")),
    ]


def _program(copy: Product, name: str, command: processes.Command) -> Program:
    log = copy.data / "log" / f"{name}.log"
    processes.begin_log(log)
    return Program(
        name=name,
        start=lambda: processes.spawn(command, log=log, env=copy.environment, tied=signal.SIGTERM),
        log=log,
    )


def _wait_until_ready(supervisor: Supervisor, copy: Product, port: int) -> None:
    """Wait for /healthz to say that database, broker, worker and beat are all there."""
    deadline, state = time.monotonic() + _READY_WITHIN, ""
    for _ in supervisor.keep_running():
        state = _health(copy, port)
        if state == "":
            return
        if time.monotonic() > deadline:
            message = (
                f"The product did not become ready. /healthz says: {state}\nSee {copy.data}/log."
            )
            raise Problem(message)


def _health(copy: Product, port: int) -> str:
    """Nothing when all is well; else what is said to be wrong.

    Asked as the proxy of an installation asks, which answers to its own name and by https alone.
    """
    headers = {}
    if not copy.is_local:
        name = urlsplit(copy.environment["SITE_URL"]).netloc
        headers = {"Host": name, "X-Forwarded-Proto": "https"}
    web = http.client.HTTPConnection(ports.HERE, port, timeout=5)
    try:
        web.request("GET", "/healthz", headers=headers)
        answer = web.getresponse()
        said = answer.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        web.close()
    return "" if answer.status == HTTPStatus.OK else f"{answer.status} {said}"


def _greet(copy: Product, port: int, log_ins: str) -> None:
    say(f"\nReady: http://{ports.HERE}:{port}/   (Ctrl-C stops everything; logs: {copy.data}/log)")
    database = services.cluster_of(copy.data)
    if database.exists() and not database.is_relative_to(copy.data):
        say(f"The database is not in {copy.data}: keep {database} as well.")
    if log_ins.strip():
        say(f"\nLog-ins for trying out (role e-mail password):\n{log_ins.strip()}")
    else:
        manage = f"DATA_DIR={copy.data} {PYTHON} {ROOT / 'manage.py'}"
        say(f"\nThe first account, in another terminal: {manage} add_first_account")
