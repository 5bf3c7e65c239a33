"""Marks in one order: keyboards write them in several, and a reader sees no difference."""

from __future__ import annotations

import re
from collections.abc import Callable


def in_order(unit: str, *, first: str = "") -> Callable[[str], str]:
    """Return what puts the ``unit``s that follow each other in order, each of them once.

    Any order will do, as long as it is always the same: the long units, those of ``first``, then
    by code points.
    """
    run, one = re.compile(f"(?:{unit}){{2,}}"), re.compile(unit)
    ranks = {mark: rank for rank, mark in enumerate(first)}

    def ordered(found: re.Match[str]) -> str:
        marks = set(one.findall(found[0]))
        return "".join(
            sorted(marks, key=lambda mark: (-len(mark), ranks.get(mark, len(ranks)), mark))
        )

    return lambda text: run.sub(ordered, text)
