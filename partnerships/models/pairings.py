"""Pairings: institutions that work together as peers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from core.models import (
    ModelT_co,
    PagedRecord,
    PartQuerySet,
    Record,
    ends_after_start,
    optional,
    tracked,
)
from core.search import SearchText, search_index
from network.models import CooperationArea, Country, Organization, Programme
from network.models.concerns import Concern, ConcerningQuerySet, concerns_index, whom_it_concerns
from network.models.focal_points import answers_on
from partnerships.enums import (
    CLOSED_PHASES,
    REASONED_PHASES,
    RESTING_PHASES,
    Cadence,
    CooperationRole,
    PairingPhase,
    PairingStatus,
)

NEW_FOR = timedelta(days=60)
OVERDUE_AFTER = timedelta(days=7)
ONE_DAY = timedelta(days=1)


class PairingQuerySet(ConcerningQuerySet["Pairing"]):
    """Questions to the pairings: they concern their sides and their programme."""

    def open(self) -> Self:
        """Return the pairings that are still worked on."""
        return self.exclude(phase__in=CLOSED_PHASES)

    def running(self) -> Self:
        """Return the pairings of which somebody is asked how they go: those that rest are not."""
        return self.exclude(phase__in=RESTING_PHASES)

    def with_side_in(self, country: Country) -> Self:
        """Return the pairings with a side in ``country``."""
        return self.concerning_any(Concern.COUNTRY.keys([country.pk]))

    def with_party(self, organization: Organization) -> Self:
        """Return the pairings of which ``organization`` is a side."""
        return self.filter(parties__organization=organization)

    def agreed_on(self, area: CooperationArea) -> Self:
        """Return the pairings that agreed something in ``area`` or in a part of it."""
        commitments: Any = apps.get_model("partnerships", "Commitment")
        return self.filter(pk__in=commitments.objects.in_area(area).values("pairing"))

    def with_parties(self) -> Self:
        """Fetch the parties with their countries."""
        return self.select_related("programme").prefetch_related(
            models.Prefetch("parties", PairingParty.objects.select_related("organization__country"))
        )

    def with_status(self, today: date) -> Self:
        """Add ``last_update_on``, ``last_contact_on`` and ``status`` as of ``today``.

        Where only the month or the year of the last meeting is known, the last contact is the last
        day on which it may have been, so that nobody is called quiet who may not be;
        ``last_contact_since`` says that, and from which day it counts.

        What it needs of actions and updates stands on the row: ``partnerships/queries/kept.py``.
        Source of the rule: front-end.md 5; the order is the order of urgency.
        """
        return self.with_last_contact().annotate(
            last_contact_since=Case(
                When(last_contact_on=F("last_met_on"), then=F("last_met_since"))
            ),
            status=_status(today),
        )

    def with_last_contact(self) -> Self:
        """Add the days of the last update and of the last contact."""
        return self.annotate(
            last_update_on=TruncDate("last_update_at"),
            last_contact_on=Greatest("last_met_on", "last_update_on"),
        )

    def with_cadence(self, today: date) -> Self:
        """Add ``cadence`` to pairings ``with_status``: the last contact against the rhythm."""
        silence = _silence(F("last_contact_on"), today)
        rhythm = _rhythm()
        return self.annotate(
            cadence=Case(
                When(phase=PairingPhase.PAUSED, then=Value(Cadence.PAUSED.value)),
                When(last_contact_on=None, then=Value(Cadence.UNKNOWN.value)),
                When(Q(_is_quiet(silence, 2 * rhythm)), then=Value(Cadence.SILENT.value)),
                When(Q(_is_quiet(silence, rhythm)), then=Value(Cadence.BEHIND.value)),
                default=Value(Cadence.KEPT.value),
                output_field=models.CharField(),
            )
        )

    def in_status(self, status: PairingStatus, today: date) -> Self:
        """Return those of the pairings ``with_last_contact`` that have this status."""
        return self.by_status(today)[status]

    def by_status(self, today: date) -> dict[PairingStatus, Self]:
        """Return the pairings ``with_last_contact`` of each status.

        Said by what it is made of: to compare the word PostgreSQL would look at every row.
        """
        found, others = {}, self
        for word, is_so in _statuses(today).items():
            found[word] = others.filter(is_so)
            others = others.filter(~is_so)
        return {**found, PairingStatus.ON_TRACK: others}


def _status(today: date) -> Case:
    cases = (When(is_so, then=Value(word.value)) for word, is_so in _statuses(today).items())
    return Case(
        *cases,
        default=Value(PairingStatus.ON_TRACK.value),
        output_field=models.CharField(),
    )


def _statuses(today: date) -> dict[PairingStatus, Q]:
    """Return when a pairing has which status; the first that holds counts."""
    heard = Coalesce("last_contact_on", "started_on", Value(date.min))
    return {
        PairingStatus.CLOSED: Q(phase__in=CLOSED_PHASES),
        PairingStatus.PAUSED: Q(phase=PairingPhase.PAUSED),
        PairingStatus.BLOCKED: Q(needs_help=True),
        PairingStatus.OVERDUE: Q(first_due_on__lt=today - OVERDUE_AFTER),
        PairingStatus.NEW: Q(started_on__gt=today - NEW_FOR),
        PairingStatus.QUIET: Q(_is_quiet(_silence(heard, today), _rhythm())),
    }


def _silence(heard: Any, today: date) -> Any:
    return ExpressionWrapper(Value(today) - heard, models.DurationField())


def _rhythm() -> Any:
    return ExpressionWrapper(F("rhythm_days") * Value(ONE_DAY), models.DurationField())


def _is_quiet(silence: Any, rhythm: Any) -> Any:
    return GreaterThan(silence, rhythm)


# What the database keeps on the row itself: no history, it follows from facts that have theirs.
KEPT_OF_STATUS = ("first_due_on", "last_update_at", "needs_help")
KEPT_OF_SIDES = ("countries", "sides", "concerns")


@tracked(without=("search_text", *KEPT_OF_STATUS, *KEPT_OF_SIDES))
class Pairing(PagedRecord):
    """Two or more organizations as peers; no side owns it."""

    page = "partnerships:pairing-detail"

    title = models.CharField(_("name"), max_length=300)
    programme = optional(Programme, related_name="pairings", verbose_name=_("programme"))
    phase = models.CharField(
        _("phase"), max_length=16, choices=PairingPhase, default=PairingPhase.IDENTIFIED
    )
    reason = models.TextField(_("reason"), blank=True)
    started_on = models.DateField(_("paired since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(_("days between two contacts"), default=90)
    note = models.TextField(_("note"), blank=True)
    last_met_on = models.DateField(
        _("last met on"),
        null=True,
        blank=True,
        editable=False,
        help_text="Told by events.operations whenever a meeting of the pairing changes.",
    )
    # Of a last meeting that is known by its month or year: they met between this day and that.
    last_met_since = models.DateField(_("last met since"), null=True, blank=True, editable=False)
    # What the status and the figures need, kept by triggers (``partnerships/queries/kept.py``).
    first_due_on = models.DateField(_("first day of an open action"), null=True, editable=False)
    last_update_at = models.DateTimeField(_("last update"), null=True, editable=False)
    needs_help = models.BooleanField(
        _("needs help"), default=False, db_default=False, editable=False
    )
    # The keys of the countries of its sides, under which it is counted.
    countries = ArrayField(
        models.BigIntegerField(), verbose_name=_("countries"), default=list, editable=False
    )
    # The keys of its sides, so that a map of many pairings asks no other table about each.
    sides = ArrayField(
        models.BigIntegerField(), verbose_name=_("sides"), default=list, editable=False
    )
    concerns = whom_it_concerns()
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)

    search_text = SearchText("title")
    found_by = ("parties__organization",)

    objects = PairingQuerySet.as_manager()

    if TYPE_CHECKING:
        # Added by ``with_status``.
        status: str
        cadence: str
        last_update_on: date | None
        last_contact_on: date | None
        last_contact_since: date | None

    class Meta:
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        ordering: ClassVar = ["title", "pk"]
        indexes: ClassVar = [
            search_index("pairing_search"),
            concerns_index("pairing_concerns"),
            models.Index(fields=["title", "id"], name="pairing_by_title"),
            models.Index(fields=["id"], name="pairing_in_need", condition=Q(needs_help=True)),
            models.Index(
                fields=["first_due_on"],
                name="pairing_first_due",
                condition=Q(first_due_on__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(phase__in=REASONED_PHASES) | ~Q(reason=""),
                name="pairing_paused_or_ended_has_a_reason",
                violation_error_message=_("Say why the pairing was paused or ended."),
            ),
            models.CheckConstraint(
                condition=Q(phase__in=CLOSED_PHASES, closed_on__isnull=False)
                | (~Q(phase__in=CLOSED_PHASES) & Q(closed_on=None)),
                name="pairing_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(rhythm_days__gte=7), name="pairing_rhythm_is_a_week_or_more"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class PairingParty(Record):
    """An organization's part in a pairing."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, related_name="pairing_parties"
    )
    role = models.CharField(
        _("role in the cooperation"), max_length=16, choices=CooperationRole, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("party of a pairing")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pairing", "organization"],
                name="pairing_party_once",
                violation_error_message=_("This organization is already a party."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}"


class OfPairingsQuerySet(PartQuerySet[ModelT_co]):
    """Questions to what belongs to a pairing."""

    whole = "pairing"

    def with_side_in(self, country: Country) -> Self:
        """Return what belongs to pairings with a side in ``country``."""
        return self.filter(pairing__countries__contains=[country.pk])

    def with_party(self, organization: Organization) -> Self:
        """Return what belongs to pairings of which ``organization`` is a side."""
        return self.filter(pairing__parties__organization=organization)


class PairingFocalPointQuerySet(OfPairingsQuerySet["PairingFocalPoint"]):
    """Questions to the focal points of pairings."""

    def on(self, day: date) -> Self:
        """Return those who answer on ``day``."""
        return self.filter(answers_on(day))


@tracked()
class PairingFocalPoint(Record):
    """A person who answers for one side of one pairing, before the organization's own one."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="focal_points")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, related_name="pairing_focal_points"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = PairingFocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point of a pairing")
        constraints: ClassVar = [
            ends_after_start("pairing_focal_point_ends_after_it_starts", None),
            models.UniqueConstraint(
                fields=["pairing", "organization", "person"],
                condition=Q(ends_on=None),
                name="pairing_focal_point_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
