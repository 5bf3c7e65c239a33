"""A mail of every kind, planned as the product plans it, to one reader.

Each case stages what there is to tell and says what plans it; the tests of what holds for all
mails walk through them. A kind without a case is found by ``tests/test_every_mail_in_pseudo.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.errors import DomainError
from documents.planners.subscriptions import SUBSCRIPTIONS
from documents.queries.subscriptions import KIND as BRIEFING
from followup.operations import planning
from followup.operations.mistakes import tell
from followup.queries import (
    calls,
    comments,
    endings,
    escalations,
    inactive_pairings,
    introductions,
    meeting_reminders,
    mistakes,
    notices,
    update_requests,
)
from network.enums import Role
from network.mails import INVITATION, OWN_DATA
from network.models import Account, Person
from network.operations import invitations, own_data
from notifications import mails
from notifications.models import Message
from notifications.operations import digests
from partnerships.operations import agreements
from partnerships.operations.comments import answer as answer_question
from partnerships.terms.agreements import AgreementTerms
from tests import mails_of_meetings as of_meetings
from tests.factories import roles
from tests.factories.documents import SubscriptionFactory
from tests.factories.events import EventFactory
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
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.followup.meetings import NOW as MEETING_NOW
from tests.followup.meetings import START
from tests.followup.planning import (
    plan_agreements,
    plan_calls,
    plan_comments,
    plan_escalations,
    plan_introductions,
    plan_pairings,
    plan_requests,
)
from tests.staged_mails import Staged, answering, other_side

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


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
    return Staged(seat.person, _requested, seat, also=other_side(seat))


def asked_for_the_side_that_acts():
    seat, pairing = _side()
    ActionFactory(pairing=pairing, organization=seat.organization, due_on=TODAY + 7 * DAY)
    return answering(seat, _requested, other_side(seat))


def asked_about_an_agreed_area():
    seat, pairing = _side()
    CommitmentFactory(pairing=pairing, promised_by=seat.organization, ends_on=TODAY + 7 * DAY)
    return answering(seat, _requested, other_side(seat))


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


def _written(**facts):
    seat, pairing = _side()
    asker = PersonFactory(user=roles.official(CountryFactory(laos=True)))
    by = {"author": asker, "submitted_by": asker.user, "country": CountryFactory(laos=True)}
    return seat, CommentFactory(pairing=pairing, submitted_at=NOW, **by, **facts)


def asked_by_an_official():
    seat, _question = _written()
    return answering(seat, lambda: plan_comments(now=NOW), other_side(seat))


def asked_by_an_official_once_more():
    seat, question = _written()
    type(question).objects.update(submitted_at=NOW - 7 * DAY)
    return answering(seat, lambda: plan_comments(now=NOW), other_side(seat))


def asked_as_staff():
    reader = PersonFactory(user=roles.staff())
    _written()
    return _for_the_ilo(reader, lambda: plan_comments(now=NOW))


def told_of_a_comment():
    seat, _comment = _written(remark=True)
    return answering(seat, lambda: plan_comments(now=NOW), other_side(seat))


def told_of_an_answer():
    _seat, question = _written()
    answer_question(question, text="In May", author=PersonFactory(), now=NOW)
    return Staged(question.author, lambda: plan_comments(now=NOW))


def told_of_a_mistake():
    reader, author = PersonFactory(user=roles.staff()), roles.focal_point(OrganizationFactory())
    # Somebody is left to tell when the account of the reader is closed.
    PersonFactory(user=roles.staff())
    words = {"words": "My name is wrong", "by": author, "now": NOW}
    return _for_the_ilo(reader, lambda: tell(author.person, **words))


def asked_about_an_inactive_pairing():
    seat = FocalPointFactory()
    PairingFactory(parties=[seat.organization, OrganizationFactory()], last_met_on=TODAY - 91 * DAY)
    return answering(seat, lambda: plan_pairings(now=NOW), other_side(seat))


def _agreement(organization, days=30):
    parties = [organization, OrganizationFactory()]
    return AgreementFactory(signed=True, parties=parties, ends_on=TODAY + days * DAY)


def told_that_an_agreement_ends():
    seat = FocalPointFactory()
    _agreement(seat.organization)
    return answering(seat, lambda: plan_agreements(now=NOW), other_side(seat))


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


def introduced():
    before = FocalPointFactory(ends_on=TODAY)
    college = before.organization
    pairing = PairingFactory(parties=[college, OrganizationFactory()])
    ActionFactory(pairing=pairing, organization=college, due_on=TODAY + 7 * DAY)
    CommitmentFactory(pairing=pairing, promised_by=college)
    PersonFactory(user=roles.coordinator(college.country))
    EventFactory(confirmed=True, day=TODAY + 20 * DAY, pairings=[pairing])
    seat = FocalPointFactory(organization=college, starts_on=TODAY)
    return answering(seat, lambda: plan_introductions(now=NOW), other_side(seat))


def invited_to_sign_in():
    """Send it as somebody asks for it; nobody plans it."""
    user = MembershipFactory(role=Role.OFFICIAL, country=CountryFactory(), user__password=None).user
    reader = PersonFactory(user=user, recipient__email=user.email)

    def ask():
        with suppress(DomainError):
            invitations.send(Account.objects.get(pk=user.pk), by=roles.staff(), now=NOW)

    return Staged(reader, ask)


def wants_to_see_what_we_hold():
    """Send it as they ask for it; who has an account signs in instead."""
    reader = PersonFactory()

    def ask():
        with suppress(DomainError):
            own_data.send_link(Person.objects.get(pk=reader.pk), by=None, now=NOW)

    return Staged(reader, ask)


def sent_a_briefing():
    """Plan it on the first day of a quarter; the second role is to look after the country."""
    country = CountryFactory(cambodia=True)

    def join(**who):
        person = PersonFactory(user=roles.official(country), **who)
        SubscriptionFactory(user=person.user, country=country)
        return person

    reader = join()
    return Staged(
        reader,
        lambda: planning.plan(SUBSCRIPTIONS, now=_QUARTER),
        join=join,
        also=lambda: MembershipFactory(user=reader.user, role=Role.COORDINATOR, country=country),
    )


_MEETINGS = MEETING_NOW
_QUARTER = datetime(2026, 10, 1, 8, tzinfo=UTC)
CASES = {
    stage.__name__: Case(kind, now, stage, asks)
    for kind, now, stage, asks in (
        (INVITATION, NOW, invited_to_sign_in, False),
        (OWN_DATA, NOW, wants_to_see_what_we_hold, False),
        (notices.INVITATION, _MEETINGS, of_meetings.invited, False),
        (notices.INVITATION, _MEETINGS, of_meetings.invited_as_focal_point, False),
        (notices.CHANGE, _MEETINGS, of_meetings.told_of_a_change, False),
        (notices.CHANGE, _MEETINGS, of_meetings.told_of_a_change_after_an_answer, False),
        (notices.CANCELLATION, _MEETINGS, of_meetings.told_that_it_is_cancelled, False),
        (notices.CANCELLATION, _MEETINGS, of_meetings.told_that_they_are_not_expected, False),
        (notices.MEETING_LINK, _MEETINGS, of_meetings.sent_the_link, False),
        (notices.REMINDER, START - 2 * DAY, of_meetings.reminded, False),
        (notices.REMINDER, START - 2 * DAY, of_meetings.reminded_as_focal_point, True),
        (meeting_reminders.REPORT_DUE, START, of_meetings.asked_for_a_report, False),
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
        (comments.QUESTION, NOW, asked_by_an_official, True),
        (comments.QUESTION, NOW, asked_by_an_official_once_more, True),
        (comments.QUESTION, NOW, asked_as_staff, False),
        (comments.REMARK, NOW, told_of_a_comment, True),
        (comments.ANSWERED, NOW, told_of_an_answer, False),
        (mistakes.KIND, NOW, told_of_a_mistake, False),
        (inactive_pairings.KIND, NOW, asked_about_an_inactive_pairing, True),
        (endings.ENDING, NOW, told_that_an_agreement_ends, True),
        (endings.ENDING, NOW, told_as_staff_that_an_agreement_ends, False),
        (endings.RENEWED, NOW, told_that_it_does_not_end, False),
        (introductions.KIND, NOW, introduced, True),
        (BRIEFING, _QUARTER, sent_a_briefing, False),
    )
}
