"""Which part of a thread is shown, and as what somebody writes."""

from __future__ import annotations

import pytest

from network.enums import Role
from partnerships.enums import CommentKind
from partnerships.queries.comments import SHOWN, capacity_of, thread
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import CommentFactory, PairingFactory

pytestmark = pytest.mark.django_db


def test_a_thread_shows_the_first_few_and_says_that_there_is_more():
    pairing = PairingFactory()
    question = CommentFactory(pairing=pairing)
    CommentFactory(pairing=pairing, kind=CommentKind.ANSWER, answers=question)
    CommentFactory.create_batch(SHOWN - 1, pairing=pairing, remark=True)

    shown = thread(pairing.comments.all())
    CommentFactory(pairing=pairing, remark=True)

    assert (len(shown.comments), shown.has_more) == (SHOWN, False)
    assert thread(pairing.comments.all()).has_more


def test_everybody_writes_as_what_they_are_to_the_pairing():
    laos, china = CountryFactory(laos=True), CountryFactory(china=True)
    college = OrganizationFactory(country=china)
    pairing = PairingFactory(
        parties=[OrganizationFactory(country=laos), college], programme=ProgrammeFactory()
    )
    both = roles.official(china)
    MembershipFactory(user=both, role=Role.COORDINATOR, country=laos)

    assert capacity_of(roles.staff(), pairing) == (Role.STAFF, None)
    assert capacity_of(roles.limited_staff(pairing.programme), pairing) == (Role.STAFF, None)
    assert capacity_of(roles.official(china), pairing) == (Role.OFFICIAL, china)
    assert capacity_of(both, pairing) == (Role.COORDINATOR, laos)
    assert capacity_of(roles.focal_point(college), pairing) == (Role.FOCAL_POINT, None)
