"""What the database keeps count of: which rows a figure counts, under which words and days, as SQL.

A trigger asks it of the rows as they were, with a minus, and as they are (``dashboards.triggers``);
``manage.py figures`` asks it of all rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import TextChoices

from events.enums import HAPPENED
from partnerships.enums import (
    CLOSED_PHASES,
    OPEN_ACTIONS,
    OPEN_COMMITMENTS,
    ActionState,
    CommitmentState,
    Firmness,
)


class Counted(TextChoices):
    """What the database keeps count of."""

    PAIRINGS = "pairings"
    ACTIONS = "actions"
    COMMITMENTS = "commitments"
    DEADLINES = "deadlines"
    MEETINGS = "meetings"
    UPDATES = "updates"


class TallyUnit(TextChoices):
    """Whether a tally is of a day, of a month, of days that lie in several months, or of any day.

    Of a deadline it says that of the day and of the last day, ``until``.
    """

    DAY = "d"
    MONTH = "m"
    STRETCH = "s"
    EVER = "e"
    DAY_BY_DAY = "dd"
    DAY_BY_MONTH = "dm"
    MONTH_BY_DAY = "md"
    MONTH_BY_MONTH = "mm"
    EVER_BY_DAY = "ed"
    EVER_BY_MONTH = "em"


OPEN, ON_TIME = "open", "on_time"
# Under their first day stand the actions that were not done by it, and whose day was moved.
MOVED_OPEN, MOVED_LATE = "moved_open", "moved_late"
# Agreed areas that are late after a day; those whose day was moved that are so after the first.
DUE, FIRST_DUE = "due", "first_due"
# Updates themselves; under the kind of people stands what they tell of these.
SENT = "sent"
# What is added up: how many there are, how firmly they are promised, and who came or was reached,
# as far as it is known.
SUMS = (
    "number",
    "wished",
    "proposed",
    "agreed",
    "planned",
    "verified",
    "with_people",
    "people",
    "with_women",
    "women",
    "people_where_women_known",
    "with_disabilities",
    "persons_with_disabilities",
)
NO_DAY = "date '0001-01-01'"
_ONE = {"number": "1"}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word!s}'" for word in words)


@dataclass(frozen=True)
class Whole:
    """A table whose rows ``w`` say under which countries and ``programmes`` their own are counted.

    ``on`` are the columns of which that depends, ``moves`` those of which it depends for what
    belongs to it; ``key`` names the row there.
    """

    table: str
    key: str
    on: tuple[str, ...]
    moves: tuple[str, ...]
    programmes: str


@dataclass(frozen=True)
class Fact:
    """A kind of rows ``c`` of a whole ``w``, of whose columns ``on`` the count depends.

    It has a day, or lies between that and ``until``. Without a table the wholes are counted. Where
    ``rows`` are given, only these of the table; ``through`` are the rows ``u`` that name the whole,
    where it is not told by itself.
    """

    figure: Counted
    whole: Whole
    day: str
    word: str
    table: str = ""
    on: tuple[str, ...] = ()
    rows: str = ""
    through: str = ""
    until: str = ""
    area: str = "0::bigint"
    counts: str = "true"
    sums: dict[str, str] = field(default_factory=lambda: _ONE)

    def joined(self, *, items: str = "", middle: str = "", wholes: str = "") -> str:
        """Return its rows among those that are given in place of all."""
        wholes = wholes or self.whole.table
        if not self.table:
            return f"{wholes} AS w"
        items, key = f"{items or self.rows or self.table} AS c", f"c.{self.whole.key}"
        if self.through:
            items += f" JOIN {middle or self.through} AS u ON u.id = c.progress_update_id"
            key = f"u.{self.whole.key}"
        return f"{items} JOIN {wholes} AS w ON w.id = {key}"


_MOVES = ("programme_id", "countries")
PAIRING = Whole(
    "partnerships_pairing",
    "pairing_id",
    on=("phase", "started_on", *_MOVES),
    moves=_MOVES,
    programmes="ARRAY[w.programme_id]",
)
_HELD = ("state", "known_from", "known_until", "modality", "countries")
EVENT = Whole(
    "events_event",
    "event_id",
    on=_HELD,
    moves=_HELD,
    programmes="ARRAY(SELECT programme_id FROM events_eventprogramme WHERE event_id = w.id)",
)
PAIRINGS = Fact(
    Counted.PAIRINGS,
    PAIRING,
    day=f"coalesce(w.started_on, {NO_DAY})",
    word=f"'{OPEN}'",
    counts=f"w.phase NOT IN ({_listed(CLOSED_PHASES)})",
)
ACTIONS = Fact(
    Counted.ACTIONS,
    PAIRING,
    day="c.due_on",
    word=f"CASE WHEN c.state IN ({_listed(OPEN_ACTIONS)}) THEN '{OPEN}'"
    f" WHEN c.state = '{ActionState.DONE.value}' AND c.closed_on <= c.due_on THEN '{ON_TIME}'"
    " ELSE c.state END",
    table="partnerships_action",
    on=("pairing_id", "state", "closed_on", "due_on"),
    counts="c.due_on IS NOT NULL",
)
_WAS_LATE = (
    f"c.times_moved > 0 AND c.state <> '{ActionState.DROPPED.value}'"
    " AND (c.closed_on IS NULL OR c.closed_on > c.first_day)"
)
MOVED_ACTIONS = Fact(
    Counted.ACTIONS,
    PAIRING,
    day="c.first_day",
    word=f"CASE WHEN c.closed_on IS NULL THEN '{MOVED_OPEN}' ELSE '{MOVED_LATE}' END",
    table=ACTIONS.table,
    on=(*ACTIONS.on, "first_day", "times_moved"),
    counts=_WAS_LATE,
)
_STANDS = f"c.state <> '{CommitmentState.DROPPED.value}'"
_DONE = _listed((CommitmentState.DONE, CommitmentState.PARTLY_DONE))
COMMITMENTS = Fact(
    Counted.COMMITMENTS,
    PAIRING,
    day=f"coalesce(c.agreed_on, {NO_DAY})",
    word="c.state",
    table="partnerships_commitment",
    on=("pairing_id", "state", "area_id", "agreed_on", "firmness", "is_verified"),
    area="c.area_id",
    sums=_ONE
    | {each.value: f"(c.firmness = '{each.value}' AND {_STANDS})::int" for each in Firmness}
    | {"verified": f"(c.is_verified AND c.state IN ({_DONE}))::int"},
)
# What is late depends on today: on the days that are over, of what was agreed on some day.
DEADLINES = Fact(
    Counted.DEADLINES,
    PAIRING,
    day=COMMITMENTS.day,
    until="c.ends_on",
    word=f"'{DUE}'",
    table=COMMITMENTS.table,
    on=("pairing_id", "state", "area_id", "agreed_on", "ends_on"),
    area=COMMITMENTS.area,
    counts=f"c.state IN ({_listed(OPEN_COMMITMENTS)}) AND c.ends_on IS NOT NULL",
)
# What is over was late by its first day, whatever day it is today.
FIRST_DEADLINES = replace(
    DEADLINES,
    until=f"CASE WHEN c.closed_on IS NULL THEN c.first_day ELSE {NO_DAY} END",
    word=f"'{FIRST_DUE}'",
    on=(*DEADLINES.on, "closed_on", "first_day", "times_moved"),
    counts=f"{_WAS_LATE} AND c.first_day IS NOT NULL",
)
MEETINGS = Fact(
    Counted.MEETINGS,
    EVENT,
    day="w.known_from",
    until="w.known_until",
    word="w.modality",
    counts=f"w.state IN ({_listed(HAPPENED)})",
)
# The total of a meeting; those of its organizations are parts of it.
PEOPLE = replace(
    MEETINGS,
    table="events_headcount",
    on=("event_id", "organization_id", "people", "women", "persons_with_disabilities"),
    counts=f"{MEETINGS.counts} AND c.organization_id IS NULL",
    sums={
        "with_people": "(c.people IS NOT NULL)::int",
        "people": "coalesce(c.people, 0)",
        "with_women": "(c.people + c.women IS NOT NULL)::int",
        "women": "CASE WHEN c.people IS NULL THEN 0 ELSE coalesce(c.women, 0) END",
        "people_where_women_known": (
            "CASE WHEN c.women IS NULL THEN 0 ELSE coalesce(c.people, 0) END"
        ),
        "with_disabilities": "(c.persons_with_disabilities IS NOT NULL)::int",
        "persons_with_disabilities": "coalesce(c.persons_with_disabilities, 0)",
    },
)
_TOLD = "partnerships_peoplereached"
_UPDATES = "partnerships_progressupdate"
# What was corrected is not counted.
CURRENT = (
    f"(SELECT * FROM {_UPDATES} AS one WHERE NOT EXISTS"
    f" (SELECT FROM {_UPDATES} AS later WHERE later.supersedes_id = one.id))"
)
# A reader's day begins elsewhere: see ``tallies.updates``.
UPDATES = Fact(
    Counted.UPDATES,
    PAIRING,
    day="(c.submitted_at AT TIME ZONE 'UTC')::date",
    word=f"'{SENT}'",
    table=_UPDATES,
    on=("pairing_id", "submitted_at", "supersedes_id"),
    rows=CURRENT,
    sums=_ONE
    | {
        "with_people": f"EXISTS (SELECT FROM {_TOLD} AS told"
        " WHERE told.progress_update_id = c.id AND told.total IS NOT NULL)::int"
    },
)
REACHED = Fact(
    Counted.UPDATES,
    PAIRING,
    day="(u.submitted_at AT TIME ZONE 'UTC')::date",
    word="c.kind",
    table=_TOLD,
    on=("progress_update_id", "kind", "total", "women"),
    through=CURRENT,
    sums={
        "with_people": "(c.total IS NOT NULL)::int",
        "people": "coalesce(c.total, 0)",
        "with_women": "(c.total + c.women IS NOT NULL)::int",
        "women": "CASE WHEN c.total IS NULL THEN 0 ELSE coalesce(c.women, 0) END",
        "people_where_women_known": (
            "CASE WHEN c.women IS NULL THEN 0 ELSE coalesce(c.total, 0) END"
        ),
    },
)
FACTS = (
    PAIRINGS,
    ACTIONS,
    MOVED_ACTIONS,
    COMMITMENTS,
    DEADLINES,
    FIRST_DEADLINES,
    MEETINGS,
    PEOPLE,
    UPDATES,
    REACHED,
)


def of_figure(figure: Counted) -> list[Fact]:
    """Return the facts of which a figure is made."""
    return [fact for fact in FACTS if fact.figure == figure]


def of_table(table: str) -> list[Fact]:
    """Return the facts that count rows of a table."""
    return [fact for fact in FACTS if fact.table == table]


def added_up(facts: Iterable[Fact]) -> list[str]:
    """Return the columns in which something of ``facts`` is added up."""
    found = {name for fact in facts for name in fact.sums}
    return [name for name in SUMS if name in found]
