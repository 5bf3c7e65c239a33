"""How the database keeps count of what ``dashboards.facts`` says.

A trigger adds what was written, in a row for all countries and programmes under which it counts
(decision 0065). ``tallies.fold`` joins such rows to those of each key, from which they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core import triggers
from dashboards import facts
from dashboards.facts import (
    CURRENT,
    EVENT,
    FACTS,
    NO_DAY,
    PAIRING,
    REACHED,
    SUMS,
    UPDATES,
    Counted,
    Fact,
    Whole,
)

KEY = "figure, country, programme, area, word, unit, day, until"
_ADDED = "figure, countries, programmes, area, word, day, until"
# Of these figures something is asked of any day.
_EVER = (Counted.PAIRINGS, Counted.COMMITMENTS)
# A programme of a meeting, in a table of its own.
_PROGRAMMES = "events_eventprogramme"
_ITEMS = ("partnerships_action", "partnerships_commitment", "events_headcount")
TABLES = (PAIRING.table, EVENT.table, *_ITEMS, UPDATES.table, REACHED.table, _PROGRAMMES)


def counted(figure: Counted) -> str:
    """Return the statement that counts every row of a figure under each of its keys."""
    found = facts.of_figure(figure)
    names = facts.added_up(found)
    rows = " UNION ALL ".join(_rows(fact, names, fact.joined()) for fact in found)
    return under_keys(figure, rows, names)


def under_keys(figure: Counted, rows: str, names: Iterable[str] = SUMS) -> str:
    """Add up ``rows`` of a figure under each of their keys: of any country and of each of theirs.

    Of these once of any programme and once of its own, and under days, months and any day.
    """
    sums = ", ".join(f"sum({name}) AS {name}" for name in names)
    return f"""
SELECT figure, place.country, work.programme, area, word, dated.unit, dated.day, dated.until, {sums}
FROM ({rows}) AS told
CROSS JOIN LATERAL unnest(told.countries) AS place (country)
CROSS JOIN LATERAL unnest(told.programmes) AS work (programme)
CROSS JOIN LATERAL (VALUES {_days(figure)}) AS dated (unit, day, until)
WHERE dated.unit IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING {comes_to(names)}"""


def comes_to(names: Iterable[str] = SUMS) -> str:
    """Return the condition that not all that is added up comes to nothing."""
    return " OR ".join(f"sum({name}) <> 0" for name in names)


def install() -> str:
    """Return the SQL that makes the functions and triggers."""
    return "\n".join(
        (
            *map(_of_whole, (PAIRING, EVENT)),
            *map(_of_items, _ITEMS),
            _of_updates(),
            _of_reached(),
            _of_programmes(),
        )
    )


def _days(figure: Counted) -> str:
    """Return the units of a figure, with the day and the last day of each."""
    day, until = "told.day", "told.until"
    month, last = (f"{each} - (extract(day FROM {each})::int - 1)" for each in (day, until))
    if figure == Counted.DEADLINES:
        of = {"d": day, "m": month, "e": NO_DAY}
        ends = {"d": until, "m": last}
        units = [(f"'{one}{other}'", of[one], ends[other]) for one in of for other in ends]
    else:
        is_of_a_month = f"{month} = {last}"
        units = [
            (f"CASE WHEN {is_of_a_month} THEN 'd' ELSE 's' END", day, until),
            (f"CASE WHEN {is_of_a_month} THEN 'm' END", month, month),
        ]
    if figure in _EVER:
        units.append(("'e'", NO_DAY, NO_DAY))
    return ", ".join(f"({unit}, {first}, {end})" for unit, first, end in units)


_CHANGED = {
    "insert": "SELECT 1 AS sign, * FROM new_rows",
    "update": "SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows",
    "delete": "SELECT -1 AS sign, * FROM old_rows",
}


def _changed_in(columns: Iterable[str]) -> str:
    """Return the rows of an update as they are and as they were, if one of ``columns`` changed."""
    one, other = (", ".join(f"{of}.{name}" for name in columns) for of in ("o", "n"))
    both = f"new_rows AS n JOIN old_rows AS o ON o.id = n.id WHERE ROW({one})"
    both += f" IS DISTINCT FROM ROW({other})"
    return f"SELECT 1 AS sign, n.* FROM {both} UNION ALL SELECT -1, o.* FROM {both}"


def _rows(
    fact: Fact, names: Iterable[str], joined: str, *, sign: str = "1", programmes: str = ""
) -> str:
    """Say of each row that is ``joined`` where it stands, and what is added up.

    Where ``programmes`` are given it is asked what stands under these alone.
    """
    under = programmes or f"0::bigint || {fact.whole.programmes}"
    sums = ", ".join(f"{sign} * {fact.sums.get(name, '0')} AS {name}" for name in names)
    return f"""
