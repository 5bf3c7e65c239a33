"""A mail of every kind, planned as the product plans it, to one reader.

Each case stages what there is to tell and says what plans it; the tests of what holds for all
mails walk through them. A kind without a case is found by ``tests/test_every_mail_in_pseudo.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from events.enums import EventState, ParticipationState
from events.models import Participation
from events.operations import events as event_operations
from followup.operations import invitations
from followup.queries import (
    calls,
    endings,
    escalations,
    inactive_pairings,
    meeting_reminders,
    notices,
    update_requests,
)
from network.enums import Role
from network.models import Organization, Person
from notifications import mails
from notifications.models import Message
from notifications.operations import digests
from partnerships.operations import agreements
from partnerships.terms.agreements import AgreementTerms
from tests.factories import roles
from tests.factories.events import (
    AgendaItemFactory,
    AgendaSpeakerFactory,
    MeetingAccessFactory,
    OrganizerFactory,
)
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.followup.meetings import NOW as MEETING_NOW
from tests.followup.meetings import START, guest, meeting, move, sent
from tests.followup.planning import (
    plan_agreements,
    plan_calls,
    plan_escalations,
    plan_meetings,
    plan_pairings,
    plan_requests,
)

if TYPE_CHECKING:
    from network.models import FocalPoint

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Staged:
    """Who is to be told, what plans it, and what they answer for if that is why.

    ``join`` puts somebody in the same role, with these facts of a person; ``also`` gives the
    reader a second role.
    """

    reader: Person
    plan: Callable[[], object]
    seat: FocalPoint | None = None
    join: Callable[..., Person] | None = None
    also: Callable[[], object] | None = None


@dataclass(frozen=True)
class Case:
    """A mail of a kind at a moment; ``asks`` says whether whoever takes over gets it instead."""

    kind: str
    now: datetime
    stage: Callable[[], Staged]
    asks: bool = False

    def message_to(self, reader: Person) -> Message | None:
        """Return what is planned for somebody."""
        found = Message.objects.filter(kind=self.kind, recipient=reader.recipient)
        return found.order_by("due_at", "pk").first()


def declared() -> set[str]:
    """Return the kinds of mail of the product; tests declare some of their own."""
    return {kind.key for kind in mails.kinds() if not kind.compose.__module__.startswith("tests.")}


def _agenda(event):
    for hour in range(3):
        item = AgendaItemFactory(event=event, starts_at=START + hour * timedelta(hours=1))
        AgendaSpeakerFactory(item=item, name="A speaker")


def _focal_points_meeting(**facts):
    seat = FocalPointFactory()
    pairing = PairingFactory(parties=[seat.organization, OrganizationFactory()])
    return seat, meeting(pairings=[pairing], **facts)


def _on_the_list(event, reader, plan, state=ParticipationState.INVITED, *, told=False):
    """Stage somebody who stands on the list; the second role is to answer for an organizer."""

    def join(**who):
        person = guest(event, state, **who)
        if told:
            sent(event, person)
        return person

    def also():
        OrganizerFactory(event=event, organization=FocalPointFactory(person=reader).organization)

    return Staged(reader, plan, join=join, also=also)


def _answering(seat, plan, also=None):
    """Stage a focal point; the second role is to answer for another side too."""

    def join(**who):
        return FocalPointFactory(
            organization=seat.organization,
            **{f"person__{name}": value for name, value in who.items()},
        ).person

    return Staged(seat.person, plan, seat, join=join, also=also)


def _for_the_ilo(reader, plan):
    """Stage project staff; the second role is to coordinate a country."""
    return Staged(
        reader,
        plan,
        join=lambda **who: PersonFactory(user=roles.staff(), **who),
        also=lambda: MembershipFactory(
            user=reader.user, role=Role.COORDINATOR, country=CountryFactory(laos=True)
        ),
    )


def _planned(now):
    return lambda: plan_meetings(now=now)


def _sent_by_hand(event):
    user = roles.staff()
    PersonFactory(user=user, name="Ana Lim")
    return lambda: invitations.send(
        event, Person.objects.all(), note="We look forward to it.", by=user, now=MEETING_NOW
    )


def invited():
    event = meeting(goal="Agree on the next steps", place="Vientiane")
    OrganizerFactory(event=event)
    _agenda(event)
    return _on_the_list(event, guest(event), _sent_by_hand(event))


def invited_as_focal_point():
    seat, event = _focal_points_meeting()
    return _answering(seat, _sent_by_hand(event), _other_side(seat))


def _other_side(seat):
    """Let the focal point answer for every other organization as well."""

    def also():
        for house in Organization.objects.exclude(pk=seat.organization_id):
            FocalPointFactory(organization=house, person=seat.person)

    return also


def told_of_a_change(state=ParticipationState.INVITED):
    event = meeting()
    reader = guest(event, state)
    sent(event, reader)
    move(event)
    return _on_the_list(event, reader, _planned(MEETING_NOW), state, told=True)


def told_of_a_change_after_an_answer():
    return told_of_a_change(ParticipationState.APPROVED)


def told_that_it_is_cancelled():
    event = meeting()
    reader = guest(event)
    sent(event, reader)
    event_operations.cancel(event, reason="A flood.", by=None)
    return _on_the_list(event, reader, _planned(MEETING_NOW), told=True)


def told_that_they_are_not_expected():
    event = meeting()
    reader = guest(event)
    sent(event, reader)
    Participation.objects.all().delete()

    def join(**who):
        person = guest(event, **who)
        sent(event, person)
        Participation.objects.all().delete()
        return person

    return Staged(reader, _planned(MEETING_NOW), join=join)


def sent_the_link():
    event = meeting()
    MeetingAccessFactory(event=event, link="https://meet.example.org/1", passcode="77")
    state = ParticipationState.APPROVED
    return _on_the_list(event, guest(event, state), _planned(MEETING_NOW), state)


def reminded():
    event = meeting()
    MeetingAccessFactory(event=event, link="https://meet.example.org/1")
    return _on_the_list(event, guest(event), _planned(START - 2 * DAY))


def reminded_as_focal_point():
    seat, _event = _focal_points_meeting()
    return _answering(seat, _planned(START - 2 * DAY), _other_side(seat))


def asked_for_a_report():
    reader = PersonFactory(user=roles.staff())
    meeting(logged_by=reader.user, state=EventState.CONFIRMED)
    return Staged(reader, _planned(START))


def _requested():
    return plan_requests(now=NOW)


def asked_by_name(days=7):
    reader = PersonFactory()
    ActionFactory(person=reader, due_on=TODAY + days * DAY)
    return Staged(reader, _requested)


def asked_on_the_day():
    return asked_by_name(0)


def asked_late():
    return asked_by_name(-8)


def _side():
    seat = FocalPointFactory()
    return seat, PairingFactory(parties=[seat.organization, OrganizationFactory()])


def asked_by_name_who_answers_for_the_side():
    seat, pairing = _side()
    when = NOW - 30 * DAY
    ActionFactory(pairing=pairing, person=seat.person, due_on=TODAY + 7 * DAY, created_at=when)
    return Staged(seat.person, _requested, seat, also=_other_side(seat))


def asked_for_the_side_that_acts():
    seat, pairing = _side()
    ActionFactory(pairing=pairing, organization=seat.organization, due_on=TODAY + 7 * DAY)
    return _answering(seat, _requested, _other_side(seat))


def asked_about_an_agreed_area():
    seat, pairing = _side()
    CommitmentFactory(pairing=pairing, promised_by=seat.organization, ends_on=TODAY + 7 * DAY)
    return _answering(seat, _requested, _other_side(seat))


def asked_two_things():
    reader = PersonFactory()
    for _number in range(3):
        ActionFactory(person=reader, due_on=TODAY)

    def plan():
        plan_requests(now=NOW)
        digests.collect(now=NOW)

    return Staged(reader, plan)


def told_of_what_is_late():
    reader = PersonFactory(user=roles.staff())
    ActionFactory(due_on=TODAY - 21 * DAY)
    return _for_the_ilo(reader, lambda: plan_escalations(now=NOW))


def told_of_an_agreed_area_that_is_late():
    reader = PersonFactory(user=roles.staff())
    CommitmentFactory(ends_on=TODAY - 21 * DAY)
    return _for_the_ilo(reader, lambda: plan_escalations(now=NOW))


def called_for_help():
    reader = PersonFactory(user=roles.staff())
    pairing = PairingFactory(
        parties=[OrganizationFactory(country=CountryFactory(laos=True)), OrganizationFactory()]
    )
    ProgressUpdateFactory(
        pairing=pairing,
        answer="blocked",
        submitted_at=NOW,
        text="No budget",
        author=PersonFactory(),
    )
    return _for_the_ilo(reader, lambda: plan_calls(now=NOW))


def asked_about_a_silent_pairing():
    seat = FocalPointFactory()
    PairingFactory(parties=[seat.organization, OrganizationFactory()], last_met_on=TODAY - 91 * DAY)
    return _answering(seat, lambda: plan_pairings(now=NOW), _other_side(seat))


def _agreement(organization, days=30):
    parties = [organization, OrganizationFactory()]
    return AgreementFactory(signed=True, parties=parties, ends_on=TODAY + days * DAY)


def told_that_an_agreement_ends():
    seat = FocalPointFactory()
    _agreement(seat.organization)
    return _answering(seat, lambda: plan_agreements(now=NOW), _other_side(seat))


def told_as_staff_that_an_agreement_ends():
    reader = PersonFactory(user=roles.staff())
    _agreement(OrganizationFactory())
    return _for_the_ilo(reader, lambda: plan_agreements(now=NOW))


def told_that_it_does_not_end():
    reader = FocalPointFactory()
    agreement = _agreement(reader.organization)
    plan_agreements(now=NOW)
    Message.objects.update(state="sent", sent_at=NOW)
    longer = replace(AgreementTerms.of(agreement), ends_on=TODAY + 900 * DAY)
    agreements.edit(agreement, longer, by=None)
    return Staged(reader.person, lambda: plan_agreements(now=NOW))


_MEETINGS = MEETING_NOW
CASES = {
    stage.__name__: Case(kind, now, stage, asks)
    for kind, now, stage, asks in (
        (notices.INVITATION, _MEETINGS, invited, False),
        (notices.INVITATION, _MEETINGS, invited_as_focal_point, False),
        (notices.CHANGE, _MEETINGS, told_of_a_change, False),
        (notices.CHANGE, _MEETINGS, told_of_a_change_after_an_answer, False),
        (notices.CANCELLATION, _MEETINGS, told_that_it_is_cancelled, False),
        (notices.CANCELLATION, _MEETINGS, told_that_they_are_not_expected, False),
        (notices.MEETING_LINK, _MEETINGS, sent_the_link, False),
        (notices.REMINDER, START - 2 * DAY, reminded, False),
        (notices.REMINDER, START - 2 * DAY, reminded_as_focal_point, True),
        (meeting_reminders.REPORT_DUE, START, asked_for_a_report, False),
        (update_requests.KIND, NOW, asked_by_name, False),
        (update_requests.KIND, NOW, asked_on_the_day, False),
        (update_requests.KIND, NOW, asked_late, False),
        (update_requests.KIND, NOW, asked_by_name_who_answers_for_the_side, True),
        (update_requests.KIND, NOW, asked_for_the_side_that_acts, True),
        (update_requests.KIND, NOW, asked_about_an_agreed_area, True),
        (digests.KIND, NOW, asked_two_things, False),
        (escalations.KIND, NOW, told_of_what_is_late, False),
        (escalations.KIND, NOW, told_of_an_agreed_area_that_is_late, False),
        (calls.KIND, NOW, called_for_help, False),
        (inactive_pairings.KIND, NOW, asked_about_a_silent_pairing, True),
        (endings.ENDING, NOW, told_that_an_agreement_ends, True),
        (endings.ENDING, NOW, told_as_staff_that_an_agreement_ends, False),
        (endings.RENEWED, NOW, told_that_it_does_not_end, False),
    )
}
