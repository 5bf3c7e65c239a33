"""Whom people concern, and to whom they are known since something names them.

Whoever is named in a row is known to who sees that row: a page tells who else was at a meeting. How
much somebody has done may be much, so it is read anew only when something goes: what is written
adds its keys.
"""

from __future__ import annotations

from collections.abc import Iterator

from core import triggers
from core.triggers import Rule
from events.queries.concerns import CHANGED, keeping, on
from network.models import Person
from network.models.concerns import Concern, keys, looked_up

# Coordinators also see who holds no position yet: they place them.
_PERSON = keys(
    "SELECT unnest(house.near) FROM network_position AS held"
    f" {looked_up('network_organization', 'house', 'held.organization_id')}"
    " WHERE held.person_id = network_person.id",
    f"SELECT {Concern.ITSELF.key('network_person.user_id')}",
    f"SELECT {Concern.LIMITED_STAFF.key()}",
    f"SELECT {Concern.COORDINATORS.key()} WHERE NOT EXISTS"
    " (SELECT FROM network_position AS held WHERE held.person_id = network_person.id)",
)
# A table, its column with the person, the one that leads on, and to which table.
_PAIRING, _SIGNED, _MEETING = "partnerships_pairing", "partnerships_agreement", "events_event"
NAMES = (
    ("partnerships_pairingfocalpoint", "person_id", "pairing_id", _PAIRING),
    ("partnerships_action", "person_id", "pairing_id", _PAIRING),
    ("partnerships_progressupdate", "author_id", "pairing_id", _PAIRING),
    ("partnerships_comment", "author_id", "pairing_id", _PAIRING),
    ("partnerships_answerreferral", "person_id", "pairing_id", _PAIRING),
    ("partnerships_workinggroupmember", "person_id", "group_id", "partnerships_workinggroup"),
    ("partnerships_agreementparty", "signatory_id", "agreement_id", _SIGNED),
    ("partnerships_agreementwitness", "person_id", "agreement_id", _SIGNED),
    ("events_participation", "person_id", "event_id", _MEETING),
    ("events_statement", "person_id", "event_id", _MEETING),
    ("events_presentation", "person_id", "event_id", _MEETING),
    ("events_agendaspeaker", "person_id", "item_id", "events_agendaitem"),
)
# What belongs to a record by way of another.
_BETWEEN = {
    "partnerships_workinggroup": ("pairing_id", _PAIRING),
    "events_agendaitem": ("event_id", _MEETING),
}


def _with_record(table: str, key: str, whole: str) -> str:
    """Return the rows of ``table``, each with the ``record`` that shows it."""
    if whole not in _BETWEEN:
        return f"{table} AS named {looked_up(whole, 'record', f'named.{key}')}"
    of, record = _BETWEEN[whole]
    between = looked_up(whole, "between_", f"named.{key}")
    return f"{table} AS named {between} {looked_up(record, 'record', f'between_.{of}')}"


def _joined(table: str, key: str, whole: str) -> tuple[str, str]:
    """Return the same as a join that may begin at either side."""
    if whole not in _BETWEEN:
        return f"{table} AS named JOIN {whole} AS record ON record.id = named.{key}", whole
    of, record = _BETWEEN[whole]
    between = f"{table} AS named JOIN {whole} AS between_ ON between_.id = named.{key}"
    return f"{between} JOIN {record} AS record ON record.id = between_.{of}", record


def _known() -> Iterator[str]:
    """Yield the questions for whom a person concerns, and to whom rows make them known."""
    yield f"SELECT unnest({_PERSON})"
    for table, person, key, whole in NAMES:
        rows = _with_record(table, key, whole)
        yield f"SELECT unnest(record.concerns) FROM {rows} WHERE named.{person} = network_person.id"


def _named_by(which: str, *tables: str, record: str = "") -> str:
    """Return the question for the people whom rows name, and for the keys that they bring.

    It is asked of the rows of ``tables``, or of all that belong to a ``record``.
    """
    found = [
        f"SELECT named.{person} AS person, record.concerns FROM {rows} WHERE {which}"
        for table, person, key, whole in NAMES
        for rows, of in [_joined(table, key, whole)]
        if table in tables or of == record
    ]
    return " UNION ALL ".join(found)


