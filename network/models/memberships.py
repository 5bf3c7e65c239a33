"""What a user is to the network, and what follows from it for every record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, ClassVar, Self, TypeVar
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, ScopedQuerySet, ends_after_start, optional, tracked
from core.wall import beyond_the_reader
from network.enums import Role
from network.models.countries import Country
from network.models.focal_points import FocalPoint

_KEPT = "_user_scope"
QuerySetT = TypeVar("QuerySetT", bound="models.QuerySet[Any]")


def day_of_roles() -> date:
    """Return the day by which roles begin and end: one clock for all, that of the server (UTC).

    By the clocks of readers a role that ends today would go on for who lives where it is yesterday.
    """
    return timezone.localdate(timezone=UTC)


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Questions to the roles of users."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the roles that are the user's to look after: their country's, or all."""
        user_scope = scope_of(user)
        if user_scope.is_staff:
            return self.all()
        if not user_scope.coordinated:
            return self.none()
        return self.led_to_by(
            Q(country__in=user_scope.coordinated),
            Q(organization__country__in=user_scope.coordinated),
        )

    def tells_of_gone(self, user: User | AnonymousUser, was: Mapping[str, object]) -> bool:
        """Say whether ``user`` may know of a role that was removed, by what it was last."""
        user_scope = scope_of(user)
        return user_scope.is_staff or was["country_id"] in user_scope.coordinated

    def on(self, day: date) -> Self:
        """Return the roles that count on ``day``; the end of one is a day without it."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day)
        )

    def running(self, day: date) -> Self:
        """Return the roles that count on ``day`` or will begin later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def now(self) -> Self:
        """Return the roles that count today."""
        return self.on(day_of_roles())


@tracked()
class Membership(Record):
    """A role of a user between two days: for the network, a country, or one organization.

    Project staff may be limited to a programme; of several programmes they have a role each.
    One that has ended stays: it says who could do what, and when.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    country = optional(Country, related_name="+")
    organization = models.ForeignKey(
        "network.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    programme = models.ForeignKey(
        "network.Programme",
        verbose_name=_("limited to the programme"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role=Role.STAFF, country=None, organization=None)
                | Q(
                    role__in=[Role.COORDINATOR, Role.OFFICIAL],
                    country__isnull=False,
                    organization=None,
                    programme=None,
                )
                | Q(
                    role=Role.FOCAL_POINT,
                    country=None,
                    organization__isnull=False,
                    programme=None,
                ),
                name="membership_has_the_scope_of_its_role",
                violation_error_message=_(
                    "Project staff have no country. Coordinators and officials have a country, "
                    "focal points an organization. Only project staff have a programme."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "country", "organization", "programme"],
                condition=Q(ends_on=None),
                name="membership_once_at_a_time",
                nulls_distinct=False,
                violation_error_message=_("This person has this role already."),
            ),
            ends_after_start("membership_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    def get_absolute_url(self) -> str:
        """Return the page of all that its holder may do."""
        return reverse("network:access-detail", args=[self.user_id])

    @property
    def place(self) -> models.Model | None:
        """The country, organization or programme it is for; of the whole network there is none."""
        return self.country or self.organization or self.programme


@dataclass(frozen=True)
class UserScope:
    """The sum of what a user's memberships are today; sets hold primary keys.

    ``is_staff`` are the project staff of the whole network; who is limited has ``programmes``.
    """

    is_staff: bool = False
    programmes: frozenset[int] = frozenset()
    coordinated: frozenset[int] = frozenset()
    overseen: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()

    @property
    def countries(self) -> frozenset[int]:
        """Countries whose organizations are the user's concern."""
        return self.coordinated | self.overseen

    @property
    def is_member(self) -> bool:
        """Whether the user has any role at all."""
        return bool(self.sees_everybody or self.countries or self.organizations)

    @property
    def sees_everybody(self) -> bool:
        """Whether the user knows the whole directory, its people as well: all project staff do."""
        return self.is_staff or bool(self.programmes)

    @property
    def works_for_ilo(self) -> bool:
        """Whether the user is of the ILO: project staff or a coordinator."""
        return self.sees_everybody or bool(self.coordinated)

    @property
    def writes(self) -> bool:
        """Whether the user writes down what is so: who is of the ILO, or answers for a house.

        Officials see and ask.
        """
        return self.works_for_ilo or bool(self.organizations)

    @property
    def is_limited(self) -> bool:
        """Whether all that the user writes down must be of one of their programmes."""
        return bool(self.programmes) and not (self.coordinated or self.organizations)

    def covers(self, path: str = "") -> Q:
        """Return the condition that the organization at ``path`` is the user's concern.

        A ministry's focal point also answers for its departments, a college's for its centres.
        """
        prefix = f"{path}__" if path else ""
        return (
            Q(**{f"{prefix}country__in": self.countries})
            | Q(**{f"{prefix}pk__in": self.organizations})
            | Q(**{f"{prefix}parent__in": self.organizations})
        )


