"""Who can answer a question is asked, once more after a week; who asked hears the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.models import ReminderSchedule
from notifications.models import Message
from notifications.wording import reason_of
from partnerships.operations import comments
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import CommentFactory, PairingFactory
from tests.followup.planning import is_scheduled, next_check, plan_comments

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def seat():
    return FocalPointFactory()


@pytest.fixture
def asker():
    return PersonFactory(user=roles.official(CountryFactory(laos=True)))


@pytest.fixture
def pairing(seat):
    return PairingFactory(parties=[seat.organization, OrganizationFactory()])


@pytest.fixture
def question(pairing, asker):
    return CommentFactory(pairing=pairing, author=asker, submitted_by=asker.user, submitted_at=NOW)


@pytest.fixture
def staff():
    return PersonFactory(user=roles.staff())


def told(kind="question", state="pending"):
    found = Message.objects.filter(kind=f"partnerships.{kind}", state=state)
    return sorted(found.values_list("recipient", flat=True))


def test_the_focal_points_and_the_staff_are_asked_once(question, seat, staff, asker):
    assert (plan_comments(now=NOW), plan_comments(now=NOW + DAY)) == (2, 0)

    assert told() == sorted([seat.person.recipient_id, staff.recipient_id])
    reasons = {reason_of(each) for each in Message.objects.all()}
    assert reasons == {
        "Is a focal point of this pairing",
        "Follows up the pairings in a country of this one",
    }
    assert next_check(question) == NOW + 2 * DAY


def test_who_asks_is_not_asked(pairing, seat, staff):
    CommentFactory(pairing=pairing, submitted_by=staff.user, submitted_at=NOW)

    plan_comments(now=NOW)

    assert told() == [seat.person.recipient_id]


def test_after_a_week_without_an_answer_they_are_asked_once_more(question, seat):
    plan_comments(now=NOW)
    Message.objects.update(state="sent", sent_at=NOW)

    assert plan_comments(now=NOW + 6.5 * DAY) == 0
    assert next_check(question) == NOW + 7 * DAY
    assert plan_comments(now=NOW + 7 * DAY) == 1
    assert plan_comments(now=NOW + 20 * DAY) == 0
    assert told() == [seat.person.recipient_id]


def test_whoever_takes_over_is_asked_and_who_left_is_not(question, seat):
    plan_comments(now=NOW)
    seat.ends_on = NOW.date()
    seat.save()
    successor = FocalPointFactory(organization=seat.organization, starts_on=NOW.date())

    plan_comments(now=NOW)

    assert told() == [successor.person.recipient_id]


def test_an_answer_takes_the_question_back_and_goes_to_who_asked(question, seat, asker):
    plan_comments(now=NOW)

    comments.answer(question, text="In May", author=seat.person, now=NOW)

    assert (plan_comments(now=NOW), plan_comments(now=NOW)) == (1, 0)
    assert told() == []
    assert told(state="cancelled") == [seat.person.recipient_id]
    assert told("question_answered") == [asker.recipient_id]
    assert not is_scheduled(question)


@pytest.mark.parametrize("asker", [None, "out of reach"])
def test_who_asked_and_cannot_be_reached_hears_nothing(pairing, seat, asker):
    author = PersonFactory(recipient__email="") if asker else None
    question = CommentFactory(pairing=pairing, author=author, submitted_at=NOW)

    comments.answer(question, text="In May", author=seat.person, now=NOW)

    assert plan_comments(now=NOW) == 0


def test_what_was_taken_back_is_not_asked_any_more(question, seat):
    plan_comments(now=NOW)

    comments.withdraw(question, by=question.submitted_by, now=NOW)

    assert plan_comments(now=NOW) == 0
    assert told(state="cancelled") == [seat.person.recipient_id]
    assert not is_scheduled(question)


def test_a_comment_is_told_once_and_asks_nothing(pairing, seat, asker):
    remark = CommentFactory(pairing=pairing, remark=True, author=asker, submitted_at=NOW)

    assert plan_comments(now=NOW) == 1

    assert told("comment") == [seat.person.recipient_id]
    assert not is_scheduled(remark)


def test_after_two_months_no_mail_goes(question, seat):
    assert plan_comments(now=NOW + 60 * DAY) == 0
    assert not is_scheduled(question)


def test_many_cost_as_many_statements_as_one(question, staff, asker):
    def cost():
        ReminderSchedule.objects.update(next_check_at=NOW)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            plan_comments(now=NOW)
        return len(caught)

    cost()
    one = cost()
    for _each in range(3):
        place = FocalPointFactory().organization
        CommentFactory(
            pairing=PairingFactory(parties=[place, OrganizationFactory()]), submitted_at=NOW
        )
    plan_comments(now=NOW)

    assert cost() == one
