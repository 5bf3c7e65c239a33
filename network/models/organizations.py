"""Organizations of the network and around it: colleges, ministries, departments, offices."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import (
    PagedRecord,
    PartQuerySet,
    Record,
    ScopedQuerySet,
    leads_to,
    optional,
    tracked,
)
from core.search import SearchText, search_index
from network.enums import NameKind
from network.models.concerns import (
    Concern,
    concerns_index,
    concerns_of,
    places_of,
    whom_it_concerns,
)
from network.models.countries import Country
from network.models.memberships import scope_of


@tracked()
class OrganizationKind(Record):
    """What sort of body an organization is; people extend the list."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    is_training = models.BooleanField(_("trains people"), default=False)
    is_part = models.BooleanField(_("is always part of another"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("kind of organization")
        verbose_name_plural = _("kinds of organizations")
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


def paired_as_seen_by(user: User | AnonymousUser) -> Q:
    """Return the condition that an organization has a pairing of which ``user`` may know.

    The directory is open to members, what two others agreed is not: not even that they did.
    """
    user_scope = scope_of(user)
    if user_scope.is_staff:
        return Q(pairing_parties__isnull=False)
    return Q(pairing_parties__pairing__concerns__overlap=concerns_of(user))


class OrganizationQuerySet(ScopedQuerySet["Organization"]):
    """Questions to the directory."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Every member of the network may read the directory; nobody else."""
        return self.all() if scope_of(user).is_member else self.none()

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the organizations whose profile is the user's to edit.

        Who is limited to programmes looks after those that are paired in them.
        """
        user_scope = scope_of(user)
        if user_scope.is_staff:
            return self.all()
        own = (
            Q(country__in=user_scope.coordinated)
            | Q(pk__in=user_scope.organizations)
            | Q(parent__in=user_scope.organizations)
        )
        if not user_scope.programmes:
            return self.filter(own)
        paired = {"pairing_parties__pairing__programme__in": user_scope.programmes}
        return self.filter(own | leads_to(Organization.objects.filter(**paired), "pk"))

    def concerning(self, user: User | AnonymousUser) -> Self:
        """Return the organizations of the user's own country or house; all for project staff."""
        user_scope = scope_of(user)
        return self.all() if user_scope.is_staff else self.filter(user_scope.covers())

    def near(self, user: User | AnonymousUser) -> Self:
        """Return the organizations of the user's own concern, their partners, and the ILO."""
        return self.filter(near__overlap=places_of(scope_of(user)) + Concern.MEMBERS.keys())

    def members(self) -> Self:
        """Return the members of the network, without its partners outside."""
        return self.filter(is_member=True)

    def institutions(self) -> Self:
        """Return the members that train people: those for which there are pairings."""
        return self.members().filter(kind__is_training=True)

    def with_details(self) -> Self:
        """Fetch what a row of the directory shows."""
        return self.select_related("country", "kind", "parent")

    def with_pairing_count(self, user: User | AnonymousUser) -> Self:
        """Add ``pairing_count``: the pairings worked on that ``user`` may know of."""
        known = paired_as_seen_by(user) & Q(pairing_parties__pairing__closed_on=None)
        # Asked of the rows of a page alone: a list that is counted does not count these.
        rows = Organization.objects.order_by().filter(known, pk=OuterRef("pk")).values("pk")
        counted = rows.annotate(count=models.Count("pairing_parties", distinct=True))
        return self.annotate(pairing_count=Coalesce(Subquery(counted.values("count")), 0))


@tracked(without=("search_text", "near"))
class Organization(PagedRecord):
    """A body that takes part, or that a document names; a department has its parent."""

    page = "network:organization-detail"

    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    local_name = models.CharField(_("name in the local script"), max_length=250, blank=True)
    kind = models.ForeignKey(
        OrganizationKind,
        on_delete=models.PROTECT,
        related_name="organizations",
        verbose_name=_("kind"),
    )
    country = optional(Country, related_name="organizations", verbose_name=_("country"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="departments",
        verbose_name=_("part of"),
    )
    is_member = models.BooleanField(_("member of the network"), default=False)
    city = models.CharField(_("city"), max_length=100, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about the organization"), blank=True)
    list_number = models.PositiveSmallIntegerField(
        _("number in the launch note"), null=True, blank=True
    )
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)
    # Whom its people concern: its own, their partners (``events/queries/concerns.py``).
    near = whom_it_concerns()
    search_text = SearchText(
        "name",
        "acronym",
        "local_name",
        "names.name",
        "name:initials",
        "parent.acronym",
        "parent.name",
        "city",
    )
    lends_words_to = ("departments",)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "country", "parent"],
                name="organization_name_once",
                nulls_distinct=False,
                violation_error_message=_("An organization of this name is in the directory."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="organization_is_not_its_own_parent",
                violation_error_message=_("An organization cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="organization_has_both_coordinates",
            ),
        ]
        indexes: ClassVar = [
            search_index("organization_search"),
            concerns_index("organization_near", "near"),
            models.Index(Upper("acronym"), name="organization_acronym"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The acronym where there is one: "NPIC"."""
        return self.acronym or self.name


class OrganizationNameQuerySet(PartQuerySet["OrganizationName"]):
    """Questions to the other names."""

    whole = "organization"


@tracked()
class OrganizationName(Record):
    """Another name under which an organization is found."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=16, choices=NameKind, default=NameKind.VARIANT)
    note = models.CharField(_("where it was seen"), max_length=200, blank=True)
    lends_words_to = ("organization",)

    objects = OrganizationNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="organization_alias_once",
                violation_error_message=_("This name is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return self.name
