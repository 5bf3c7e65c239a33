"""Who may do what with a pairing and what hangs on it."""

from __future__ import annotations

import pytest

from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommentFactory,
    DesignationFactory,
    PairingFactory,
    ProgressUpdateFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db

LEAD = {
    "edit_pairing",
    "move_pairing",
    "close_pairing",
    "appoint_pairing_focal_point",
    "end_pairing_focal_point",
    "add_commitment",
    "edit_commitment",
    "close_commitment",
    "settle_referral",
}
WORK = {
    "add_working_group",
    "add_working_group_member",
    "add_action",
    "edit_action",
    "close_action",
    "write_update",
}
SEE = {"view_pairing", "view_commitment", "view_action", "view_update"}


@pytest.fixture
def side():
    return OrganizationFactory(country=CountryFactory(cambodia=True))


@pytest.fixture
def pairing(side):
    return PairingFactory(parties=[side, OrganizationFactory()])


def rights(user, record) -> set[str]:
    return {verb for verb in LEAD | WORK | SEE if user.has_perm(f"partnerships.{verb}", record)}


def test_staff_lead_every_pairing(pairing):
    assert rights(roles.staff(), pairing) == LEAD | WORK | SEE


def test_staff_of_a_programme_lead_its_pairings_and_plans(pairing):
    pairing.programme = ProgrammeFactory()
    pairing.save()
    user, other = roles.limited_staff(pairing.programme), roles.limited_staff(ProgrammeFactory())
    plans = [WorkPlanFactory(pairing=pairing), WorkPlanFactory(programme=pairing.programme)]

    assert rights(user, pairing) == LEAD | WORK | SEE
    assert rights(other, pairing) == SEE
    for plan in plans:
        assert rights_in_plans(user, plan) == [True, True]
        assert rights_in_plans(other, plan) == [False, False]
    assert rights_in_plans(user, WorkPlanFactory()) == [False, False]
    assert user.has_perm("partnerships.start_pairing")
    assert not user.has_perm("partnerships.edit_pairing", None)


def rights_in_plans(user, plan):
    return [user.has_perm(f"partnerships.{verb}_work_plan", plan) for verb in ("edit", "adopt")]


def test_a_coordinator_leads_the_pairings_of_their_country(pairing, side):
    assert rights(roles.coordinator(side.country), pairing) == LEAD | WORK | SEE
    assert rights(roles.coordinator(), pairing) == SEE


def test_a_focal_point_works_in_the_pairings_of_their_house(pairing, side):
    ministry = OrganizationFactory()
    side.parent = ministry
    side.save()

    assert rights(roles.focal_point(side), pairing) == WORK | SEE
    assert rights(roles.focal_point(ministry), pairing) == WORK | SEE
    assert rights(roles.focal_point(OrganizationFactory()), pairing) == SEE


def test_an_official_only_reads_and_asks(pairing, side):
    user = roles.official(side.country)

    assert rights(user, pairing) == SEE
    assert user.has_perm("partnerships.add_comment", pairing)


def test_who_asks_does_not_answer_and_alone_takes_it_back(pairing, side):
    pairing.programme = ProgrammeFactory()
    pairing.save()
    asks = {
        "staff": roles.staff(),
        "of the programme": roles.limited_staff(pairing.programme),
        "coordinator": roles.coordinator(side.country),
        "official": roles.official(side.country),
        "focal point": roles.focal_point(side),
        "official elsewhere": roles.official(),
        "of another programme": roles.limited_staff(ProgrammeFactory()),
    }
    own = {name: CommentFactory(pairing=pairing, submitted_by=user) for name, user in asks.items()}
    other = CommentFactory(pairing=pairing)

    def who(verb, record=None):
        return [
            name
            for name, user in asks.items()
            if user.has_perm(f"partnerships.{verb}_comment", record or own[name])
        ]

    names = list(asks)
    assert who("add", pairing) == names[:4]
    assert who("answer") == []
    assert who("answer", other) == [*names[:3], "focal point"]
    assert who("withdraw") == names
    assert who("withdraw", other) == []
    assert not asks["official"].has_perm("partnerships.add_comment", None)


def test_somebody_without_a_role_may_nothing(pairing):
    assert rights(roles.nobody(), pairing) == set()


def test_the_rights_hold_for_what_hangs_on_the_pairing(pairing, side):
    action = ActionFactory(pairing=pairing)

    assert roles.focal_point(side).has_perm("partnerships.edit_action", action)
    assert not roles.focal_point(OrganizationFactory()).has_perm("partnerships.edit_action", action)


def test_without_a_record_only_the_ilo_starts_and_nobody_works():
    staff, coordinator = roles.staff(), roles.coordinator()
    focal_point = roles.focal_point(OrganizationFactory())

    assert staff.has_perm("partnerships.start_pairing")
    assert coordinator.has_perm("partnerships.start_pairing")
    assert not focal_point.has_perm("partnerships.start_pairing")
    assert not coordinator.has_perm("partnerships.edit_pairing", None)
    assert not focal_point.has_perm("partnerships.write_update", None)


def test_the_author_corrects_and_everybody_else_checks(pairing, side):
    author, other = roles.focal_point(side), roles.focal_point(side)
    update = ProgressUpdateFactory(pairing=pairing, submitted_by=author)
    checks = ("correct_update", "verify_update", "return_update")

    def may(user):
        return [user.has_perm(f"partnerships.{verb}", update) for verb in checks]

    assert may(author) == [True, False, False]
    assert may(other) == [False, True, True]
    assert may(roles.official(side.country)) == [False, False, False]


def test_an_official_of_one_country_who_coordinates_another_leads_only_there(pairing, side):
    user = roles.official(side.country)
    MembershipFactory(user=user, role="coordinator", country=CountryFactory(laos=True))

    assert rights(user, pairing) == SEE


def test_an_agreement_of_no_pairing_and_no_meeting_is_of_no_programme():
    user = roles.limited_staff(ProgrammeFactory())

    assert not user.has_perm("partnerships.edit_agreement", AgreementFactory(pairing=None))


def test_a_draft_is_for_its_parties_and_what_is_signed_for_who_leads(side):
    focal_point, leader = roles.focal_point(side), roles.coordinator(side.country)
    draft = AgreementFactory(parties=[side, OrganizationFactory()], pairing=None)
    signed = AgreementFactory(parties=[side, OrganizationFactory()], signed=True)

    def edit(record):
        return [
            user.has_perm("partnerships.edit_agreement", record) for user in (focal_point, leader)
        ]

    assert edit(draft) == [True, True]
    assert edit(signed) == [False, True]
    assert edit(None) == [False, False]


def test_a_title_has_who_gives_and_who_holds_it_and_a_plan_of_all_has_no_side(side):
    leader = roles.coordinator(side.country)
    title, elsewhere = DesignationFactory(conferred_on=side), DesignationFactory()

    assert leader.has_perm("partnerships.edit_designation", title)
    assert not leader.has_perm("partnerships.edit_designation", elsewhere)
    assert not leader.has_perm("partnerships.edit_work_plan", WorkPlanFactory(pairing=None))
