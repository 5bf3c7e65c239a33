"""The links in mails that somebody holds, ended by who looks after them."""

import pytest
from django.utils import timezone

from tests.factories.accounts import ActionLinkFactory, UserFactory
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import coordinator, focal_point, staff

pytestmark = pytest.mark.django_db
INDEX = "/access/"


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


def test_nobody_ends_what_is_not_theirs_to_give(signed_in, laos):
    person = focal_point(OrganizationFactory(country=laos)).person
    boss = PersonFactory(user=coordinator(laos)).user
    staff_here = PersonFactory(user=staff(), works_at=person.positions.get().organization)
    installer = PersonFactory(user=UserFactory(is_superuser=True))

    for user, other in (
        (boss, staff_here),
        (coordinator(), person),
        (boss, boss.person),
        (staff(), installer),
    ):
        client = signed_in(user)
        for address in (f"{INDEX}{other.user_id}/", f"/people/{other.pk}/"):
            assert client.post(f"{address}end-links/").status_code in (403, 404)
        assert client.post(f"{INDEX}{other.user_id}/end-sessions/").status_code in (403, 404)


def test_the_links_of_somebody_without_an_account_are_ended_on_their_page(signed_in, laos):
    person = PersonFactory(works_at=OrganizationFactory(country=laos))
    link = ActionLinkFactory(holder=person, target=person, last_used_at=timezone.now())
    client, where = signed_in(coordinator(laos)), f"/people/{person.pk}/"

    assert "Close the links in their mails" in client.get(where).content.decode()
    assert "Last used" in client.get(f"{where}end-links/").content.decode()
    assert client.post(f"{where}end-links/").url == where
    link.refresh_from_db()
    assert link.revoked_at is not None
