"""Whom meetings, people and papers concern, as the facts say it.

Here stand the rules of visibility: a row is seen by who has one of its keys
(``network.models.concerns``). The database keeps them on the row (decision 0058), so that no list
asks other tables about each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.kept import Kept
from core.triggers import WAYS, Rule
from events.models import Event
from network.models import Organization, Person
from network.models.concerns import KINDS, Concern, keys, of_kind, of_organization
from partnerships.models import Agreement, Designation, WorkPlan
from partnerships.queries.kept import ON_PAIRINGS

_HOUSE = "JOIN network_organization AS house ON house.id"
_PLACE = "country_id parent_id"
_OF_PAIRING = "SELECT unnest(pairing.concerns) FROM partnerships_pairing AS pairing"


def _facts(table: str, *columns: str) -> str:
    return f"SELECT {table}.id, {', '.join(columns)} FROM {table}"


_EVENT = keys(
    f"{_OF_PAIRING} JOIN events_eventpairing AS met ON met.pairing_id = pairing.id"
    " WHERE met.event_id = events_event.id",
    of_organization(
        f"events_organizer AS by {_HOUSE} = by.organization_id WHERE by.event_id = events_event.id"
    ),
    of_organization(
        f"events_participation AS part {_HOUSE} = part.organization_id"
        " WHERE part.event_id = events_event.id"
    ),
    f"SELECT {Concern.GUEST.key('person.user_id')} FROM events_participation AS part"
    " JOIN network_person AS person ON person.id = part.person_id"
    " WHERE part.event_id = events_event.id",
    f"SELECT {Concern.PROGRAMME.key('under.programme_id')} FROM events_eventprogramme AS under"
    " WHERE under.event_id = events_event.id",
    f"SELECT {Concern.AUTHOR.key('events_event.logged_by_id')}",
)
# A signed paper is of the programme of its pairing; without one, of those of its meeting.
_OF_PAPER = """
SELECT {programme} FROM partnerships_pairing AS pairing WHERE pairing.id = {paper}.pairing_id
UNION ALL SELECT {under} FROM events_outcome AS outcome
JOIN events_eventprogramme AS under ON under.event_id = outcome.event_id
WHERE outcome.{noun}_id = {paper}.id AND {paper}.pairing_id IS NULL
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
        f"partnerships_agreementparty AS party {_HOUSE} = party.organization_id"
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
    " JOIN partnerships_pairing AS pairing ON pairing.id = side.pairing_id"
    " CROSS JOIN LATERAL unnest(pairing.concerns) AS partner (key)"
    " WHERE side.organization_id = network_organization.id"
    f" AND NOT {of_kind('partner.key', Concern.PROGRAMME)}",
)
# Coordinators also see who holds no position yet: they place them.
_PERSON = keys(
    "SELECT unnest(house.near) FROM network_position AS held"
    f" {_HOUSE} = held.organization_id WHERE held.person_id = network_person.id",
    f"SELECT {Concern.ITSELF.key('network_person.user_id')}",
    f"SELECT {Concern.LIMITED_STAFF.key()}",
    f"SELECT {Concern.COORDINATORS.key()} WHERE NOT EXISTS"
    " (SELECT FROM network_position AS held WHERE held.person_id = network_person.id)",
)

# Whoever is named in a row is known to who sees that row: a page tells who else was at a meeting.
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


def _named(table: str, person: str, key: str, whole: str) -> str:
    """Return the question for whom the rows of ``table`` concern that name a person."""
    rows = f"{table} AS named JOIN {whole} AS whole ON whole.id = named.{key}"
    if whole in _BETWEEN:
        key, of = _BETWEEN[whole]
        rows += f" JOIN {of} AS record ON record.id = whole.{key}"
    said = "record" if whole in _BETWEEN else "whole"
    return f"SELECT unnest({said}.concerns) FROM {rows} WHERE named.{person} = network_person.id"


_KNOWN = keys(f"SELECT unnest({_PERSON})", *(_named(*each) for each in NAMES))


def _kept(name: str, model: Any, columns: dict[str, str], own: str, *others: Rule) -> Kept:
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
    rules = (itself, *(replace(rule, function=f"{name}_anew") for rule in others))
    return Kept(name, model, tuple(columns), lambda: facts, rules)


def _on(table: str, found: str, columns: str = "", *, ways: tuple[str, ...] = WAYS) -> Rule:
    """Return the rule that a change in ``columns`` of ``table`` concerns what is ``found``."""
    return Rule(table, "", (found,), tuple(columns.split()), ways)


_CHANGED = ("update",)
_EVENTS = "SELECT event_id FROM changed"
ON_EVENTS = _kept(
    "met",
    Event,
    {
        "concerns": _EVENT,
        "countries": f"ARRAY(SELECT key / {KINDS} FROM unnest({_EVENT}) AS key"
        f" WHERE {of_kind('key', Concern.COUNTRY)})",
    },
    "logged_by_id",
    _on("events_eventpairing", _EVENTS, "event_id pairing_id"),
    _on("events_organizer", _EVENTS, "event_id organization_id"),
    _on("events_participation", _EVENTS, "event_id organization_id person_id"),
    _on("events_eventprogramme", _EVENTS, "event_id programme_id"),
    _on(
        "partnerships_pairing",
        "SELECT met.event_id FROM changed"
        " JOIN events_eventpairing AS met ON met.pairing_id = changed.id",
        "concerns",
        ways=_CHANGED,
    ),
    _on(
        "network_organization",
        "SELECT by.event_id FROM changed"
        " JOIN events_organizer AS by ON by.organization_id = changed.id"
        " UNION SELECT part.event_id FROM changed"
        " JOIN events_participation AS part ON part.organization_id = changed.id",
        _PLACE,
        ways=_CHANGED,
    ),
    _on(
        "network_person",
        "SELECT part.event_id FROM changed"
        " JOIN events_participation AS part ON part.person_id = changed.id",
        "user_id",
        ways=_CHANGED,
    ),
)


