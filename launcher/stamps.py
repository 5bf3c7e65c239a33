"""Marks that a step was done, and for what: it is left out while nothing it depends on changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *facts: str) -> str:
    """What these files hold and these facts say, in one short word."""
    digest = hashlib.sha256("\n".join(facts).encode())
    for path in sorted(_files(paths)):
        digest.update(f"\n{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (found for found in path.rglob("*") if found.is_file())
        elif path.exists():
            yield path


def read(stamp: Path) -> str:
    """What was written; nothing when the step was never done."""
    try:
        return stamp.read_text()
    except FileNotFoundError:
        return ""


def matches(stamp: Path, expected: str) -> bool:
    return stamp.exists() and read(stamp) == expected


def write(stamp: Path, value: str) -> None:
    """Written last, in one go: a step cut short has no stamp."""
    unfinished = stamp.with_suffix(".new")
    unfinished.write_text(value)
    unfinished.replace(stamp)