SELECT '{fact.figure}' AS figure, 0::bigint || w.countries AS countries,
    array_remove({under}, NULL) AS programmes, {fact.area} AS area, {fact.word} AS word,
    {fact.day} AS day, {fact.until or fact.day} AS until, {sums}
FROM {joined} WHERE {fact.counts}"""


def _add(found: Iterable[tuple[Fact, str, str]], programmes: str = "") -> str:
    """Add the rows of each fact that are joined, with their sign; what cancels out is left out."""
    told = list(found)
    names = facts.added_up(fact for fact, _joined, _sign in told)
    sums = ", ".join(f"sum({name})" for name in names)
    rows = " UNION ALL ".join(
        _rows(fact, names, joined, sign=sign, programmes=programmes) for fact, joined, sign in told
    )
    return (
        f"INSERT INTO dashboards_tally ({_ADDED}, country, programme, unit, is_folded,"
        f" {', '.join(names)}) SELECT {_ADDED}, 0, 0, '', false, {sums}"
        f" FROM ({rows}) AS told GROUP BY {_ADDED} HAVING {comes_to(names)}"
    )


def _of_items(table: str) -> str:
    """Whoever changes what is counted holds its whole: nobody changes its countries meanwhile."""
    found = facts.of_table(table)
    whole = found[0].whole
    return _made(
        table,
        tuple(dict.fromkeys(column for fact in found for column in fact.on)),
        lambda _way, changed: [
            _hold(whole, f"SELECT {whole.key} FROM ({changed}) AS c"),
            _add((fact, fact.joined(items=f"({changed})"), "c.sign") for fact in found),
        ],
    )


def _of_programmes() -> str:
    """What belongs to a meeting is counted under each of its programmes as well."""
    found = [fact for fact in FACTS if fact.whole == EVENT]

    def does(_way: str, changed: str) -> list[str]:
        wholes = (
            f"(SELECT w.*, p.sign, p.programme_id FROM ({changed}) AS p"
            f" JOIN {EVENT.table} AS w ON w.id = p.event_id)"
        )
        moved = ((fact, fact.joined(wholes=wholes), "w.sign") for fact in found)
        return [
            _hold(EVENT, f"SELECT event_id FROM ({changed}) AS c"),
            _add(moved, programmes="ARRAY[w.programme_id]"),
        ]

    return _made(_PROGRAMMES, ("event_id", "programme_id"), does)


def _of_whole(whole: Whole) -> str:
    """What belongs to a whole moves along when its countries, its programme or its days change."""
    found = [fact for fact in FACTS if fact.whole == whole]
    itself = [fact for fact in found if not fact.table]
    parts = [fact for fact in found if fact.table]

    def does(way: str, changed: str) -> list[str]:
        def moved(some: Iterable[Fact], wholes: str) -> str:
            return _add((fact, fact.joined(wholes=f"({wholes})"), "w.sign") for fact in some)

        # What belongs to it is not there yet, or is gone already, when it comes or goes.
        along = [moved(parts, _changed_in(whole.moves))] if way == "update" else []
        return [moved(itself, changed), *along]

    return _made(whole.table, whole.on, does)


# An update that another one corrects is not counted. So what comes is counted if nothing corrects
# it, and what it corrects is not any more; and the other way round when it goes. What was changed
# goes as it was, and comes as it is.
_CAME = f"""
SELECT 1 AS sign, one.* FROM new_rows AS one
WHERE NOT EXISTS (SELECT FROM {UPDATES.table} AS later WHERE later.supersedes_id = one.id)
UNION ALL SELECT -1, one.* FROM new_rows AS later
JOIN {UPDATES.table} AS one ON one.id = later.supersedes_id
WHERE NOT EXISTS (SELECT FROM new_rows AS fresh WHERE fresh.id = one.id)"""
_WENT = """
SELECT -1 AS sign, one.* FROM old_rows AS one
WHERE NOT EXISTS (SELECT FROM old_rows AS later WHERE later.supersedes_id = one.id)
AND NOT EXISTS (SELECT FROM {rest} AS later WHERE later.supersedes_id = one.id)
UNION ALL SELECT 1, one.* FROM old_rows AS later
JOIN {rest} AS one ON one.id = later.supersedes_id"""
_REST = f"""(SELECT * FROM {UPDATES.table} AS other
WHERE NOT EXISTS (SELECT FROM new_rows AS fresh WHERE fresh.id = other.id))"""
_COUNTED = {
    "insert": _CAME,
    "update": f"{_CAME} UNION ALL {_WENT.format(rest=_REST)}",
    "delete": _WENT.format(rest=UPDATES.table),
}


def _of_updates() -> str:
    """Whom an update reached is counted with it; of one that is new that is told later."""
    made = {}
    for way in _CHANGED:
        counted = f"({_COUNTED[way]})"
        moved = [
            (UPDATES, UPDATES.joined(items=counted), "c.sign"),
            (REACHED, REACHED.joined(middle=counted), "u.sign"),
        ]
        hold = _hold(PAIRING, f"SELECT pairing_id FROM {counted} AS c")
        made[way] = _branch(UPDATES.on, way, [hold, _add(moved)])
    # As a rule an update is new and corrects none, which is quicker told.
    new = f"({_CHANGED['insert']})"
    alone = replace(UPDATES, sums={"number": "1"})
    hold = _hold(PAIRING, "SELECT pairing_id FROM new_rows")
    added = [hold, _add([(alone, alone.joined(items=new), "c.sign")])]
    corrects = "EXISTS (SELECT FROM new_rows WHERE supersedes_id IS NOT NULL)"
    made["insert"] = (
        f"IF {corrects} THEN\n{made['insert']}\nELSE\n"
        f"{_branch(UPDATES.on, 'insert', added)}\nEND IF;"
    )
    return _installed(UPDATES.table, made)


def _of_reached() -> str:
    """An update that tells of people is counted as one as soon as it tells of some."""
    now = f"SELECT FROM {REACHED.table} AS told WHERE told.progress_update_id = one.id"
    now += " AND told.total IS NOT NULL"
    kept = f"{now} AND NOT EXISTS (SELECT FROM new_rows AS fresh WHERE fresh.id = told.id)"
    gone = now.replace(REACHED.table, "old_rows")
    before = {
        "insert": f"EXISTS ({kept})",
        "update": f"EXISTS ({kept}) OR EXISTS ({gone})",
        "delete": f"EXISTS ({now}) OR EXISTS ({gone})",
    }
    telling = replace(UPDATES, sums={"with_people": "1"})

    def does(way: str, changed: str) -> list[str]:
        of = f"SELECT progress_update_id FROM ({changed}) AS c"
        turned = (
            f"(SELECT EXISTS ({now})::int - ({before[way]})::int AS sign, one.*"
            f" FROM {CURRENT} AS one WHERE one.id IN ({of}))"
        )
        return [
            _hold(PAIRING, f"SELECT pairing_id FROM {UPDATES.table} WHERE id IN ({of})"),
            _add(
                [
                    (REACHED, REACHED.joined(items=f"({changed})"), "c.sign"),
                    (telling, telling.joined(items=turned), "c.sign"),
                ]
            ),
        ]

    return _made(REACHED.table, REACHED.on, does)


def _hold(whole: Whole, keys: str) -> str:
    return f"SELECT FROM {whole.table} WHERE id IN ({keys}) ORDER BY id FOR NO KEY UPDATE"


def _made(table: str, on: tuple[str, ...], statements: Callable[[str, str], list[str]]) -> str:
    """Make the triggers of a table, which run what ``statements`` says of a way and its rows."""
    does = {way: _branch(on, way, statements(way, changed)) for way, changed in _CHANGED.items()}
    return _installed(table, does)


def _installed(table: str, does: Mapping[str, str]) -> str:
    # Each is a look into an index, whatever the database believes of tables that grow just now.
    rights = f"{triggers.AS_OWNER} SET enable_seqscan = off SET jit = off"
    return triggers.made("tally", table, does, rights=rights)


def _branch(on: tuple[str, ...], way: str, statements: list[str]) -> str:
    """Run the statements for rows that are written in that way, if that concerns the count."""
    does = triggers.by_number(way, statements)
    return triggers.if_changed(on, does) if way == "update" else does
