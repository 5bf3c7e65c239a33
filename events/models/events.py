"""Events: workshops, visits, ceremonies; on a day, at an hour, or to be determined."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import PagedRecord, Record, optional, tracked
from core.search import SearchText, search_index
from events.enums import HAPPENED, NEW_OUTCOMES, UPCOMING, EventState, Modality, OrganizerRole
from events.models.event_types import EventType, all_before, minutes_before
from network.models import CooperationArea, Country, Organization, Programme, scope_of
from network.models.concerns import (
    Concern,
    ConcerningQuerySet,
    concerns_index,
    led_by,
    whom_it_concerns,
)
from partnerships.models import Commitment


class EventQuerySet(ConcerningQuerySet["Event"]):
    """Questions to the events."""

    def run_by(self, user: User | AnonymousUser) -> Self:
        """Return the events that the user runs for the ILO, and the proposals of their own."""
        user_scope = scope_of(user)
        if user_scope.is_staff:
            return self.all()
        return self.concerning_any(led_by(user) + Concern.COUNTRY.keys(user_scope.coordinated))

    def with_somebody_of(self, country: Country) -> Self:
        """Return the events at which somebody of ``country`` met, convened or took part."""
        return self.filter(countries__contains=[country.pk])

    def with_somebody_from(self, organization: Organization) -> Self:
        """Return the events at which somebody of ``organization`` met, convened or took part."""
        return self.led_to_by(
            Q(pairings__pairing__parties__organization=organization),
            Q(organizers__organization=organization),
            Q(participations__organization=organization),
        )

    def in_programme(self, programme: Programme) -> Self:
        """Return the events of a programme."""
        return self.filter(programmes__programme=programme)

    def in_phase(self, phase: str) -> Self:
        """Return the events at which a pairing met that is in ``phase`` now."""
        met = EventPairing.objects.filter(pairing__phase=phase)
        return self.filter(pk__in=met.values("event"))

    def with_programmes(self) -> Self:
        """Fetch the programmes of each event along with it."""
        return self.prefetch_related("programmes__programme")

    def agreed_on(self, area: CooperationArea, *, user: User | AnonymousUser) -> Self:
        """Return the events that agreed something in ``area``, or a part, that ``user`` may see."""
        commitments = Commitment.objects.visible_to(user).in_area(area)
        events = Event.objects.filter(
            outcomes__commitment__in=commitments, outcomes__kind__in=NEW_OUTCOMES
        )
        return self.filter(pk__in=events.values("pk"))

    def counted(self) -> Self:
        """Return the events of which it is known how many people came."""
        return self.filter(pk__in=_counted().values("pk"))

    def uncounted(self) -> Self:
        """Return the events of which nobody knows how many people came."""
        return self.exclude(pk__in=_counted().values("pk"))

    def with_details(self, today: date) -> Self:
        """Fetch what a row of the list shows; ``people`` and ``women`` may be unknown."""
        counts = apps.get_model("events", "HeadCount").objects
        total = counts.filter(event=OuterRef("pk"), organization=None)
        return self.select_related("type").annotate(
            people=Subquery(total.values("people")[:1]),
            women=Subquery(total.values("women")[:1]),
            persons_with_disabilities=Subquery(total.values("persons_with_disabilities")[:1]),
            online=Subquery(total.values("online")[:1]),
            is_due=Q(_is_over(today), state__in=UPCOMING),
        )

    def happened(self) -> Self:
        """Return the events that took place."""
        return self.filter(state__in=HAPPENED)

    def upcoming(self, today: date) -> Self:
        """Return what is planned or confirmed, and not over before ``today``, or has no day yet."""
        still = Q(known_until=None) | Q(known_until__gte=today) | Q(last_day__gte=today)
        return self.filter(still, state__in=UPCOMING)

    def report_due(self, today: date) -> Self:
        """Return what should have taken place and was not reported."""
        return self.filter(_is_over(today), state__in=UPCOMING)

    def since(self, day: date) -> Self:
        """Return what certainly was on ``day`` or later."""
        return self.filter(known_from__gte=day)

    def until(self, day: date, *, today: date) -> Self:
        """Return what certainly was on ``day`` or before; what has happened is not after today."""
        known = Q(known_until__lte=day)
        if day >= today:
            known |= Q(state__in=HAPPENED, known_from__lte=day)
        return self.filter(known)


def _is_over(today: date) -> Q:
    """Return the condition that the last day has passed, also of several."""
    last = Q(last_day=None) | Q(last_day__lt=today)
    return Q(last, known_until__isnull=False, known_until__lt=today)


def _counted() -> EventQuerySet:
    return Event.objects.filter(head_counts__organization=None, head_counts__people__isnull=False)


# What the database keeps on the row itself: no history, it follows from facts that have theirs.
KEPT = ("concerns", "countries")


@tracked(without=("known_from", "known_until", "search_text", *KEPT))
class Event(PagedRecord):
    """A meeting. ``day`` without ``starts_at`` means that only the day is known.

    Of some not even that: they lie between ``earliest_day`` and ``latest_day``.
    """

    page = "events:event-detail"

    type = models.ForeignKey(
        EventType, on_delete=models.PROTECT, related_name="events", verbose_name=_("kind")
    )
    title = models.CharField(_("title"), max_length=300)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("follows"),
    )
    also_type = optional(EventType, related_name="+", verbose_name=_("also"))
    day = models.DateField(_("date"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    # Of a meeting that is only known by its month, quarter or year: between which days it was.
    earliest_day = models.DateField(_("not before"), null=True, blank=True)
    latest_day = models.DateField(_("not after"), null=True, blank=True)
    # The same of every meeting, to order and to narrow by; never shown as its day.
    known_from = models.GeneratedField(
        expression=Coalesce("day", "earliest_day"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    known_until = models.GeneratedField(
        expression=Coalesce("day", "latest_day"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Bangkok")
    modality = models.CharField(_("how they meet"), max_length=12, choices=Modality)
    platform = models.CharField(_("platform"), max_length=100, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=EventState, default=EventState.PLANNED
    )
    reason = models.TextField(_("reason"), blank=True)
    goal = models.TextField(_("goal"), blank=True)
    summary = models.TextField(_("what was decided"), blank=True)
    english_summary = models.TextField(_("English summary"), blank=True)
    follow_up = models.TextField(_("what follows"), blank=True)
    link_policy = models.CharField(_("how the meeting link is sent"), max_length=300, blank=True)
    list_is_final = models.BooleanField(_("the list of participants is final"), default=True)
    source_name = models.CharField(_("source"), max_length=300, blank=True)
    source_publisher = models.CharField(_("published by"), max_length=200, blank=True)
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    logged_by = optional(
        User,
        on_delete=models.SET_NULL,
        editable=False,
        related_name="logged_events",
        verbose_name=_("logged by"),
    )
    revision = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts how often the time or place was changed."
    )
    # The keys of the countries of who met, convened it or took part, under which it is counted;
    # kept by triggers (``events/queries/concerns.py``).
    countries = ArrayField(
        models.BigIntegerField(), verbose_name=_("countries"), default=list, editable=False
    )
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)
    reminders = minutes_before()

    concerns = whom_it_concerns()
    search_text = SearchText("title", "place", "goal", "summary", "english_summary", "follow_up")
    found_by = (
        *("type", "topics", "donations", "programmes__programme", "organizers__organization"),
        *("participations__organization", "pairings__pairing__parties__organization"),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering: ClassVar = ["-known_from", "-starts_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(day__isnull=False),
                name="event_with_an_hour_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The meeting must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("day")),
                name="event_last_day_comes_after_the_first",
                violation_error_message=_("The last day must come after the first day."),
            ),
            models.CheckConstraint(
                condition=Q(earliest_day=None, latest_day=None)
                | Q(
                    day=None,
                    earliest_day__isnull=False,
                    latest_day__isnull=False,
                    earliest_day__lt=F("latest_day"),
                ),
                name="event_has_a_day_or_lies_between_two",
                violation_error_message=_("Enter the day, or only its month, quarter or year."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["postponed", "cancelled"]) | ~Q(reason=""),
                name="event_called_off_has_a_reason",
                violation_error_message=_("Say why the meeting does not take place."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HAPPENED)
                | Q(day__isnull=False)
                | Q(earliest_day__isnull=False),
                name="event_that_happened_has_a_day",
                violation_error_message=_("Enter the day on which the meeting took place."),
            ),
            models.CheckConstraint(
                condition=Q(source_url="") | Q(source_url__iregex=r"^https?://"),
                name="event_source_is_a_page_of_the_web",
                violation_error_message=_("Paste the whole link. It starts with https://."),
            ),
            all_before("event_reminds_before_the_start"),
        ]
        indexes: ClassVar = [
            search_index("event_search"),
            concerns_index("event_concerns"),
            models.Index(fields=["-known_from"], name="event_newest"),
            models.Index(
                fields=["-known_from", "-starts_at", "-id"],
                name="event_happened",
                condition=Q(state__in=HAPPENED),
            ),
            models.Index(
                fields=["known_from", "starts_at", "id"],
                name="event_to_come",
                condition=Q(state__in=UPCOMING),
            ),
            models.Index(
                fields=["known_until", "id"], name="event_due", condition=Q(state__in=UPCOMING)
            ),
            models.Index(
                fields=["starts_at"],
                name="event_to_remind",
                condition=Q(state=EventState.CONFIRMED),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def standing(self) -> EventState:
        """The state with its colour and shape."""
        return EventState(self.state)

    @property
    def has_happened(self) -> bool:
        """Whether the meeting took place."""
        return self.state in HAPPENED

    @property
    def first_day(self) -> date | None:
        """The day of the meeting, or the first on which it may have been."""
        return self.day or self.earliest_day

    @property
    def over_after(self) -> date | None:
        """The day after which it is over for certain; None while nothing is known of the day."""
        return self.last_day or self.day or self.latest_day

    @property
    def reminds_at(self) -> tuple[int, ...]:
        """How many minutes before the start people are reminded: its own rule, else its type's."""
        if self.reminders is None:
            return self.type.usual_reminders
        return tuple(sorted(set(self.reminders), reverse=True))

    def is_report_due(self, today: date) -> bool:
        """Say whether its last day has passed and nobody wrote down what came of it."""
        last = self.over_after
        return self.state in UPCOMING and bool(last and last < today)


@tracked()
class EventPairing(Record):
    """A pairing that met at an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pairings")
    pairing = models.ForeignKey(
        "partnerships.Pairing", on_delete=models.PROTECT, related_name="meetings"
    )

    class Meta:
        verbose_name = _("pairing at an event")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "pairing"], name="event_pairing_once")
        ]

    def __str__(self) -> str:
        return f"{self.pairing_id}"


@tracked()
class Organizer(Record):
    """An organization that convenes, hosts or coordinates an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="organizers")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, related_name="organized"
    )
    role = models.CharField(
        _("role"), max_length=16, choices=OrganizerRole, default=OrganizerRole.CONVENOR
    )

    class Meta:
        verbose_name = _("organizer")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "organization", "role"], name="organizer_once_a_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}"
