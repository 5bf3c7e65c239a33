"""A network of any size, of the shape that real ones have: few hubs and many small houses.

Two houses of five are of the first country. A few institutions have hundreds of pairings, most have
one or two, and one college has thirty: that of the focal point who reads.
"""

from __future__ import annotations

from datetime import timedelta

from _untold import without_triggers
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone

from events.models import (
    Event,
    EventFile,
    EventPairing,
    Organizer,
    Participation,
    Statement,
    Topic,
)
from network.models import Country, Organization, Person, Position
from notifications.models import Message, Recipient
from partnerships.enums import Answer
from partnerships.models import (
    Action,
    Agreement,
    AgreementParty,
    Commitment,
    Designation,
    Pairing,
    PairingParty,
    ProgressUpdate,
    WorkPlan,
)

PAIRINGS_OF_THE_COLLEGE = 30
_NAME = "md5(n::text) || ' Technical College'"
_LOCAL = (
    "case n / 4 % 4 when 0 then 'សាលា' when 1 then '技术学校' when 2 then 'ວິທະຍາໄລ' else '' end"
)
_TEXT = "'Plan the training of teachers ' || md5(n::text)"
_FOLDED = f"lower({_NAME}) || ' ' || {_LOCAL}"


def fill(count: int) -> None:
    """Write ``count`` of each noun; their history is not kept, to save minutes."""
    with without_triggers():
        houses = _houses(count)
        people = _people(count, houses)
        pairings = _pairings(count, houses)
        events = _events(count, houses, people, pairings)
        _agreements(count, houses)
        _outbox(count, pairings, events)


def _houses(count: int) -> int:
    made = {"name": _NAME, "local_name": _LOCAL, "search_text": _FOLDED, "parent_id": "NULL"}
    here = Country.objects.get(code="KH").pk
    of = f"case when n % 5 < 2 then {here} else {_one_of(Country)} end"
    return _copies(Organization, count, acronym="''", country_id=of, **made)


def _people(count: int, houses: int) -> int:
    reached = _copies(Recipient, count, email="'reader' || n || '@example.org'")
    person = {"name": "'Person ' || md5(n::text)", "search_text": "'person ' || md5(n::text)"}
    people = _copies(Person, count, recipient_id=f"{reached} + n", user_id="NULL", **person)
    held = {"person_id": f"{people} + n", "organization_id": f"{houses} + n", "ends_on": "NULL"}
    _copies(Position, count, **held)
    return people


def _pairings(count: int, houses: int) -> int:
    pairings = _copies(Pairing, count, title=_TEXT, search_text=f"lower({_TEXT})")
    college = Organization.objects.get(acronym="NPIC").pk
    hub = f"{houses} + 1 + floor({count} * ((n::bigint * 7919 % {count}) / {count}.0) ^ 2)"
    own = f"n <= {PAIRINGS_OF_THE_COLLEGE}"
    for side in (f"{houses} + n", f"case when {own} then {college} else {hub} end"):
        _copies(PairingParty, count, pairing_id=f"{pairings} + n", organization_id=side)
    text = {"text": _TEXT, "search_text": f"lower({_TEXT})"}
    for model in (Action, Commitment):
        _copies(model, count, pairing_id=f"{pairings} + n", **text)
    if not ProgressUpdate.objects.exists():
        ProgressUpdate.objects.create(
            pairing=Pairing.objects.order_by("pk")[0],
            answer=Answer.DONE,
            author=Person.objects.order_by("pk")[0],
            submitted_at=timezone.now(),
        )
    _copies(ProgressUpdate, count, pairing_id=f"{pairings} + n")
    plan = {"name": _TEXT, "search_text": f"lower({_TEXT})", "replaces_id": "NULL"}
    _copies(WorkPlan, count, pairing_id=f"{pairings} + n", **plan)
    return pairings


def _events(count: int, houses: int, people: int, pairings: int) -> int:
    day = {"day": "date '2020-01-01' + n % 3000", "last_day": "NULL", "starts_at": "NULL"}
    events = _copies(Event, count, title=_TEXT, search_text=f"lower({_TEXT})", **day)
    _copies(EventPairing, count, event_id=f"{events} + n", pairing_id=f"{pairings} + n")
    here = {"event_id": f"{events} + n", "organization_id": f"{houses} + n"}
    _copies(Participation, count, person_id=f"{people} + n", name="''", **here)
    _copies(Organizer, count, **here)
    for model in (Topic, Statement):
        text = {"text": _TEXT, "search_text": f"lower({_TEXT})"}
        _copies(model, count, event_id=f"{events} + n", **text)
    _copies(EventFile, count, event_id=f"{events} + n")
    return events


def _agreements(count: int, houses: int) -> None:
    title = {"title": _TEXT, "search_text": f"lower({_TEXT})"}
    agreements = _copies(Agreement, count, renews_id="NULL", **title)
    party = {"agreement_id": f"{agreements} + n", "organization_id": f"{houses} + n"}
    _copies(AgreementParty, count, **party)
    sides = {"conferred_on_id": f"{houses} + n", "conferred_by_id": f"{houses} + n % {count} + 1"}
    _copies(Designation, count, **sides, **title)


def _outbox(count: int, pairings: int, events: int) -> None:
    """Write mails about pairings and about meetings, one to each of those who are reached."""
    about = [ContentType.objects.get_for_model(model).pk for model in (Pairing, Event)]
    if not Message.objects.exists():
        Message.objects.create(
            key="a mail",
            kind="events.meeting_reminder",
            reason="to_all",
            recipient=Recipient.objects.order_by("pk")[0],
            about=Pairing.objects.order_by("pk")[0],
            due_at=timezone.now() + timedelta(days=30),
        )
    _copies(
        Message,
        count,
        key="'a mail ' || n",
        about_type_id=f"(array{about})[n % 2 + 1]",
        about_id=f"n + case n % 2 when 0 then {pairings} else {events} end",
        created_at="first.created_at - n * interval '1 minute'",
    )


def _one_of(model: type[models.Model]) -> str:
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return f"(array{keys})[n % {len(keys)} + 1]"


def _copies(model: type[models.Model], count: int, **columns: str) -> int:
    """Write ``count`` rows like the first, numbered n from 1; return the key that n is added to."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    names = [field.column for field in fields if not field.generated]
    values = {name: columns.get(name, f'first."{name}"') for name in names}
    if "source_key" in values:
        values["source_key"] = "NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        last = int(cursor.fetchone()[0])
        values["id"] = f"{last} + n"
        named = ", ".join(map(connection.ops.quote_name, values))
        cursor.execute(
            f"INSERT INTO {table} ({named}) SELECT {', '.join(values.values())}"
            f" FROM (SELECT * FROM {table} ORDER BY id LIMIT 1) AS first,"
            f" generate_series(1, {count}) AS n"
        )
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last + count})")
    return last
