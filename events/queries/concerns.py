"""Whom meetings, people and papers concern, as the facts say it.

Here stand the rules of visibility: a row is seen by who has one of its keys
(``network.models.concerns``). The database keeps them on the row (decision 0062), so that no list
asks other tables about each. Of people: ``known_people.py``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core import triggers
from core.kept import Kept
from core.triggers import WAYS, Rule
from events.models import Event
from network.models import Organization
from network.models.concerns import KINDS, Concern, keys, looked_up, of_kind, of_organization
from partnerships.models import Agreement, Designation, WorkPlan

_ORGANIZATION, _PAIRING = "network_organization", "partnerships_pairing"
PLACE = "country_id parent_id"
_OF_PAIRING = "SELECT unnest(pairing.concerns) FROM partnerships_pairing AS pairing"


def _facts(table: str, *columns: str) -> str:
    return f"SELECT {table}.id, {', '.join(columns)} FROM {table}"


_EVENT = keys(
    "SELECT unnest(pairing.concerns) FROM events_eventpairing AS met"
    f" {looked_up(_PAIRING, 'pairing', 'met.pairing_id')} WHERE met.event_id = events_event.id",
    of_organization(
        f"events_organizer AS by {looked_up(_ORGANIZATION, 'house', 'by.organization_id')}"
        " WHERE by.event_id = events_event.id"
    ),
    of_organization(
        f"events_participation AS part {looked_up(_ORGANIZATION, 'house', 'part.organization_id')}"
        " WHERE part.event_id = events_event.id"
    ),
    f"SELECT {Concern.GUEST.key('person.user_id')} FROM events_participation AS part"
    f" {looked_up('network_person', 'person', 'part.person_id')}"
    " WHERE part.event_id = events_event.id",
    f"SELECT {Concern.PROGRAMME.key('under.programme_id')} FROM events_eventprogramme AS under"
    " WHERE under.event_id = events_event.id",
    f"SELECT {Concern.AUTHOR.key('events_event.logged_by_id')}",
)
# A signed paper is of the programme of its pairing; without one, of those of its meeting.
_OF_PAPER = """
SELECT {programme} FROM partnerships_pairing AS pairing WHERE pairing.id = {paper}.pairing_id
UNION ALL SELECT {under} FROM events_outcome AS outcome CROSS JOIN LATERAL (
    SELECT * FROM events_eventprogramme WHERE event_id = outcome.event_id OFFSET 0
) AS under WHERE outcome.{noun}_id = {paper}.id AND {paper}.pairing_id IS NULL
"""


def _of_paper(noun: str) -> str:
    return _OF_PAPER.format(
        noun=noun,
        paper=f"partnerships_{noun}",
        programme=Concern.PROGRAMME.key("pairing.programme_id"),
        under=Concern.PROGRAMME.key("under.programme_id"),
    )


_AGREEMENT = keys(
    of_organization(
        "partnerships_agreementparty AS party"
        f" {looked_up(_ORGANIZATION, 'house', 'party.organization_id')}"
        " WHERE party.agreement_id = partnerships_agreement.id"
    ),
    _of_paper("agreement"),
)
_DESIGNATION = keys(
    of_organization(
        "network_organization AS house WHERE house.id IN"
        " (partnerships_designation.conferred_by_id, partnerships_designation.conferred_on_id)"
    ),
    _of_paper("designation"),
)
# The plan of the whole network is every member's.
_WORK_PLAN = keys(
    f"{_OF_PAIRING} WHERE pairing.id = partnerships_workplan.pairing_id",
    f"SELECT {Concern.PROGRAMME.key('partnerships_workplan.programme_id')}",
    f"SELECT {Concern.MEMBERS.key()} WHERE partnerships_workplan.pairing_id IS NULL",
)
# Near an organization are its own, their partners; near the ILO are all members.
_NEAR = keys(
    of_organization("(SELECT network_organization.*) AS house"),
    f"SELECT {Concern.MEMBERS.key()} FROM network_organizationkind AS kind"
    " WHERE kind.id = network_organization.kind_id AND kind.key = 'ilo_office'",
    "SELECT partner.key FROM partnerships_pairingparty AS side"
    f" {looked_up(_PAIRING, 'pairing', 'side.pairing_id')}"
    " CROSS JOIN LATERAL unnest(pairing.concerns) AS partner (key)"
    " WHERE side.organization_id = network_organization.id"
    f" AND NOT {of_kind('partner.key', Concern.PROGRAMME)}",
)


def keeping(
    name: str, model: Any, columns: dict[str, str], own: str, *others: Rule, functions: str = ""
) -> Kept:
    """Return what keeps ``columns`` of ``model``; ``own`` are the columns that they depend on."""
    table = model._meta.db_table
    facts = _facts(table, *columns.values())
    # Whoever saves a row writes what was kept when they read it.
    itself = Rule(
        table,
        f"{name}_anew",
        ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",),
        (*own.split(), *columns),
        ways=("insert", "update"),
    )
    rules = (rule if rule.function else replace(rule, function=itself.function) for rule in others)
    return Kept(name, model, tuple(columns), lambda: facts, (itself, *rules), functions)


def on(
    table: str,
    found: str,
    columns: str = "",
    *more: str,
    ways: tuple[str, ...] = WAYS,
    function: str = "",
) -> Rule:
    """Return the rule that a change in ``columns`` of ``table`` concerns what is ``found``.

    Unless ``function`` says less, all that is kept of these rows is asked anew.
    """
    return Rule(table, function, (found, *more), tuple(columns.split()), ways)


CHANGED = ("update",)
# Whoever writes that pairings met holds them before the meeting and its people, as those do who
# change a pairing: so none waits for the other, and none overlooks what the other writes.
_TOGETHER = f"""
CREATE OR REPLACE FUNCTION met_together(events bigint[], pairings bigint[]) RETURNS void
LANGUAGE plpgsql {triggers.AS_OWNER} {triggers.PLANS_ARE_KEPT} AS $$
BEGIN
    PERFORM FROM partnerships_pairing WHERE id = ANY (pairings) ORDER BY id FOR NO KEY UPDATE;
    PERFORM met_anew(events);
