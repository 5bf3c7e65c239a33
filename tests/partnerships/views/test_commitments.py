"""The list of agreed areas, one of them, and writing them down."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Commitment
from tests.factories import roles
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

INDEX = "partnerships:commitment-index"
# The savepoint in which a page is only read, as a test is one transaction.
FRAME = 2


def url(verb: str, record) -> str:
    return reverse(f"partnerships:commitment-{verb}", args=[record.pk])


def test_the_list_holds_only_what_the_user_may_see(signed_in):
    own = OrganizationFactory()
    ours = CommitmentFactory(pairing__parties=[own, OrganizationFactory()])
    CommitmentFactory()

    response = signed_in(roles.focal_point(own)).get(reverse(INDEX))

    assert [row.record for row in response.context["table"].page.object_list] == [ours]


@time_machine.travel("2026-11-22T03:00:00Z", tick=False)
def test_the_list_says_what_is_late_and_for_when(signed_in):
    CommitmentFactory(starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31))
    CommitmentFactory(text="")

    page = signed_in(roles.staff()).get(reverse(INDEX)).content.decode()

    for words in ("Late", "2022", "Not started", "No period set"):
        assert words in page


def test_htmx_gets_the_results_alone(signed_in):
    part = signed_in(roles.staff(), htmx=True).get(reverse(INDEX)).content.decode()

    assert part.strip().startswith('<div id="results">')
    assert "Nothing is here yet." in part


def test_an_empty_list_says_that_the_filters_are_narrow(signed_in):
    page = signed_in(roles.staff()).get(f"{reverse(INDEX)}?late=1").content.decode()

    assert "No agreed area fits these filters." in page


def test_a_filter_that_only_a_link_sets_is_told(signed_in):
    commitment = CommitmentFactory(pairing__title="A pair")
    address = f"{reverse(INDEX)}?pairing={commitment.pairing_id}"

    page = signed_in(roles.staff()).get(address).content.decode()

    assert "Pairing: A pair" in page


def test_the_list_asks_the_same_questions_for_one_and_for_three(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(roles.staff())
    CommitmentFactory()
    client.get(reverse(INDEX))
    with django_assert_max_num_queries(20) as one:
        client.get(reverse(INDEX))
    CommitmentFactory.create_batch(2)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse(INDEX))


def test_nobody_reads_what_a_question_could_be_that_only_links_set(
    signed_in, django_assert_num_queries
):
    CommitmentFactory()
    client = signed_in(roles.staff())
    client.get(reverse(INDEX))

    with django_assert_num_queries(FRAME + 4) as asked:
        client.get(reverse(INDEX))

    assert not [each for each in asked if 'FROM "network_organization"' in each["sql"]]


def test_the_page_shows_what_was_agreed_its_actions_and_updates(signed_in):
    pairing = PairingFactory()
    giver, taker = (party.organization for party in pairing.parties.all())
    commitment = CommitmentFactory(
        pairing=pairing,
        promised_by=giver,
        promised_to=taker,
        quantity=12,
        unit="teachers",
        ends_on=date(2022, 12, 31),
        agreed_on=date(2021, 12, 21),
    )
    ActionFactory(pairing=pairing, commitment=commitment, text="Send the plan")
    ProgressUpdateFactory(pairing=pairing, commitment=commitment, text="It has begun")

    page = signed_in(roles.staff()).get(commitment.get_absolute_url()).content.decode()
    page = " ".join(page.split())

    for words in (
        giver.name,
        taker.name,
        "12 teachers",
        "21 Dec 2021",
        "Late",
        "Send the plan",
        "It has begun",
    ):
        assert words in page


def test_a_closed_one_tells_when_and_why(signed_in):
    commitment = CommitmentFactory(state="dropped", reason="No money", closed_on=date(2026, 11, 1))

    page = signed_in(roles.staff()).get(commitment.get_absolute_url()).content.decode()

    assert "No money" in page
    assert url("close", commitment) not in page


def test_another_institution_does_not_find_the_page(signed_in):
    user = roles.focal_point(OrganizationFactory())

    response = signed_in(user).get(CommitmentFactory().get_absolute_url())

    assert response.status_code == 404


def test_staff_add_an_agreed_area(signed_in):
    pairing, area = PairingFactory(), CooperationAreaFactory()
    client = signed_in(roles.staff())

    shown = client.get(url("add", pairing))
    saved = client.post(url("add", pairing), {"area": area.pk, "firmness": "wished"})

    commitment = Commitment.objects.get()
    assert shown.status_code == 200
    assert saved.url == pairing.get_absolute_url()
    assert (commitment.pairing, commitment.area, commitment.firmness) == (pairing, area, "wished")


def test_an_area_is_required_and_a_period_must_run_forward(signed_in):
    pairing, area = PairingFactory(), CooperationAreaFactory()
    client = signed_in(roles.staff())
    backward = {
        "area": area.pk,
        "firmness": "agreed",
        "starts_on": "2026-12-01",
        "ends_on": "2026-01-01",
    }

    empty = client.post(url("add", pairing), {})
    refused = client.post(url("add", pairing), backward)

    assert empty.status_code == 422
    assert refused.status_code == 422
    assert "The last day must come after the first day." in refused.content.decode()
    assert not Commitment.objects.exists()


def test_staff_correct_an_agreed_area(signed_in):
    commitment = CommitmentFactory(text="Old")
    client = signed_in(roles.staff())
    data = {"area": commitment.area_id, "firmness": "planned", "text": "New"}

    shown = client.get(url("edit", commitment))
    saved = client.post(url("edit", commitment), data)
    refused = client.post(
        url("edit", commitment), {**data, "starts_on": "2026-12-01", "ends_on": "2026-01-01"}
    )

    commitment.refresh_from_db()
    assert shown.context["form"]["text"].value() == "Old"
    assert saved.url == commitment.get_absolute_url()
    assert refused.status_code == 422
    assert (commitment.text, commitment.firmness) == ("New", "planned")


def test_staff_close_an_agreed_area(signed_in):
    commitment = CommitmentFactory()
    client = signed_in(roles.staff())
    data = {"state": "dropped", "on": "2026-11-01"}

    shown = client.get(url("close", commitment))
    refused = client.post(url("close", commitment), data)
    closed = client.post(url("close", commitment), {**data, "reason": "No money"})

    commitment.refresh_from_db()
    assert shown.status_code == 200
    assert "Say why this was dropped." in refused.content.decode()
    assert closed.url == commitment.get_absolute_url()
    assert (commitment.state, commitment.closed_on) == ("dropped", date(2026, 11, 1))


@pytest.mark.parametrize("verb", ["edit", "close"])
def test_a_focal_point_changes_no_agreed_area(signed_in, verb):
    own = OrganizationFactory()
    commitment = CommitmentFactory(pairing__parties=[own, OrganizationFactory()])
    client = signed_in(roles.focal_point(own))

    assert client.get(url(verb, commitment)).status_code == 403
    assert client.get(url("add", commitment.pairing)).status_code == 403
