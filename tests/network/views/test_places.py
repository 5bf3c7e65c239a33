"""Where forms stand: each leads back to where it was opened."""

import pytest
from django.urls import reverse

from network.views import places
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_in_an_organization_the_form_leads_back_to_it():
    college = OrganizationFactory(name="Wuxi Institute", acronym="WX")

    place = places.in_organization(college, draft="organization-1")

    assert place.trail[2:] == ("WX", college.get_absolute_url())
    assert (place.back, place.eyebrow) == (college.get_absolute_url(), "Wuxi Institute")
    assert place.draft == "organization-1"


def test_in_a_person_the_form_leads_back_to_them():
    person = PersonFactory(name="Sok Pisey")

    place = places.in_person(person)

    assert place.trail[4:] == ("Sok Pisey", person.get_absolute_url())
    assert (place.back, place.eyebrow, place.draft) == (person.get_absolute_url(), "Sok Pisey", "")


@pytest.mark.parametrize(
    ("place", "index", "draft"),
    [
        (places.in_directory, "network:organization-index", "organization-add"),
        (places.among_people, "network:person-index", "person-add"),
    ],
)
def test_who_is_not_there_yet_is_added_from_the_list(place, index, draft):
    assert (place().back, place().draft) == (reverse(index), draft)
