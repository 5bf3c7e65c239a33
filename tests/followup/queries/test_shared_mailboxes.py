"""Several people may read one mailbox: it has one entry for a meeting in its calendar."""

import pytest

from events.enums import ParticipationState
from events.models import Participation
from followup.enums import Reply
from followup.queries import notices
from followup.queries.shared_mailboxes import answer_at, is_expected_there
from tests.factories.network import FocalPointFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import guest, meeting, sent

pytestmark = pytest.mark.django_db

YES, NO = ParticipationState.APPROVED, ParticipationState.DECLINED
SILENT = ParticipationState.INVITED


def colleagues(event, *states):
    """Return people who read one mailbox, however each of them writes its address."""
    addresses = ("office@npic.example", "Office@NPIC.example", "OFFICE@npic.example")
    return [
        guest(event, state, recipient__email=address)
        for state, address in zip(states, addresses, strict=False)
    ]


@pytest.mark.parametrize(
    ("states", "answer"),
    [
        ([YES, NO], Reply.YES),
        ([NO, YES], Reply.YES),
        ([NO, SILENT], None),
        ([SILENT, YES], Reply.YES),
        ([NO, NO], Reply.NO),
        ([SILENT, SILENT], None),
    ],
)
def test_the_calendar_of_a_shared_mailbox_says_yes_as_soon_as_one_comes(states, answer):
    event = meeting()
    guest(event, YES)

    for person in colleagues(event, *states):
        own = event.participations.get(person=person)
        assert answer_at(event, person, own) == answer


def test_the_calendar_of_an_own_mailbox_says_what_its_reader_answered():
    event = meeting()
    person = guest(event, NO)
    colleagues(event, YES, YES)

    assert answer_at(event, person, event.participations.get(person=person)) == Reply.NO
    assert answer_at(event, FocalPointFactory().person, None) is None


def test_whoever_else_reads_there_is_expected_while_they_were_told_and_come():
    event = meeting()
    gone, colleague = colleagues(event, SILENT, SILENT)
    sent(event, gone)
    assert not is_expected_there(event, gone.recipient)

    sent(event, colleague)
    assert is_expected_there(event, gone.recipient)

    sent(event, colleague, notices.CANCELLATION)
    assert not is_expected_there(event, gone.recipient)


def test_whoever_else_reads_there_may_be_expected_as_a_focal_point():
    seat = FocalPointFactory(person__recipient__email="office@npic.example")
    other = FocalPointFactory().organization
    event = meeting(pairings=[PairingFactory(parties=[seat.organization, other])])
    [gone] = colleagues(event, SILENT)
    for person in (gone, seat.person):
        sent(event, person)
    Participation.objects.all().delete()

    assert is_expected_there(event, gone.recipient)