END $$;
"""
_EVENTS = "SELECT event_id FROM changed"
ON_EVENTS = keeping(
    "met",
    Event,
    {
        "concerns": _EVENT,
        "countries": f"ARRAY(SELECT key / {KINDS} FROM unnest({_EVENT}) AS key"
        f" WHERE {of_kind('key', Concern.COUNTRY)})",
    },
    "logged_by_id",
    on("events_eventpairing", _EVENTS, ways=("delete",)),
    on(
        "events_eventpairing",
        _EVENTS,
        "event_id pairing_id",
        "SELECT pairing_id FROM changed",
        ways=("insert", "update"),
        function="met_together",
    ),
    on("events_organizer", _EVENTS, "event_id organization_id"),
    on("events_participation", _EVENTS, "event_id organization_id person_id"),
    on("events_eventprogramme", _EVENTS, "event_id programme_id"),
    on(
        "partnerships_pairing",
        "SELECT met.event_id FROM changed"
        " JOIN events_eventpairing AS met ON met.pairing_id = changed.id",
        "concerns",
        ways=CHANGED,
    ),
    on(
        "network_organization",
        "SELECT by.event_id FROM changed"
        " JOIN events_organizer AS by ON by.organization_id = changed.id"
        " UNION SELECT part.event_id FROM changed"
        " JOIN events_participation AS part ON part.organization_id = changed.id",
        PLACE,
        ways=CHANGED,
    ),
    on(
        "network_person",
        "SELECT part.event_id FROM changed"
        " JOIN events_participation AS part ON part.person_id = changed.id",
        "user_id",
        ways=CHANGED,
    ),
    functions=_TOGETHER,
)


def _on_papers(noun: str) -> tuple[Rule, ...]:
    """Return the rules by which the programmes of a paper change."""
    return (
        on(
            "partnerships_pairing",
            f"SELECT paper.id FROM changed JOIN partnerships_{noun} AS paper"
            " ON paper.pairing_id = changed.id",
            "programme_id",
            ways=CHANGED,
        ),
        on("events_outcome", f"SELECT {noun}_id FROM changed", f"event_id {noun}_id"),
        on(
            "events_eventprogramme",
            f"SELECT outcome.{noun}_id FROM changed"
            " JOIN events_outcome AS outcome ON outcome.event_id = changed.event_id",
            "event_id programme_id",
        ),
    )


ON_AGREEMENTS = keeping(
    "concern_agreement",
    Agreement,
    {"concerns": _AGREEMENT},
    "pairing_id",
    on(
        "partnerships_agreementparty",
        "SELECT agreement_id FROM changed",
        "agreement_id organization_id",
    ),
    on(
        "network_organization",
        "SELECT party.agreement_id FROM changed"
        " JOIN partnerships_agreementparty AS party ON party.organization_id = changed.id",
        PLACE,
        ways=CHANGED,
    ),
    *_on_papers("agreement"),
)
ON_DESIGNATIONS = keeping(
    "concern_designation",
    Designation,
    {"concerns": _DESIGNATION},
    "pairing_id conferred_by_id conferred_on_id",
    on(
        "network_organization",
        "SELECT title.id FROM changed JOIN partnerships_designation AS title"
        " ON title.conferred_by_id = changed.id UNION SELECT title.id FROM changed"
        " JOIN partnerships_designation AS title ON title.conferred_on_id = changed.id",
        PLACE,
        ways=CHANGED,
    ),
    *_on_papers("designation"),
)
ON_WORK_PLANS = keeping(
    "concern_plan",
    WorkPlan,
    {"concerns": _WORK_PLAN},
    "pairing_id programme_id",
    on(
        "partnerships_pairing",
        "SELECT plan.id FROM changed"
        " JOIN partnerships_workplan AS plan ON plan.pairing_id = changed.id",
        "concerns",
        ways=CHANGED,
    ),
)
# Who moves an institution to another country, or under another house, calls this before holding it:
# all that this concerns anew is held in the order of decision 0062, in which everybody goes.
_HELD_WITH_HOUSE = f"""
CREATE OR REPLACE FUNCTION concern_house_held(house bigint) RETURNS void
LANGUAGE plpgsql {triggers.AS_OWNER} {triggers.PLANS_ARE_KEPT} AS $$
DECLARE
    paired bigint[] := ARRAY(
        SELECT pairing_id FROM partnerships_pairingparty WHERE organization_id = house
    );
