"""Work plans: the list, one version, the form, adopting."""

from __future__ import annotations

import pytest
from django.urls import reverse

from partnerships.enums import WorkPlanState
from partnerships.models import WorkPlan
from partnerships.operations import work_plans
from partnerships.terms.work_plans import WorkPlanTerms
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory, WorkPlanFactory
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db
INDEX = reverse("partnerships:work-plan-index")
ADD = reverse("partnerships:work-plan-add")


def page(response) -> str:
    return " ".join(response.content.decode().split())


def at(name, plan):
    return reverse(f"partnerships:work-plan-{name}", args=[plan.pk])


def test_everybody_sees_the_network_s_plan_and_the_own_pairings_plans(signed_in):
    college = OrganizationFactory()
    WorkPlanFactory(name="Of all")
    WorkPlanFactory(name="Ours", pairing=PairingFactory(parties=[college, OrganizationFactory()]))
    WorkPlanFactory(name="Theirs", pairing=PairingFactory())

    shown = page(signed_in(focal_point(college)).get(INDEX))

    assert "Of all" in shown
    assert "Ours" in shown
    assert "Theirs" not in shown


def test_an_empty_list_says_so(signed_in):
    assert "Add the first work plan" in page(signed_in(staff()).get(INDEX))
    assert "No work plan yet." in page(signed_in(official()).get(INDEX))


def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(staff())
    WorkPlanFactory(pairing=PairingFactory())
    client.get(INDEX)
    with django_assert_max_num_queries(100) as one:
        client.get(INDEX)
    for _ in range(2):
        WorkPlanFactory(pairing=PairingFactory())

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(INDEX)


def test_the_note_stands_before_everything_else(signed_in):
    plan = WorkPlanFactory(
        note="Two periods are named.", programme=ProgrammeFactory(name="The programme")
    )

    shown = page(signed_in(official()).get(plan.get_absolute_url()))

    assert shown.index("Two periods are named.") < shown.index("The programme")


def test_the_page_names_the_versions(signed_in):
    plan = WorkPlanFactory(state=WorkPlanState.ADOPTED, pairing=PairingFactory(title="A pair"))
    following = work_plans.revise(plan, WorkPlanTerms.of(plan), by=None)
    client = signed_in(staff())

    for version in (plan, following):
        shown = page(client.get(version.get_absolute_url()))
        assert f"Version {version.version} (this page)" in shown
        assert "A pair" in shown
    assert "Make a new version" not in page(client.get(plan.get_absolute_url()))


def test_a_plan_of_others_is_not_found(signed_in):
    plan = WorkPlanFactory(pairing=PairingFactory())

    assert signed_in(official()).get(plan.get_absolute_url()).status_code == 404


def test_the_staff_adds_a_plan_of_the_network(signed_in):
    client = signed_in(staff())

    assert "The whole network" in page(client.get(ADD))
    response = client.post(ADD, {"name": "Plan 2027", "state": "draft"})

    plan = WorkPlan.objects.get()
    assert response.url == plan.get_absolute_url()
    assert (plan.name, plan.pairing, plan.state) == ("Plan 2027", None, WorkPlanState.DRAFT)


def test_a_coordinator_adds_plans_of_pairings_only(signed_in):
    cambodia = CountryFactory(cambodia=True)
    pairing = PairingFactory(parties=[OrganizationFactory(country=cambodia), OrganizationFactory()])
    client = signed_in(coordinator(cambodia))

    refused = client.post(ADD, {"name": "Plan", "state": "draft"})
    response = client.post(ADD, {"name": "Plan", "state": "draft", "pairing": pairing.pk})

    assert refused.status_code == 422
    assert response.url == WorkPlan.objects.get().get_absolute_url()


def test_days_that_contradict_each_other_are_told(signed_in):
    data = {"name": "P", "state": "draft", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}

    response = signed_in(staff()).post(ADD, data)

    assert response.status_code == 422
    assert "Choose a day after the first day." in page(response)


def test_a_proposed_plan_is_corrected(signed_in):
    plan = WorkPlanFactory()
    client = signed_in(staff())

    assert plan.name in page(client.get(at("edit", plan)))
    response = client.post(at("edit", plan), {"name": "Better", "state": "proposed"})

    plan.refresh_from_db()
    assert response.url == plan.get_absolute_url()
    assert plan.name == "Better"


def test_a_change_of_an_adopted_plan_is_a_new_version(signed_in):
    plan = WorkPlanFactory(state=WorkPlanState.ADOPTED)
    client = signed_in(staff())
    data = {"name": "Better", "state": "proposed"}

    assert "Make a new version" in page(client.get(at("edit", plan)))
    response = client.post(at("edit", plan), data)
    refused = client.post(at("edit", plan), data)

    following = WorkPlan.objects.get(replaces=plan)
    assert response.url == following.get_absolute_url()
    assert (following.version, following.name) == (2, "Better")
    assert refused.status_code == 422
    assert "There is a new version already." in page(refused)


def test_a_plan_is_adopted_once(signed_in):
    plan = WorkPlanFactory()
    client = signed_in(staff())

    assert "Mark as adopted" in page(client.get(plan.get_absolute_url()))
    client.post(at("adopt", plan))
    again = client.post(at("adopt", plan), follow=True)

    plan.refresh_from_db()
    assert plan.state == WorkPlanState.ADOPTED
    assert "This version is adopted already." in page(again)


def test_others_only_read(signed_in):
    plan = WorkPlanFactory()

    for reader in (focal_point(OrganizationFactory()), official(), coordinator()):
        client = signed_in(reader)
        assert client.get(plan.get_absolute_url()).status_code == 200
        assert client.get(at("edit", plan)).status_code == 403
        assert client.post(at("adopt", plan)).status_code == 403


def test_a_coordinator_corrects_the_plan_of_a_pairing_of_the_country(signed_in):
    cambodia = CountryFactory(cambodia=True)
    pairing = PairingFactory(parties=[OrganizationFactory(country=cambodia), OrganizationFactory()])
    plan = WorkPlanFactory(pairing=pairing)

    assert signed_in(coordinator(cambodia)).get(at("edit", plan)).status_code == 200
