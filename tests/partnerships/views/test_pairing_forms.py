"""Starting, correcting, moving and closing a pairing."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partnerships.enums import CooperationRole, PairingPhase
from partnerships.models import Pairing
from tests.factories import roles
from tests.factories.network import (
    OrganizationFactory,
)
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


FEW = 12


TODAY = "2026-11-22T03:00:00Z"


def start_data(*organizations, **more):
    rows = {
        f"sides-{n}-organization": organization.pk for n, organization in enumerate(organizations)
    }
    return {
        "sides-TOTAL_FORMS": str(max(2, len(organizations))),
        "sides-INITIAL_FORMS": "0",
        "sides-MIN_NUM_FORMS": "2",
        "sides-MAX_NUM_FORMS": "12",
        "phase": "matched",
        "rhythm_days": "90",
        **rows,
        **more,
    }


def test_staff_start_a_pairing_that_is_named_after_its_sides(signed_in):
    one, two = OrganizationFactory(acronym="GZ"), OrganizationFactory(acronym="NP")
    data = start_data(one, two, **{"sides-1-role": CooperationRole.PIVOTAL})

    response = signed_in(roles.staff()).post(reverse("partnerships:pairing-start"), data)

    pairing = Pairing.objects.get()
    assert response.url == pairing.get_absolute_url()
    assert (pairing.title, pairing.phase) == ("GZ \N{EN DASH} NP", "matched")
    assert list(pairing.parties.values_list("organization", "role")) == [
        (one.pk, ""),
        (two.pk, "pivotal"),
    ]


def test_the_form_offers_the_members_and_their_departments(signed_in):
    member = OrganizationFactory(name="Member", acronym="M")
    part = OrganizationFactory(name="Part", parent=member, country=None, is_member=False)
    OrganizationFactory(name="Stranger", is_member=False)

    page = signed_in(roles.staff()).get(reverse("partnerships:pairing-start"))

    field = page.context["sides"].forms[0].fields["organization"]
    assert list(field.choices) == [
        ("", "Choose an institution"),
        (member.pk, "M \N{EN DASH} Member"),
        (part.pk, "Part"),
    ]


def test_one_institution_alone_is_refused_and_what_was_typed_stays(signed_in):
    one = OrganizationFactory()

    response = signed_in(roles.staff()).post(
        reverse("partnerships:pairing-start"), start_data(one, note="Keep me")
    )

    assert response.status_code == 422
    assert "Choose at least two institutions." in response.content.decode()
    assert "Keep me" in response.content.decode()
    assert not Pairing.objects.exists()


def test_the_same_institution_twice_is_refused(signed_in):
    one, two = OrganizationFactory(), OrganizationFactory()

    response = signed_in(roles.staff()).post(
        reverse("partnerships:pairing-start"), start_data(one, two, one)
    )

    assert response.status_code == 422
    assert "Choose each institution only once." in response.content.decode()


def test_an_unreadable_row_is_refused(signed_in):
    data = start_data(OrganizationFactory(), OrganizationFactory(), **{"sides-1-organization": "x"})

    response = signed_in(roles.staff()).post(reverse("partnerships:pairing-start"), data)

    assert response.status_code == 422


def test_a_second_pairing_of_the_same_sides_warns_once_and_is_let_through(signed_in):
    one, two = OrganizationFactory(), OrganizationFactory()
    earlier = PairingFactory(parties=[one, two])
    client = signed_in(roles.staff())
    url = reverse("partnerships:pairing-start")

    warned = client.post(url, start_data(one, two))
    saved = client.post(url, start_data(one, two, confirmed=str(earlier.pk)))

    assert warned.status_code == 422
    assert "These institutions are paired already" in warned.content.decode()
    assert saved.status_code == 302
    assert Pairing.objects.count() == 2


def test_a_closed_pairing_of_the_same_sides_warns_nobody(signed_in):
    one, two = OrganizationFactory(), OrganizationFactory()
    PairingFactory(parties=[one, two], phase=PairingPhase.CONCLUDED, closed_on=date(2025, 1, 1))

    response = signed_in(roles.staff()).post(
        reverse("partnerships:pairing-start"), start_data(one, two)
    )

    assert response.status_code == 302


def test_another_row_is_added_without_scripts_and_nothing_typed_is_lost(signed_in):
    one, two = OrganizationFactory(), OrganizationFactory()
    data = start_data(one, two, add_sides="1", note="Keep me")

    response = signed_in(roles.staff()).post(reverse("partnerships:pairing-start"), data)

    sides = response.context["sides"]
    assert response.status_code == 200
    assert [form["organization"].value() for form in sides.forms] == [
        str(one.pk),
        str(two.pk),
        None,
    ]
    assert "Keep me" in response.content.decode()


def test_a_focal_point_starts_no_pairing(signed_in):
    user = roles.focal_point(OrganizationFactory())

    response = signed_in(user).get(reverse("partnerships:pairing-start"))

    assert response.status_code == 403


def test_staff_correct_a_pairing_and_the_roles_of_its_sides(signed_in):
    pairing = PairingFactory(title="Old")
    first, second = pairing.parties.all()
    url = reverse("partnerships:pairing-edit", args=[pairing.pk])
    data = {
        "title": "New",
        "rhythm_days": "60",
        f"role_{first.pk}": "beneficiary",
        f"role_{second.pk}": "",
    }

    response = signed_in(roles.staff()).post(url, data)

    pairing.refresh_from_db()
    assert response.url == pairing.get_absolute_url()
    assert (pairing.title, pairing.rhythm_days) == ("New", 60)
    assert [party.role for party in pairing.parties.all()] == ["beneficiary", ""]


def test_the_form_to_correct_a_pairing_begins_with_what_is_there(signed_in):
    pairing = PairingFactory(title="Old")

    response = signed_in(roles.staff()).get(reverse("partnerships:pairing-edit", args=[pairing.pk]))

    assert response.context["form"]["title"].value() == "Old"


def test_too_short_a_rhythm_is_refused(signed_in):
    pairing = PairingFactory()

    response = signed_in(roles.staff()).post(
        reverse("partnerships:pairing-edit", args=[pairing.pk]), {"rhythm_days": "1"}
    )

    assert response.status_code == 422


def test_a_pause_needs_its_reason(signed_in):
    pairing = PairingFactory()
    client = signed_in(roles.staff())
    url = reverse("partnerships:pairing-move", args=[pairing.pk])

    refused = client.post(url, {"phase": "paused"})
    moved = client.post(url, {"phase": "paused", "reason": "Flood"})

    pairing.refresh_from_db()
    assert refused.status_code == 422
    assert "Say why the pairing was paused or ended." in refused.content.decode()
    assert moved.status_code == 302
    assert (pairing.phase, pairing.reason) == ("paused", "Flood")


def test_the_phases_offered_leave_out_the_present_one_and_the_ends(signed_in):
    pairing = PairingFactory(phase=PairingPhase.ACTIVE)

    response = signed_in(roles.staff()).get(reverse("partnerships:pairing-move", args=[pairing.pk]))

    offered = [value for value, _label in response.context["form"].fields["phase"].choices]
    assert offered == ["identified", "matched", "negotiating", "paused"]


@time_machine.travel(TODAY, tick=False)
def test_a_pairing_is_closed_with_a_reason(signed_in):
    pairing = PairingFactory()
    client = signed_in(roles.staff())
    url = reverse("partnerships:pairing-close", args=[pairing.pk])

    shown = client.get(url)
    refused = client.post(url, {"phase": "ended_early", "on": "2026-11-20"})
    closed = client.post(url, {"phase": "ended_early", "on": "2026-11-20", "reason": "Moved"})

    pairing.refresh_from_db()
    assert shown.context["form"]["on"].value() == date(2026, 11, 22)
    assert refused.status_code == 422
    assert closed.url == pairing.get_absolute_url()
    assert (pairing.phase, pairing.closed_on) == ("ended_early", date(2026, 11, 20))


@pytest.mark.parametrize("verb", ["edit", "move", "close"])
def test_a_focal_point_does_not_lead_the_pairing(signed_in, verb):
    own = OrganizationFactory()
    pairing = PairingFactory(parties=[own, OrganizationFactory()])

    response = signed_in(roles.focal_point(own)).get(
        reverse(f"partnerships:pairing-{verb}", args=[pairing.pk])
    )

    assert response.status_code == 403


def test_the_pairings_of_an_organization_are_a_part_and_a_page(signed_in):
    own = OrganizationFactory(name="Own")
    pairing = PairingFactory(title="Ours", parties=[own, OrganizationFactory(name="Partner")])
    PairingFactory(title="Theirs")
    url = reverse("partnerships:organization-pairings", args=[own.pk])
    user = roles.staff()

    part = signed_in(user, htmx=True).get(url)
    page = signed_in(user).get(url)

    assert "<html" not in part.content.decode()
    assert "Partner" in part.content.decode()
    assert [each for each, _shown in page.context["rows"]] == [pairing]
    assert "<html" in page.content.decode()


def test_an_organization_without_a_pairing_says_so(signed_in):
    own = OrganizationFactory()

    page = signed_in(roles.staff()).get(
        reverse("partnerships:organization-pairings", args=[own.pk])
    )

    assert "No pairing yet." in page.content.decode()