def _on_papers(noun: str) -> tuple[Rule, ...]:
    """Return the rules by which the programmes of a paper change."""
    return (
        _on(
            "partnerships_pairing",
            f"SELECT paper.id FROM changed JOIN partnerships_{noun} AS paper"
            " ON paper.pairing_id = changed.id",
            "programme_id",
            ways=_CHANGED,
        ),
        _on("events_outcome", f"SELECT {noun}_id FROM changed", f"event_id {noun}_id"),
        _on(
            "events_eventprogramme",
            f"SELECT outcome.{noun}_id FROM changed"
            " JOIN events_outcome AS outcome ON outcome.event_id = changed.event_id",
            "event_id programme_id",
        ),
    )


def _named_in(record: str) -> str:
    """Return the question for the people whom rows of the changed records of a kind name."""
    found = [
        f"SELECT named.{person} FROM changed JOIN {table} AS named ON named.{key} = changed.id"
        for table, person, key, whole in NAMES
        if whole == record
    ]
    for between, (of, whole) in _BETWEEN.items():
        table, person, key, _between = next(each for each in NAMES if each[3] == between)
        if whole == record:
            found.append(
                f"SELECT named.{person} FROM changed JOIN {between} AS each"
                f" ON each.{of} = changed.id JOIN {table} AS named ON named.{key} = each.id"
            )
    return " UNION ".join(found)


ON_AGREEMENTS = _kept(
    "concern_agreement",
    Agreement,
    {"concerns": _AGREEMENT},
    "pairing_id",
    _on(
        "partnerships_agreementparty",
        "SELECT agreement_id FROM changed",
        "agreement_id organization_id",
    ),
    _on(
        "network_organization",
        "SELECT party.agreement_id FROM changed"
        " JOIN partnerships_agreementparty AS party ON party.organization_id = changed.id",
        _PLACE,
        ways=_CHANGED,
    ),
    *_on_papers("agreement"),
)
ON_DESIGNATIONS = _kept(
    "concern_designation",
    Designation,
    {"concerns": _DESIGNATION},
    "pairing_id conferred_by_id conferred_on_id",
    _on(
        "network_organization",
        "SELECT title.id FROM changed JOIN partnerships_designation AS title"
        " ON title.conferred_by_id = changed.id UNION SELECT title.id FROM changed"
        " JOIN partnerships_designation AS title ON title.conferred_on_id = changed.id",
        _PLACE,
        ways=_CHANGED,
    ),
    *_on_papers("designation"),
)
ON_WORK_PLANS = _kept(
    "concern_plan",
    WorkPlan,
    {"concerns": _WORK_PLAN},
    "pairing_id programme_id",
    _on(
        "partnerships_pairing",
        "SELECT plan.id FROM changed"
        " JOIN partnerships_workplan AS plan ON plan.pairing_id = changed.id",
        "concerns",
        ways=_CHANGED,
    ),
)
ON_ORGANIZATIONS = _kept(
    "concern_house",
    Organization,
    {"near": _NEAR},
    f"{_PLACE} kind_id",
    _on(
        "partnerships_pairing",
        "SELECT side.organization_id FROM changed"
        " JOIN partnerships_pairingparty AS side ON side.pairing_id = changed.id",
        "concerns",
        ways=_CHANGED,
    ),
    _on(
        "partnerships_pairingparty",
        "SELECT organization_id FROM changed",
        "pairing_id organization_id",
    ),
    _on(
        "network_organizationkind",
        "SELECT house.id FROM changed JOIN network_organization AS house"
        " ON house.kind_id = changed.id",
        "key",
        ways=_CHANGED,
    ),
)
ON_PEOPLE = _kept(
    "concern_person",
    Person,
    {"concerns": _PERSON, "known_to": _KNOWN},
    "user_id",
    _on("network_position", "SELECT person_id FROM changed", "person_id organization_id"),
    _on(
        "network_organization",
        "SELECT held.person_id FROM changed"
        " JOIN network_position AS held ON held.organization_id = changed.id",
        "near",
        ways=_CHANGED,
    ),
    *(
        _on(table, f"SELECT {person} FROM changed", f"{person} {key}")
        for table, person, key, _whole in NAMES
    ),
    *(
        _on(whole, _named_in(whole), "concerns", ways=_CHANGED)
        for whole in (_PAIRING, _SIGNED, _MEETING)
    ),
)
# In the order in which one needs what another says.
KEPT = (
    ON_PAIRINGS,
    ON_EVENTS,
    ON_AGREEMENTS,
    ON_DESIGNATIONS,
    ON_WORK_PLANS,
    ON_ORGANIZATIONS,
    ON_PEOPLE,
)
