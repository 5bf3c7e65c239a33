"""Letting people in: invited by mail with a role; the first account of an installation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import ActionLink, User
from accounts.operations import invitations, links, users
from core.db import locked
from core.errors import DomainError
from core.records import save
from network.enums import Role
from network.mails import INVITATION, key_of
from network.models import Account, Membership, Person, Programme
from network.models.memberships import day_of_roles
from network.operations import memberships, people
from network.terms.invitations import Invitee
from network.terms.memberships import MembershipTerms
from network.terms.people import Contact, PersonTerms
from notifications.enums import Urgency
from notifications.operations import messages
from notifications.operations.messages import OutgoingMessage


class InUseError(DomainError):
    """Somebody of the project staff can invite people: no command needs to."""


class NoRoleError(DomainError):
    """Who has no role finds nothing behind the sign-in."""


class ClosedAccountError(DomainError):
    """No link opens a closed account."""


class OtherAddressError(DomainError):
    """The person reads mails elsewhere than where the account signs in."""


@transaction.atomic
def invite(
    invitee: Invitee,
    terms: MembershipTerms,
    *,
    programmes: Iterable[Programme] = (),
    takes_seat: bool,
    by: User,
    now: datetime,
) -> Account:
    """Let somebody in with a role, and send them a link that sets their password.

    A focal point takes the seat as well, if that is wished: questions go to them then.

    :raises KnownAddressError: if somebody signs in with this address already.
    """
    user = _withdrawn(invitee) or users.add(
        email=invitee.email, name=invitee.name, time_zone=_zone(terms), by=by
    )
    _enter(invitee, user, by=by)
    memberships.give(user, terms, programmes=programmes, takes_seat=takes_seat, by=by)
    return send(Account.objects.get(pk=user.pk), by=by, now=now)


@transaction.atomic
def send(account: Account, *, by: User | None, now: datetime) -> Account:
    """Send a new link that sets the first password; the one before opens no more.

    :raises AcceptedError: if the person has set a password.
    :raises ClosedAccountError: if the account is closed.
    :raises NoRoleError: if they have no role, now or later.
    :raises OtherAddressError: if a mail to the person would go to another address.
    """
    if not account.is_active:
        raise ClosedAccountError(_("The account of %(name)s is closed."), name=account)
    role = _about(account)
    person = Person.objects.filter(user=account).select_related("recipient").first()
    if person is None or person.recipient.email.lower() != account.email:
        raise OtherAddressError(
            _("The directory has another address for %(name)s. Write %(email)s there first."),
            name=account,
            email=account.email,
        )
    link = invitations.issue(account, by=by, now=now)
    outgoing = OutgoingMessage(
        key=key_of(link),
        kind=INVITATION,
        recipient=person.recipient,
        about=role,
        reason=INVITATION,
        due_at=now,
        not_after=link.expires_at,
        urgency=Urgency.AT_ONCE,
        author=by,
    )
    messages.enqueue(outgoing, now=now)
    return account


@transaction.atomic
def withdraw(account: Account, *, by: User, now: datetime) -> Account:
    """Take an invitation back: the link, the roles and the account end.

    :raises AcceptedError: if the person has set a password: that account is closed instead.
    """
    if account.has_usable_password():
        raise invitations.AcceptedError(
            _("%(name)s has accepted the invitation. Close the account instead."), name=account
        )
    today = day_of_roles()
    for each in Membership.objects.filter(user=account).running(today):
        memberships.end(each, on=today, by=by)
    links.revoke_all(account, now=now)
    account = locked(account)
    account.is_active = False
    return save(account, by=by)


@transaction.atomic
def begin(*, email: str, name: str, now: datetime) -> ActionLink:
    """Make the first account of an installation; return the link that sets its password.

    Asked again before anybody signed in, it gives a new link.

    :raises InUseError: if somebody of the project staff can sign in.
    """
    of_all = Membership.objects.now().filter(role=Role.STAFF, programme=None)
    staff = User.objects.filter(pk__in=of_all.values("user"), is_active=True)
    if used := [each for each in staff if each.has_usable_password()]:
        raise InUseError(
            _("%(name)s can invite people already, under “People and access”."), name=used[0]
        )
    user = staff.filter(email=email.strip().lower()).first()
    if user is None:
        user = users.add(email=email, name=name, by=None)
        memberships.give(user, MembershipTerms(role=Role.STAFF), takes_seat=False, by=None)
    return invitations.issue(user, by=None, now=now)


def _withdrawn(invitee: Invitee) -> User | None:
    """Return the account whose invitation was taken back, open again.

    One that was closed with its roles stays closed: they would come back with it.
    """
    closed = User.objects.select_for_update().filter(
        email=invitee.email.strip().lower(), is_active=False, last_login=None
    )
    user = closed.first()
    if user is None or Membership.objects.running(day_of_roles()).filter(user=user).exists():
        return None
    user.is_active, user.closed_because = True, ""
    return save(user, by=None)


def _enter(invitee: Invitee, user: User, *, by: User) -> None:
    """Let the account be that of a person in the directory, who reads mails at its address."""
    person = invitee.person or Person.objects.filter(user=user).first()
    if person is None:
        contact = Contact(email=user.email, language=user.language, time_zone=user.time_zone)
        people.add(PersonTerms(name=user.name, user=user), contact, by=by)
        return
    people.sign_in_as(person, user=user, by=by)


def _zone(terms: MembershipTerms) -> str:
    place = terms.organization.country if terms.organization else terms.country
    return place.time_zone if place else "Asia/Bangkok"


def _about(account: Account) -> Membership:
    role = Membership.objects.filter(user=account).running(day_of_roles()).order_by("-pk").first()
    if role is None:
        raise NoRoleError(_("%(name)s has no role. Give a role first."), name=account)
    return role
