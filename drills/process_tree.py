"""Which processes there are, as Linux tells in /proc."""

from __future__ import annotations

from pathlib import Path


def children_of(parent: int) -> list[int]:
    """Return the processes that ``parent`` has started and that have not ended."""
    stated = [_status(path) for path in Path("/proc").glob("[0-9]*/stat")]
    return sorted(pid for pid, mother, state in stated if mother == parent and state != "Z")


def parent_of(pid: int) -> int:
    """Return who started a process; 0 when it is gone."""
    return _status(Path(f"/proc/{pid}/stat"))[1]


def _status(path: Path) -> tuple[int, int, str]:
    """Return process, parent and state; the name between them may hold anything."""
    try:
        pid, _name, rest = _parts(path.read_text())
    except (OSError, ValueError):
        return 0, 0, "Z"
    state, parent = rest.split()[:2]
    return int(pid), int(parent), state


def _parts(line: str) -> tuple[str, str, str]:
    front, name_and_rest = line.split("(", 1)
    name, rest = name_and_rest.rsplit(")", 1)
    return front, name, rest
