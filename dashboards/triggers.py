"""What the database keeps count of, and how triggers do it: said once, as SQL over rows.

A ``Fact`` says which rows a figure counts, and under which key. A trigger asks it of the rows as
they were, with a minus, and as they are; ``manage.py figures`` asks it of all rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextChoices

from core import triggers
from events.enums import HAPPENED
from partnerships.enums import CLOSED_PHASES, OPEN_ACTIONS, ActionState


class Counted(TextChoices):
    """What the database keeps count of."""

    PAIRINGS = "pairings"
    ACTIONS = "actions"
    COMMITMENTS = "commitments"
    MEETINGS = "meetings"


class TallyUnit(TextChoices):
    """Whether a tally is of a day, of a month, or of days that lie in several months."""

    DAY = "d"
    MONTH = "m"
    STRETCH = "s"


OPEN, ON_TIME = "open", "on_time"
# Under their first day stand the actions that were not done by it, and whose day was moved.
MOVED_OPEN, MOVED_LATE = "moved_open", "moved_late"
KEY = "figure, country, programme, area, word, unit, day, until"
# What is added up: how many there are, and of meetings who came, as far as it is known.
SUMS = (
    "number",
    "with_people",
    "people",
    "with_women",
    "women",
    "people_where_women_known",
    "with_disabilities",
    "persons_with_disabilities",
)
_NO_DAY = "date '0001-01-01'"
_ONE = {"number": "1"}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word!s}'" for word in words)


@dataclass(frozen=True)
class Whole:
    """A table whose rows ``w`` say under which countries and ``programmes`` their own are counted.

    ``on`` are the columns of which that depends, ``key`` names the row in what belongs to it.
    """

    table: str
    key: str
    on: tuple[str, ...]
    programmes: str


@dataclass(frozen=True)
class Fact:
    """A kind of rows ``c`` of a whole ``w``, of whose columns ``on`` the count depends.

    It has a day, or lies between that and ``until``. Without a table the wholes are counted.
    """

    figure: Counted
    whole: Whole
    day: str
    word: str
    table: str = ""
    on: tuple[str, ...] = ()
    until: str = ""
    area: str = "0::bigint"
    counts: str = "true"
    sums: dict[str, str] = field(default_factory=lambda: _ONE)


PAIRING = Whole(
    "partnerships_pairing",
    "pairing_id",
    ("phase", "started_on", "programme_id", "countries"),
    programmes="ARRAY[w.programme_id]",
)
EVENT = Whole(
    "events_event",
    "event_id",
    ("state", "known_from", "known_until", "modality", "countries"),
    programmes="ARRAY(SELECT programme_id FROM events_eventprogramme WHERE event_id = w.id)",
)
PAIRINGS = Fact(
    Counted.PAIRINGS,
    PAIRING,
    day=f"coalesce(w.started_on, {_NO_DAY})",
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
MOVED_ACTIONS = Fact(
    Counted.ACTIONS,
    PAIRING,
    day="c.first_day",
    word=f"CASE WHEN c.closed_on IS NULL THEN '{MOVED_OPEN}' ELSE '{MOVED_LATE}' END",
    table=ACTIONS.table,
    on=(*ACTIONS.on, "first_day", "times_moved"),
    counts=f"c.times_moved > 0 AND c.state <> '{ActionState.DROPPED.value}'"
    " AND (c.closed_on IS NULL OR c.closed_on > c.first_day)",
)
COMMITMENTS = Fact(
    Counted.COMMITMENTS,
    PAIRING,
    day=f"coalesce(c.agreed_on, {_NO_DAY})",
    word="c.state",
    table="partnerships_commitment",
    on=("pairing_id", "state", "area_id", "agreed_on"),
    area="c.area_id",
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
PEOPLE = Fact(
    Counted.MEETINGS,
    EVENT,
    day=MEETINGS.day,
    until=MEETINGS.until,
    word=MEETINGS.word,
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
FACTS = (PAIRINGS, ACTIONS, MOVED_ACTIONS, COMMITMENTS, MEETINGS, PEOPLE)
# A programme of a meeting, in a table of its own.
_PROGRAMMES = "events_eventprogramme"
_ITEMS = tuple(dict.fromkeys(fact.table for fact in FACTS if fact.table))
TABLES = (PAIRING.table, EVENT.table, *_ITEMS, _PROGRAMMES)


def counted(figure: Counted) -> str:
    """Return the statement that counts every row of a figure under each of its keys."""
    facts = [fact for fact in FACTS if fact.figure == figure]
    rows = (_keyed(fact, _joined(fact, fact.table, fact.whole.table)) for fact in facts)
    return _added_up(figure, rows)


def added_up(figure: Counted) -> list[str]:
    """Return the columns in which something of a figure is added up."""
    sums = [fact.sums for fact in FACTS if fact.figure == figure]
    return [name for name in SUMS if any(name in each for each in sums)]


def install() -> str:
    """Return the SQL that makes the functions and triggers."""
    return "\n".join([*map(_of_whole, (PAIRING, EVENT)), *map(_of_items, _ITEMS), _of_programmes()])


_CHANGED = {
    "insert": "SELECT 1 AS sign, * FROM new_rows",
    "update": "SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows",
    "delete": "SELECT -1 AS sign, * FROM old_rows",
}


def _joined(fact: Fact, items: str, wholes: str) -> str:
    """Return the rows of a fact among those ``items`` and ``wholes``."""
    if not fact.table:
        return f"{wholes} AS w"
    return f"{items} AS c JOIN {wholes} AS w ON w.id = c.{fact.whole.key}"


def _keyed(fact: Fact, rows: str, *, sign: str = "1", programmes: str = "") -> str:
    """Say under which keys each of ``rows`` stands: under any country and programme and its own.

    Where ``programmes`` are given it is asked what stands under these alone.
    """
    under = programmes or f"0::bigint || {fact.whole.programmes}"
    month = f"{fact.day} - (extract(day FROM {fact.day})::int - 1)"
    dated = f"('d', {fact.day}, {fact.day}), ('m', {month}, {month})"
    counts = fact.counts
    if fact.until:
        is_of_a_month = f"date_trunc('month', {fact.day}) = date_trunc('month', {fact.until})"
        unit = f"CASE WHEN {is_of_a_month} THEN 'd' ELSE 's' END"
        dated = f"({unit}, {fact.day}, {fact.until}), ('m', {month}, {month})"
        counts = f"{counts} AND (dated.unit <> 'm' OR {is_of_a_month})"
    sums = ", ".join(
        f"{sign} * {fact.sums.get(name, '0')} AS {name}" for name in added_up(fact.figure)
    )
    return f"""
