"""python -m drills.outcome: wait until nothing moves in the outbox, then print it as JSON.

Runs inside Django. One line for each message: to whom, its Message-ID, and where it stands.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

import django

django.setup()

from django.db import Error, close_old_connections  # noqa: E402

from core.wall import beyond_the_reader  # noqa: E402
from events.enums import EventState  # noqa: E402
from events.models import Event  # noqa: E402
from notifications import wording  # noqa: E402
from notifications.enums import HELD, MessageState  # noqa: E402
from notifications.models import Message  # noqa: E402
from notifications.operations.render import message_id  # noqa: E402

_LOOK_EVERY = 0.5


@beyond_the_reader()
def main() -> int:
    """Wait as long as we may, then say what there is."""
    chosen = _arguments().parse_args()
    moving = {MessageState.PENDING, *HELD}
    if not chosen.unconfirmed_stay:
        moving.add(MessageState.UNCONFIRMED)
    _wait(moving, within=chosen.within)
    cancelled = set(Event.objects.filter(state=EventState.CANCELLED).values_list("pk", flat=True))
    for message in Message.objects.select_related("recipient").order_by("pk"):
        row = {
            "address": message.recipient.email,
            "message_id": message_id(message),
            "state": message.state,
            "is_wrong": message.about_id in cancelled,
            "error": wording.error_of(message),
        }
        sys.stdout.write(f"{json.dumps(row)}\n")
    return 0


def _wait(moving: set[MessageState], *, within: float) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            if not Message.objects.filter(state__in=moving).exists():
                return
        except Error:
            close_old_connections()
        time.sleep(_LOOK_EVERY)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m drills.outcome", description=__doc__)
    parser.add_argument("--within", type=float, required=True, help="how long to wait, in seconds")
    parser.add_argument(
        "--unconfirmed-stay", action="store_true", help="do not wait for unconfirmed mails"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
