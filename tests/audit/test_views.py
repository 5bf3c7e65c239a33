"""The history page."""

from dataclasses import replace

import pytest

from network.operations import organizations, people
from network.terms.organizations import OrganizationTerms
from network.terms.people import PersonTerms
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.roles import nobody, official, staff

pytestmark = pytest.mark.django_db


def test_the_page_tells_who_changed_what_on_the_readers_clock(signed_in):
    user, college = staff(), OrganizationFactory(city="Wuxi")
    organizations.edit(college, replace(OrganizationTerms.of(college), city="Phnom Penh"), by=user)

    page = signed_in(user).get(f"/history/network.organization/{college.pk}/").content.decode()

    for words in (user.name, "Changed: organization", "Phnom Penh", "Bangkok (GMT+7)"):
        assert words in page
    assert college.get_absolute_url() in page


def test_htmx_gets_the_list_alone(signed_in):
    college = OrganizationFactory()
    url = f"/history/network.organization/{college.pk}/"

    part = signed_in(staff(), htmx=True).get(url).content.decode()

    assert "<html" not in part
    assert part.lstrip().startswith('<div id="history">')


def test_officials_read_the_history_of_what_they_see(signed_in):
    college, person = OrganizationFactory(), PersonFactory(works_at=OrganizationFactory())
    client = signed_in(official(college.country))

    assert client.get(f"/history/network.organization/{college.pk}/").status_code == 200
    assert client.get(f"/history/network.person/{person.pk}/").status_code == 404


def test_somebody_without_a_role_finds_nothing(signed_in):
    college = OrganizationFactory()

    response = signed_in(nobody()).get(f"/history/network.organization/{college.pk}/")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "label", ["accounts.user", "network.nonsense", "nonsense", "a.b.c", "accounts.actionlink"]
)
def test_other_records_have_no_history_page(signed_in, label):
    user = staff()

    assert signed_in(user).get(f"/history/{label}/{user.pk}/").status_code == 404


def test_a_person_without_changes_shows_the_beginning(signed_in):
    person = people.add(PersonTerms(name="Wei Fan"), by=None)

    page = signed_in(staff()).get(f"/history/network.person/{person.pk}/").content.decode()

    assert "The system" in page
    assert "Wei Fan" in page
