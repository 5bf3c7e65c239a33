"""What a user becomes to the network, and when that ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind
from accounts.models import User
from accounts.operations import account_events
from core.db import locked
from core.errors import DomainError
from core.records import save
from network.enums import Role
from network.models import Membership, Person, Programme
from network.models.memberships import forget_scope_of, given_up_by
from network.operations import focal_points, people
from network.terms.memberships import MembershipTerms
from network.terms.people import Contact, PersonTerms, PositionTerms

# What is late, and whose report is due, is told to those who work for the ILO.
_REACHED_BY_MAIL = (Role.STAFF, Role.COORDINATOR)


class RoleHeldError(DomainError):
    """The user has this role already."""


class OwnRoleError(DomainError):
    """Nobody gives themselves a role."""


class HandedOverError(DomainError):
    """The user has handed this organization over, so the role would give nothing."""


class RoleEndedError(DomainError):
    """The role has an end already that is not later."""


class LastStaffError(DomainError):
    """Without project staff nobody could give a role again."""


@transaction.atomic
def grant(user: User, terms: MembershipTerms, *, by: User | None) -> Membership:
    """Give ``user`` a role: for the network, a programme, a country or one organization.

    :raises RoleHeldError: if the user has the role there already, or will have.
    :raises OwnRoleError: if ``by`` is the user.
    :raises HandedOverError: if they handed over the organization, and do not answer for it again.
    """
    if by is not None and by.pk == user.pk:
        raise OwnRoleError(_("You cannot give yourself a role. Ask a colleague."))
    locked(user)
    _refuse_twice(user, terms)
    organization = terms.organization
    if organization is not None and organization.pk in given_up_by(user):
        raise HandedOverError(
            _("%(name)s handed over %(place)s. Make them the focal point again first."),
            name=user,
            place=organization,
        )
    membership = save(terms.write_to(Membership(user=user)), by=by)
    _note(membership, AccountEventKind.ROLE_GIVEN, by=by)
    forget_scope_of(user)
    if terms.role in _REACHED_BY_MAIL:
        make_reachable(user, by=by)
    return membership


@transaction.atomic
def give(
    user: User,
    terms: MembershipTerms,
    *,
    programmes: Iterable[Programme] = (),
    takes_seat: bool,
    by: User | None,
) -> Membership:
    """Give a role as ``grant`` does; a focal point works there, and takes the seat if wished.

    The seat is what makes them the focal point of the directory: questions go to them. Staff of
    several ``programmes`` get a role for each, which ends by itself.
    """
    if terms.organization is not None:
        person = make_reachable(user, by=by)
        _let_work(person, terms, by=by)
        if takes_seat and not _answers(person, terms):
            focal_points.appoint(terms.organization, person=person, on=terms.starts_on, by=by)
    each = [replace(terms, programme=programme) for programme in programmes] or [terms]
    held = [grant(user, role, by=by) for role in each]
    return held[0]


@transaction.atomic
def end(membership: Membership, *, on: date, by: User | None) -> Membership:
    """Take a role away: ``on`` is the first day without it. It stays to be seen.

    One that has not begun ends on the day on which it would begin. Whoever is no focal point of an
    organization any more does not answer for it by mail either.

    :raises RoleEndedError: if it ends on that day or before already.
    :raises LastStaffError: if nobody else works for the project without an end.
    """
    if membership.role == Role.STAFF and membership.programme_id is None:
        keep_staff_without(membership.user)
    membership = locked(membership)
    if membership.ends_on is not None and membership.ends_on <= on:
        raise RoleEndedError(_("This role has ended already, or ends on that day."))
    membership.ends_on = max(on, membership.starts_on or on)
    save(membership, by=by)
    _note(membership, AccountEventKind.ROLE_ENDED, by=by)
    forget_scope_of(membership.user)
    person = Person.objects.filter(user=membership.user_id).first()
    if person is not None and membership.organization is not None:
        focal_points.leave(person, [membership.organization.pk], on=membership.ends_on, by=by)
    return membership


def keep_staff_without(user: User) -> None:
    """Refuse to leave the network without staff; two who end each other's role wait here.

    Who is limited to programmes gives no roles: they are not enough.

    :raises LastStaffError: if nobody else works for the whole project without an end.
    """
    of_all = Membership.objects.filter(role=Role.STAFF, programme=None)
    staff = of_all.filter(ends_on=None, user__is_active=True)
    holders = {each.user_id for each in staff.now().select_for_update(of=("self",)).order_by("pk")}
    if not holders - {user.pk}:
        raise LastStaffError(_("Nobody else is project staff. Give the role to a colleague first."))


def _note(membership: Membership, kind: AccountEventKind, *, by: User | None) -> None:
    """Tell it in the log of sign-ins; the role is written as it is called now, for all readers."""
    with translation.override(settings.LANGUAGE_CODE):
        account_events.note_act(membership.user, kind, by=by, detail=_called(membership))


def _called(membership: Membership) -> str:
    role = membership.get_role_display()
    return f"{role}, {membership.place}" if membership.place else str(role)


def _refuse_twice(user: User, terms: MembershipTerms) -> None:
    same = Q(
        role=terms.role,
        country=terms.country,
        organization=terms.organization,
        programme=terms.programme,
    )
    held = user.memberships.filter(same)
    if terms.starts_on is not None:
        held = held.filter(Q(ends_on=None) | Q(ends_on__gt=terms.starts_on))
    if terms.ends_on is not None:
        held = held.filter(Q(starts_on=None) | Q(starts_on__lt=terms.ends_on))
    if held.exists():
        raise RoleHeldError(_("%(name)s has this role already."), name=user)


def _let_work(person: Person, terms: MembershipTerms, *, by: User | None) -> None:
    """Let the person work where they answer, unless they do or do so for a part of it."""
    assert terms.organization is not None  # noqa: S101 — asked by the caller
    here = Q(organization=terms.organization) | Q(organization__parent=terms.organization)
    if not person.positions.current().filter(here).exists():
        people.take_position(person, PositionTerms(organization=terms.organization), by=by)


def _answers(person: Person, terms: MembershipTerms) -> bool:
    seats = person.focal_points.filter(organization=terms.organization, ends_on=None)
    return bool(seats.exists())


def make_reachable(user: User, *, by: User | None) -> Person:
    """Mails go to people: who is to get some without being in the directory gets there."""
    known = Person.objects.filter(user=user).first()
    return known or people.add(
        PersonTerms(name=user.name or user.email, user=user),
        Contact(email=user.email, language=user.language, time_zone=user.time_zone),
        by=by,
    )
