"""Who may do what in the directory."""

import pytest
from django.utils import timezone

from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

pytestmark = pytest.mark.django_db


def cast(college):
    """Return a user of each role: those with a say in ``college`` and those without."""
    return {
        "staff": staff(),
        "coordinator": coordinator(college.country),
        "coordinator elsewhere": coordinator(CountryFactory()),
        "focal point": focal_point(college),
        "focal point elsewhere": focal_point(OrganizationFactory()),
        "official": official(college.country),
        "nobody": nobody(),
    }


def allowed(permission, college, record=None):
    return {name for name, user in cast(college).items() if user.has_perm(permission, record)}


EVERY_ROLE = {
    "staff",
    "coordinator",
    "coordinator elsewhere",
    "focal point",
    "focal point elsewhere",
    "official",
}
ILO = {"staff", "coordinator", "coordinator elsewhere"}
EDITORS = {"staff", "coordinator", "focal point"}


@pytest.mark.parametrize("permission", ["network.view_organization", "network.view_person"])
def test_every_role_reads_the_directory(permission):
    assert allowed(permission, OrganizationFactory()) == EVERY_ROLE


def test_the_ilo_adds_organizations_and_focal_points_add_people_as_well():
    college = OrganizationFactory()

    assert allowed("network.add_organization", college) == ILO
    assert allowed("network.add_person", college) == {
        *ILO,
        "focal point",
        "focal point elsewhere",
    }


def test_a_profile_is_edited_by_its_own_people_and_renamed_by_the_ilo():
    college = OrganizationFactory()

    assert allowed("network.change_organization", college, college) == EDITORS
    assert allowed("network.rename_organization", college, college) == {"staff", "coordinator"}
    assert allowed("network.change_organization", college) == set()


def test_a_department_is_edited_by_the_focal_point_of_its_college():
    college = OrganizationFactory()
    department = OrganizationFactory(parent=college, country=college.country)

    assert allowed("network.change_organization", college, department) == EDITORS


@pytest.mark.parametrize(
    ("permission", "factory"),
    [
        ("network.remove_name", OrganizationNameFactory),
        ("network.withdraw_interest", InterestFactory),
        ("network.hand_over_focal_point", FocalPointFactory),
        ("network.end_position", PositionFactory),
    ],
)
def test_the_parts_of_a_profile_belong_to_those_who_edit_it(permission, factory):
    part = factory()

    assert allowed(permission, part.organization, part) == EDITORS
    assert allowed(permission, part.organization) == set()


def test_a_person_is_edited_where_they_work():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)

    assert allowed("network.change_person", college, person) == EDITORS
    assert allowed("network.change_person", college) == set()


def test_a_person_without_a_position_is_completed_by_any_coordinator():
    assert allowed("network.change_person", OrganizationFactory(), PersonFactory()) == ILO


def test_everybody_edits_their_own_record():
    user = official()
    person = PersonFactory(user=user, works_at=OrganizationFactory())

    assert user.has_perm("network.change_person", person)
    assert user.has_perm("network.view_contact_details", person)


def test_addresses_are_for_those_who_need_them():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)

    assert allowed("network.view_contact_details", college, person) == {*ILO, "focal point"}


def test_the_ilo_lets_people_leave_and_takes_it_back_while_the_name_is_there():
    college, now = OrganizationFactory(), timezone.now()
    person = PersonFactory(works_at=college)
    near = {"staff", "coordinator"}
    assert allowed("network.leave_network", college, person) == near
    assert allowed("network.take_back_leaving", college, person) == set()
    assert allowed("network.view_data", college, person) == {"staff"}

    person.left_at = now
    assert allowed("network.leave_network", college, person) == set()
    assert allowed("network.take_back_leaving", college, person) == near

    person.forgotten_at = now
    for act in ("leave_network", "take_back_leaving", "change_person"):
        assert allowed(f"network.{act}", college, person) == set()


def test_without_a_person_nobody_lets_anybody_leave():
    for act in ("leave_network", "take_back_leaving"):
        assert allowed(f"network.{act}", OrganizationFactory()) == set()


def test_somebody_who_was_shut_out_may_nothing():
    user = staff()
    user.is_active = False

    assert not user.has_perm("network.view_organization")


def test_the_ilo_and_who_looks_after_the_installation_must_use_two_steps():
    assert allowed("accounts.must_use_two_steps", OrganizationFactory()) == ILO

    user = official(CountryFactory())
    user.is_staff = True
    assert user.has_perm("accounts.must_use_two_steps")


def test_an_account_is_looked_after_by_who_gave_what_it_may():
    college = OrganizationFactory()
    opened, closed = focal_point(college), official(college.country)
    closed.is_active = False
    near = {"staff", "coordinator"}

    assert allowed("network.end_access", college, opened) == near
    assert allowed("network.end_links", college, opened.person) == near
    assert allowed("network.reopen_account", college, closed) == near
    assert allowed("network.reopen_account", college, opened) == set()
    assert not opened.has_perm("network.close_account", opened)


def test_a_role_is_taken_away_by_who_gives_it_there():
    college = OrganizationFactory()
    given = focal_point(college).memberships.get()

    assert allowed("network.end_role", college, given) == {"staff", "coordinator"}
    assert allowed("network.end_role", college) == set()


def test_addresses_of_partners_are_for_focal_points_who_work_with_them():
    college = OrganizationFactory()
    abroad = OrganizationFactory()
    PairingFactory(parties=[college, abroad])
    partner = PersonFactory(works_at=abroad)

    assert "focal point" in allowed("network.view_contact_details", college, partner)
    assert "focal point elsewhere" not in allowed("network.view_contact_details", college, partner)
    assert "focal point elsewhere" in allowed("network.view_contact_details", college)
