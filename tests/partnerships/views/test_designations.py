"""Titles: the list, one title, the form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from partnerships.models import Designation
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import DesignationFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db
INDEX = reverse("partnerships:designation-index")
ADD = reverse("partnerships:designation-add")


def page(response) -> str:
    return " ".join(response.content.decode().split())


def edit_of(designation):
    return reverse("partnerships:designation-edit", args=[designation.pk])


def test_the_list_shows_the_titles_of_the_own_house(signed_in):
    college = OrganizationFactory()
    DesignationFactory(title="Ours", conferred_on=college)
    DesignationFactory(title="Theirs")

    shown = page(signed_in(focal_point(college)).get(INDEX))

    assert "Ours" in shown
    assert "Theirs" not in shown


def test_an_empty_list_says_so(signed_in):
    assert "Add the first designation" in page(signed_in(staff()).get(INDEX))
    assert "when your side gave or holds one" in page(signed_in(official()).get(INDEX))


def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(staff())
    DesignationFactory()
    client.get(INDEX)
    with django_assert_max_num_queries(100) as one:
        client.get(INDEX)
    DesignationFactory.create_batch(2)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(INDEX)


def test_the_page_says_who_gave_it_to_whom(signed_in):
    designation = DesignationFactory(pairing=PairingFactory(title="A pair"), purpose="Exchange")

    shown = page(signed_in(staff()).get(designation.get_absolute_url()))

    for words in (
        designation.conferred_by.name,
        designation.conferred_on.name,
        "A pair",
        "Exchange",
    ):
        assert words in shown


def test_a_title_of_others_is_not_found(signed_in):
    assert signed_in(official()).get(DesignationFactory().get_absolute_url()).status_code == 404


def test_the_staff_adds_a_title(signed_in):
    giver, holder = OrganizationFactory(), OrganizationFactory()
    client = signed_in(staff())

    assert client.get(ADD).status_code == 200
    response = client.post(
        ADD, {"title": "Base", "conferred_by": giver.pk, "conferred_on": holder.pk}
    )

    designation = Designation.objects.get()
    assert response.url == designation.get_absolute_url()
    assert (designation.conferred_by, designation.conferred_on) == (giver, holder)


@pytest.mark.parametrize(
    ("is_same", "sentence"),
    [
        (True, "Choose a different organization from the giver."),
        (False, "One of the two must be of your own country."),
    ],
)
def test_a_coordinator_adds_titles_of_the_own_country_only(signed_in, is_same, sentence):
    giver, holder = OrganizationFactory(), OrganizationFactory()
    data = {
        "title": "Base",
        "conferred_by": giver.pk,
        "conferred_on": giver.pk if is_same else holder.pk,
    }

    response = signed_in(coordinator()).post(ADD, data)

    assert response.status_code == 422
    assert sentence in page(response)


def test_a_form_without_a_holder_asks_for_one(signed_in):
    response = signed_in(staff()).post(ADD, {"title": "Base"})

    assert response.status_code == 422


def test_a_title_is_corrected(signed_in):
    cambodia = CountryFactory(cambodia=True)
    designation = DesignationFactory(conferred_on=OrganizationFactory(country=cambodia))
    client = signed_in(coordinator(cambodia))
    data = {
        "title": "New",
        "conferred_by": designation.conferred_by_id,
        "conferred_on": designation.conferred_on_id,
    }

    assert designation.title in page(client.get(edit_of(designation)))
    response = client.post(edit_of(designation), data)

    designation.refresh_from_db()
    assert response.url == designation.get_absolute_url()
    assert designation.title == "New"


def test_a_focal_point_and_an_official_only_read(signed_in):
    cambodia = CountryFactory(cambodia=True)
    holder = OrganizationFactory(country=cambodia)
    designation = DesignationFactory(conferred_on=holder)

    for reader in (focal_point(holder), official(cambodia)):
        client = signed_in(reader)
        assert client.get(designation.get_absolute_url()).status_code == 200
        assert client.get(edit_of(designation)).status_code == 403
        assert client.get(ADD).status_code == 403


def test_a_right_without_a_record_is_no_right():
    assert not coordinator().has_perm("partnerships.edit_designation")
