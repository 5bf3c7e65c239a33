"""The product on a throw-away folder, as many processes, each of which may be killed."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from launcher import ports, processes, services
from launcher.places import PYTHON
from launcher.problem import Problem
from launcher.product import Product, product
from launcher.start import CELERY, WORKER
from launcher.supervisor import Program, Supervisor

MAIL_WORKERS = ("worker-mail-1", "worker-mail-2")
WORKERS = (*MAIL_WORKERS, "worker-default")
BEATS = ("beat-1", "beat-2")
SINK, BROKER, DATABASE = "sink", "Valkey", "PostgreSQL"
# How the outbox waits here; production waits ten to a hundred times as long.
LEASE = 20
GRACE = 12
_WAITS = {
    "OUTBOX_TICK": "1",
    "OUTBOX_LEASE": str(LEASE),
    "OUTBOX_DOT_TIMEOUT": "8",
    "OUTBOX_GRACE": str(GRACE),
    "OUTBOX_FIRST_PAUSE": "0.5",
    "EMAIL_TIMEOUT": "3",
}
# Everything here is killed again and again; that it never stays up shows in the figures.
_MOST_RESTARTS = 1000
_READY_WITHIN = 60.0


@dataclass(frozen=True)
class Terms:
    """Under what terms mails are sent: the policy for unconfirmed ones, the mail server's moods."""

    policy: str
    seed: int
    drop_after: float = 0.005
    drop_before: float = 0.005
    busy: float = 0.02


class Setup:
    """Everything that runs: servers first, then the sink, workers and beats."""

    def __init__(self, data: Path, terms: Terms) -> None:
        self.data = data
        self.deliveries = data / "deliveries.tsv"
        self.supervisor = Supervisor(_MOST_RESTARTS)
        self._terms = terms
        self._dice = random.Random(terms.seed)  # noqa: S311 - no secret hangs on it
        self._smtp, self._http = ports.free_port(), ports.free_port()
        self.copy = Product(data, {})

    def set_up(self) -> None:
        """Start the servers on an empty folder and bring the tables up."""
        services.clear(self.data)
        found = services.plan(self.data, tied=True)
        for server in found.embedded:
            self.supervisor.add(replace(server, ended_by=_brisk(server)))
        copy = product(self.data, found, ports.free_port())
        self.copy = replace(copy, environment={**copy.environment, **self._environment()})
        self.run("launcher.tables")

    def run(self, module: str, *options: str) -> None:
        """Run a program of the product's environment to its end."""
        processes.must(
            [PYTHON, "-W", "ignore", "-m", module, *options],
            log=self.data / "log" / f"{module}.log",
            env=self.copy.as_owner,
            failure=f"{module} failed.",
        )

    def start_programs(self) -> None:
        """Start what sends; it is ready when every worker has said so."""
        self.supervisor.add(self._program(SINK, self._sink))
        for name in MAIL_WORKERS:
            self._add(name, *WORKER, "-Q", "mail", "-c", "2", "-n", f"{name}@%h")
        self._add("worker-default", *WORKER, "-Q", "default", "-c", "1", "-n", "default@%h")
        for name in BEATS:
            self._add(name, *CELERY, "beat", "--pidfile=", "--loglevel=INFO")
        self._wait_until_ready()

    def end(self) -> None:
        """End everything at once and throw the database away; the logs stay."""
        self.supervisor.end_all()
        shutil.rmtree(services.cluster_of(self.data), ignore_errors=True)

    def _environment(self) -> dict[str, str]:
        asked = self._terms.policy == "reconcile"
        return {
            **_WAITS,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "DEBUG": "false",
            "EMAIL_URL": f"smtp://{ports.HERE}:{self._smtp}",
            "OUTBOX_UNCONFIRMED": self._terms.policy,
            "OUTBOX_LOOKUP_URL": f"http://{ports.HERE}:{self._http}/" if asked else "",
        }

    def _sink(self) -> list[str | Path]:
        """The command of the sink; each life draws other faults."""
        terms = self._terms
        return [
            PYTHON, "-m", "drills.smtp_sink", "--log", self.deliveries,
            "--port", str(self._smtp), "--http-port", str(self._http),
            "--drop-after", str(terms.drop_after), "--drop-before", str(terms.drop_before),
            "--busy", str(terms.busy), "--seed", str(self._dice.getrandbits(32)),
        ]  # fmt: skip

    def _add(self, name: str, *command: str | Path) -> None:
        self.supervisor.add(self._program(name, lambda: list(command)))

    def _program(self, name: str, command: Callable[[], processes.Command]) -> Program:
        log = self._log(name)

        def start() -> subprocess.Popen[bytes]:
            environment = self.copy.environment
            return processes.spawn(command(), log=log, env=environment, tied=signal.SIGKILL)

        return Program(name=name, start=start, log=log, ended_by=signal.SIGKILL, ends_within=5)

    def _log(self, name: str) -> Path:
        return self.data / "log" / f"{name}.log"

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _READY_WITHIN
        for _ in self.supervisor.keep_running():
            if all(self._says(name, r" ready\.$") for name in WORKERS):
                return
            if time.monotonic() > deadline:
                raise Problem(f"The workers did not start. See {self.data}/log.")

    def _says(self, name: str, words: str) -> bool:
        return re.search(words, self._log(name).read_text(), re.MULTILINE) is not None


def _brisk(server: Program) -> signal.Signals:
    """Ends a server at once: PostgreSQL would wait for those who are connected."""
    return signal.SIGQUIT if server.name == DATABASE else signal.SIGKILL
