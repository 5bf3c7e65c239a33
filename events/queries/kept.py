"""What the database keeps on each meeting: the countries under which it is counted.

Said once, as a question to the facts (decision 0053). The triggers ask it again of the meetings
whose facts change, ``manage.py figures`` of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from core import tables, triggers
from core.triggers import Rule
from events.models import Event

# Of who met as a pairing, who convened it, and who took part.
_COUNTRIES = """
SELECT event.id, ARRAY(
    SELECT DISTINCT house.country_id FROM (
        SELECT party.organization_id FROM events_eventpairing met
        JOIN partnerships_pairingparty party ON party.pairing_id = met.pairing_id
        WHERE met.event_id = event.id
        UNION ALL SELECT organization_id FROM events_organizer WHERE event_id = event.id
        UNION ALL SELECT organization_id FROM events_participation WHERE event_id = event.id
    ) AS there JOIN network_organization house ON house.id = there.organization_id
    WHERE house.country_id IS NOT NULL ORDER BY house.country_id
) AS countries FROM events_event AS event
"""


def install() -> str:
    """Return the SQL that makes the functions and triggers."""
    return triggers.install("met", _FUNCTIONS % _keep("event.id = ANY (ids)"), RULES)


@transaction.atomic
def see_to_triggers() -> None:
    """Make the triggers if they are to say something else, and keep what they say from now on."""
    on = {Event._meta.db_table, *(rule.table for rule in RULES)}
    if _has_column() and tables.install("met_", install(), on=on):
        rebuild()


def rebuild() -> int:
    """Keep what the facts say now; return how many meetings said something else."""
    with connection.cursor() as cursor:
        cursor.execute(_keep("true"))
        return int(cursor.rowcount)


def differences() -> Iterator[str]:
    """Yield what a meeting says of itself and the facts do not."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT said.id, stands.countries, said.countries FROM ({_COUNTRIES}) AS said"
            " JOIN events_event AS stands USING (id)"
            " WHERE stands.countries <> said.countries ORDER BY said.id"
        )
        for key, stands, said in cursor.fetchall():
            yield f"meeting {key}: countries is {stands}, by the facts {said}"


def _has_column() -> bool:
    """Say whether nobody has gone back to tables of an earlier version."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_attribute WHERE attname = 'countries' AND NOT attisdropped"
            " AND attrelid = to_regclass('events_event')"
        )
        return cursor.fetchone() is not None


def _keep(which: str) -> str:
    """Return the statement that keeps what the facts say on the meetings for which ``which`` is."""
    return (
        f"UPDATE events_event AS stands SET countries = said.countries"
        f" FROM ({_COUNTRIES} WHERE {which} OFFSET 0) AS said"
        " WHERE said.id = stands.id AND said.countries <> stands.countries"
    )


# Whoever changes who met holds the meeting while it is asked anew: of two at once the second sees
# what the first did. It is read past the wall: a reader sees a part of the facts.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION met_at_events(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM FROM events_event WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        %s;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION met_as_pairings(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT met_at_events(ARRAY(
        SELECT DISTINCT event_id FROM events_eventpairing WHERE pairing_id = ANY (ids)))
$$;

CREATE OR REPLACE FUNCTION met_from_houses(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT met_at_events(ARRAY(
        SELECT met.event_id FROM events_eventpairing met
        JOIN partnerships_pairingparty party ON party.pairing_id = met.pairing_id
        WHERE party.organization_id = ANY (ids)
        UNION SELECT event_id FROM events_organizer WHERE organization_id = ANY (ids)
        UNION SELECT event_id FROM events_participation WHERE organization_id = ANY (ids)))
$$;
"""


def _of_events(table: str, who: str) -> Rule:
    return Rule(table, "met_at_events", ("SELECT event_id FROM changed",), ("event_id", who))


RULES = (
    _of_events("events_eventpairing", "pairing_id"),
    _of_events("events_organizer", "organization_id"),
    _of_events("events_participation", "organization_id"),
    # Whoever saves a meeting writes what was kept when they read it.
    Rule(
        "events_event",
        "met_at_events",
        ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",),
        ("countries",),
        ways=("update",),
    ),
    Rule(
        "partnerships_pairingparty",
        "met_as_pairings",
        ("SELECT pairing_id FROM changed",),
        ("pairing_id", "organization_id"),
    ),
    Rule(
        "network_organization",
        "met_from_houses",
        ("SELECT id FROM changed",),
        ("country_id",),
        ways=("update",),
    ),
)
