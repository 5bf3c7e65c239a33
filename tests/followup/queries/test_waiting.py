"""What waits for whose answer, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.queries import waiting
from partnerships.enums import Firmness, PairingPhase
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)


@pytest.fixture
def own():
    return OrganizationFactory()


@pytest.fixture
def pairing(own):
    return PairingFactory(parties=[own, OrganizationFactory()])


def actions_of(user):
    return list(waiting.of_user(user, today=TODAY).actions)


def commitments_of(user):
    return list(waiting.of_user(user, today=TODAY).commitments)


def test_a_question_waits_for_who_answers_for_a_side_but_for_who_asked(own, pairing):
    user, nobody = roles.focal_point(own), roles.nobody()
    question = CommentFactory(pairing=pairing)
    CommentFactory(pairing=pairing, author=user.person)
    CommentFactory()

    assert waiting.of_user(user, today=TODAY).questions == (question,)
    assert waiting.of_user(nobody, today=TODAY).count == 0


def test_a_focal_point_is_asked_about_their_side_and_both_sides(own, pairing):
    user = roles.focal_point(own)
    partner = pairing.parties.last().organization
    both = ActionFactory(pairing=pairing, due_on=TODAY + DAY)
    ours = ActionFactory(pairing=pairing, organization=own, due_on=TODAY)
    mine = ActionFactory(
        pairing=pairing, organization=partner, person=user.person, due_on=TODAY + 2 * DAY
    )
    ActionFactory(pairing=pairing, organization=partner, due_on=TODAY)
    ActionFactory(pairing=pairing, organization=own, person=PersonFactory(), due_on=TODAY)
    ActionFactory(due_on=TODAY)

    assert actions_of(user) == [ours, both, mine]


def test_what_names_somebody_whom_no_mail_reaches_waits_for_their_side(own, pairing):
    named = PersonFactory(recipient__email="")
    action = ActionFactory(pairing=pairing, organization=own, person=named, due_on=TODAY)

    assert actions_of(roles.focal_point(own)) == [action]


@pytest.mark.parametrize("is_closed", [True, False])
def test_what_names_somebody_who_left_or_handed_over_waits_for_their_side(own, pairing, is_closed):
    seat = FocalPointFactory(organization=own, ends_on=None if is_closed else TODAY)
    seat.person.user = UserFactory(is_active=not is_closed)
    seat.person.save()
    action = ActionFactory(
        pairing=pairing,
        organization=own,
        person=seat.person,
        due_on=TODAY,
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
    )

    assert actions_of(roles.focal_point(own)) == [action]
    if not is_closed:
        assert waiting.of_person(seat.person, today=TODAY).count == 0


def test_a_ministry_is_asked_about_its_department():
    ministry = OrganizationFactory()
    department = OrganizationFactory(parent=ministry)
    pairing = PairingFactory(parties=[department, OrganizationFactory()])
    action = ActionFactory(pairing=pairing, due_on=TODAY)

    assert actions_of(roles.focal_point(ministry)) == [action]


def test_the_agreed_areas_of_the_own_side_and_of_both_sides(own, pairing):
    both = CommitmentFactory(pairing=pairing, ends_on=TODAY + DAY)
    ours = CommitmentFactory(pairing=pairing, promised_by=own, ends_on=TODAY)
    partner = pairing.parties.last().organization
    CommitmentFactory(pairing=pairing, promised_by=partner, ends_on=TODAY)
    CommitmentFactory(pairing=pairing, ends_on=TODAY, done=True)
    CommitmentFactory(ends_on=TODAY)

    assert commitments_of(roles.focal_point(own)) == [ours, both]


def test_a_wish_what_ends_later_and_what_has_no_day_need_no_answer_now(own, pairing):
    CommitmentFactory(pairing=pairing, firmness=Firmness.WISHED, ends_on=TODAY)
    CommitmentFactory(pairing=pairing, ends_on=TODAY + 8 * DAY)
    CommitmentFactory(pairing=pairing, ends_on=None)
    ActionFactory(pairing=pairing, due_on=TODAY + 8 * DAY)
    ActionFactory(pairing=pairing, due_on=None)

    assert waiting.of_user(roles.focal_point(own), today=TODAY).count == 0


@pytest.mark.parametrize("phase", [PairingPhase.CONCLUDED, PairingPhase.PAUSED])
def test_what_is_closed_or_of_a_pairing_that_rests_waits_for_nobody(own, phase):
    pairing = PairingFactory(
        parties=[own, OrganizationFactory()],
        phase=phase,
        reason="No money",
        closed_on=TODAY if phase == PairingPhase.CONCLUDED else None,
    )
    ActionFactory(pairing=pairing, due_on=TODAY)
    CommitmentFactory(pairing=pairing, ends_on=TODAY)

    assert waiting.of_user(roles.focal_point(own), today=TODAY).count == 0


@pytest.mark.parametrize(
    ("due_in", "answered_ago", "waits"),
    [
        (5, 1, False),  # asked since two days
        (5, 3, True),  # answered before anybody asked
        (0, 0, False),
        (0, 1, True),  # today is its day: asked anew
        (-6, 6, False),
        (-7, 3, True),  # late for a week: asked anew
        (-30, 20, False),
    ],
)
def test_it_waits_until_the_question_of_today_is_answered(
    own, pairing, due_in, answered_ago, waits
):
    day = TODAY + due_in * DAY
    said_on = TODAY - answered_ago * DAY
    said_at = datetime(said_on.year, said_on.month, said_on.day, 5, tzinfo=UTC)
    action = ActionFactory(pairing=pairing, due_on=day)
    area = CommitmentFactory(pairing=pairing, ends_on=day)
    ProgressUpdateFactory(pairing=pairing, action=action, submitted_at=said_at)
    ProgressUpdateFactory(pairing=pairing, commitment=area, submitted_at=said_at)

    assert waiting.of_user(roles.focal_point(own), today=TODAY).count == (2 if waits else 0)


def test_staff_are_asked_only_by_name(pairing):
    ActionFactory(pairing=pairing, due_on=TODAY)

    assert actions_of(roles.staff()) == []


def test_a_person_without_an_account_is_asked_by_name_house_or_appointment(own, pairing):
    person = PersonFactory()
    house = FocalPointFactory(organization=own, person=person).organization
    other = PairingFactory()
    side = other.parties.last().organization
    PairingFocalPointFactory(pairing=other, organization=side, person=person)
    named = ActionFactory(person=person, due_on=TODAY)
    ours = ActionFactory(pairing=pairing, organization=house, due_on=TODAY + DAY)
    theirs = ActionFactory(pairing=other, organization=side, due_on=TODAY + 2 * DAY)
    promised = CommitmentFactory(pairing=other, promised_by=side, ends_on=TODAY + DAY)
    ActionFactory(pairing=other, organization=other.parties.first().organization, due_on=TODAY)

    found = waiting.of_person(person, today=TODAY)

    assert found == waiting.Waiting((), (named, ours, theirs), (promised,))
    assert found.count == 4
    assert found.besides(ours) == [named, promised, theirs]
    assert waiting.of_person(PersonFactory(), today=TODAY).count == 0


def test_it_costs_three_statements_however_much_waits(own, pairing):
    user = roles.focal_point(own)
    for _turn in range(3):
        ActionFactory(pairing=pairing, due_on=TODAY)
        CommitmentFactory(pairing=pairing, ends_on=TODAY)
    actions_of(user)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = waiting.of_user(user, today=TODAY)
        assert [each.pairing.title for each in found.besides(None)] == [pairing.title] * 6

    assert len(asked) == 3
