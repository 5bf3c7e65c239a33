"""A whole drill: set it up, fill the outbox, do the faults, wait, judge."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from drills import faults, result
from drills.faults import Scene
from drills.result import Result
from drills.setup import Setup, Terms
from launcher import processes
from launcher.places import PYTHON
from launcher.problem import Problem
from launcher.terminal import say, step

_WRONG = 100
_A_FAULT_EVERY = 2.0
# The mails fall due over this part of the time, so that every fault finds some on their way.
_DUE_WITHIN = 0.8
# Three minutes for what was put off again and again, and a tenth of a second for each mail.
_SETTLES_WITHIN = 180.0


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    reminders: int
    seconds: int
    seed: int
    policy: str


@dataclass
class Record:
    """What was done and what came of it."""

    done: Counter[str] = field(default_factory=Counter)
    hit: int = 0
    result: Result | None = None


def run(data: Path, order: Order) -> Record:
    """Run a drill in this folder; whatever happens, nothing is left running."""
    setup, record = Setup(data, Terms(order.policy, order.seed)), Record()
    try:
        _prepare(setup, order)
        with step(f"Faults for {order.seconds} s"):
            _make_faults(setup, order, record)
        with step("Waiting until nothing moves"):
            outcome = _outcome(setup, order)
        record.result = result.of(outcome, setup.deliveries)
    finally:
        setup.end()
    return record


def _prepare(setup: Setup, order: Order) -> None:
    with step("Setting up"):
        setup.set_up()
    with step("Filling the outbox"):
        over = max(1, int(order.seconds * _DUE_WITHIN))
        setup.run(
            "drills.seed", f"--reminders={order.reminders}", f"--wrong={_WRONG}", f"--over={over}"
        )
    with step("Starting workers and beats"):
        setup.start_programs()


def _make_faults(setup: Setup, order: Order, record: Record) -> None:
    dice = random.Random(order.seed)  # noqa: S311 - the same faults for the same seed
    scene = Scene(setup, dice)
    ends_at = time.monotonic() + order.seconds
    next_at = time.monotonic() + _A_FAULT_EVERY / 2
    for _ in setup.supervisor.keep_running():
        now = time.monotonic()
        if now > ends_at:
            break
        scene.catch_up()
        if now > next_at:
            next_at = now + dice.uniform(0.5, 1.5) * _A_FAULT_EVERY
            fault = dice.choice(faults.ALL)
            record.done[fault.__name__] += 1
            record.hit += fault(scene)
    scene.catch_up(with_all=True)


def _outcome(setup: Setup, order: Order) -> Path:
    """Let everything come to rest and return what the outbox then says."""
    printed = setup.data / "outcome.jsonl"
    within = _SETTLES_WITHIN + order.reminders / 10
    command = [str(PYTHON), "-m", "drills.outcome", f"--within={within}"]
    if order.policy == result.HOLD:
        command.append("--unconfirmed-stay")
    asking = processes.spawn(command, log=printed, env=setup.copy.environment)
    try:
        for _ in setup.supervisor.keep_running():
            if asking.poll() is not None:
                break
    finally:
        processes.end(asking, by=signal.SIGTERM, within=1)
    if asking.returncode:
        raise Problem(f"The outbox could not be read:\n{processes.last_lines(printed)}")
    return printed


def tell(order: Order, record: Record) -> None:
    """Say in words what was done."""
    for name, times in sorted(record.done.items()):
        say(f"  {times:4} x {name.replace('_', ' ')}")
    say(f"  {sum(record.done.values())} faults, {record.hit} processes hit, seed {order.seed}")
