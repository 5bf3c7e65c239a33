"""A working group may wait for its members."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.operations import working_groups
from partnerships.terms.working_groups import WorkingGroupMemberTerms, WorkingGroupTerms
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import PairingFactory, WorkingGroupFactory

pytestmark = pytest.mark.django_db


def test_set_up_keeps_name_mandate_and_day():
    pairing = PairingFactory()

    group = working_groups.set_up(
        pairing,
        WorkingGroupTerms(
            name=" Joint  group ", mandate=" Plan the exchange ", agreed_on=date(2022, 1, 19)
        ),
        by=roles.staff(),
    )

    group.refresh_from_db()
    assert (group.pairing, group.name, group.mandate) == (
        pairing,
        "Joint group",
        "Plan the exchange",
    )
    assert group.agreed_on == date(2022, 1, 19)
    assert not group.members.exists()


def test_a_member_is_a_person_of_the_directory():
    group, person = WorkingGroupFactory(), PersonFactory()
    side = group.pairing.parties.first().organization

    member = working_groups.add_member(
        group, WorkingGroupMemberTerms(person=person, organization=side), by=None
    )

    assert (member.person, member.organization, member.name) == (person, side, "")


def test_a_member_may_be_a_name_as_it_was_written():
    member = working_groups.add_member(
        WorkingGroupFactory(), WorkingGroupMemberTerms(name=" Mr  Sok "), by=None
    )

    assert (member.person, member.name) == (None, "Mr Sok")


def test_nobody_is_no_member():
    group = WorkingGroupFactory()

    with pytest.raises(working_groups.NobodyError, match="Choose a person or write the name"):
        working_groups.add_member(group, WorkingGroupMemberTerms(name=" "), by=None)

    assert not group.members.exists()
