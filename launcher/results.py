"""What pytest left in its result files: how many tests passed, and which took longest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_LAST_WORDS = re.compile(
    r"^(?=.*\d+ (?:passed|failed|error|skipped|deselected)).* in [\d.]+s.*$", re.MULTILINE
)


@dataclass(frozen=True)
class Result:
    """One test."""

    name: str
    seconds: float
    is_failed: bool
    is_skipped: bool


def read(files: Iterable[Path | None]) -> list[Result]:
    """The tests of these files; a run that was cut short has left none."""
    return [
        _result(case)
        for file in files
        if file and file.exists()
        for case in ET.parse(file).iter("testcase")  # noqa: S314  (pytest wrote it)
    ]


def _result(case: ET.Element) -> Result:
    return Result(
        name=f"{case.get('classname')}::{case.get('name')}",
        seconds=float(case.get("time", 0)),
        is_failed=case.find("failure") is not None or case.find("error") is not None,
        is_skipped=case.find("skipped") is not None,
    )


def total(results: list[Result]) -> str:
    """One line that people and programs read."""
    failed = sum(result.is_failed for result in results)
    skipped = sum(result.is_skipped for result in results)
    line = f"{len(results) - failed - skipped} passed, {failed} failed"
    return f"{line}, {skipped} skipped" if skipped else line


def slowest(results: list[Result], count: int) -> Iterator[str]:
    by_time = sorted(results, key=lambda result: result.seconds, reverse=True)
    return (f"{result.seconds:7.1f} s  {result.name}" for result in by_time[:count])


def last_words(log: Path) -> list[str]:
    """The line with which pytest sums up, of every run in this log."""
    return [line.strip("= ") for line in _LAST_WORDS.findall(log.read_text(errors="replace"))]
