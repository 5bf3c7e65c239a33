"""What waits for somebody's answer now: the same that a mail asks about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When

from accounts.models import User
from followup.queries.due_items import DueItem, day_of, noun
from followup.queries.inactive_pairings import is_inactive
from followup.queries.update_requests import WEEK
from network.models import FocalPoint, Organization, Person, scope_of
from partnerships.enums import RESTING_PHASES, Firmness
from partnerships.models import (
    Action,
    Comment,
    Commitment,
    Pairing,
    PairingFocalPoint,
    PairingParty,
    ProgressUpdate,
)
from partnerships.models.actions import is_passed_on

Houses = Collection[int] | QuerySet[Any, Any]


@dataclass(frozen=True)
class Waiting:
    """The questions, actions and agreed areas that need an answer now, the most urgent first."""

    questions: tuple[Comment, ...]
    actions: tuple[Action, ...]
    commitments: tuple[Commitment, ...]

    @property
    def count(self) -> int:
        """How many answers are missing."""
        return len(self.questions) + len(self.actions) + len(self.commitments)

    @property
    def is_of_several(self) -> bool:
        """Whether more than one pairing waits, so that each must be named."""
        found: list[Comment | DueItem] = [*self.questions, *self.actions, *self.commitments]
        return len({each.pairing_id for each in found}) > 1

    def besides(self, item: object) -> list[DueItem]:
        """Return every action and agreed area but ``item``, by day: one form answers them all."""
        found: list[DueItem] = [*self.actions, *self.commitments]
        return sorted((each for each in found if each != item), key=_day)


def of_user(user: User, *, today: date) -> Waiting:
    """Return what waits for who is signed in, by name or by what they answer for."""
    person: Person | None = getattr(user, "person", None)
    return _waiting(person, scope_of(user).organizations, today=today)


def of_person(person: Person, *, today: date) -> Waiting:
    """Return what waits for a person, with or without an account."""
    seats = FocalPoint.objects.on(today).filter(person=person)
    return _waiting(person, seats.values("organization"), today=today)


def inactive_pairings(person: Person, *, today: date) -> list[Pairing]:
    """Return the pairings of which nobody has heard for long and that a person answers for."""
    seats = FocalPoint.objects.on(today).filter(person=person).values("organization")
    sides = _sides(person, _with_parts(seats), today)
    pairings = Pairing.objects.with_status(today).filter(pk__in=sides.values("pairing"))
    return [each for each in pairings.order_by("pk") if is_inactive(each, today)]


def _with_parts(houses: Houses) -> QuerySet[Any, Any]:
    """Return the keys of the houses and of what is part of them."""
    return Organization.objects.filter(Q(pk__in=houses) | Q(parent__in=houses)).values("pk")


def _waiting(person: Person | None, houses: Houses, *, today: date) -> Waiting:
    own = _with_parts(houses)
    sides = _sides(person, own, today)
    here = Exists(sides.filter(pairing=OuterRef("pairing")))
    theirs = Exists(sides.filter(pairing=OuterRef("pairing"), organization=OuterRef(_ACTING)))
    promised = Exists(sides.filter(pairing=OuterRef("pairing"), organization=OuterRef(_PROMISING)))
    # The dearest question comes last: it is asked of what is theirs alone.
    passed_on = is_passed_on(today)
    named = Q(person=person) & ~passed_on if person else Q(pk__in=())
    acting = (Q(organization=None) & here) | Q(organization__in=own) | theirs
    actions = Action.objects.filter(named | (acting & (_names_nobody_to_ask() | passed_on)))
    commitments = Commitment.objects.exclude(firmness=Firmness.WISHED)
    commitments = commitments.filter((Q(promised_by=None) & here) | promised)
    details = ("pairing", "organization", "person")
    questions = Comment.objects.open().filter(here)
    # An own question is for others to answer.
    questions = questions.exclude(author=person) if person else questions
    return Waiting(
        tuple(questions.select_related("pairing", "country").order_by("submitted_at", "pk")),
        tuple(_unanswered(actions, "due_on", today).select_related(*details)),
        tuple(_unanswered(commitments, "ends_on", today).select_related("pairing", "area")),
    )


_ACTING, _PROMISING = "organization", "promised_by"


def _sides(person: Person | None, own: Houses, today: date) -> QuerySet[PairingParty]:
    """Return the sides for which somebody answers: of their houses, or appointed for a pairing."""
    appointed = PairingFocalPoint.objects.on(today).filter(
        person=person, pairing=OuterRef("pairing"), organization=OuterRef("organization")
    )
    return PairingParty.objects.filter(Q(organization__in=own) | Exists(appointed))


def _names_nobody_to_ask() -> Q:
    """Return the condition that no person is named whom a mail reaches."""
    out_of_reach = Q(person__recipient__email="") | Q(person__recipient__refused_at__isnull=False)
    return Q(person=None) | out_of_reach | Q(person__user__is_active=False)


def _unanswered(items: QuerySet[Any], day: str, today: date) -> QuerySet[Any]:
    """Return what is asked about today and was not answered since that is the right question."""
    model = items.model
    answers = ProgressUpdate.objects.current().filter(**{noun(model): OuterRef("pk")})
    since = answers.filter(submitted_at__date__gte=OuterRef("asked_from"))
    waiting: QuerySet[Any] = (
        items.filter(pk__in=model.objects.open(), **{f"{day}__lte": today + WEEK})
        .exclude(pairing__phase__in=RESTING_PHASES)
        .annotate(asked_from=_asked_from(day, today))
        .exclude(Exists(since))
        .order_by(day, "pk")
    )
    return waiting


def _asked_from(day: str, today: date) -> Case:
    """Return from which day on today's question is the right one, as ``Request`` has it."""
    week = Value(WEEK)
    return Case(
        When(**{f"{day}__gt": today}, then=F(day) - week),
        When(**{f"{day}__gt": today - WEEK}, then=F(day)),
        default=F(day) + week,
        output_field=DateField(),
    )


def _day(item: DueItem) -> tuple[date, str, int]:
    return day_of(item) or date.max, noun(type(item)), item.pk
