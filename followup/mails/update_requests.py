"""What a request for an update says."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from followup.mails.answers import (
    Answers,
    in_short,
    known,
    reader_among,
    sides_of,
    to_answer,
    words_of,
)
from followup.queries import due_items, responsible_people, update_requests
from followup.queries.due_items import DueItem
from followup.queries.update_requests import Request
from network.models import Person
from notifications.mails import Mail, Section
from notifications.models import Message
from partnerships.models import Action, Commitment


def update_request(message: Message) -> Mail | None:
    """Write the question how it goes; None if it was answered, moved, or is another's by now."""
    request, today = _still_open(message), timezone.localdate()
    if request is None:
        return None
    person = reader_among(due_items.asked_about(request.item, on=today), message)
    if person is None:
        return None
    answers, pairing = to_answer(message, person, request.item), request.item.pairing
    return Mail(
        subject=_subject(request, today),
        sections=(_question(request, person, answers),),
        to_name=person.addressed,
        reason=_reason(request.item, person),
        reply_to=responsible_people.reply_address(person, sides_of(pairing), on=today),
        thread=f"pairing:{pairing.pk}",
        secrets=(answers.token,),
    )


def _still_open(message: Message) -> Request | None:
    """Return the question as it stands, if it is the one that was planned and nobody answered.

    Who asks for a new link gets it though an answer is there: they may want to change it.
    """
    model = Action if message.about_type.model_class() is Action else Commitment
    item = due_items.find_in_work(model, message.about_id)
    first_key = update_requests.first_key(message.key)
    for request in update_requests.requests_about(item) if item else []:
        if request.key_for(message.recipient) == first_key:
            is_again = message.key != first_key
            return request if is_again or not update_requests.was_answered(request) else None
    return None


def _subject(request: Request, today: date) -> str:
    """Say first how near the day is: the same is asked up to three times."""
    facts = {"what": in_short(words_of(request.item)), "due": formats.day(request.due_on)}
    if request.due_on > today:
        return _("Due %(due)s: %(what)s") % facts
    if request.due_on == today:
        return _("Due today: %(what)s") % facts
    return _("Late, due %(due)s: %(what)s") % facts


def _question(request: Request, reader: Person, answers: Answers) -> Section:
    """Ask how one item goes: what it is, until when, and four answers to choose from."""
    return Section(
        lede=_lede(request, timezone.localdate()),
        title=words_of(request.item),
        facts=known(
            (_("Pairing"), in_short(request.item.pairing.title)),
            (_("Who"), _who_else(request.item, reader)),
        ),
        ask=_("How is it going? Choose one answer:"),
        links=answers.links,
        for_all=answers.for_all,
        note=answers.note,
    )


def _who_else(item: DueItem, reader: Person) -> str:
    """Return who is to do it, if the reader is asked because that person cannot be reached."""
    if not isinstance(item, Action) or item.person is None or item.person == reader:
        return ""
    side = item.organization.short_name if item.organization else ""
    return in_short(", ".join(filter(None, (item.person.addressed, side))))


def _lede(request: Request, today: date) -> str:
    day = formats.day(request.due_on)
    if request.due_on > today:
        return _("This is due on %(day)s:") % {"day": day}
    if request.due_on == today:
        return _("This is due today, on %(day)s:") % {"day": day}
    return _("This was due on %(day)s:") % {"day": day}


def _reason(item: DueItem, person: Person) -> str:
    if isinstance(item, Action) and item.person_id == person.pk:
        return _("You get this mail because you are responsible for this action.")
    return _("You get this mail because you are a focal point of this pairing.")
