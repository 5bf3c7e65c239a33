"""What the ILO's staff is told about what stays undone."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from followup.mails.answers import in_short, listed, reader_among, sides_of, words_of
from followup.queries import due_items, escalations, responsible_people
from followup.queries.due_items import DueItem
from network.models import Person
from notifications.mails import Link, Mail, Section
from notifications.models import Message
from partnerships.models import Action, Commitment, ProgressUpdate


def escalation(message: Message) -> Mail | None:
    """Say what is late for three weeks; None if it is done, moved, or another's to follow up."""
    item = _still_late(message)
    if item is None:
        return None
    person = reader_among(escalations.notified_about(item), message)
    return _mail(item, person) if person else None


def _still_late(message: Message) -> DueItem | None:
    model = Action if message.about_type.model_class() is Action else Commitment
    item = due_items.find_in_work(model, message.about_id)
    if item is None or due_items.day_of(item) is None:
        return None
    return item if escalations.key_for(item, message.recipient) == message.key else None


def _mail(item: DueItem, person: Person) -> Mail:
    answer, day = escalations.last_answer(item), due_items.day_of(item)
    due = formats.day(day) if day else ""
    words = (
        _("Still late, due %(due)s: %(what)s") if answer else _("No answer, due %(due)s: %(what)s")
    )
    return Mail(
        subject=words % {"due": due, "what": in_short(words_of(item))},
        sections=(_news(item, answer, due),),
        to_name=person.addressed,
        reason=_reason(item, person),
        thread=f"pairing:{item.pairing_id}",
    )


def _reason(item: DueItem, person: Person) -> str:
    countries = responsible_people.countries_followed(person, sides_of(item.pairing))
    if not countries:
        return _("You get this mail because you follow up late work.")
    return _("You get this mail because you follow up late work in: %(countries)s.") % {
        "countries": listed(country.name for country in countries)
    }


def _news(item: DueItem, answer: ProgressUpdate | None, due: str) -> Section:
    """Tell what, whose, since when, whom we asked and when, and where to look."""
    facts = (
        (_("Pairing"), in_short(item.pairing.title)),
        (_("Who"), in_short(_who(item))),
        (_("Due"), due),
        (_("Asked"), _asked(item)),
        (_("Last answer"), _said(answer) if answer else _("None")),
    )
    words = _("Open the action") if isinstance(item, Action) else _("Open the agreed area")
    url = urljoin(settings.SITE_URL, item.get_absolute_url())
    return Section(
        lede=_("This is still late:") if answer else _("Nobody has answered about this:"),
        title=words_of(item),
        facts=facts,
        ask=_("Please talk to the people who are responsible."),
        links=(Link(words, url),),
    )


def _who(item: DueItem) -> str:
    if isinstance(item, Commitment):
        return str(item.promised_by or _("All sides"))
    if item.person:
        return item.person.addressed
    return str(item.organization or _("All sides"))


def _asked(item: DueItem) -> str:
    """Return "Sok Dara (7 Dec 2026)" for the last question to each of the last few."""
    latest: dict[int, Message] = {}
    for message in escalations.asked_so_far(item):
        latest.setdefault(message.recipient_id, message)
    named = [
        _("%(name)s (%(day)s)")
        % {"name": each.recipient.name, "day": formats.day(timezone.localdate(each.sent_at))}
        for each in latest.values()
    ]
    return listed(named) if named else _("Nobody: no focal point has an address that works")


def _said(answer: ProgressUpdate) -> str:
    author = answer.author or answer.submitted_by
    return _("%(answer)s (%(name)s, %(day)s)") % {
        "answer": answer.word.label,
        "name": author,
        "day": formats.day(timezone.localdate(answer.submitted_at)),
    }
