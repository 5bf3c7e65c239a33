"""What an invitation to a meeting says: what, when, where, who invites, and three answers."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import LinkPurpose
from accounts.operations import links
from events.enums import UPCOMING
from events.models import Event, Participation
from followup import calendars
from followup.enums import Reply
from followup.mails import meetings
from followup.mails.agendas import agenda_of
from followup.mails.answers import Facts, known
from followup.queries import notices
from followup.queries.inviters import Inviter, inviter
from followup.queries.replies import own_participation
from followup.queries.shared_mailboxes import answer_at
from network.models import Person
from notifications.mails import Invitation, Link, Mail, Quote, Section, shared
from notifications.models import Message


def invitation(message: Message) -> Mail | None:
    """Write an invitation; None if the meeting was moved or called off since, or has no day."""
    found = meetings.meeting_of(message, UPCOMING)
    if found is None:
        return None
    event, reader = found
    if event.day is None or message.key != notices.invitation_key(event, message.recipient):
        return None
    token, own = answer_token(event, reader.person), own_participation(event, reader.person)
    host = shared(("inviter", message.author_id), lambda: inviter(message.author_id))
    return Mail(
        subject=_("Invitation: %(title)s, %(when)s")
        % {"title": event.title, "when": meetings.moment(event)},
        sections=(_meeting(event, message, host, token),),
        to_name=reader.person.addressed,
        reason=meetings.reason(reader),
        reply_to=host.address if host else meetings.reply_to(event),
        thread=meetings.thread(event),
        invitation=calendar_file(event, reader.person, own, message, calendars.REQUEST),
        secrets=(token,),
    )


def answer_token(event: Event, person: Person) -> str:
    """Return the secret of a link that works until the meeting is over.

    It ends at the end of a day: a mail that is written twice has the same link.
    """
    last = event.over_after
    assert last is not None  # noqa: S101 — nobody is invited to a day that is not known
    link = links.issue(
        purpose=LinkPurpose.ANSWER_INVITATION,
        holder=person,
        target=event,
        expires_at=datetime.combine(last + timedelta(days=2), time(), tzinfo=UTC),
    )
    return links.token_of(link)


def calendar_file(
    event: Event, person: Person, own: Participation | None, message: Message, method: str
) -> Invitation | None:
    """Return the entry for the reader's calendar; without a day there is nothing to enter."""
    if event.day is None:
        return None
    octets = calendars.invitation(
        event,
        person,
        method=method,
        reply_to=meetings.reply_to(event),
        answer=answer_at(event, person, own),
        planned_at=message.created_at,
    )
    return Invitation(method, octets)


def answers(token: str) -> tuple[Link, ...]:
    """Return the three answers to choose from; each opens the same form."""
    url = urljoin(settings.SITE_URL, reverse("followup:reply-by-link", args=[token]))
    return tuple(Link(str(reply.label), f"{url}?a={reply.value}") for reply in Reply)


def how_to_answer() -> str:
    """Return what to know of the links before one is opened."""
    return _(
        "This link is only for you. You need no password. The link opens a form. Your answer "
        "counts when you send the form."
    )


def _meeting(event: Event, message: Message, host: Inviter | None, token: str) -> Section:
    return Section(
        lede=_("You are invited to this meeting:"),
        title=event.title,
        quote=_note(message, host),
        facts=(
            *meetings.facts_of(event, message.recipient),
            *known(*_who_invites(event, host), (_("Goal"), event.goal)),
        ),
        listing=agenda_of(event),
        ask=_("Will you come? Choose one answer:"),
        links=answers(token),
        note=how_to_answer(),
    )


def _note(message: Message, host: Inviter | None) -> Quote | None:
    """Return what the sender wrote along, under their name as long as they are there."""
    if not message.note:
        return None
    by = _("%(name)s writes:") % {"name": host.name} if host else _("A note for you:")
    return Quote(by, message.note)


def _who_invites(event: Event, host: Inviter | None) -> Facts:
    """Return who sends the invitation with their address, and who organizes the meeting."""
    houses = _organizers(event)
    if host is None:
        return ((_("Invited by"), houses),)
    named = _("%(name)s, %(address)s") % {"name": host.name, "address": host.address}
    return ((_("Invited by"), named), (_("Organizers"), houses))


def _organizers(event: Event) -> str:
    """Return the organizers, the first named first."""
    found = event.organizers.select_related("organization").order_by("pk")
    return ", ".join(dict.fromkeys(each.organization.name for each in found))
