"""What the launcher says, and how long each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


def say(text: str = "") -> None:
    _write(sys.stdout, f"{text}\n")


def complain(text: str) -> None:
    """Tell the person what to settle, apart from what was said before."""
    _write(sys.stderr, f"\n{text}\n")


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done while it takes its time, and how long it took."""
    _write(sys.stdout, f"  {text} ... ")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def _write(stream: TextIO, text: str) -> None:
    """A terminal that is gone must not keep us from ending what we started."""
    with suppress(OSError):
        stream.write(text)
        stream.flush()
