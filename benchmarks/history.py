"""bin/bench history: what it costs that the history is chained by hash.

Writes the same changes alone and while everything is sealed beside them, in turn, and says how
much longer they took; then how long one seal of all of them took.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import threading
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
django.setup()

import pghistory  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from audit.operations import seals  # noqa: E402
from network.models import Organization  # noqa: E402

ROUNDS = 5


def main() -> int:
    """Print the figures as JSON."""
    chosen = _arguments().parse_args()
    keys = list(Organization.objects.values_list("pk", flat=True))
    _write(keys, chosen.changes)
    pairs = [_round(keys, chosen.changes) for _ in range(ROUNDS)]
    alone, beside = (statistics.median(times) for times in zip(*pairs, strict=True))
    with transaction.atomic():
        _write(keys, chosen.changes)
    seals.seal()
    begun = time.perf_counter()
    rows = seals.seal().rows
    sealing = time.perf_counter() - begun
    begun = time.perf_counter()
    found = seals.check()
    checking = time.perf_counter() - begun
    figures = {
        "changes_a_second": round(chosen.changes / alone),
        "ratio_while_sealing": round(beside / alone, 3),
        "sealed_a_second": round(rows / sealing),
        "ratio_with_the_sealing": round(1 + sealing / rows * chosen.changes / alone, 3),
        "checked_a_second": round(found.rows / checking),
        "breaks": len(found.breaks),
    }
    print(json.dumps(figures))
    return 1 if found.breaks else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench history", description=__doc__)
    parser.add_argument("--changes", type=int, default=2000, help="how many each time (2000)")
    return parser


def _round(keys: list[int], count: int) -> tuple[float, float]:
    alone = _write(keys, count)
    done = threading.Event()
    sealer = threading.Thread(target=_seal_until, args=[done])
    sealer.start()
    beside = _write(keys, count)
    done.set()
    sealer.join()
    return alone, beside


def _seal_until(done: threading.Event) -> None:
    """Seal ten times a second: six thousand times as often as the timetable says."""
    while not done.wait(0.1):
        seals.seal()
    connection.close()


def _write(keys: list[int], count: int) -> float:
    """Change one record after the other, each as a page does; return the seconds."""
    begun = time.perf_counter()
    for number in range(count):
        with pghistory.context(user=1, number=number):
            pk = keys[number % len(keys)]
            Organization.objects.filter(pk=pk).update(city=f"City {time.monotonic_ns()}")
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
