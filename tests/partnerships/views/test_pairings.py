"""The list of pairings, one pairing's page, and moving it through its life."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from partnerships.enums import CommitmentState, CooperationRole, PairingPhase
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    AnswerReferralFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
    WorkingGroupFactory,
    WorkingGroupMemberFactory,
    WorkPlanFactory,
)

if TYPE_CHECKING:
    from partnerships.models import Pairing

pytestmark = pytest.mark.django_db


FEW = 12


TODAY = "2026-11-22T03:00:00Z"


def titles(response) -> list[str]:
    return [row.record.title for row in response.context["table"].page.object_list]


@time_machine.travel(TODAY, tick=False)
def test_the_list_shows_what_is_urgent_first(signed_in):
    PairingFactory(title="Fine", last_met_on=date(2026, 11, 1))
    PairingFactory(title="Silent")
    ActionFactory(pairing__title="Overdue", due_on=date(2026, 9, 1))

    response = signed_in(roles.staff()).get(reverse("partnerships:pairing-index"))

    assert titles(response) == ["Overdue", "Silent", "Fine"]


@time_machine.travel(TODAY, tick=False)
def test_the_list_marks_a_next_action_that_is_overdue(signed_in):
    ActionFactory(text="Write the plan", due_on=date(2026, 9, 1))
    ActionFactory(text="Sign the plan", due_on=date(2026, 12, 1))

    page = signed_in(roles.staff()).get(reverse("partnerships:pairing-index")).content.decode()

    assert page.count("Overdue") == 1


def test_the_list_holds_only_what_the_user_may_see(signed_in):
    own = OrganizationFactory()
    PairingFactory(title="Ours", parties=[own, OrganizationFactory()])
    PairingFactory(title="Theirs")

    response = signed_in(roles.focal_point(own)).get(reverse("partnerships:pairing-index"))

    assert titles(response) == ["Ours"]


def test_the_list_is_closed_to_somebody_without_a_role(signed_in):
    response = signed_in(roles.nobody()).get(reverse("partnerships:pairing-index"))

    assert response.status_code == 403


def test_htmx_gets_the_results_alone_and_the_back_button_the_page(signed_in):
    PairingFactory()
    client = signed_in(roles.staff(), htmx=True)
    url = reverse("partnerships:pairing-index")

    part = client.get(url).content.decode()
    page = client.get(url, headers={"HX-History-Restore-Request": "true"}).content.decode()

    assert part.strip().startswith('<div id="results">')
    assert "<html" in page


def test_the_list_asks_the_same_questions_for_one_pairing_and_for_three(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(roles.staff())
    url = reverse("partnerships:pairing-index")
    ActionFactory()
    client.get(url)
    with django_assert_max_num_queries(FEW) as one:
        client.get(url)
    ActionFactory.create_batch(2)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(url)


def full_pairing(**facts) -> Pairing:
    """Return a pairing with one of everything."""
    one = OrganizationFactory(
        name="First College", acronym="FC", local_name="第一学院", city="Kunming"
    )
    two = OrganizationFactory(name="Second College", acronym="SC", country=None)
    pairing = PairingFactory(
        title="FC and SC",
        parties=[one, two],
        programme=ProgrammeFactory(),
        started_on=date(2021, 11, 10),
        note="A note",
        **facts,
    )
    PairingFocalPointFactory(pairing=pairing, organization=one, person__works_at=one)
    FocalPointFactory(organization=two, person__works_at=two)
    ActionFactory(pairing=pairing, text="Send the plan", due_on=date(2026, 9, 1))
    ActionFactory(pairing=pairing, text="Name a person", organization=one)
    ActionFactory(pairing=pairing, text="Write the report", person=PersonFactory(), done=True)
    CommitmentFactory(pairing=pairing, ends_on=date(2022, 12, 31), promised_by=one)
    CommitmentFactory(pairing=pairing, done=True)
    AgreementFactory(pairing=pairing, signed=True, parties=[one, two])
    DesignationFactory(pairing=pairing, conferred_by=one, conferred_on=two)
    WorkPlanFactory(pairing=pairing, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    WorkingGroupMemberFactory(group__pairing=pairing, group__mandate="Plan the exchange")
    WorkingGroupFactory(pairing=pairing, name="Silent group")
    ProgressUpdateFactory(pairing=pairing, text="The first course has begun")
    AnswerReferralFactory(pairing=pairing, person=PersonFactory())
    return pairing


@pytest.mark.parametrize("phase", [PairingPhase.ACTIVE, PairingPhase.NEGOTIATING])
def test_the_page_shows_everything_to_staff(signed_in, phase):
    pairing = full_pairing(phase=phase)

    page = signed_in(roles.staff()).get(pairing.get_absolute_url()).content.decode()

    for words in (
        "Action overdue",
        "First College",
        '<span lang="zh">第一学院</span>',
        "Paired since 10 Nov 2021",
        "Send the plan",
        "1 closed action",
        "No members yet",
        "A member",
        "Silent group",
        "Designation",
        "The first course has begun",
        "Somebody else should answer",
        "Log a meeting",
        "Close the pairing",
        "A note",
    ):
        assert words in page


def test_the_page_says_the_part_of_a_side_and_how_many_areas_are_under_way(signed_in):
    pairing = PairingFactory()
    pairing.parties.filter(pk=pairing.parties.first().pk).update(role=CooperationRole.PIVOTAL)
    CommitmentFactory(pairing=pairing, state=CommitmentState.IN_PROGRESS)

    body = signed_in(roles.staff()).get(pairing.get_absolute_url()).content.decode()

    assert "· Pivotal" in body
    assert "Started (1)" in body


def test_the_page_offers_a_focal_point_to_write_and_nothing_that_leads(signed_in):
    pairing = full_pairing()
    user = roles.focal_point(pairing.parties.first().organization)

    page = signed_in(user).get(pairing.get_absolute_url()).content.decode()

    assert "Write an update" in page
    assert "Add an action" in page
    assert "Close the pairing" not in page
    assert "Add an agreed area" not in page


def test_the_page_offers_an_official_to_ask_and_nothing_else(signed_in):
    country = CountryFactory(cambodia=True)
    pairing = full_pairing()
    pairing.parties.all()[0].organization.__class__.objects.update(country=country)

    page = signed_in(roles.official(country)).get(pairing.get_absolute_url()).content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    assert main.count('class="btn ') == 1
    assert f'href="{reverse("partnerships:comment-add", args=[pairing.pk])}"' in main
    assert "<form" not in main
    assert "mailto:" not in main


def test_another_institution_does_not_find_the_page(signed_in):
    response = signed_in(roles.focal_point(OrganizationFactory())).get(
        PairingFactory().get_absolute_url()
    )

    assert response.status_code == 404


def test_the_page_asks_the_same_questions_for_one_of_each_and_for_three(
    signed_in, django_assert_max_num_queries
):
    pairing = full_pairing()
    client = signed_in(roles.staff())
    url = pairing.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    for _more in range(2):
        ActionFactory(pairing=pairing, person=PersonFactory())
        CommitmentFactory(pairing=pairing)
        AgreementFactory(pairing=pairing)
        DesignationFactory(pairing=pairing)
        WorkingGroupMemberFactory(group__pairing=pairing)
        ProgressUpdateFactory(pairing=pairing)
        PairingFocalPointFactory(pairing=pairing, organization=pairing.parties.first().organization)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(url)
