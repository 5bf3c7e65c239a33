"""The sink's own list of every mail that it accepted: one line each, read to judge a run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A mail that was accepted; it was not `answered` if the connection was cut before the yes."""

    message_id: str
    address: str
    answered: bool = True


class DeliveryLog:
    """A file that is only added to; a line is with the kernel before the sink says yes.

    It outlives kill -9 of the sink: the next one reads what the ones before it accepted.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._known = {entry.message_id for entry in read(path)}

    def add(self, entry: Entry) -> None:
        """Note a mail; one write is one line, also when the sink is killed meanwhile."""
        answer = "answered" if entry.answered else "cut"
        os.write(self._file, f"{entry.message_id}\t{entry.address}\t{answer}\n".encode())
        self._known.add(entry.message_id)

    def has(self, message_id: str) -> bool:
        """Whether that mail was accepted, in this life or an earlier one."""
        return message_id in self._known


def read(path: Path) -> list[Entry]:
    """Return every mail that was accepted, in order."""
    return [_entry(line) for line in path.read_text().splitlines()]


def _entry(line: str) -> Entry:
    message_id, address, answer = line.split("\t")
    return Entry(message_id, address, answered=answer == "answered")
