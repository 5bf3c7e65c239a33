"""How it goes, as somebody reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from core.uploads import Checked
from partnerships.models import Action, Commitment, ProgressUpdate


@dataclass(frozen=True, kw_only=True)
class ProgressUpdateTerms(Terms):
    """One of four answers on an action or an agreed area; without both, on the whole pairing."""

    answer: str
    commitment: Commitment | None = None
    action: Action | None = None
    text: str = ""
    percent: int | None = None
    challenges: str = ""
    new_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PeopleReachedTerms(Terms):
    """How many people of one kind were reached; None is unknown."""

    kind: str
    total: int | None = None
    women: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewUpdate:
    """An update with its rows and files; a correction names the row that it ``supersedes``.

    ``on`` is the day on which it was so, if that was not the day on which it is written.
    """

    terms: ProgressUpdateTerms
    reached: Sequence[PeopleReachedTerms] = ()
    files: Sequence[Checked] = ()
    supersedes: ProgressUpdate | None = None
    on: date | None = None
