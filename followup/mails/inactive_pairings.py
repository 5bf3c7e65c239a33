"""What a pairing is asked that nobody has heard of for long."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from followup.mails.answers import (
    Answers,
    in_short,
    known,
    listed,
    reader_among,
    sides_of,
    to_answer,
)
from followup.queries import inactive_pairings, responsible_people, update_requests
from notifications.mails import Mail, Section
from notifications.models import Message
from partnerships.models import Pairing
from partnerships.wording.pairings import last_contact


def inactive_pairing(message: Message) -> Mail | None:
    """Ask how the cooperation goes; None if there is news, it rests, or it is another's by now."""
    today = timezone.localdate()
    pairing = _still_inactive(message)
    if pairing is None:
        return None
    person = reader_among(inactive_pairings.asked_about(pairing, on=today), message)
    if person is None:
        return None
    answers = to_answer(message, person, pairing)
    return Mail(
        subject=_("%(pairing)s: how is the cooperation going?")
        % {"pairing": in_short(pairing.title)},
        sections=(_question(pairing, answers),),
        to_name=person.addressed,
        reason=_("You get this mail because you are a focal point of this pairing."),
        reply_to=responsible_people.reply_address(person, sides_of(pairing), on=today),
        thread=f"pairing:{pairing.pk}",
        secrets=(answers.token,),
    )


def _still_inactive(message: Message) -> Pairing | None:
    """Return the pairing; who asks for a new link gets it though there is news."""
    today = timezone.localdate()
    pairing = Pairing.objects.with_status(today).filter(pk=message.about_id).first()
    is_again = update_requests.AGAIN in message.key
    is_asked = pairing and (is_again or inactive_pairings.is_inactive(pairing, today))
    return pairing if is_asked else None


def _question(pairing: Pairing, answers: Answers) -> Section:
    return Section(
        lede=_("We have had no news of this pairing for a long time:"),
        title=in_short(pairing.title),
        facts=known(
            (_("Sides"), listed(side.name for side in sides_of(pairing))),
            (_("Last news"), _last_news(pairing)),
        ),
        ask=_("How is the cooperation going? Choose one answer:"),
        links=answers.links,
        for_all=answers.for_all,
        note=answers.note,
    )


def _last_news(pairing: Pairing) -> str:
    """Return the day of the last contact and roughly how long ago that is."""
    day, today = pairing.last_contact_on, timezone.localdate()
    if day is None:
        return ""
    if day >= today or pairing.last_contact_since:
        return last_contact(pairing)
    return _("%(day)s (%(time)s ago)") % {
        "day": formats.day(day),
        "time": formats.duration((today - day).days),
    }
