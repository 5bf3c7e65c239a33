"""Runs checks side by side: as many as there are lanes, each with a log of its own."""

import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import processes
from launcher.checks import NOT_CHECKED, Check

_PAUSE = 0.05


@dataclass(frozen=True)
class Outcome:
    """What came of a check; one that could not be made is neither passed nor failed."""

    check: Check
    is_passed: bool
    is_left_out: bool
    seconds: float
    log: Path | None


class _Lane:
    """A check at work: its commands run one after the other, whatever came of the one before."""

    def __init__(self, check: Check, log: Path | None, environment: Mapping[str, str]) -> None:
        self._check, self._log = check, log
        self._environment = {**environment, **check.environment}
        self._left, self._codes = list(check.commands), list[int]()
        self._started = time.monotonic()
        self._start_next()

    def _start_next(self) -> None:
        command = self._left.pop(0)
        self._process = processes.spawn(command, log=self._log, env=self._environment)

    def is_at_work(self) -> bool:
        """Go on with the next command where one has ended; tell whether there is more to do."""
        if self._process.poll() is None:
            return True
        self.end()
        self._codes.append(self._process.returncode)
        if self._left:
            self._start_next()
            return True
        return False

    def end(self) -> None:
        """End the command and all that it started."""
        processes.end(self._process, by=signal.SIGTERM, within=5)

    def outcome(self) -> Outcome:
        seconds = time.monotonic() - self._started
        failed = [code for code in self._codes if code not in (0, NOT_CHECKED)]
        is_left_out = not failed and NOT_CHECKED in self._codes
        is_passed = not failed and not is_left_out
        return Outcome(self._check, is_passed, is_left_out, seconds, self._log)


def run(
    checks: list[Check],
    *,
    at_once: int,
    log: Callable[[Check], Path | None],
    environment: Callable[[Check], Mapping[str, str]],
) -> Iterator[Outcome]:
    """Run the checks, started in this order; tell of each as soon as it has ended.

    A check without a log speaks on the terminal. One that begins after another waits for that, and
    is left out if that did not pass.
    """
    waiting, lanes = list(checks), list[_Lane]()
    undone = {check.name for check in checks}
    try:
        while waiting or lanes:
            ready = [check for check in waiting if check.after not in undone]
            for check in ready[: at_once - len(lanes)]:
                waiting.remove(check)
                lanes.append(_Lane(check, log(check), environment(check)))
            time.sleep(_PAUSE)
            ended = [lane for lane in lanes if not lane.is_at_work()]
            lanes = [lane for lane in lanes if lane not in ended]
            for outcome in [lane.outcome() for lane in ended]:
                yield outcome
                if outcome.is_passed:
                    undone.remove(outcome.check.name)
                else:
                    yield from _left_out(waiting, outcome.check)
    finally:
        for lane in lanes:
            lane.end()


def _left_out(waiting: list[Check], failed: Check) -> Iterator[Outcome]:
    """Take out what would have begun after the check that failed."""
    for check in [check for check in waiting if check.after == failed.name]:
        waiting.remove(check)
        yield Outcome(check, is_passed=False, is_left_out=True, seconds=0, log=None)
