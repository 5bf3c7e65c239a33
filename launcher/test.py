"""bin/test: every check, each with its name and time."""

import os
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from launcher import checks, lanes, locks, results, services
from launcher.checks import Check
from launcher.lanes import Outcome
from launcher.places import ROOT, data_dir
from launcher.problem import Problem
from launcher.terminal import say, step

_MOST_AT_ONCE = 8
_SLOWEST = 20


def main(chosen: Namespace) -> int:
    if chosen.list:
        say("\n".join(check.name for check in checks.everything(ROOT, [])))
        return 0
    data = data_dir(None, "var/test")
    with slot(data) as suffix, servers(data) as addresses:
        return _check(data, chosen, environment(data, suffix, addresses))


@contextmanager
def slot(data: Path) -> Iterator[str]:
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
def servers(data: Path) -> Iterator[dict[str, str]]:
    """The servers that the environment names, or embedded ones for all who test here."""
    named = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    if all(named.values()):
        yield named
        return
    with step("Starting the database and the broker"):
        running = services.leave_running(data)
    yield running.environment()


def environment(data: Path, suffix: str, addresses: dict[str, str]) -> dict[str, str]:
    defaults = {"TEST_DATABASE_SUFFIX": suffix, "DATA_DIR": str(data)}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    # Many programs read the same modules: what is compiled is kept, whatever the shell says.
    given = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**defaults, **given, **addresses, **settings}


def _check(data: Path, chosen: Namespace, environment: dict[str, str]) -> int:
    folder = _emptied(data / "log" / environment["TEST_DATABASE_SUFFIX"])
    wanted = _choose(checks.everything(folder, chosen.passed_on), chosen.names)
    outcomes = []
    with TemporaryDirectory(prefix="tvet-test-", ignore_cleanup_errors=True) as temporary:
        for outcome in _run(wanted, folder, Path(temporary), environment):
            _tell(outcome)
            outcomes.append(outcome)
    return _sum_up(outcomes)


def _emptied(folder: Path) -> Path:
    """The folder for what this run leaves, without what the one before has left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _choose(every: list[Check], names: list[str]) -> list[Check]:
    known = [check.name for check in every]
    if unknown := [name for name in names if name not in known]:
        raise Problem(f"There is no check {', '.join(unknown)}. There are: {', '.join(known)}.")
    wanted = [check for check in every if check.name in names or not (names or check.only_by_name)]
    before = {check.after for check in wanted}
    return [check for check in every if check in wanted or check.name in before]


def _run(
    wanted: list[Check], folder: Path, temporary: Path, environment: dict[str, str]
) -> Iterator[Outcome]:
    """Run the checks side by side; one alone speaks on the terminal, after what it needs.

    One more than there are processors: those that start servers wait for them most of the time.
    """
    is_alone = sum(check.name != checks.STATIC for check in wanted) <= 1
    if not is_alone:
        say(f"  Running {len(wanted)} checks. What they say is in {folder}.")
    return lanes.run(
        wanted,
        at_once=checks.processors() + 1,
        log=lambda check: None if is_alone else folder / f"{check.name}.log",
        environment=lambda check: {**environment, **_apart(check, temporary, environment)},
    )


def _apart(check: Check, temporary: Path, environment: dict[str, str]) -> dict[str, str]:
    """What keeps checks that run side by side apart: a database and a temporary folder of each.

    pytest closes the folder that it shares with other runs of the same account, and the account of
    the servers that a test has started there is shut out.
    """
    own = temporary / check.name
    for folder in (temporary, own):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)
    suffix = f"{environment['TEST_DATABASE_SUFFIX']}_{check.name}"
    return {"TEST_DATABASE_SUFFIX": suffix, "PYTEST_DEBUG_TEMPROOT": str(own)}


def _tell(outcome: Outcome) -> None:
    """Say how a check went; what it said itself is shown when it did not pass."""
    if outcome.log and not outcome.is_passed:
        say(outcome.log.read_text(errors="replace"))
    said = results.last_words(outcome.log) if outcome.log and outcome.check.results else []
    took = f"{outcome.check.name:<12} {outcome.seconds:6.1f} s"
    say(f"{_verdict(outcome)}  {took}  {'; '.join(said)}".rstrip())


def _verdict(outcome: Outcome) -> str:
    if outcome.is_left_out:
        return "not checked"
    return "passed" if outcome.is_passed else "FAILED"


def _sum_up(outcomes: list[Outcome]) -> int:
    tests = results.read(outcome.check.results for outcome in outcomes)
    left_out = [outcome.check.name for outcome in outcomes if outcome.is_left_out]
    failed = [one.check.name for one in outcomes if not (one.is_passed or one.is_left_out)]
    if tests:
        say("\nThe slowest tests:")
        say("\n".join(results.slowest(tests, _SLOWEST)))
    passed = len(outcomes) - len(failed) - len(left_out)
    say(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {passed} checks passed.")
    if left_out:
        say(f"Not checked: {', '.join(left_out)}")
    if tests:
        say(results.total(tests))
    return 1 if failed else 0
