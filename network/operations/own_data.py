"""The way to their own data for somebody without an account: a link that goes to their address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from accounts.operations import links
from core.db import locked
from core.errors import DomainError
from network.mails import OWN_DATA, key_of
from network.models import Person
from notifications.enums import Urgency
from notifications.operations import messages
from notifications.operations.messages import OutgoingMessage

LASTS = timedelta(days=7)
# Who asks again has the mail on its way.
QUIET = timedelta(hours=1)


class HasAccountError(DomainError):
    """Who has an account signs in: its second step would be for nothing."""


class NotReachedError(DomainError):
    """There is no address to send it to."""


@transaction.atomic
def send_link(person: Person, *, by: User | None, now: datetime) -> Person:
    """Mail ``person`` a link to what we hold about them, if none went within the hour.

    :raises HasAccountError: if they have an account.
    :raises NotReachedError: if no mail reaches them.
    """
    person = locked(person)
    if person.user_id is not None:
        raise HasAccountError(_("%(name)s has an account, and sees it there."), name=person)
    if not person.is_reached:
        raise NotReachedError(_("No mail reaches %(name)s."), name=person)
    # Each lasts as long: its end tells when it went.
    if not _open_links(person).filter(expires_at__gt=now + LASTS - QUIET).exists():
        _send(person, by=by, now=now)
    return person


def find(token: str, *, now: datetime) -> Person | None:
    """Return whose data ``token`` opens; nobody's, once they have an account."""
    link = links.find(token)
    if link is None or link.purpose != LinkPurpose.SEE_OWN_DATA or not link.is_usable(now):
        return None
    person = link.holder
    return person if isinstance(person, Person) and person.user_id is None else None


def _open_links(person: Person) -> models.QuerySet[ActionLink]:
    return ActionLink.objects.filter(
        purpose=LinkPurpose.SEE_OWN_DATA,
        holder_type=ContentType.objects.get_for_model(Person),
        holder_id=person.pk,
        revoked_at=None,
    )


def _send(person: Person, *, by: User | None, now: datetime) -> None:
    until = now + LASTS
    link = links.issue(
        purpose=LinkPurpose.SEE_OWN_DATA, holder=person, target=person, expires_at=until, by=by
    )
    outgoing = OutgoingMessage(
        key=key_of(link, kind=OWN_DATA),
        kind=OWN_DATA,
        recipient=person.recipient,
        about=person,
        reason=OWN_DATA,
        due_at=now,
        not_after=until,
        urgency=Urgency.AT_ONCE,
        author=by,
    )
    messages.enqueue(outgoing, now=now)
