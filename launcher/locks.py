"""Locks between programs: the system lets go of them when their holder is gone, however it went."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.problem import Problem


def try_lock(path: Path) -> int | None:
    """Take the lock and return what holds it, or nothing if somebody else has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_held(path: Path) -> bool:
    """Whether some program has the lock now."""
    descriptor = try_lock(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextmanager
def sole_use(path: Path, refusal: str) -> Iterator[None]:
    """Hold the lock, or refuse with these words."""
    descriptor = try_lock(path)
    if descriptor is None:
        raise Problem(refusal)
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Hold the lock, after those who came first."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
