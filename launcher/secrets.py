"""Passwords of the embedded servers and the signing key: made once, kept with the data."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher.problem import Problem


@dataclass(frozen=True)
class Secrets:
    database_password: str
    broker_password: str
    secret_key: str


def exist(data: Path) -> bool:
    return (data / "secrets.json").exists()


def keep(data: Path) -> Secrets:
    """The secrets of this data, made on first sight."""
    path = data / "secrets.json"
    if not path.exists():
        _write(path, Secrets(*(secrets.token_urlsafe(36) for _ in range(3))))
    try:
        return Secrets(**json.loads(path.read_text()))
    except (ValueError, TypeError):
        message = (
            f"{path} cannot be read. Put it back from a copy, or start with new data: --data DIR."
        )
        raise Problem(message) from None


def _write(path: Path, made: Secrets) -> None:
    unfinished = path.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(made), file)
    unfinished.replace(path)
