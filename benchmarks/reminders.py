"""Reminders: how fast they leave, what a sender weighs, and how planning grows.

Ten thousand due reminders leave through real worker, beat, broker, database and mail server, once
with no delay and once with 10 ms before each answer of the mail server. A bare smtplib loop sends
the same bytes over one connection to the same server in the same run. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
django.setup()

import _mailing  # noqa: E402
import _planning  # noqa: E402

from core.wall import beyond_the_reader  # noqa: E402


@beyond_the_reader()
def main() -> int:
    """Measure, print a line for each part, and the figures as JSON."""
    chosen = _arguments().parse_args()
    quick = _mailing.measure(chosen.mails, delay_ms=0, bare_mails=chosen.mails)
    print(f"no delay: {quick}")
    if chosen.quick:
        print(json.dumps({"ratio_to_bare_loop_no_delay": quick.ratio, "no_delay": asdict(quick)}))
        return 0
    # A loop that waits 10 ms for each answer needs no 10,000 mails to show its rate.
    slow = _mailing.measure(chosen.mails, delay_ms=10, bare_mails=chosen.mails // 10)
    print(f"10 ms:    {slow}")
    few = _planning.measure(10_000)
    many = _planning.measure(chosen.future_events)
    print(f"planning: {few}\n          {many}")
    some = _planning.measure_items(10_000)
    most = _planning.measure_items(chosen.open_items)
    print(f"          {some}\n          {most}")
    figures = {
        "ratio_to_bare_loop_no_delay": quick.ratio,
        "ratio_to_bare_loop_10ms": slow.ratio,
        "planning_ratio_many_to_few_events": round(many.milliseconds / few.milliseconds, 2),
        "planning_partnerships_ratio": round(most.milliseconds / some.milliseconds, 2),
        "no_delay": asdict(quick),
        "with_10ms": asdict(slow),
        "planning": [asdict(each) for each in (few, many, some, most)],
    }
    print(json.dumps(figures))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench reminders", description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--future-events", type=int, default=1_000_000)
    parser.add_argument("--open-items", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true", help="only the mailing without delay")
    return parser


if __name__ == "__main__":
    sys.exit(main())
