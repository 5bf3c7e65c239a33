"""Asking for the briefing of a country each quarter, getting it, and ending that."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from documents.models import Briefing, Subscription
from documents.operations import briefings
from documents.queries.subscriptions import KIND, quarter_of
from documents.terms.briefings import BriefingTerms
from documents.terms.subscriptions import SubscriptionTerms
from network.operations import memberships
from notifications.enums import Choice
from notifications.models import Message, Recipient
from notifications.operations import choices, messages


class NoMailError(DomainError):
    """No mail reaches whoever asks for some."""


@transaction.atomic
def begin(terms: SubscriptionTerms, *, by: User, today: date) -> Subscription:
    """Let ``by`` get the briefing of the country after each quarter, that of today's first.

    Asked for twice it comes once. Who is not in the directory gets there: mails go to people. Who
    has turned these mails off wants them now.

    :raises NoMailError: if no mail reaches them.
    """
    person = memberships.make_reachable(by, by=by)
    if not person.is_reached:
        raise NoMailError(_("No mail reaches you. Ask the ILO team to enter your address."))
    _turn_on(person.recipient, by)
    own = Subscription.objects.running().select_for_update().filter(user=by, country=terms.country)
    wish = Subscription(user=by, country=terms.country, asked_on=today)
    return own.first() or save(wish, by=by)


def _turn_on(recipient: Recipient, by: User) -> None:
    if choices.chosen(recipient).get(KIND) == Choice.OFF:
        choices.choose(recipient, {KIND: Choice.AT_ONCE}, by=by)


@transaction.atomic
def end(subscription: Subscription, *, by: User, today: date) -> Subscription:
    """Let no more briefings come, nor what waits to be sent."""
    subscription = locked(subscription)
    messages.cancel_pending(Message.objects.about(subscription))
    subscription.ended_on = subscription.ended_on or today
    return save(subscription, by=by)


def issue_for(message: Message, *, now: datetime) -> Briefing | None:
    """Return the briefing that ``message`` tells of; None if its reader may not have it."""
    quarter = quarter_of(message.key)
    wished = Subscription.objects.running().of_readers().filter(pk=message.about_id)
    found = wished.filter(user__person__recipient=message.recipient_id)
    subscription = found.select_related("country", "user").first()
    if subscription is None or quarter is None:
        return None
    terms = BriefingTerms(country=subscription.country, period=quarter)
    return briefings.issue_to_all(terms, reader=subscription.user, now=now)