def scope_of(user: User | AnonymousUser) -> UserScope:
    """Return what ``user`` is to the network; read once and kept on the user object."""
    if not user.is_authenticated or not user.is_active:
        return UserScope()
    # Through the attribute, never the ``__dict__``: the user of a request is a lazy object around
    # the one that permissions are asked of, and both must keep the same.
    kept: UserScope | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = _read(user)
        setattr(user, _KEPT, kept)
    return kept


def forget_scope_of(user: User) -> None:
    """Let what ``user`` is be read anew: it has changed."""
    setattr(user, _KEPT, None)


def read_along(sessions: QuerySetT) -> QuerySetT:
    """Return sessions that are read with the ``roles`` of their user, for ``keep_scope``."""
    roles = Membership.objects.filter(user=OuterRef("user")).now().order_by()
    told = roles.values(json=JSONObject(role="role", place=_PLACE))
    return sessions.annotate(roles=ArraySubquery(told))


def keep_scope(user: User, roles: Iterable[Mapping[str, Any]]) -> None:
    """Keep on ``user`` what they are by ``roles``, which were read with them."""
    setattr(user, _KEPT, _scope(user, roles))


# What a role is for; of the whole network there is none.
_PLACE = Coalesce("country", "organization", "programme")


def _read(user: User) -> UserScope:
    return _scope(user, user.memberships.now().order_by().values("role", place=_PLACE))


@beyond_the_reader()
def _scope(user: User, roles: Iterable[Mapping[str, Any]]) -> UserScope:
    # Of whom it is told who they are, nobody reads yet: they would find no seat that is over.
    held: dict[str, set[Any]] = {role: set() for role in Role}
    for each in roles:
        held[each["role"]].add(each["place"])
    if held[Role.FOCAL_POINT]:
        held[Role.FOCAL_POINT] -= given_up_by(user)
    # Of the whole network there is no place: who is that is limited by nothing.
    is_staff = user.is_superuser or None in held[Role.STAFF]
    return UserScope(
        is_staff=is_staff,
        programmes=frozenset() if is_staff else frozenset(held[Role.STAFF]),
        coordinated=frozenset(held[Role.COORDINATOR]),
        overseen=frozenset(held[Role.OFFICIAL]),
        organizations=frozenset(held[Role.FOCAL_POINT]),
    )


def day_of(user: User) -> date:
    """Return the later day of the clock of roles and of the user's own, whatever clock is set.

    What somebody ends today where they live is over at once, though the server's day is not.
    """
    return max(day_of_roles(), timezone.localdate(timezone=ZoneInfo(user.time_zone)))


def given_up_by(user: User) -> set[int]:
    """Return the organizations that ``user`` handed over or left: that ends the role there.

    It follows from who is the focal point and who works there, so that neither has a second thing
    to remember. Whoever is the focal point today answers, wherever they work.
    """
    today = day_of(user)
    seats = FocalPoint.objects.filter(person__user=user)
    # Positions stand above: they know who sees a person.
    positions: Any = apps.get_model("network", "Position")._default_manager
    held = positions.filter(person__user=user)
    left = held.filter(ends_on__lt=today).exclude(
        organization__in=held.on(today).values("organization")
    )
    over = (seats.filter(ends_on__lte=today), left)
    ended = set(over[0].values_list("organization").union(over[1].values_list("organization")))
    keys = {key for (key,) in ended}
    return keys - set(seats.on(today).values_list("organization", flat=True)) if keys else keys