SELECT '{fact.figure}' AS figure, place.country, place.programme, {fact.area} AS area,
    {fact.word} AS word, dated.unit, dated.day, dated.until, {sums}
FROM {rows}
CROSS JOIN LATERAL (
    SELECT country, programme FROM unnest(0::bigint || w.countries) AS country,
        unnest({under}) AS programme WHERE programme IS NOT NULL
) AS place
CROSS JOIN LATERAL (VALUES {dated}) AS dated (unit, day, until)
WHERE {counts}"""


def _added_up(figure: Counted, rows: Iterable[str]) -> str:
    """Add up what stands under one key; what comes to nothing is left out."""
    names = added_up(figure)
    sums = ", ".join(f"sum({name}) AS {name}" for name in names)
    together = " UNION ALL ".join(rows)
    return (
        f"SELECT {KEY}, {sums} FROM ({together}) AS keyed GROUP BY {KEY} HAVING {comes_to(names)}"
    )


def comes_to(names: Iterable[str] = SUMS) -> str:
    """Return the condition that not all that is added up comes to nothing."""
    return " OR ".join(f"sum({name}) <> 0" for name in names)


def _insert(figure: Counted, rows: Iterable[str]) -> str:
    return (
        f"INSERT INTO dashboards_tally ({KEY}, {', '.join(added_up(figure))}, is_folded)"
        f" SELECT found.*, false FROM ({_added_up(figure, rows)}) AS found"
    )


def _of_items(table: str) -> str:
    """Whoever changes what is counted holds its whole: nobody changes its countries meanwhile."""
    facts = [fact for fact in FACTS if fact.table == table]
    figure, whole = facts[0].figure, facts[0].whole
    on = tuple(dict.fromkeys(column for fact in facts for column in fact.on))
    does = {}
    for way, changed in _CHANGED.items():
        moved = [
            _keyed(fact, _joined(fact, f"({changed})", whole.table), sign="c.sign")
            for fact in facts
        ]
        does[way] = _branch(on, way, [_hold(whole, changed), _insert(figure, moved)])
    return triggers.made("tally", table, does, rights=triggers.AS_OWNER)


def _of_programmes() -> str:
    """What belongs to a meeting is counted under each of its programmes as well."""
    does = {}
    for way, changed in _CHANGED.items():
        wholes = (
            f"(SELECT w.*, p.sign, p.programme_id FROM ({changed}) AS p JOIN {EVENT.table} AS w"
        )
        wholes += " ON w.id = p.event_id)"
        moved = [
            _keyed(
                fact,
                _joined(fact, fact.table, wholes),
                sign="w.sign",
                programmes="ARRAY[w.programme_id]",
            )
            for fact in FACTS
            if fact.whole == EVENT
        ]
        statements = [_hold(EVENT, changed), _insert(Counted.MEETINGS, moved)]
        does[way] = _branch(("event_id", "programme_id"), way, statements)
    return triggers.made("tally", _PROGRAMMES, does, rights=triggers.AS_OWNER)


def _hold(whole: Whole, changed: str) -> str:
    return (
        f"SELECT FROM {whole.table} WHERE id IN"
        f" (SELECT {whole.key} FROM ({changed}) AS c) ORDER BY id FOR NO KEY UPDATE"
    )


def _of_whole(whole: Whole) -> str:
    """What belongs to a whole moves along when its countries, programme or days change."""
    does = {}
    for way, changed in _CHANGED.items():
        # What belongs to it is not there yet, or is gone already, when it comes or goes.
        found = [
            fact for fact in FACTS if fact.whole == whole and (way == "update" or not fact.table)
        ]
        moved = [
            _insert(
                fact.figure,
                [_keyed(fact, _joined(fact, fact.table, f"({changed})"), sign="w.sign")],
            )
            for fact in found
        ]
        does[way] = _branch(whole.on, way, moved)
    return triggers.made("tally", whole.table, does, rights=triggers.AS_OWNER)


def _branch(on: tuple[str, ...], way: str, statements: list[str]) -> str:
    """Run the statements for rows that are written in that way, if that concerns the count."""
    does = triggers.by_number(way, statements)
    if way == "update":
        one, other = (", ".join(f"{of}.{name}" for name in on) for of in ("o", "n"))
        # A full join compares no row with all others, however many it was planned for.
        does = (
            "IF EXISTS (SELECT FROM old_rows o FULL JOIN new_rows n ON n.id = o.id"
            f" WHERE ROW({one}) IS DISTINCT FROM ROW({other})) THEN\n{does}\nEND IF;"
        )
    return does
