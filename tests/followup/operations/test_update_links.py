"""An answer by a link counts unless it is too late; a new link goes to its holder, once a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.operations import links
from followup.mails.inactive_pairings import inactive_pairing
from followup.mails.update_requests import update_request
from followup.operations import update_links
from notifications.models import Message
from partnerships.models import ProgressUpdate
from partnerships.terms.updates import NewUpdate, ProgressUpdateTerms
from tests.factories.accounts import ActionLinkFactory
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def said(answer):
    return NewUpdate(terms=ProgressUpdateTerms(answer=answer))


def old_link(action, holder=None):
    return ActionLinkFactory(
        holder=holder or action.person, target=action, expires_at=NOW - timedelta(days=1)
    )


@pytest.mark.parametrize("make", [ActionFactory, CommitmentFactory, PairingFactory])
def test_an_answer_by_a_link_is_its_persons(make):
    target, person = make(), PersonFactory()

    update = update_links.answer(target, said("late"), person=person, now=NOW)

    assert (update.author, update.answer) == (person, "late")
    assert target in (update.action, update.commitment, update.pairing)


@pytest.mark.parametrize("make", [ActionFactory, CommitmentFactory])
def test_what_was_dropped_while_somebody_was_writing_takes_no_answer(make):
    target = make()
    close = {"state": "dropped", "reason": "No money", "closed_on": NOW.date()}
    type(target).objects.filter(pk=target.pk).update(**close)

    with pytest.raises(update_links.DroppedError, match="This was dropped"):
        update_links.answer(target, said("going_well"), person=PersonFactory(), now=NOW)

    assert not ProgressUpdate.objects.exists()


def test_renew_plans_a_mail_to_the_holder_about_the_same_action():
    action = ActionFactory(person=PersonFactory(), due_on=date(2026, 11, 30))

    message = update_links.renew(old_link(action), now=NOW)

    assert (message.recipient, message.about, message.due_at) == (
        action.person.recipient,
        action,
        NOW,
    )
    assert links.find("nothing") is None
    assert update_request(message) is not None


def test_renew_on_the_same_day_plans_nothing_more():
    link = old_link(ActionFactory(person=PersonFactory(), due_on=date(2026, 11, 30)))

    assert update_links.renew(link, now=NOW) == update_links.renew(link, now=NOW)
    assert Message.objects.count() == 1


def test_renew_plans_nothing_about_what_was_dropped():
    closed = {"state": "dropped", "reason": "No money", "closed_on": NOW.date()}
    action = ActionFactory(person=PersonFactory(), due_on=date(2026, 11, 30), **closed)

    assert update_links.renew(old_link(action), now=NOW) is None
    assert not Message.objects.exists()


def test_renew_works_long_before_the_day():
    action = ActionFactory(person=PersonFactory(), due_on=date(2027, 11, 30))

    message = update_links.renew(old_link(action), now=NOW)

    assert update_request(message) is not None


def test_renew_plans_nothing_to_somebody_who_is_not_asked_any_more():
    action = ActionFactory(person=PersonFactory(), due_on=date(2026, 11, 30))

    assert update_links.renew(old_link(action, PersonFactory()), now=NOW) is None
    assert not Message.objects.exists()


def test_renew_plans_nothing_about_what_has_no_day():
    action = ActionFactory(person=PersonFactory())

    assert update_links.renew(old_link(action), now=NOW) is None


def test_renew_reaches_the_focal_point_of_a_side():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    focal_point = FocalPointFactory(organization=side)
    action = ActionFactory(pairing=pairing, organization=side, due_on=date(2026, 11, 30))

    message = update_links.renew(old_link(action, focal_point.person), now=NOW)

    assert message.recipient == focal_point.person.recipient


def test_renew_works_for_a_whole_pairing_even_if_there_is_news():
    pairing = PairingFactory(last_met_on=date(2026, 11, 20))
    person = FocalPointFactory(organization=pairing.parties.first().organization).person

    message = update_links.renew(old_link(pairing, person), now=NOW)

    assert (message.kind, message.about) == ("partnerships.silent_pairing", pairing)
    assert inactive_pairing(message).sections[0].title == pairing.title


def test_renew_plans_nothing_about_a_pairing_to_somebody_who_does_not_answer_for_it():
    assert update_links.renew(old_link(PairingFactory(), PersonFactory()), now=NOW) is None


def test_renew_plans_nothing_about_what_is_not_asked_about():
    assert update_links.renew(old_link(PersonFactory(), PersonFactory()), now=NOW) is None


def test_renew_works_though_the_question_was_answered():
    action = ActionFactory(person=PersonFactory(), due_on=date(2026, 11, 22))
    ProgressUpdateFactory(action=action, pairing=action.pairing, submitted_at=NOW)

    message = update_links.renew(old_link(action), now=NOW)

    assert update_request(message) is not None
