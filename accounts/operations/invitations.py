"""Links by which an invited person sets the first password of their account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from accounts.operations import links
from core.db import locked
from core.errors import DomainError
from core.records import save

LASTS = timedelta(days=7)


class AcceptedError(DomainError):
    """The person has set a password: a link by mail from the sign-in is their way now."""


class InvitationOverError(DomainError):
    """The link is too old, was taken back, or did its work."""


@transaction.atomic
def issue(user: User, *, by: User | None, now: datetime) -> ActionLink:
    """Return a new link that sets the first password; every earlier one closes.

    :raises AcceptedError: if the user has a password.
    """
    _refuse_accepted(user)
    links.revoke_all(user, now=now)
    return links.issue(
        purpose=LinkPurpose.ACCEPT_ACCOUNT,
        holder=user,
        target=user,
        expires_at=now + LASTS,
        by=by,
    )


def find(token: str) -> ActionLink | None:
    """Return the link of an invitation that ``token`` belongs to, usable or not."""
    link = links.find(token)
    is_ours = link is not None and link.purpose == LinkPurpose.ACCEPT_ACCOUNT
    return link if is_ours else None


def is_open(link: ActionLink, user: User, *, now: datetime) -> bool:
    """Say whether ``link`` still sets the password of ``user``, who may have set it another way."""
    return link.is_usable(now) and not user.has_usable_password()


@transaction.atomic
def accept(link: ActionLink, *, password: str, now: datetime) -> User:
    """Set the first password; the link has done its work then.

    :raises InvitationOverError: if the link does not open any more.
    """
    link = locked(link)
    user = locked(link.holder) if isinstance(link.holder, User) else None
    if user is None or not is_open(link, user, now=now):
        raise InvitationOverError(_("This link does not work any more."))
    user.set_password(password)
    save(user, by=user)
    links.used(link, now=now)
    links.revoke(link, now=now)
    return user


def _refuse_accepted(user: User) -> None:
    if user.has_usable_password():
        raise AcceptedError(
            _("%(name)s has set a password already, and can ask for a link at the sign-in."),
            name=user,
        )
