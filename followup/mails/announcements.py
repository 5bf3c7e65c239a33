"""What is said when a meeting was moved or called off, or somebody is not on its list any more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.enums import CALLED_OFF, UPCOMING, EventState, ParticipationState
from events.models import Event, Participation
from events.queries import changes
from followup import calendars
from followup.enums import Reply
from followup.mails import invitations, meetings
from followup.mails.answers import Facts, known
from followup.queries import notices
from followup.queries.notices import LastNotice
from followup.queries.readers import is_listed, reader_of
from followup.queries.replies import answered, own_participation, stand_in_of
from followup.queries.shared_mailboxes import is_expected_there
from network.models import Person
from notifications.mails import Invitation, Mail, Section
from notifications.models import Message


def change(message: Message) -> Mail | None:
    """Write what is new; None if the reader knows it, or it is another by now."""
    event, person = meetings.event_of(message, UPCOMING), _person(message)
    known = _still_to_tell(event, message) if event and person else None
    if event is None or person is None or known is None:
        return None
    return _change(event, person, known, message)


def cancellation(message: Message) -> Mail | None:
    """Write that the meeting does not take place, or not with the reader; None if it does."""
    event, person = meetings.event_of(message, (*UPCOMING, *CALLED_OFF)), _person(message)
    known = _still_to_tell(event, message) if event and person else None
    if event is None or person is None or known is None:
        return None
    subject, lede = _end(event)
    entry = _taken_out(event, person, message)
    return Mail(
        subject=subject % {"title": event.title, "when": meetings.moment(event)},
        sections=(_call_off(event, lede, takes_out=entry is not None),),
        to_name=person.addressed,
        reason=_reason(),
        reply_to=meetings.reply_to(event),
        thread=meetings.thread(event),
        invitation=entry,
    )


def _taken_out(event: Event, person: Person, message: Message) -> Invitation | None:
    """Return what takes the entry out of the calendar; not while a colleague there still comes."""
    if event.state not in CALLED_OFF and is_expected_there(event, message.recipient):
        return None
    own = own_participation(event, person)
    return invitations.calendar_file(event, person, own, message, calendars.CANCEL)


def _still_to_tell(event: Event, message: Message) -> LastNotice | None:
    """Return what the reader knows, if ``message`` is still what they must be told."""
    known = notices.last_notice_to(event, message.recipient)
    if known is None:
        return None
    kind = notices.kind_to_tell(
        event,
        known,
        is_reader=reader_of(event, message.recipient) is not None,
        is_listed=is_listed(event, message.recipient),
    )
    is_it = kind == message.kind and notices.announcement_key(event, kind, known) == message.key
    return known if is_it else None


def _change(event: Event, person: Person, known: LastNotice, message: Message) -> Mail:
    own = own_participation(event, person)
    asks = event.day is not None and _is_asked(event, person, own)
    token = invitations.answer_token(event, person) if asks else ""
    subject, lede, earlier = _news(event, known)
    return Mail(
        subject=subject % {"title": event.title, "when": meetings.moment(event)},
        sections=(
            Section(
                lede=lede,
                title=event.title,
                facts=(
                    *meetings.facts_of(event, message.recipient),
                    *earlier,
                    *_same_link(event, message),
                ),
                ask=_ask(event, own, known) if token else "",
                links=invitations.answers(token) if token else (),
                note=_("The calendar file in this mail changes the meeting in your calendar.")
                if event.day
                else "",
            ),
        ),
        to_name=person.addressed,
        reason=_reason(),
        reply_to=meetings.reply_to(event),
        thread=meetings.thread(event),
        invitation=invitations.calendar_file(event, person, own, message, calendars.REQUEST),
        secrets=(token,) if token else (),
    )


def _is_asked(event: Event, person: Person, own: Participation | None) -> bool:
    """Say whether the reader has a say: not who only was named, of whom the organizers decide."""
    is_named = own is not None and own.state == ParticipationState.REGISTERED
    return not is_named or notices.was_invited(event, person.recipient)


def _news(event: Event, known: LastNotice) -> tuple[str, str, Facts]:
    """Return the subject and the first sentence of a change, and how it was before."""
    if known.is_taken_back:
        lede = _("This meeting will take place, and we expect you:")
        return _("It will take place: %(title)s, %(when)s"), lede, ()
    earlier = changes.before(event, known.revision)
    if earlier and not changes.differs(event, earlier, changes.WHEN):
        lede = _("This meeting has a new place. The day and the time are the same:")
        return _("New place: %(title)s, %(when)s"), lede, ()
    before = ((_("Before"), meetings.when(earlier)),) if earlier and earlier.day else ()
    lede = _("This meeting has moved. Please note the new time:")
    return _("Moved: %(title)s, %(when)s"), lede, before


def _same_link(event: Event, message: Message) -> Facts:
    """Say to those who have the link that it holds: it does not come again."""
    access = meetings.access_of(event)
    if access is None or event.state != EventState.CONFIRMED:
        return ()
    if notices.link_sent_to(event, message.recipient) != notices.digest_of(access):
        return ()
    return ((_("Meeting link"), _("the same as before")),)


def _ask(event: Event, own: Participation | None, known: LastNotice) -> str:
    """Ask whether the reader comes, or whether what they answered still holds."""
    answer, stand_in = answered(own), stand_in_of(own)
    if answer is None:
        return _("Will you come? Choose one answer:")
    earlier = changes.before(event, known.revision)
    if earlier and changes.differs(event, earlier, ("day", "last_day")):
        yes = _("You answered: yes. Is it different for the new day? Then answer again:")
        no = _("You answered: no. Is it different for the new day? Then answer again:")
        instead = _(
            "You answered: %(name)s will come instead of you. Is it different for the new day? "
            "Then answer again:"
        )
    else:
        yes = _("You answered: yes. Has this changed? Then answer again:")
        no = _("You answered: no. Has this changed? Then answer again:")
        instead = _(
            "You answered: %(name)s will come instead of you. Has this changed? Then answer again:"
        )
    if stand_in:
        return instead % {"name": stand_in.name}
    return yes if answer == Reply.YES else no


def _end(event: Event) -> tuple[str, str]:
    """Return the subject and the first sentence of a cancellation."""
    if event.state == EventState.CANCELLED:
        return _("Cancelled: %(title)s, %(when)s"), _("This meeting is cancelled:")
    if event.state == EventState.POSTPONED:
        lede = _("This meeting is postponed. You will get a mail when there is a new day:")
        return _("Postponed: %(title)s, %(when)s"), lede
    lede = _("This meeting will take place, but you are not on its list any more:")
    return _("Not on the list any more: %(title)s, %(when)s"), lede


def _call_off(event: Event, lede: str, *, takes_out: bool) -> Section:
    """Say which meeting, and why; the day is the one on which it does not take place."""
    return Section(
        lede=lede,
        title=event.title,
        facts=known(
            (_("Planned for"), meetings.when(event) if event.day else ""),
            (_("Why"), event.reason),
        ),
        note=_("The calendar file in this mail removes the meeting from your calendar.")
        if takes_out
        else "",
    )


def _reason() -> str:
    return _("You get this mail because we told you about this meeting before.")


def _person(message: Message) -> Person | None:
    """Return who is told; nobody whose account was closed."""
    found = Person.objects.select_related("recipient", "honorific", "user")
    person = found.get(recipient=message.recipient)
    return person if person.is_let_in else None
