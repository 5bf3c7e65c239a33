"""Questions about pairings: the list, one pairing's page, who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    Count,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from accounts.models import User
from network.models import FocalPoint, Organization, Person
from partnerships.enums import OPEN_COMMITMENTS, CooperationRole, PairingPhase, PairingStatus
from partnerships.models import (
    Action,
    Agreement,
    AnswerReferral,
    Designation,
    Pairing,
    PairingParty,
    ProgressUpdate,
    WorkingGroup,
    WorkPlan,
)
from partnerships.models.pairings import PairingQuerySet
from partnerships.queries import comments, commitments, updates
from partnerships.queries.comments import Thread
from partnerships.queries.commitments import StateGroup

LATEST = 2


@dataclass(frozen=True)
class Standing:
    """How a pairing is doing; ``silent_days`` is None if it was never heard of."""

    status: PairingStatus
    silent_days: int | None


@dataclass(frozen=True)
class Contact:
    """A focal point of one side; ``ends`` is the appointment for this pairing alone, if any."""

    person: Person
    is_visible: bool
    own_appointment: int | None


@dataclass(frozen=True)
class Side:
    """A party with the part that it plays and the people who answer for it."""

    party: PairingParty
    role: CooperationRole | None
    contacts: tuple[Contact, ...]

    @property
    def organization(self) -> Organization:
        """The organization of this side."""
        return self.party.organization


@dataclass(frozen=True)
class PairingPage:
    """Everything that the page of a pairing shows."""

    pairing: Pairing
    phase: PairingPhase
    standing: Standing
    sides: tuple[Side, ...]
    open_actions: tuple[Action, ...]
    closed_actions: tuple[Action, ...]
    commitments: tuple[StateGroup, ...]
    agreements: tuple[Agreement, ...]
    designations: tuple[Designation, ...]
    work_plans: tuple[WorkPlan, ...]
    working_groups: tuple[WorkingGroup, ...]
    updates: tuple[ProgressUpdate, ...]
    referrals: tuple[AnswerReferral, ...]
    thread: Thread

    @property
    def has_actions(self) -> bool:
        """Whether an action was ever planned."""
        return bool(self.open_actions or self.closed_actions)

    @property
    def open_areas(self) -> list[StateGroup]:
        """The agreed areas that are still to be carried out."""
        return [group for group in self.commitments if group.state in OPEN_COMMITMENTS]

    @property
    def closed_areas(self) -> list[StateGroup]:
        """The agreed areas that are history."""
        return [group for group in self.commitments if group.state not in OPEN_COMMITMENTS]


def listed(pairings: QuerySet[Pairing], *, today: date) -> QuerySet[Pairing]:
    """Return ``pairings`` as the list shows them: parties, status, next step, urgent first.

    Of those with an overdue action the one that waits for longest comes first, of others the one
    that was not heard of for longest.
    """
    return (
        Pairing.objects.filter(pk__in=pairings.values("pk"))
        .with_parties()
        .with_status(today)
        .annotate(urgency=_urgency(), overdue_since=_overdue_since(), told_action=_next_action())
        .order_by("urgency", *_ORDER)
    )


def next_action(pairing: Any) -> Action | None:
    """Return the open action of a pairing as ``listed`` that comes next, as far as it is shown."""
    told = pairing.told_action
    if told is None:
        return None
    day = told["due_on"] and date.fromisoformat(told["due_on"])
    return Action(**{**told, "due_on": day}, pairing=pairing)


def _next_action() -> Subquery:
    """Return what is shown of the action that comes next: one of a pairing, however many it has."""
    own = Action.objects.open().filter(pairing=OuterRef("pk"))
    first = own.order_by(F("due_on").asc(nulls_last=True), "pk")
    shown = {name: name for name in ("id", "text", "due_on", "state")}
    return Subquery(first.values(json=JSONObject(**shown))[:1], output_field=JSONField())


def most_urgent(pairings: PairingQuerySet, number: int, *, today: date) -> QuerySet[Pairing]:
    """Return the first of ``pairings`` in the order of the list.

    However many there are: those of a status are looked for when those before it are too few.
    """
    of = pairings.with_last_contact().by_status(today)
    parts = (
        of[status].order_by(*_within(status)).values("pk")[:number] for status in PairingStatus
    )
    first, *others = parts
    keys = first.union(*others, all=True)[:number]
    return listed(Pairing.objects.filter(pk__one_of=keys), today=today)


_BY_CONTACT = (F("last_contact_on").asc(nulls_first=True), "title", "pk")
_ORDER = (F("overdue_since").asc(nulls_last=True), *_BY_CONTACT)


def _within(status: PairingStatus) -> Sequence[Any]:
    """Return the order of the list within a status; an index has its first column."""
    return ("first_due_on", *_BY_CONTACT) if status == PairingStatus.OVERDUE else _BY_CONTACT


def _overdue_since() -> Case:
    return Case(When(status=PairingStatus.OVERDUE, then=F("first_due_on")))


def _urgency() -> Func:
    """Return the place of the status in its order.

    The status stands in the statement once: it asks for much, and to compare it with each of its
    values would repeat all of that.
    """
    statuses = [status.value for status in PairingStatus]
    order = Value(statuses, output_field=ArrayField(TextField()))
    return Func(order, F("status"), function="ARRAY_POSITION", output_field=IntegerField())


def page(pairing: Pairing, *, user: User, today: date) -> PairingPage:
    """Return what the page of ``pairing`` shows to ``user``."""
    shown = Pairing.objects.with_parties().with_status(today).get(pk=pairing.pk)
    steps = shown.actions.select_related("organization", "person", "commitment__area")
    upcoming = steps.open().order_by(F("due_on").asc(nulls_last=True), "pk")
    over = steps.exclude(pk__in=Action.objects.open()).order_by("-closed_on", "-pk")
    agreed = shown.commitments.select_related("area", "promised_by", "promised_to")
    return PairingPage(
        pairing=shown,
        phase=PairingPhase(shown.phase),
        standing=standing(shown, today=today),
        sides=_sides(shown, user=user, on=today),
        open_actions=tuple(upcoming),
        closed_actions=tuple(over),
        commitments=commitments.by_state(agreed, today=today),
        agreements=tuple(
            shown.agreements.visible_to(user).select_related("type").order_by("-signed_on", "pk")
        ),
        designations=tuple(
            shown.designations.visible_to(user)
            .select_related("conferred_by", "conferred_on")
            .order_by("-given_on", "pk")
        ),
        work_plans=tuple(shown.work_plans.visible_to(user)),
        working_groups=tuple(
            shown.working_groups.prefetch_related("members__person", "members__organization")
        ),
        updates=tuple(shown.updates.current().select_related(*updates.DETAILS)[:LATEST]),
        referrals=tuple(shown.referrals.open().select_related("person", "action")),
        thread=comments.thread(shown.comments.all()),
    )


def standing(pairing: Pairing, *, today: date) -> Standing:
    """Return the status, and for how many days nothing was heard of the pairing."""
    heard = pairing.last_contact_on or pairing.started_on
    return Standing(PairingStatus(pairing.status), (today - heard).days if heard else None)


def of_same_parties(organizations: Iterable[Organization], *, user: User) -> list[Pairing]:
    """Return the open pairings that the user sees in which all ``organizations`` are parties."""
    wanted = {organization.pk for organization in organizations}
    found = Pairing.objects.visible_to(user).open().filter(parties__organization__in=wanted)
    return list(found.annotate(shared=Count("parties")).filter(shared=len(wanted)))


def _responsible_people(
    pairing: Pairing, organizations: list[int], *, on: date
) -> dict[int, list[tuple[Person, int | None]]]:
    """Return the people of each organization, with the key of their appointment here, if any."""
    found: dict[int, list[tuple[Person, int | None]]] = {pk: [] for pk in organizations}
    appointed = pairing.focal_points.on(on).select_related("person__recipient", "person__honorific")
    for own in appointed.filter(organization__in=organizations).order_by("pk"):
        found[own.organization_id].append((own.person, own.pk))
    general = FocalPoint.objects.on(on).select_related("person__recipient", "person__honorific")
    missing = [pk for pk, people in found.items() if not people]
    for focal_point in general.filter(organization__in=missing):
        found[focal_point.organization_id].append((focal_point.person, None))
    return found


def _sides(pairing: Pairing, *, user: User, on: date) -> tuple[Side, ...]:
    parties = list(pairing.parties.all())
    found = _responsible_people(pairing, [party.organization_id for party in parties], on=on)
    everybody = [person.pk for people in found.values() for person, _own in people]
    visible = set(
        Person.objects.visible_to(user).filter(pk__in=everybody).values_list("pk", flat=True)
    )
    return tuple(
        Side(
            party=party,
            role=CooperationRole(party.role) if party.role else None,
            contacts=tuple(
                Contact(person, person.pk in visible, own)
                for person, own in found[party.organization_id]
            ),
        )
        for party in parties
    )
