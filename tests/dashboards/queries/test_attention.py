from datetime import UTC, date, datetime

import pytest

from dashboards.queries.attention import attention
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return roles.staff()


@pytest.fixture
def pairing():
    return PairingFactory(title="A and B", last_met_on=date(2026, 11, 20))


def _told(user):
    return [(c.title, c.detail) for c in attention(user, today=TODAY).concerns]


def test_nothing_needs_attention_when_all_is_well(staff, pairing):
    ActionFactory(pairing=pairing, due_on=TODAY)

    assert attention(staff, today=TODAY).total == 0


def test_messages_that_did_not_arrive_are_counted_in_one_line(staff, pairing):
    for state in ("failed", "unconfirmed", "pending"):
        MessageFactory(about=pairing, state=state)

    [concern] = attention(staff, today=TODAY).concerns

    assert (concern.title, concern.url) == (
        "2 messages did not arrive",
        "/outbox/needs-attention/",
    )


def test_messages_are_no_concern_of_those_who_read_no_outbox(pairing):
    MessageFactory(about=pairing, state="failed")
    reader = roles.focal_point(pairing.parties.first().organization)

    assert "message" not in str(attention(reader, today=TODAY).concerns)


def test_an_action_past_its_day(staff, pairing):
    ActionFactory(pairing=pairing, text="Send the plan", due_on=date(2026, 11, 21))

    assert _told(staff) == [("Send the plan", "Was due on 21 Nov 2026")]


def test_a_meeting_whose_report_is_due(staff):
    EventFactory(title="Visit", day=date(2026, 11, 21), state=EventState.CONFIRMED)

    assert _told(staff) == [("Visit", "Was planned for 21 Nov 2026. What came of it?")]


def test_who_was_named_instead_of_others_waits_for_the_staff(staff):
    event = EventFactory(title="Peer workshop", day=TODAY, confirmed=True)
    for _ in range(2):
        own = ParticipationFactory(event=event, state="declined")
        ParticipationFactory(event=event, state="registered", instead_of=own)

    [concern] = attention(staff, today=TODAY).concerns

    assert (concern.title, concern.detail, concern.url) == (
        "2 people were named instead of others and wait for your answer",
        "Peer workshop",
        f"{event.get_absolute_url()}#people",
    )


def test_an_agreement_that_ends_soon_and_is_not_renewed(staff):
    ending = AgreementFactory(signed=True, title="MoU", ends_on=date(2027, 1, 31))
    renewed = AgreementFactory(signed=True, title="Old", ends_on=date(2027, 1, 31))
    AgreementFactory(title="New", renews=renewed)
    AgreementFactory(signed=True, title="Later", ends_on=date(2028, 1, 31))

    assert _told(staff) == [(ending.title, "The agreement ends on 31 Jan 2027")]


def test_an_update_that_nobody_else_has_verified(staff, pairing):
    ProgressUpdateFactory(pairing=pairing)
    ProgressUpdateFactory(pairing=pairing, submitted_by=staff)
    ProgressUpdateFactory(
        pairing=pairing, verified_by=staff, verified_at=datetime(2026, 11, 21, tzinfo=UTC)
    )

    assert _told(staff) == [("Update: Going well", "Nobody has verified it yet")]


def test_a_promise_whose_period_is_over(staff, pairing):
    CommitmentFactory(
        pairing=pairing,
        text="AI training",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
    )

    assert _told(staff) == [("AI training", "Agreed for 2022, not reported as done")]


def test_a_pairing_of_which_nothing_was_heard(staff):
    PairingFactory(title="Silent")
    PairingFactory(title="Quiet", last_met_on=date(2026, 1, 1))
    PairingFactory(title="Asleep", last_met_on=date(2021, 12, 21))

    assert _told(staff) == [
        ("Asleep", "No update for 4 years, the last was on 21 Dec 2021"),
        ("Quiet", "No update for 325 days, the last was on 1 Jan 2026"),
        ("Silent", "No meeting and no update is recorded"),
    ]


def test_what_does_not_fit_is_counted(staff, pairing):
    for _turn in range(3):
        ActionFactory(pairing=pairing, due_on=date(2026, 1, 1))

    told = attention(staff, today=TODAY, limit=2)

    assert (len(told.concerns), told.total, told.hidden) == (2, 3, 1)


def test_others_see_only_what_is_theirs(pairing):
    ActionFactory(pairing=pairing, due_on=date(2026, 1, 1))

    assert attention(roles.official(), today=TODAY).total == 0
