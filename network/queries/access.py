"""Who may give which role, and what an account is and was to the network."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from network.enums import Role
from network.models import Account, Country, Membership, Organization, scope_of
from network.models.memberships import day_of_roles
from network.models.organizations import OrganizationQuerySet

_OF_A_COUNTRY = (Role.FOCAL_POINT, Role.OFFICIAL)


@dataclass(frozen=True)
class Roles:
    """The roles of an account that a reader may see: of today, to come, and of before."""

    current: list[Membership]
    coming: list[Membership]
    past: list[Membership]


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
    """Say whether all that ``account`` is, and will be, was for ``user`` to give."""
    if scope_of(user).is_staff:
        return True
    if account.is_superuser or account.pk == user.pk:
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


def invitation_of(account: Account) -> ActionLink | None:
    """Return the newest link that was sent to set the first password, open or not."""
    sent = ActionLink.objects.filter(
        purpose=LinkPurpose.ACCEPT_ACCOUNT,
        holder_type=ContentType.objects.get_for_model(User),
        holder_id=account.pk,
    )
    return sent.select_related("issued_by").order_by("-pk").first()