BEGIN
    PERFORM FROM partnerships_pairing WHERE id = ANY (paired) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM events_event WHERE id = ANY (ARRAY(
        SELECT event_id FROM events_organizer WHERE organization_id = house
        UNION SELECT event_id FROM events_participation WHERE organization_id = house
        UNION SELECT event_id FROM events_eventpairing WHERE pairing_id = ANY (paired)
    )) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM partnerships_agreement WHERE id = ANY (ARRAY(
        SELECT agreement_id FROM partnerships_agreementparty WHERE organization_id = house
    )) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM partnerships_designation WHERE id = ANY (ARRAY(
        SELECT id FROM partnerships_designation WHERE conferred_by_id = house
        UNION SELECT id FROM partnerships_designation WHERE conferred_on_id = house
    )) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM partnerships_workplan WHERE pairing_id = ANY (paired)
    ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM network_organization WHERE id = house OR id = ANY (ARRAY(
        SELECT organization_id FROM partnerships_pairingparty WHERE pairing_id = ANY (paired)
    )) ORDER BY id FOR NO KEY UPDATE;
END $$;
"""
ON_ORGANIZATIONS = keeping(
    "concern_house",
    Organization,
    {"near": _NEAR},
    f"{PLACE} kind_id",
    on(
        "partnerships_pairing",
        "SELECT side.organization_id FROM changed"
        " JOIN partnerships_pairingparty AS side ON side.pairing_id = changed.id",
        "concerns",
        ways=CHANGED,
    ),
    on(
        "partnerships_pairingparty",
        "SELECT organization_id FROM changed",
        "pairing_id organization_id",
    ),
    on(
        "network_organizationkind",
        "SELECT house.id FROM changed JOIN network_organization AS house"
        " ON house.kind_id = changed.id",
        "key",
        ways=CHANGED,
    ),
    functions=_HELD_WITH_HOUSE,
)
