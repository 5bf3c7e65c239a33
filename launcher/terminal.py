"""What the launcher says, and how long each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done while it takes its time, and how long it took."""
    sys.stdout.write(f"  {text} ... ")
    sys.stdout.flush()
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def complain(text: str) -> None:
    """Tell the person what to settle, apart from what was said before."""
    sys.stdout.flush()
    sys.stderr.write(f"\n{text}\n")
