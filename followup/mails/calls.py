"""What the ILO's staff is told at once: somebody is blocked and needs help."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from followup.mails.answers import in_full, in_short, listed, sides_of
from followup.queries import calls
from followup.queries.responsible_people import sphere_of
from network.models import Person
from notifications.mails import Link, Mail, Section
from notifications.models import Message
from partnerships.models import ProgressUpdate


def call_for_help(message: Message) -> Mail | None:
    """Say who is blocked and with what; None if it is resolved, or another's to help with."""
    found = ProgressUpdate.objects.needing_help().filter(pk=message.about_id)
    details = ("pairing", "action", "commitment__area", "author__recipient", "submitted_by")
    update = found.select_related(*details).first()
    if update is None:
        return None
    person = next(
        (each for each in _readers(update) if each.recipient_id == message.recipient_id), None
    )
    return _mail(update, person) if person else None


def _readers(update: ProgressUpdate) -> list[Person]:
    pairing = update.pairing
    sphere = sphere_of(pairing.parties.select_related("organization"), pairing)
    return calls.readers_of_each({update.pk: (update, sphere)})[update.pk]


def _mail(update: ProgressUpdate, person: Person) -> Mail:
    author = update.author
    return Mail(
        subject=_("Blocked, needs help: %(what)s") % {"what": in_short(_subject(update))},
        sections=(_news(update),),
        to_name=person.addressed,
        reason=_("You get this mail because you can help in a country of this pairing."),
        reply_to=author.recipient.email if author else "",
        thread=f"pairing:{update.pairing_id}",
    )


def _news(update: ProgressUpdate) -> Section:
    url = urljoin(settings.SITE_URL, update.get_absolute_url())
    facts = (
        (_("Pairing"), in_short(update.pairing.title)),
        (_("Sides"), listed(side.name for side in sides_of(update.pairing))),
        (_("Who"), str(update.author or update.submitted_by)),
        (_("Since"), formats.day(timezone.localdate(update.submitted_at))),
        (_("What happened"), in_full(update.text)),
        (_("What makes it difficult"), in_full(update.challenges)),
    )
    return Section(
        lede=_("Somebody is blocked and needs help:"),
        title=in_full(_subject(update)),
        facts=tuple((label, value) for label, value in facts if value),
        ask=_("Please talk to them. When the work goes on, write an update about it."),
        links=(Link(_("Open the update"), url),),
    )


def _subject(update: ProgressUpdate) -> str:
    return str(update.action or update.commitment or update.pairing)
