"""What waits for whose answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from partnerships.enums import PairingPhase
from partnerships.queries import actions
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, PairingFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def own():
    return OrganizationFactory()


@pytest.fixture
def pairing(own):
    return PairingFactory(parties=[own, OrganizationFactory()])


def waiting(user):
    return list(actions.waiting_for(user, today=TODAY))


def test_a_focal_point_is_asked_about_their_side_and_both_sides(own, pairing):
    user = roles.focal_point(own)
    partner = pairing.parties.last().organization
    both = ActionFactory(pairing=pairing)
    ours = ActionFactory(pairing=pairing, organization=own, due_on=TODAY)
    mine = ActionFactory(pairing=pairing, organization=partner, person=user.person)
    ActionFactory(pairing=pairing, organization=partner)
    ActionFactory(pairing=pairing, organization=own, person=PersonFactory())
    ActionFactory()

    assert waiting(user) == [ours, both, mine]


def test_a_ministry_is_asked_about_its_department(pairing):
    ministry = OrganizationFactory()
    department = OrganizationFactory(parent=ministry)
    action = ActionFactory(pairing=PairingFactory(parties=[department, OrganizationFactory()]))

    assert waiting(roles.focal_point(ministry)) == [action]


def test_what_is_closed_or_of_a_closed_pairing_waits_for_nobody(own, pairing):
    ActionFactory(pairing=pairing, done=True)
    ended = PairingFactory(
        parties=[own, OrganizationFactory()], phase=PairingPhase.CONCLUDED, closed_on=TODAY
    )
    ActionFactory(pairing=ended)

    assert waiting(roles.focal_point(own)) == []


def test_an_answer_holds_for_a_week(own, pairing):
    fresh, old = ActionFactory.create_batch(2, pairing=pairing)
    ProgressUpdateFactory(
        pairing=pairing, action=fresh, submitted_at=datetime(2026, 11, 16, tzinfo=UTC)
    )
    ProgressUpdateFactory(
        pairing=pairing, action=old, submitted_at=datetime(2026, 11, 15, tzinfo=UTC)
    )

    assert waiting(roles.focal_point(own)) == [old]


def test_staff_are_asked_only_by_name(pairing):
    ActionFactory(pairing=pairing)

    assert waiting(roles.staff()) == []


def test_the_next_action_of_a_person_is_the_one_with_the_nearest_day(pairing):
    person = PersonFactory()
    some_day = ActionFactory(pairing=pairing, person=person)
    soon = ActionFactory(pairing=pairing, person=person, due_on=TODAY)

    assert actions.next_for(person, today=TODAY) == soon
    assert actions.next_for(person, today=TODAY, besides=soon) == some_day
    assert actions.next_for(PersonFactory(), today=TODAY) is None
