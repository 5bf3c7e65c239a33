"""What the database keeps count of, and how triggers do it: said once, as SQL over rows.

A ``Fact`` says which rows a figure counts, and under which key. A trigger asks it of the rows as
they were, with a minus, and as they are; ``manage.py figures`` asks it of all rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from partnerships.enums import CLOSED_PHASES, OPEN_ACTIONS, ActionState


class Counted(TextChoices):
    """What the database keeps count of."""

    PAIRINGS = "pairings"
    ACTIONS = "actions"
    COMMITMENTS = "commitments"


class TallyUnit(TextChoices):
    """Whether a tally is of a day or of a month."""

    DAY = "d"
    MONTH = "m"


OPEN, ON_TIME = "open", "on_time"
KEY = "figure, country, programme, area, word, unit, day"
_NO_DAY = "date '0001-01-01'"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word!s}'" for word in words)


@dataclass(frozen=True)
class Fact:
    """A kind of rows ``c`` of pairings ``p``, of whose columns ``on`` the count depends."""

    figure: Counted
    table: str
    on: tuple[str, ...]
    area: str
    word: str
    day: str
    counts: str = "true"


PAIRINGS = Fact(
    Counted.PAIRINGS,
    "partnerships_pairing",
    ("phase", "started_on", "programme_id", "countries"),
    area="0::bigint",
    word=f"'{OPEN}'",
    day=f"coalesce(p.started_on, {_NO_DAY})",
    counts=f"p.phase NOT IN ({_listed(CLOSED_PHASES)})",
)
ACTIONS = Fact(
    Counted.ACTIONS,
    "partnerships_action",
    ("pairing_id", "state", "closed_on", "due_on"),
    area="0::bigint",
    word=f"CASE WHEN c.state IN ({_listed(OPEN_ACTIONS)}) THEN '{OPEN}'"
    f" WHEN c.state = '{ActionState.DONE.value}' AND c.closed_on <= c.due_on THEN '{ON_TIME}'"
    " ELSE c.state END",
    day="c.due_on",
    counts="c.due_on IS NOT NULL",
)
COMMITMENTS = Fact(
    Counted.COMMITMENTS,
    "partnerships_commitment",
    ("pairing_id", "state", "area_id", "agreed_on"),
    area="c.area_id",
    word="c.state",
    day=f"coalesce(c.agreed_on, {_NO_DAY})",
)
OF_PAIRINGS = (ACTIONS, COMMITMENTS)
TABLES = tuple(fact.table for fact in (PAIRINGS, *OF_PAIRINGS))


def counted() -> str:
    """Return the statement that counts every row under each of its keys."""
    everything = [_counted(PAIRINGS, "partnerships_pairing AS p", sign="1")]
    for fact in OF_PAIRINGS:
        rows = f"{fact.table} AS c JOIN partnerships_pairing p ON {_BELONGS}"
        everything.append(_counted(fact, rows, sign="1"))
    return " UNION ALL ".join(everything)


def install() -> str:
    """Return the SQL that makes the functions and triggers."""
    return "\n".join([_of_pairing(), *(_of_items(fact) for fact in OF_PAIRINGS)])


_BELONGS = "p.id = c.pairing_id"
_CHANGED = {
    "INSERT": "SELECT 1 AS sign, * FROM new_rows",
    "UPDATE": "SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows",
    "DELETE": "SELECT -1 AS sign, * FROM old_rows",
}
_REFERENCING = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def _counted(fact: Fact, rows: str, *, sign: str) -> str:
    """Count ``rows`` under each key; what comes to nothing is left out."""
    month = f"{fact.day} - (extract(day FROM {fact.day})::int - 1)"
    return f"""
SELECT '{fact.figure}' AS figure, place.country, place.programme, {fact.area} AS area,
    {fact.word} AS word, dated.unit, dated.day, sum({sign}) AS number
FROM {rows}
CROSS JOIN LATERAL (
    SELECT country, programme FROM unnest(0::bigint || p.countries) AS country,
        unnest(ARRAY[0::bigint, p.programme_id]) AS programme WHERE programme IS NOT NULL
) AS place
CROSS JOIN LATERAL (VALUES ('d', {fact.day}), ('m', {month})) AS dated (unit, day)
WHERE {fact.counts}
GROUP BY 2, 3, 4, 5, 6, 7 HAVING sum({sign}) <> 0"""


def _insert(fact: Fact, rows: str, *, sign: str) -> str:
    counted = _counted(fact, rows, sign=sign)
    return (
        f"INSERT INTO dashboards_tally ({KEY}, number, is_folded)"
        f" SELECT found.*, false FROM ({counted}) AS found;"
    )


def _of_items(fact: Fact) -> str:
    """Whoever changes what is counted holds its pairing: nobody changes its countries meanwhile."""
    branches = []
    for way, changed in _CHANGED.items():
        rows = f"({changed}) AS c JOIN partnerships_pairing p ON {_BELONGS}"
        hold = (
            "PERFORM FROM partnerships_pairing WHERE id IN"
            f" (SELECT pairing_id FROM ({changed}) AS c) ORDER BY id FOR NO KEY UPDATE;"
        )
        branches.append(_branch(fact, way, f"{hold}\n{_insert(fact, rows, sign='c.sign')}"))
    return _function(fact.table, branches)


def _of_pairing() -> str:
    """What belongs to a pairing moves along when its countries or its programme change."""
    branches = []
    for way, changed in _CHANGED.items():
        rows = f"({changed}) AS p"
        moved = [_insert(PAIRINGS, rows, sign="p.sign")]
        if way == "UPDATE":
            moved += [
                _insert(fact, f"{rows} JOIN {fact.table} c ON {_BELONGS}", sign="p.sign")
                for fact in OF_PAIRINGS
            ]
        branches.append(_branch(PAIRINGS, way, "\n".join(moved)))
    return _function(PAIRINGS.table, branches)


def _branch(fact: Fact, way: str, does: str) -> str:
    """Do it where a row is written in that way, and where a change concerns the count."""
    if way == "UPDATE":
        one, other = (", ".join(f"{of}.{name}" for name in fact.on) for of in ("o", "n"))
        does = (
            "IF EXISTS (SELECT FROM old_rows o JOIN new_rows n ON n.id = o.id"
            f" WHERE ROW({one}) IS DISTINCT FROM ROW({other})) THEN\n{does}\nEND IF;"
        )
    return f"IF TG_OP = '{way}' THEN\n{does}\nEND IF;"


def _function(table: str, branches: list[str]) -> str:
    body = "\n".join(branches)
    triggers = "\n".join(
        f"CREATE TRIGGER tally_{way.lower()} AFTER {way} ON {table} REFERENCING {rows}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION tally_{table}();"
        for way, rows in _REFERENCING.items()
    )
    return f"""
CREATE FUNCTION tally_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
{body}
RETURN NULL;
END $$;
{triggers}"""
