"""Somebody answers for one side of one pairing."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.operations import focal_points
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_appoint_names_a_person_for_a_side():
    pairing, person = PairingFactory(), PersonFactory()
    side = pairing.parties.first().organization

    found = focal_points.appoint(
        pairing, organization=side, person=person, on=TODAY, by=roles.staff()
    )

    assert (found.pairing, found.organization, found.person) == (pairing, side, person)
    assert (found.starts_on, found.ends_on) == (TODAY, None)


def test_appoint_refuses_an_organization_that_is_not_a_side():
    with pytest.raises(focal_points.NotAPartyError, match="Choose a side of this pairing"):
        focal_points.appoint(
            PairingFactory(), organization=OrganizationFactory(), person=PersonFactory(), by=None
        )


def test_appoint_refuses_the_same_person_twice():
    pairing, person = PairingFactory(), PersonFactory()
    side = pairing.parties.first().organization
    focal_points.appoint(pairing, organization=side, person=person, by=None)

    with pytest.raises(focal_points.AlreadyAppointedError, match="already a focal point"):
        focal_points.appoint(pairing, organization=side, person=person, by=None)


def test_end_keeps_the_first_day_without_them():
    found = focal_points.end(PairingFocalPointFactory(), on=TODAY, by=None)

    assert found.ends_on == TODAY


def test_end_is_never_before_the_beginning():
    later = date(2026, 12, 1)

    found = focal_points.end(PairingFocalPointFactory(starts_on=later), on=TODAY, by=None)

    assert found.ends_on == later


def test_end_refuses_a_second_end():
    found = focal_points.end(PairingFocalPointFactory(), on=TODAY, by=None)

    with pytest.raises(
        focal_points.AlreadyEndedError, match="not a focal point of this pairing any more"
    ):
        focal_points.end(found, on=TODAY, by=None)
