"""Requests for an update; one a promise and stage."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notifications.models import Message
from partnerships.operations import reminders
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def test_a_request_waits_for_the_morning_of_its_reader(db):
    person = PersonFactory(recipient__time_zone="Asia/Yangon")
    action = ActionFactory(person=person, due_on=TODAY + 7 * DAY)

    assert reminders.plan(now=datetime(2026, 11, 22, 0, 5, tzinfo=UTC)) == 1

    message = Message.objects.get()
    assert message.about == action
    assert (message.kind, message.recipient, message.due_at, message.not_after) == (
        "partnerships.update_request",
        person.recipient,
        datetime(2026, 11, 22, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 29, 1, 30, tzinfo=UTC),
    )


def test_what_was_found_late_is_asked_at_once(db):
    ActionFactory(person=PersonFactory(), due_on=date(2022, 1, 31))

    reminders.plan(now=NOW)

    assert Message.objects.values_list("due_at", "not_after").get() == (NOW, None)


def test_a_promise_is_asked_about_once_a_stage(db):
    ActionFactory(person=PersonFactory(), due_on=TODAY)

    planned = [reminders.plan(now=NOW + days * DAY) for days in (-8, -7, -6, 0, 1, 7, 8, 100)]

    assert planned == [0, 1, 0, 1, 0, 1, 0, 0]


def test_everybody_who_answers_is_asked_and_knows_why(db):
    college, partner = OrganizationFactory(), OrganizationFactory()
    pairing = PairingFactory(parties=[college, partner])
    people = [FocalPointFactory(organization=side).person for side in (college, partner)]
    named = PersonFactory()
    action = ActionFactory(pairing=pairing, due_on=TODAY)
    commitment = CommitmentFactory(pairing=pairing, promised_by=partner, ends_on=TODAY)
    of_named = ActionFactory(pairing=pairing, person=named, due_on=TODAY)

    assert reminders.plan(now=NOW) == 4

    reasons = {
        (message.about, message.recipient_id): message.reason for message in Message.objects.all()
    }
    assert reasons == {
        (action, people[0].recipient_id): "Answers for the side that acts",
        (action, people[1].recipient_id): "Answers for the side that acts",
        (commitment, people[1].recipient_id): "Answers for the side that promised this",
        (of_named, named.recipient_id): "Is named for this action",
    }


@pytest.mark.parametrize("due_on", [TODAY + 8 * DAY, None])
def test_what_is_far_is_not_asked_about(db, due_on):
    ActionFactory(person=PersonFactory(), due_on=due_on)

    assert reminders.plan(now=NOW) == 0


def test_where_nobody_answers_nobody_is_asked_until_somebody_does(db):
    pairing = PairingFactory()
    ActionFactory(pairing=pairing, due_on=TODAY)
    before = reminders.plan(now=NOW)
    FocalPointFactory(organization=pairing.parties.first().organization)

    assert (before, reminders.plan(now=NOW)) == (0, 1)
