"""Who may give which role, and what an account is and was to the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, QuerySet

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from network.enums import Role
from network.models import Account, Country, Membership, Organization, scope_of
from network.models.memberships import day_of_roles
from network.models.organizations import OrganizationQuerySet
from network.queries.holdings import Subject

_OF_A_COUNTRY = (Role.FOCAL_POINT, Role.OFFICIAL)


@dataclass(frozen=True)
class Roles:
    """The roles of an account that a reader may see: of today, to come, and of before."""

    current: list[Membership]
    coming: list[Membership]
    past: list[Membership]


@dataclass(frozen=True)
class OpenLinks:
    """Links of one purpose that open: how many, until when, and when one was used last."""

    purpose: LinkPurpose
    count: int
    until: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class OpenSessions:
    """On how many devices somebody is signed in, and when one of them was used last."""

    count: int
    seen_at: datetime | None


def roles_given_by(user: User) -> tuple[Role, ...]:
    """Return the roles that ``user`` gives and takes away."""
    user_scope = scope_of(user)
    if user_scope.is_staff:
        return tuple(Role)
    return _OF_A_COUNTRY if user_scope.coordinated else ()


def countries_given_by(user: User) -> QuerySet[Country]:
    """Return the countries for which ``user`` gives roles."""
    user_scope = scope_of(user)
    if user_scope.is_staff:
        return Country.objects.all()
    return Country.objects.filter(pk__in=user_scope.coordinated)


def organizations_given_by(user: User) -> OrganizationQuerySet:
    """Return the organizations for which ``user`` gives roles."""
    user_scope = scope_of(user)
    if user_scope.is_staff:
        return Organization.objects.all()
    return Organization.objects.filter(country__in=user_scope.coordinated)


def manages(user: User, account: User) -> bool:
    """Say whether all that ``account`` is, and will be, was for ``user`` to give.

    Who looks after the installation stands above everybody else.
    """
    if account.is_superuser and not user.is_superuser:
        return False
    if scope_of(user).is_staff:
        return True
    if account.pk == user.pk:
        return False
    given = Membership.objects.visible_to(user).filter(role__in=roles_given_by(user))
    others = Membership.objects.running(day_of_roles()).filter(user=account)
    return not others.exclude(pk__in=given.values("pk")).exists()


def roles_of(account: Account, *, reader: User) -> Roles:
    """Return the roles of ``account`` that ``reader`` may see; the newest stands first."""
    held = Membership.objects.visible_to(reader).filter(user=account)
    rows = list(held.select_related("country", "organization", "programme").order_by("-pk"))
    today = day_of_roles()
    past = [each for each in rows if each.ends_on and each.ends_on <= today]
    running = [each for each in rows if each not in past]
    coming = [each for each in running if each.starts_on and each.starts_on > today]
    return Roles([each for each in running if each not in coming], coming, past)


def open_links(subject: Subject, *, now: datetime) -> list[OpenLinks]:
    """Return by purpose which links in mails open for somebody: a person, an account, or both."""
    held = (
        Q(holder_type=ContentType.objects.get_for_model(each), holder_id=each.pk)
        for each in subject.records
    )
    links = ActionLink.objects.filter(reduce(or_, held), revoked_at=None, expires_at__gt=now)
    found = links.values("purpose").annotate(
        count=Count("pk"), until=Max("expires_at"), used_at=Max("last_used_at")
    )
    rows = found.order_by("purpose")
    return [OpenLinks(**each | {"purpose": LinkPurpose(each["purpose"])}) for each in rows]


def open_sessions(account: User, *, now: datetime) -> OpenSessions:
    """Return on how many devices somebody is signed in, and when one of them was used last."""
    running = account.sessions.filter(expire_date__gt=now)
    return OpenSessions(**running.aggregate(count=Count("pk"), seen_at=Max("seen_at")))


def host_of(user: User) -> User | None:
    """Return whom somebody without a role may ask: who gave or took one last, else who invited."""
    acts = user.account_events.filter(by__is_active=True).select_related("by")
    if latest := acts.order_by("-at", "-pk").first():
        return latest.by
    link = invitation_of(user)
    return link.issued_by if link else None


def invitation_of(account: User) -> ActionLink | None:
    """Return the newest link that was sent to set the first password, open or not."""
    sent = ActionLink.objects.filter(
        purpose=LinkPurpose.ACCEPT_ACCOUNT,
        holder_type=ContentType.objects.get_for_model(User),
        holder_id=account.pk,
    )
    return sent.select_related("issued_by").order_by("-pk").first()
