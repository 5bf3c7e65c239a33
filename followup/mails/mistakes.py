"""What those hear who keep the directory: somebody says that their data are wrong."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from followup.queries import mistakes
from network.models import Person
from notifications.mails import Link, Mail, Quote, Section
from notifications.models import Message


def mistake(message: Message) -> Mail | None:
    """Say what is wrong, in their words; None if they left, or it is another's to correct."""
    person = Person.objects.filter(pk=message.about_id).select_related("recipient", "user").first()
    if person is None or not person.is_let_in:
        return None
    reader = next(
        (each for each in mistakes.readers_of(person) if each.recipient_id == message.recipient_id),
        None,
    )
    return _mail(message, person, reader) if reader else None


def _mail(message: Message, person: Person, reader: Person) -> Mail:
    url = urljoin(settings.SITE_URL, person.get_absolute_url())
    news = Section(
        lede=_("Somebody says that what we hold about them is wrong:"),
        title=person.name,
        quote=Quote(person.name, message.note),
        ask=_("Please correct it, and answer them."),
        links=(Link(_("Open the page of the person"), url),),
    )
    return Mail(
        subject=_("Please correct the data of %(name)s") % {"name": person.name},
        sections=(news,),
        to_name=reader.addressed,
        reason=_("You get this mail because you keep the directory."),
        reply_to=person.recipient.email,
        thread=f"person:{person.pk}",
    )
