"""What a request for an update says."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.enums import LinkPurpose
from accounts.operations import links
from core import formats
from notifications.letters import Letter, Link, Part
from partnerships.enums import Answer
from partnerships.models import Action, Commitment
from partnerships.queries import reminders

if TYPE_CHECKING:
    from accounts.models import ActionLink
    from network.models import Person
    from notifications.models import Message
    from partnerships.queries.reminders import Promise, Request

LINK_LASTS = timedelta(days=21)
SUBJECT_WORDS = 60


def update_request(message: Message) -> Letter | None:
    """Write the question how it goes; None if it was answered, moved, or is another's by now."""
    request = _still_open(message)
    if request is None:
        return None
    today = timezone.localdate()
    asked = reminders.asked_about(request.promise, on=today)
    person = next((each for each in asked if each.recipient_id == message.recipient_id), None)
    if person is None:
        return None
    link = _link(message, person, request.promise)
    token = links.token_of(link)
    return Letter(
        subject=_("%(what)s, due %(due)s: how is it going?")
        % {"what": _in_short(request.promise), "due": formats.day(request.due_on)},
        parts=(_question(request, link, token),),
        to_name=person.addressed,
        reason=_reason(request.promise, person),
        thread=f"pairing:{request.promise.pairing_id}",
        secrets=(token,),
    )


def _still_open(message: Message) -> Request | None:
    """Return the question as it stands, if it is still the one that was promised."""
    is_action = message.about_type.model_class() is Action
    promises = Action.objects.open() if is_action else Commitment.objects.open()
    promise = reminders.in_work(promises).filter(pk=message.about_id).first()
    stages = reminders.requests_about(promise) if promise else []
    for request in stages:
        if request.key_for(message.recipient) == reminders.first_key(message.key):
            return request
    return None


def _link(message: Message, person: Person, promise: Promise) -> ActionLink:
    """Return a link until the end of a day: a second attempt on this day gives the same."""
    last_day = message.due_at.date() + LINK_LASTS
    return links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS,
        holder=person,
        target=promise,
        expires_at=datetime.combine(last_day + timedelta(days=1), time(), tzinfo=UTC),
    )


def _question(request: Request, link: ActionLink, token: str) -> Part:
    """Ask how one promise goes: what it is, until when, and four answers to choose from."""
    promise = request.promise
    url = urljoin(settings.SITE_URL, reverse("partnerships:update-by-link", args=[token]))
    day = formats.day(request.due_on)
    is_past = request.due_on < timezone.localdate()
    last_day = formats.day((link.expires_at - timedelta(seconds=1)).date())
    return Part(
        lede=_("This was due on %(day)s:") % {"day": day}
        if is_past
        else _("This is due on %(day)s:") % {"day": day},
        title=_words_of(promise),
        facts=((_("Pairing"), str(promise.pairing)),),
        ask=_("How is it going? Choose one answer:"),
        links=tuple(Link(str(answer.label), f"{url}?s={answer.value}") for answer in Answer),
        note=_(
            "The link is for you only and works until %(day)s. No password is needed. "
            "Nothing is saved before you send the form that opens."
        )
        % {"day": last_day},
    )


def _reason(promise: Promise, person: Person) -> str:
    if isinstance(promise, Action) and promise.person_id == person.pk:
        return _("You get this mail because you are named for this action.")
    return _("You get this mail because you answer for one side of this pairing.")


def _words_of(promise: Promise) -> str:
    return promise.text or str(promise.area if isinstance(promise, Commitment) else "")


def _in_short(promise: Promise) -> str:
    return Truncator(" ".join(_words_of(promise).split())).chars(SUBJECT_WORDS)