# Their rows are held, as where all is asked anew: what one takes away another does not miss.
_GAINS = f"""
CREATE OR REPLACE FUNCTION %(name)s(ids bigint[]) RETURNS void
LANGUAGE plpgsql {triggers.AS_OWNER} {triggers.PLANS_ARE_KEPT}
SET enable_seqscan = off SET jit = off AS $$
BEGIN
    IF cardinality(ids) > 0 THEN
        {triggers.anew_for_many("cardinality(ids)")}
        -- The rows are found first: not by all that somebody wrote, whose index has them in order.
        PERFORM FROM network_person WHERE id = ANY (ARRAY(SELECT person FROM (%(found)s) AS found))
        ORDER BY id FOR NO KEY UPDATE;
        WITH found AS MATERIALIZED (%(found)s), brought AS (
            SELECT person, array_agg(DISTINCT key) AS keys
            FROM found CROSS JOIN LATERAL unnest(found.concerns) AS key
            WHERE person IS NOT NULL GROUP BY person
        ) UPDATE network_person AS stands SET known_to = ARRAY(
            SELECT DISTINCT key FROM unnest(stands.known_to || brought.keys) AS key ORDER BY key
        ) FROM brought WHERE stands.id = brought.person AND NOT brought.keys <@ stands.known_to;
    END IF;
END $$;
"""
_COMPARED = (
    "SELECT after.id FROM old_rows AS before JOIN new_rows AS after ON after.id = before.id WHERE "
)


def _on_names() -> Iterator[Rule]:
    """Yield the rules by which a row that names somebody makes them known."""
    for table, person, key, _whole in NAMES:
        yield on(
            table, f"SELECT {person} FROM changed", f"{person} {key}", ways=("update", "delete")
        )
        yield on(
            table,
            f"SELECT id FROM changed WHERE {person} IS NOT NULL",
            ways=("insert",),
            function=f"concern_person_gains_by_{table}",
        )


def _on_records() -> Iterator[Rule]:
    """Yield the rules by which those are known to others whom a record names that concerns others.

    Mostly it concerns some more, such as when people are added to a meeting.
    """
    for record in (_PAIRING, _SIGNED, _MEETING):
        lost = f"record.id IN ({_COMPARED} NOT before.concerns <@ after.concerns)"
        found = _named_by(lost, record=record)
        yield on(record, f"SELECT person FROM ({found}) AS lost", "concerns", ways=CHANGED)
        yield on(
            record,
            f"{_COMPARED} before.concerns <> after.concerns AND before.concerns <@ after.concerns",
            "concerns",
            ways=CHANGED,
            function=f"concern_person_gains_in_{record}",
        )


def _functions() -> Iterator[str]:
    for table, *_of in NAMES:
        found = _named_by("named.id = ANY (ids)", table)
        yield _GAINS % {"name": f"concern_person_gains_by_{table}", "found": found}
    for record in (_PAIRING, _SIGNED, _MEETING):
        found = _named_by("record.id = ANY (ids)", record=record)
        yield _GAINS % {"name": f"concern_person_gains_in_{record}", "found": found}


# Who gives a person an account calls this before holding them: the meetings that this concerns anew
# are held first, as by those who write the person into one.
_HELD_WITH_PERSON = f"""
CREATE OR REPLACE FUNCTION concern_person_held(person bigint) RETURNS void
LANGUAGE plpgsql {triggers.AS_OWNER} {triggers.PLANS_ARE_KEPT} AS $$
BEGIN
    PERFORM FROM events_event WHERE id = ANY (ARRAY(
        SELECT event_id FROM events_participation WHERE person_id = person
    )) ORDER BY id FOR NO KEY UPDATE;
END $$;
"""
ON_PEOPLE = keeping(
    "concern_person",
    Person,
    {"concerns": _PERSON, "known_to": keys(*_known())},
    "user_id",
    on("network_position", "SELECT person_id FROM changed", "person_id organization_id"),
    on(
        "network_organization",
        "SELECT held.person_id FROM changed"
        " JOIN network_position AS held ON held.organization_id = changed.id",
        "near",
        ways=CHANGED,
    ),
    *_on_names(),
    *_on_records(),
    functions="".join([*_functions(), _HELD_WITH_PERSON]),
)
