"""What the database keeps on each meeting: the countries under which it is counted."""

from __future__ import annotations

from core.kept import Kept
from core.triggers import Rule
from events.models import Event

# Of who met as a pairing, who convened it, and who took part.
_COUNTRIES = """
SELECT events_event.id, ARRAY(
    SELECT DISTINCT house.country_id FROM (
        SELECT party.organization_id FROM events_eventpairing met
        JOIN partnerships_pairingparty party ON party.pairing_id = met.pairing_id
        WHERE met.event_id = events_event.id
        UNION ALL SELECT organization_id FROM events_organizer WHERE event_id = events_event.id
        UNION ALL SELECT organization_id FROM events_participation WHERE event_id = events_event.id
    ) AS there JOIN network_organization house ON house.id = there.organization_id
    WHERE house.country_id IS NOT NULL ORDER BY house.country_id
) AS countries FROM events_event
"""


_FINDERS = """
CREATE OR REPLACE FUNCTION attended_as_pairings(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT attended_at_events(ARRAY(
        SELECT DISTINCT event_id FROM events_eventpairing WHERE pairing_id = ANY (ids)))
$$;

CREATE OR REPLACE FUNCTION attended_from_houses(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT attended_at_events(ARRAY(
        SELECT met.event_id FROM events_eventpairing met
        JOIN partnerships_pairingparty party ON party.pairing_id = met.pairing_id
        WHERE party.organization_id = ANY (ids)
        UNION SELECT event_id FROM events_organizer WHERE organization_id = ANY (ids)
        UNION SELECT event_id FROM events_participation WHERE organization_id = ANY (ids)))
$$;
"""


def _of_events(table: str, who: str) -> Rule:
    return Rule(table, "attended_at_events", ("SELECT event_id FROM changed",), ("event_id", who))


# Triggers run in the order of their names, and who writes holds a meeting before its pairings. So
# this comes before what is kept on pairings.
ON_MEETINGS = Kept(
    "attended",
    "meeting",
    "attended_at_events",
    Event,
    ("countries",),
    lambda: _COUNTRIES,
    (
        _of_events("events_eventpairing", "pairing_id"),
        _of_events("events_organizer", "organization_id"),
        _of_events("events_participation", "organization_id"),
        # Whoever saves a meeting writes what was kept when they read it.
        Rule(
            "events_event",
            "attended_at_events",
            ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",),
            ("countries",),
            ways=("update",),
        ),
        Rule(
            "partnerships_pairingparty",
            "attended_as_pairings",
            ("SELECT pairing_id FROM changed",),
            ("pairing_id", "organization_id"),
        ),
        Rule(
            "network_organization",
            "attended_from_houses",
            ("SELECT id FROM changed",),
            ("country_id",),
            ways=("update",),
        ),
    ),
    _FINDERS,
)
