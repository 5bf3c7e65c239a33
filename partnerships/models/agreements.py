"""Agreements: who signed what, when, for how long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import (
    PagedRecord,
    PartQuerySet,
    Record,
    StoredFile,
    ends_after_start,
    optional,
    tracked,
)
from core.search import SearchText, search_index
from network.models import Country, Organization, Person
from network.models.concerns import ConcerningQuerySet, concerns_index, whom_it_concerns
from partnerships.enums import AgreementState
from partnerships.models.pairings import Pairing

SOON = timedelta(days=90)
# Who is to renew an agreement needs longer.
ENDS_WITHIN = timedelta(days=180)
SIGNED_STATES = (AgreementState.SIGNED, AgreementState.SUSPENDED, AgreementState.TERMINATED)


@tracked()
class AgreementType(Record):
    """Letter of intent, memorandum, project cooperation agreement; people extend the list."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("type of agreement")
        verbose_name_plural = _("types of agreements")
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(ConcerningQuerySet["Agreement"]):
    """Questions to the agreements: they concern their parties and their programmes."""

    def in_force(self, today: date) -> Self:
        """Return what is signed and not over on ``today``."""
        begun = Q(starts_on=None) | Q(starts_on__lte=today)
        lasting = Q(ends_on=None) | Q(ends_on__gte=today)
        return self.filter(begun, lasting, state=AgreementState.SIGNED)

    def expiring(self, today: date) -> Self:
        """Return what is in force and ends soon."""
        return self.in_force(today).filter(ends_on__lte=today + SOON)

    def ending(self, today: date) -> Self:
        """Return what is in force, ends within half a year, and no other agreement renews."""
        ending = self.in_force(today).filter(ends_on__lte=today + ENDS_WITHIN)
        return ending.filter(renewed_by=None)

    def without_known_end(self, today: date) -> Self:
        """Return what is in force, and nobody knows until when."""
        return self.in_force(today).filter(ends_on=None, is_open_ended=False)

    def with_party_in(self, country: Country) -> Self:
        """Return the agreements that bind somebody in ``country``."""
        bound = AgreementParty.objects.filter(organization__country=country)
        return self.filter(pk__in=bound.values("agreement"))

    def with_party(self, organization: Organization) -> Self:
        """Return the agreements that bind ``organization``."""
        return self.filter(parties__organization=organization)


@tracked(without=("search_text", "concerns"))
class Agreement(PagedRecord):
    """An agreement of any number of parties; a ministry or a department may be one."""

    page = "partnerships:agreement-detail"

    title = models.CharField(_("title"), max_length=300)
    type = models.ForeignKey(
        AgreementType,
        on_delete=models.PROTECT,
        related_name="agreements",
        verbose_name=_("type"),
    )
    pairing = optional(Pairing, related_name="agreements", verbose_name=_("pairing"))
    state = models.CharField(
        _("state"), max_length=16, choices=AgreementState, default=AgreementState.DRAFT
    )
    parties_confirmed = models.BooleanField(
        _("it is known which parties signed"),
        default=True,
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    place = models.CharField(_("place of signing"), max_length=200, blank=True)
    starts_on = models.DateField(_("valid from"), null=True, blank=True)
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    is_open_ended = models.BooleanField(_("has no end"), default=False)
    renews = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_by",
        verbose_name=_("renews"),
    )
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Rises when earlier notices of the end no longer fit: new ones are right.",
    )
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)

    concerns = whom_it_concerns()
    search_text = SearchText("title", "place", "note")
    found_by = ("parties__organization",)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering: ClassVar = ["-signed_on", "title", "pk"]
        indexes: ClassVar = [
            search_index("agreement_search"),
            concerns_index("agreement_concerns"),
            models.Index(fields=["-signed_on", "title", "id"], name="agreement_newest"),
            models.Index(
                fields=["ends_on", "id"],
                name="agreement_in_force_until",
                condition=Q(state=AgreementState.SIGNED, ends_on__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            ends_after_start(
                "agreement_ends_after_it_starts", _("An agreement must end after it starts.")
            ),
            models.CheckConstraint(
                condition=~Q(is_open_ended=True) | Q(ends_on=None),
                name="agreement_open_ended_has_no_last_day",
                violation_error_message=_("An agreement without an end has no last day."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "terminated", "cancelled"]) | ~Q(reason=""),
                name="agreement_stopped_has_a_reason",
                violation_error_message=_("Say why the agreement was stopped."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=SIGNED_STATES) | Q(signed_on=None),
                name="agreement_has_a_signing_day_only_when_signed",
                violation_error_message=_("A draft has no day of signing."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class AgreementParty(Record):
    """An organization or a department that is bound, and who signed for it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, related_name="agreement_parties"
    )
    signatory = optional(Person, related_name="+", verbose_name=_("signed by"))
    signatory_name = models.CharField(_("signed by, as written"), max_length=200, blank=True)
    capacity = models.CharField(_("capacity as printed"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("party of an agreement")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "organization"],
                name="agreement_party_once",
                violation_error_message=_("This organization is already a party."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}"


@tracked()
class AgreementWitness(Record):
    """Somebody who attended the signing."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="witnesses")
    person = optional(Person, related_name="+")
    name = models.CharField(_("name as written"), max_length=200, blank=True)
    capacity = models.CharField(_("capacity as printed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("witness")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="agreement_witness_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class AgreementArea(Record):
    """An area that an agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey(
        "network.CooperationArea", on_delete=models.PROTECT, related_name="agreement_areas"
    )

    class Meta:
        verbose_name = _("area of an agreement")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "area"], name="agreement_area_once")
        ]

    def __str__(self) -> str:
        return f"{self.area_id}"


class AgreementFileQuerySet(PartQuerySet["AgreementFile"]):
    """Questions to the files of agreements."""

    whole = "agreement"


@tracked(without=("search_text",))
class AgreementFile(StoredFile):
    """The text of an agreement in one language."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=12, blank=True)

    search_text = SearchText("name")

    objects = AgreementFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an agreement")
        indexes: ClassVar = [search_index("agreement_file_search")]

    def __str__(self) -> str:
        return self.name
