"""python -m drills: run a drill; its figures are JSON on the last line."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from drills import drill
from drills.drill import Order, Record
from launcher import arguments, locks, processes
from launcher.places import data_dir
from launcher.problem import Problem
from launcher.terminal import complain, say

_LOCK = "drill.lock"


def main() -> int:
    """Tell the figures; 1 if a mail was lost, doubled or wrong, or if that could not be told."""
    chosen = arguments.parse("faults", sys.argv[1:])
    processes.listen_for_stop()
    # A drill kills its servers: it never uses those that the environment names.
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    order = Order(chosen.reminders, chosen.seconds, chosen.seed, chosen.policy)
    try:
        return _drill(chosen.data, order)
    except Problem as problem:
        complain(str(problem))
        return 1
    except processes.Stopped:
        return 130


def _drill(where: str | None, order: Order) -> int:
    if not Path("/proc/self/stat").exists():
        raise Problem("A drill needs Linux: it finds the processes that it hurts in /proc.")
    data = data_dir(where, "var/faults")
    if any(data.iterdir()) and not (data / _LOCK).exists():
        raise Problem(f"{data} holds other things: a drill would throw them away.")
    with locks.sole_use(data / _LOCK, f"Another drill runs in {data}. Wait for its end."):
        record = drill.run(data, order)
    drill.tell(order, record)
    return _answer(order, record)


def _answer(order: Order, record: Record) -> int:
    if record.result is None:
        return 1
    is_kept = record.result.is_kept(order.policy, hit=record.hit)
    figures = {
        "policy": order.policy,
        **asdict(record.result),
        "faults": sum(record.done.values()),
        "hit": record.hit,
        "seed": order.seed,
        "kept": is_kept,
    }
    say(json.dumps(figures))
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
