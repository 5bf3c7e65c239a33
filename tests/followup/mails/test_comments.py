"""What is read of a question, of a comment and of an answer."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.enums import LinkPurpose
from accounts.operations import links
from followup.mails.comments import answered, question, remark
from notifications.models import Message
from partnerships.operations import comments
from tests.factories import roles
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import CommentFactory, CommitmentFactory, PairingFactory
from tests.followup.planning import plan_comments

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seat():
    return FocalPointFactory()


@pytest.fixture
def asked(seat):
    pairing = PairingFactory(
        title="GZITTC - NPIC", parties=[seat.organization, OrganizationFactory()]
    )
    laos = CountryFactory(laos=True)
    asker = PersonFactory(name="Bounmy Keo", user=roles.official(laos))
    return CommentFactory(
        pairing=pairing,
        author=asker,
        submitted_by=asker.user,
        country=laos,
        submitted_at=NOW,
    )


def message_to(person):
    plan_comments(now=NOW)
    return Message.objects.get(recipient=person.recipient)


def test_a_focal_point_reads_who_asks_what_and_answers_without_a_password(asked, seat):
    mail = question(message_to(seat.person))

    [section] = mail.sections
    assert mail.subject == "Question: When do the teachers go?"
    assert section.quote.by == "Bounmy Keo (Ministry official, Lao PDR) writes:"
    assert (section.title, section.quote.words) == ("GZITTC - NPIC", "When do the teachers go?")
    link = links.find(mail.secrets[0])
    assert section.links[0].url.endswith(f"/q/{mail.secrets[0]}/")
    assert (link.purpose, link.holder, link.target) == (
        LinkPurpose.ANSWER_COMMENT,
        seat.person,
        asked,
    )
    assert "works until 14 Dec 2026" in section.note


def test_the_staff_signs_in_to_answer(asked):
    mail = question(message_to(PersonFactory(user=roles.staff())))

    [section] = mail.sections
    assert (mail.secrets, section.note) == ((), "")
    assert section.links[0].url.endswith(asked.get_absolute_url())
    assert mail.reason == "You get this mail because you follow up this pairing."


def test_asked_once_more_it_says_that_nobody_answered(asked, seat):
    type(asked).objects.update(
        submitted_at=NOW - timedelta(days=8),
        commitment=CommitmentFactory(
            pairing=asked.pairing, area=CooperationAreaFactory(), text="Train teachers"
        ),
        country=None,
    )

    mail = question(message_to(seat.person))

    assert mail.subject == "No answer yet: When do the teachers go?"
    assert mail.sections[0].title == "Train teachers"
    assert mail.sections[0].quote.by == "Bounmy Keo (Ministry official) writes:"


def test_a_question_that_is_closed_or_not_theirs_any_more_says_nothing(asked, seat):
    message = message_to(seat.person)
    seat.ends_on = NOW.date()
    seat.save()
    assert question(message) is None

    comments.withdraw(asked, by=asked.submitted_by, now=NOW)
    assert question(message) is None


def test_a_comment_is_read_and_asks_nothing(asked, seat):
    type(asked).objects.update(kind="comment")
    staff = PersonFactory(user=roles.staff())

    mails = [remark(message_to(person)) for person in (seat.person, staff)]

    assert {mail.subject for mail in mails} == {"Comment: When do the teachers go?"}
    # Who cannot sign in has no page to open.
    assert [len(mail.sections[0].links) for mail in mails] == [0, 1]


def test_a_comment_that_was_taken_back_or_is_not_for_them_says_nothing(asked, seat):
    type(asked).objects.update(kind="comment")
    message = message_to(seat.person)
    seat.ends_on = NOW.date()
    seat.save()
    assert remark(message) is None

    comments.withdraw(asked, by=asked.submitted_by, now=NOW)
    assert remark(message) is None


def test_who_asked_reads_the_answer_and_whose_it_is(asked, seat):
    plan_comments(now=NOW)
    comments.answer(asked, text="In May", author=seat.person, now=NOW)

    message = message_to(asked.author)
    mail = answered(message)

    [section] = mail.sections
    assert mail.subject == "Answer: When do the teachers go?"
    assert section.quote.by == f"{seat.person.name} (Focal point) writes:"
    assert section.quote.words == "In May"

    asked.author.left_at = NOW
    asked.author.save()
    assert answered(message) is None
    asked.answer.delete()
    assert answered(message) is None
