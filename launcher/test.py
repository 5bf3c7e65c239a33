"""bin/test: every check, each with its name and time."""

import os
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import assets, browser, checks, locks, processes, services, stamps
from launcher.checks import Check
from launcher.places import ROOT, data_dir
from launcher.problem import Problem
from launcher.terminal import say, step

_MOST_AT_ONCE = 8


def main(chosen: Namespace) -> int:
    if chosen.list:
        say("\n".join(check.name for check in checks.everything([], new_database=False)))
        return 0
    data = data_dir(None, "var/test")
    assets.build()
    with _slot(data) as suffix, _servers(data) as addresses:
        environment = _environment(data, suffix, addresses)
        return _check(data, chosen, environment)


@contextmanager
def _slot(data: Path) -> Iterator[str]:
    """Give each bin/test at work on this data a test database of its own."""
    for number, path in enumerate(_slots(data)):
        held = locks.try_lock(path)
        if held is not None:
            try:
                yield f"slot{number}"
            finally:
                os.close(held)
                services.release(data, _slots(data))
            return
    raise Problem(f"{_MOST_AT_ONCE} bin/test run already. Wait for one of them to end.")


def _slots(data: Path) -> list[Path]:
    return [data / f"slot-{number}.lock" for number in range(_MOST_AT_ONCE)]


@contextmanager
def _servers(data: Path) -> Iterator[dict[str, str]]:
    """The servers that the environment names, or embedded ones for all who test here."""
    named = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    if all(named.values()):
        yield named
        return
    with step("Starting the database and the broker"):
        running = services.leave_running(data)
    yield running.environment()


def _environment(data: Path, suffix: str, addresses: dict[str, str]) -> dict[str, str]:
    defaults = {"TEST_DATABASE_SUFFIX": suffix, "DATA_DIR": str(data)}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    return {**defaults, **os.environ, **addresses, **settings}


def _check(data: Path, chosen: Namespace, environment: dict[str, str]) -> int:
    stamp = data / f"database-{environment['TEST_DATABASE_SUFFIX']}.stamp"
    tables = stamps.fingerprint([*ROOT.glob("*/migrations"), ROOT / "requirements.txt"])
    new_database = not stamps.matches(stamp, tables)
    wanted = _choose(checks.everything(chosen.passed_on, new_database=new_database), chosen.names)
    if any(check.name == "pytest" for check in wanted):
        browser.find()
        stamps.write(stamp, tables)
    failed = [check.name for check in wanted if not _passes(check, data, environment)]
    say(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {len(wanted)} checks passed.")
    return 1 if failed else 0


def _choose(every: list[Check], names: list[str]) -> list[Check]:
    known = [check.name for check in every]
    if unknown := [name for name in names if name not in known]:
        raise Problem(f"There is no check {', '.join(unknown)}. There are: {', '.join(known)}.")
    return [check for check in every if not names or check.name in names]


def _passes(check: Check, data: Path, environment: dict[str, str]) -> bool:
    """Run a check and tell how it went; what it said is shown when it fails."""
    started, log = time.monotonic(), data / "log" / f"check-{check.name}.log"
    log.unlink(missing_ok=True)
    env = {**environment, **check.environment}
    codes = [
        processes.run(command, log=None if check.is_open else log, env=env)
        for command in check.commands
    ]
    if any(codes) and not check.is_open:
        say(log.read_text(errors="replace"))
    verdict = "FAILED" if any(codes) else "passed"
    say(f"{verdict}  {check.name:<12} {time.monotonic() - started:6.1f} s")
    return not any(codes)
