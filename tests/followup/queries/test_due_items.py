"""Who is asked about what is due."""

from datetime import date

import pytest

from followup.queries import due_items
from partnerships.enums import PairingPhase
from partnerships.models import Action, Commitment
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def sides(db):
    """Return a pairing of two colleges and who answers for each."""
    one, other = OrganizationFactory(), OrganizationFactory()
    pairing = PairingFactory(parties=[one, other])
    for_one = FocalPointFactory(organization=one).person
    FocalPointFactory(organization=other)
    for_other = PairingFocalPointFactory(pairing=pairing, organization=other).person
    return pairing, (one, for_one), (other, for_other)


def asked(item):
    return due_items.asked_about(item, on=TODAY)


def test_the_person_named_is_asked(sides):
    pairing, (one, _), _ = sides
    person = PersonFactory()

    assert asked(ActionFactory(pairing=pairing, organization=one, person=person)) == [person]


@pytest.mark.parametrize(
    "trouble",
    [{"recipient__email": ""}, {"recipient__refused_at": "2026-11-01T00:00Z"}],
)
def test_if_the_person_cannot_be_reached_the_side_is_asked(sides, trouble):
    pairing, (one, for_one), _ = sides
    person = PersonFactory(**trouble)

    assert asked(ActionFactory(pairing=pairing, organization=one, person=person)) == [for_one]


def test_the_side_that_acts_is_asked(sides):
    pairing, (one, for_one), (other, for_other) = sides

    assert asked(ActionFactory(pairing=pairing, organization=other)) == [for_other]
    assert asked(CommitmentFactory(pairing=pairing, promised_by=one)) == [for_one]


def test_when_both_sides_act_both_are_asked(sides):
    pairing, (_, for_one), (_, for_other) = sides

    for item in (ActionFactory(pairing=pairing), CommitmentFactory(pairing=pairing)):
        assert asked(item) == [for_one, for_other]


def test_who_cannot_be_reached_is_not_asked(sides):
    pairing, (_, for_one), (_, for_other) = sides
    for_one.recipient.refused_at = "2026-11-01T00:00Z"
    for_one.recipient.save()

    assert asked(ActionFactory(pairing=pairing)) == [for_other]


def test_a_side_outside_the_pairing_answers_for_what_it_promised(sides):
    pairing, _, _ = sides
    ministry = FocalPointFactory()

    commitment = CommitmentFactory(pairing=pairing, promised_by=ministry.organization)

    assert asked(commitment) == [ministry.person]


def test_only_what_is_open_in_a_pairing_that_goes_on_is_in_work(db):
    paused = PairingFactory(phase=PairingPhase.PAUSED, reason="Elections")
    closed = PairingFactory(phase=PairingPhase.ENDED_EARLY, reason="Merged", closed_on=TODAY)
    going_on = [ActionFactory(), ActionFactory(pairing=PairingFactory(phase="identified"))]
    others = [ActionFactory(done=True), CommitmentFactory(pairing=paused)]
    others += [ActionFactory(pairing=pairing) for pairing in (paused, closed)]

    found = [due_items.find_in_work(type(each), each.pk) for each in (*going_on, *others)]

    assert found == [*going_on, None, None, None, None]
    assert due_items.find_in_work(Action, 0) is None


def test_an_item_has_its_noun_and_its_day():
    action, commitment = Action(due_on=TODAY), Commitment(ends_on=TODAY)

    assert [due_items.noun(type(each)) for each in (action, commitment)] == ["action", "commitment"]
    assert [due_items.day_of(each) for each in (action, commitment)] == [TODAY, TODAY]
