"""Where forms stand: each leads back to where it was opened."""

import re

import pytest
from django.urls import reverse

from partnerships.views import places
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    PairingFactory,
    WorkingGroupFactory,
    WorkPlanFactory,
)
from tests.factories.roles import coordinator

pytestmark = pytest.mark.django_db


def test_in_a_pairing_the_form_leads_back_to_it():
    pairing = PairingFactory(title="Lao and Guangxi")

    place = places.in_pairing(pairing, draft="action")

    assert place.trail[2:] == ("Lao and Guangxi", pairing.get_absolute_url())
    assert (place.back, place.eyebrow) == (pairing.get_absolute_url(), "Lao and Guangxi")
    assert place.draft == f"pairing-{pairing.pk}-action"


def test_in_a_due_item_the_way_leads_through_its_pairing():
    action = ActionFactory(text="Send teachers")

    place = places.in_due_item(action, draft="action")

    assert place.trail[2:] == (
        action.pairing.title,
        action.pairing.get_absolute_url(),
        "Send teachers",
        action.get_absolute_url(),
    )
    assert place.back == action.get_absolute_url()
    assert place.draft == f"pairing-{action.pairing_id}-action-{action.pk}"


def test_a_place_without_a_draft_keeps_none():
    assert places.in_due_item(ActionFactory()).draft == ""
    assert places.in_agreement(AgreementFactory()).draft == ""


def test_a_working_group_has_no_page_and_leads_back_to_its_pairing():
    group = WorkingGroupFactory(name="Curricula")

    place = places.in_group(group)

    assert (place.back, place.eyebrow) == (group.pairing.get_absolute_url(), "Curricula")


def test_what_is_added_to_a_register_leads_back_to_the_list():
    place = places.in_register("Work plans", "work-plan")

    assert place.back == reverse("partnerships:work-plan-index")
    assert place.draft == "work-plan-add"


def test_in_a_work_plan_the_draft_is_its_own():
    plan = WorkPlanFactory(name="2027")

    place = places.in_work_plan(plan)

    assert place.trail[2:] == ("2027", plan.get_absolute_url())
    assert place.draft == f"work-plan-{plan.pk}-edit"


@pytest.mark.parametrize("noun", ["agreement", "designation", "work-plan"])
def test_a_form_of_the_register_knows_the_pairing_that_its_address_names(signed_in, noun):
    side = OrganizationFactory()
    own, other = PairingFactory(parties=[side, OrganizationFactory()]), PairingFactory()
    client = signed_in(coordinator(side.country))
    form = reverse(f"partnerships:{noun}-add")

    def chosen(named):
        page = client.get(form, {"pairing": named}).content.decode()
        (menu,) = re.findall(r'<select name="[^"]*pairing".*?</select>', page, re.DOTALL)
        return re.findall(r'<option value="(\d+)" selected>', menu)

    assert chosen(own.pk) == [str(own.pk)]
    assert chosen(other.pk) == chosen("x") == []
