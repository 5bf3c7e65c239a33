"""People, with or without an account, and the positions they hold over time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import (
    PagedRecord,
    PartQuerySet,
    Record,
    ends_after_start,
    leads_nowhere,
    leads_to,
    optional,
    tracked,
)
from core.search import SearchText, search_index
from network.enums import NameOrder, Sex
from network.models.concerns import ConcerningQuerySet, concerns_index, whom_it_concerns
from network.models.countries import Country
from network.models.memberships import scope_of
from network.models.organizations import Organization


@tracked()
class Honorific(Record):
    """A form of address; people extend the list."""

    name = models.CharField(_("form of address"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("form of address")
        verbose_name_plural = _("forms of address")
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(ConcerningQuerySet["Person"]):
    """Questions to the people of the network: they concern who is near where they work.

    Source: domain.md, Roles. Coordinators also see who holds no position yet: they place them.
    Project staff see everybody, whether they are limited to programmes or not.
    """

    shown_to = "known_to"

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the people whose record is the user's to edit: as long as they work there."""
        user_scope = scope_of(user)
        if user_scope.is_staff:
            return self.all()
        own = Organization.objects.editable_by(user)
        held = Position.objects.on(timezone.localdate()).filter(organization__in=own)
        return self.filter(pk__in=held.values("person"))

    def completed_by(self, user: User | AnonymousUser) -> Self:
        """Return the people whose address ``user`` may write: coordinators place the others."""
        edited = leads_to(Person.objects.editable_by(user), "pk")
        if not scope_of(user).coordinated:
            return self.filter(edited)
        return self.filter(edited | leads_nowhere(Position.objects.all(), "person"))

    def reached_by(self, user: User | AnonymousUser) -> Self:
        """Return the people whom ``user`` may write to: those who work near them today."""
        near = Organization.objects.near(user)
        held = Position.objects.on(timezone.localdate()).filter(organization__in=near)
        return self.filter(pk__in=held.values("person"))

    def with_details(self) -> Self:
        """Fetch what a row of the list shows."""
        return self.select_related("honorific", "recipient").prefetch_related(
            models.Prefetch(
                "positions", Position.objects.current().select_related("organization__country")
            )
        )


@tracked(without=("search_text", "concerns", "known_to"))
class Person(PagedRecord):
    """A person, named as they write themselves; needs no account."""

    page = "network:person-detail"

    name = models.CharField(_("full name"), max_length=200)
    local_name = models.CharField(_("name in the local script"), max_length=200, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    name_order = models.CharField(
        _("order of the name"), max_length=16, choices=NameOrder, default=NameOrder.UNKNOWN
    )
    honorific = optional(Honorific, related_name="+", verbose_name=_("form of address"))
    sex = models.CharField(_("sex"), max_length=8, choices=Sex, default=Sex.UNKNOWN)
    country = optional(Country, related_name="+", verbose_name=_("country of work"))
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    recipient = models.OneToOneField(
        "notifications.Recipient", on_delete=models.PROTECT, related_name="person"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    # From the day they leave the network until, some weeks later, their name goes as well.
    left_at = models.DateTimeField(_("left the network"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("name removed"), null=True, blank=True)
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)
    concerns = whom_it_concerns()
    # To whom the wall shows them: whom they concern, and who sees a row that names them.
    known_to = whom_it_concerns()
    search_text = SearchText("name", "local_name", "family_name", "given_name", "names.name")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [
            search_index("person_search"),
            concerns_index("person_concerns"),
            concerns_index("person_known_to", "known_to"),
            models.Index(fields=["name", "id"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_let_in(self) -> bool:
        """Whether links in mails open: not for who left, or whose account is closed."""
        return self.left_at is None and (self.user is None or self.user.is_active)

    @property
    def is_reached(self) -> bool:
        """Whether a mail may be tried: no link of it would open once the account is closed."""
        return self.recipient.is_reachable and self.is_let_in

    @property
    def addressed(self) -> str:
        """The name with its form of address: "Mr Liu Yutong"."""
        return f"{self.honorific} {self.name}" if self.honorific else self.name


@tracked()
class PersonName(Record):
    """The same name as another document prints it: "Yutong Liu" for "Liu Yutong"."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    lends_words_to = ("person",)

    class Meta:
        verbose_name = _("other form of the name")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="person_alias_once")
        ]

    def __str__(self) -> str:
        return self.name


class PositionQuerySet(PartQuerySet["Position"]):
    """Questions to the positions."""

    whole = "person"

    def current(self) -> Self:
        """Return the positions whose end is not recorded."""
        return self.filter(ends_on=None)

    def on(self, day: date) -> Self:
        """Return the positions held on ``day``, as far as their dates are known."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


@tracked()
class Position(Record):
    """What a person is in an organization; several at once are normal."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="positions"
    )
    title = models.CharField(_("position"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            ends_after_start(
                "position_ends_after_it_starts", _("A position must end after it starts.")
            )
        ]

    def __str__(self) -> str:
        return self.title
