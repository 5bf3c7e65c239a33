"""Whose update it is, what it is about, and which one is the newest."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from partnerships.queries import updates
from tests.factories import roles
from tests.factories.network import (
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db


def test_an_update_is_own_by_its_user_or_by_its_person():
    user = roles.staff()
    person = PersonFactory(user=user)

    assert updates.is_own(ProgressUpdateFactory(submitted_by=user), user)
    assert updates.is_own(ProgressUpdateFactory(submitted_by=None, author=person), user)
    assert not updates.is_own(ProgressUpdateFactory(author=PersonFactory()), user)
    assert not updates.is_own(ProgressUpdateFactory(), user)


def test_an_update_is_about_an_action_a_commitment_or_the_whole_pairing():
    action, commitment, pairing = ActionFactory(), CommitmentFactory(), PairingFactory()

    assert [updates.subject(each) for each in (action, commitment, pairing)] == [
        {"pairing": action.pairing, "commitment": None, "action": action},
        {"pairing": commitment.pairing, "commitment": commitment, "action": None},
        {"pairing": pairing, "commitment": None, "action": None},
    ]


def test_the_newest_answer_is_the_persons_own_about_that_very_thing():
    person, action = PersonFactory(), ActionFactory()
    about = {"pairing": action.pairing, "action": action}
    old = ProgressUpdateFactory(**about, author=person)
    newest = ProgressUpdateFactory(
        **about, author=person, submitted_at=datetime(2026, 11, 21, tzinfo=UTC), supersedes=old
    )
    ProgressUpdateFactory(**about, author=PersonFactory())
    ProgressUpdateFactory(pairing=action.pairing, author=person)

    assert updates.newest_of(person, action) == newest
    assert updates.newest_of(PersonFactory(), action) is None


TODAY = date(2026, 11, 22)


def test_who_is_named_and_who_answers_for_a_side_may_still_answer():
    house = OrganizationFactory()
    pairing = PairingFactory(parties=[OrganizationFactory(parent=house), OrganizationFactory()])
    action = ActionFactory(pairing=pairing, person=PersonFactory())
    side = pairing.parties.last().organization
    own = PairingFocalPointFactory(pairing=pairing, organization=side).person
    asked = [
        action.person,
        own,
        FocalPointFactory(organization=side).person,
        FocalPointFactory(organization=house).person,
    ]

    assert all(updates.may_still_answer(person, action, on=TODAY) for person in asked)
    assert not updates.may_still_answer(action.person, pairing, on=TODAY)


def test_who_has_handed_over_or_answers_elsewhere_may_not_answer():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    gone = FocalPointFactory(organization=side, ends_on=TODAY).person
    left = PairingFocalPointFactory(pairing=pairing, organization=side, ends_on=TODAY).person
    other = FocalPointFactory().person

    answers = [updates.may_still_answer(each, pairing, on=TODAY) for each in (gone, left, other)]

    assert answers == [False, False, False]
    have_handed_over = [
        updates.has_handed_over(each, pairing, on=TODAY) for each in (gone, left, other)
    ]
    assert have_handed_over == [True, True, False]


def test_who_answers_again_or_is_named_has_not_handed_over():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    back = FocalPointFactory(organization=side, ends_on=date(2026, 1, 1)).person
    FocalPointFactory(organization=side, person=back, starts_on=TODAY)
    named = FocalPointFactory(organization=side, ends_on=TODAY).person
    action = ActionFactory(pairing=pairing, person=named)
    until_tomorrow = FocalPointFactory(organization=side, ends_on=date(2026, 11, 23)).person

    assert not updates.has_handed_over(back, pairing, on=TODAY)
    assert not updates.has_handed_over(named, action, on=TODAY)
    assert not updates.has_handed_over(until_tomorrow, pairing, on=TODAY)


@pytest.mark.parametrize(
    ("seat", "written", "stays"),
    [
        ({"ends_on": TODAY}, TODAY - timedelta(days=9), False),
        ({"ends_on": TODAY}, TODAY, True),
        ({"ends_on": TODAY + timedelta(days=1)}, TODAY - timedelta(days=9), True),
        ({"ends_on": None}, TODAY - timedelta(days=9), True),
    ],
    ids=["handed over since", "named after that", "hands over tomorrow", "still there"],
)
@pytest.mark.parametrize("where", ["house", "part of a house", "pairing"])
def test_who_was_named_and_has_handed_over_since_may_not_answer(seat, written, stays, where):
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    if where == "pairing":
        person = PairingFocalPointFactory(pairing=pairing, organization=side, **seat).person
    elif where == "house":
        person = FocalPointFactory(organization=side, **seat).person
    else:
        side.parent = OrganizationFactory()
        side.save()
        person = FocalPointFactory(organization=side.parent, **seat).person
    created_at = datetime.combine(written, time(9), UTC)
    action = ActionFactory(pairing=pairing, person=person, created_at=created_at)

    assert updates.may_still_answer(person, action, on=TODAY) == stays
    assert updates.has_handed_over(person, action, on=TODAY) == (not stays)


def test_who_was_named_and_has_left_the_side_since_may_not_answer():
    pairing = PairingFactory()
    side, yesterday = pairing.parties.first().organization, TODAY - timedelta(days=1)
    left, moved_on, elsewhere = PersonFactory.create_batch(3)
    for person in (left, moved_on):
        PositionFactory(person=person, organization=side, ends_on=yesterday)
    PositionFactory(person=moved_on, organization=side, title="Director now")
    PositionFactory(person=elsewhere, ends_on=yesterday)
    before = datetime(2026, 11, 1, 9, tzinfo=UTC)

    may = [
        updates.may_still_answer(
            each, ActionFactory(pairing=pairing, person=each, created_at=before), on=TODAY
        )
        for each in (left, moved_on, elsewhere)
    ]
    assert may == [False, True, True]


def test_only_what_was_dropped_has_a_day_on_which_it_was():
    dropped = {"state": "dropped", "reason": "No money", "closed_on": TODAY}
    asked_about = [
        ActionFactory(**dropped),
        CommitmentFactory(**dropped),
        ActionFactory(done=True),
        CommitmentFactory(state="partly_done", closed_on=TODAY),
        ActionFactory(),
        PairingFactory(),
    ]

    days = [updates.dropped_on(each) for each in asked_about]

    assert days == [TODAY, TODAY, None, None, None, None]
