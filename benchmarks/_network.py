"""A network of any size, of the shape that real ones have: few hubs and many small houses.

Two houses of five are of the first country. A few institutions have hundreds of pairings, most have
one or two, and one college has thirty: that of the focal point who reads. Half of the pairings are
of the first programme. A few have very much that is agreed and told, most have little.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

import _drawn
from _untold import copies, without_triggers
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from core.db import as_owner
from events.models import (
    Event,
    EventFile,
    EventPairing,
    Organizer,
    Participation,
    Statement,
    Topic,
)
from events.queries.kept import KEPT
from network.models import (
    CooperationArea,
    Country,
    Organization,
    OrganizationKind,
    Person,
    Position,
    Programme,
)
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
_TEXT = "'Plan the training of teachers ' || md5(n::text)"
# Six of ten are done; of those that are open three of ten are late.
_STATE = "case when n % 10 < 6 then 'done' when n % 10 < 8 then 'in_progress' else 'open' end"
_CLOSED = "case when n % 10 < 6 then current_date - n % 900 end"
_DUE = "case when n % 10 < 6 then current_date - n % 900 else current_date - 120 + n % 400 end"


@dataclass(frozen=True)
class Sizes:
    """How many of each noun."""

    houses: int
    people: int
    pairings: int
    items: int
    updates: int
    events: int
    agreements: int
    messages: int

    @classmethod
    def even(cls, count: int) -> Self:
        """Return the same number of each."""
        return cls(*[count] * len(cls.__dataclass_fields__))

    @classmethod
    def of(cls, scale: int) -> Self:
        """Return the network times ``scale``: of 10,000 it has 100,000 houses."""
        return cls(*(scale * each for each in (10, 20, 5, 100, 1000, 20, 5, 100)))


def fill(sizes: Sizes) -> None:
    """Write so many of each noun; their history is not kept, to save minutes."""
    with without_triggers():
        houses = _houses(sizes.houses)
        people = _people(sizes.people, houses, sizes.houses)
        pairings = _pairings(sizes, houses)
        _items(sizes, pairings)
        events = _events(sizes, houses, people, pairings)
        _agreements(sizes.agreements, houses, pairings, sizes)
        _outbox(sizes, pairings, events)
    # What triggers keep, which did not run; one after the other, as none asks another anew.
    with without_triggers():
        for kept in KEPT:
            kept.rebuild()
    call_command("figures", rebuild=True, verbosity=0)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _houses(count: int) -> int:
    drawn = _drawn.keep("drawn_houses", _drawn.houses(count))
    said = {name: f"source.{name}" for name in ("name", "acronym", "local_name")}
    here = Country.objects.get(code="KH").pk
    of = f"case when n % 5 < 2 then {here} else {_one_of(Country)} end"
    return copies(
        Organization,
        count,
        source=drawn,
        search_text="source.searched",
        parent_id="NULL",
        country_id=of,
        kind_id=_one_of(OrganizationKind),
        **said,
    )


def _people(count: int, houses: int, of: int) -> int:
    drawn = _drawn.keep("drawn_people", _drawn.people(count))
    reached = copies(Recipient, count, email="'reader' || n || '@example.org'")
    people = copies(
        Person,
        count,
        source=drawn,
        recipient_id=f"{reached} + n",
        user_id="NULL",
        name="source.name",
        search_text="source.searched",
    )
    held = {"person_id": f"{people} + n", "organization_id": _one(houses, of), "ends_on": "NULL"}
    copies(Position, count, **held)
    return people


def _pairings(sizes: Sizes, houses: int) -> int:
    count = sizes.pairings
    of = f"case n % 2 when 0 then {Programme.objects.order_by('pk')[0].pk} end"
    said = {"title": _TEXT, "search_text": f"lower({_TEXT})", "programme_id": of}
    pairings = copies(Pairing, count, **said)
    college = Organization.objects.get(acronym="NPIC").pk
    own = f"n <= {PAIRINGS_OF_THE_COLLEGE}"
    hub = f"case when {own} then {college} else {_often(houses, sizes.houses, count)} end"
    side, this = _one(houses, sizes.houses), {"pairing_id": f"{pairings} + n"}
    copies(PairingParty, count, organization_id=side, **this)
    # Who would be paired with itself has one side.
    copies(PairingParty, count, organization_id=hub, where=f"({hub}) <> {side}", **this)
    return pairings


def _items(sizes: Sizes, pairings: int) -> None:
    """Write what was promised and agreed, and what was told of it."""
    of = _often(pairings, sizes.pairings, sizes.items)
    said = {"text": _TEXT, "search_text": f"lower({_TEXT})", "state": _STATE, "closed_on": _CLOSED}
    copies(Action, sizes.items, pairing_id=of, due_on=_DUE, **said)
    agreed = "current_date - 900 - n % 1500"
    days = {"starts_on": "NULL", "ends_on": _DUE, "agreed_on": agreed}
    area = _one_of(CooperationArea)
    copies(Commitment, sizes.items, pairing_id=of, area_id=area, **days, **said)
    if not ProgressUpdate.objects.exists():
        ProgressUpdate.objects.create(
            pairing=Pairing.objects.order_by("pk")[0],
            answer=Answer.DONE,
            author=Person.objects.order_by("pk")[0],
            submitted_at=timezone.now(),
        )
    answers = [answer.value for answer in Answer]
    copies(
        ProgressUpdate,
        sizes.updates,
        pairing_id=_often(pairings, sizes.pairings, sizes.updates),
        answer=f"(array{answers})[n % 4 + 1]",
        submitted_at=f"now() - n * interval '900 days' / {sizes.updates}",
        text=_TEXT,
        search_text=f"lower({_TEXT})",
    )


def _events(sizes: Sizes, houses: int, people: int, pairings: int) -> int:
    count = sizes.events
    day = {"day": "date '2020-01-01' + n % 3000", "last_day": "NULL", "starts_at": "NULL"}
    events = copies(Event, count, title=_TEXT, search_text=f"lower({_TEXT})", **day)
    this = {"event_id": f"{events} + n"}
    copies(EventPairing, count, pairing_id=_one(pairings, sizes.pairings), **this)
    here = {**this, "organization_id": _one(houses, sizes.houses)}
    copies(Participation, count, person_id=_one(people, sizes.people), name="''", **here)
    copies(Organizer, count, **here)
    for model in (Topic, Statement):
        copies(model, count, text=_TEXT, search_text=f"lower({_TEXT})", **this)
    copies(EventFile, count, caption=_TEXT, search_text=f"lower({_TEXT})", **this)
    return events


def _agreements(count: int, houses: int, pairings: int, sizes: Sizes) -> None:
    title = {"title": _TEXT, "search_text": f"lower({_TEXT})"}
    agreements = copies(Agreement, count, renews_id="NULL", **title)
    party = {"agreement_id": f"{agreements} + n", "organization_id": _one(houses, sizes.houses)}
    copies(AgreementParty, count, **party)
    sides = {
        "conferred_on_id": _one(houses, sizes.houses),
        "conferred_by_id": f"{houses} + 1 + n % {sizes.houses}",
    }
    copies(Designation, count, **sides, **title)
    plan = {"name": _TEXT, "search_text": f"lower({_TEXT})", "replaces_id": "NULL"}
    copies(WorkPlan, count, pairing_id=_one(pairings, sizes.pairings), **plan)


def _outbox(sizes: Sizes, pairings: int, events: int) -> None:
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
    pairing, event = _one(pairings, sizes.pairings), _one(events, sizes.events)
    copies(
        Message,
        sizes.messages,
        key="'a mail ' || n",
        about_type_id=f"(array{about})[n % 2 + 1]",
        about_id=f"case n % 2 when 0 then {pairing} else {event} end",
        created_at="first.created_at - n * interval '1 minute'",
    )


def _one(behind: int, count: int) -> str:
    """Return the key of one of ``count`` rows behind a key, each in its turn."""
    return f"{behind} + 1 + (n - 1) % {count}"


def _often(behind: int, count: int, of: int) -> str:
    """Return the key of one of ``count`` rows: the first of them very often, most of them hardly.

    Of ``of`` numbers none is drawn twice.
    """
    return f"{behind} + 1 + floor({count} * ((n::bigint * 7919 % {of}) / {of}.0) ^ 2)::bigint"


def _one_of(model: type[models.Model]) -> str:
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return f"(array{keys})[n % {len(keys)} + 1]"
