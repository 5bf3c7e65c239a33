"""People and access: who sees whom, and what of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import ActionLink, User, named
from accounts.operations import invitations, links
from network.enums import Role
from network.models import ContactView
from network.models.memberships import day_of_roles
from tests.factories.accounts import ActionLinkFactory, UserFactory
from tests.factories.network import (
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db
INDEX = "/access/"


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def mixed(laos):
    """Somebody of the staff who is an official of Laos as well, and was one of Myanmar."""
    user = UserFactory(name="Mixed")
    MembershipFactory(user=user, role=Role.STAFF)
    MembershipFactory(user=user, role=Role.OFFICIAL, country=laos)
    myanmar = CountryFactory(myanmar=True)
    MembershipFactory(user=user, role=Role.OFFICIAL, country=myanmar, ends_on=day_of_roles())
    return user


def names(response):
    return {row.record.name for row in response.context["table"].rows}


def test_staff_see_everybody_and_coordinators_their_country(signed_in, laos, mixed):
    college, stranger = OrganizationFactory(country=laos), OrganizationFactory()
    here, there = focal_point(college), focal_point(stranger)
    looks = coordinator(laos)

    assert names(signed_in(looks).get(INDEX)) == {looks.name, here.name, "Mixed"}
    assert {here.name, there.name} <= names(signed_in(staff()).get(INDEX))
    for user in (here, official(laos)):
        assert signed_in(user).get(INDEX).status_code == 403


def test_a_coordinator_is_told_of_no_role_elsewhere(signed_in, laos, mixed):
    client = signed_in(coordinator(laos))

    for page in (client.get(INDEX), client.get(f"{INDEX}{mixed.pk}/")):
        text = page.content.decode()
        assert "Ministry official" in text
        assert "Myanmar" not in text
    assert names(client.get(INDEX, {"role": "staff"})) == set()
    # What they were elsewhere is found by nobody of this country either.
    assert client.get(INDEX, {"country": "MM"}).status_code == 200


def test_the_list_is_narrowed_and_asks_nothing_a_row(signed_in, django_assert_max_num_queries):
    client, laos = signed_in(staff()), CountryFactory(laos=True)
    for number in range(20):
        MembershipFactory(user__name=f"Official {number}", role=Role.OFFICIAL, country=laos)
    waiting = UserFactory(name="Waiting", email="w8@example.org", password=None)
    MembershipFactory(user=waiting, role=Role.OFFICIAL, country=laos)
    invitations.issue(waiting, by=None, now=timezone.now() - timedelta(days=8))

    with django_assert_max_num_queries(10):
        page = client.get(INDEX, {"role": "official", "country": "LA"})
    assert len(names(page)) == 21
    assert names(client.get(INDEX, {"q": "w8@"})) == {"Waiting"}
    assert names(client.get(INDEX, {"state": "too_late"})) == {"Waiting"}
    invitations.issue(waiting, by=None, now=timezone.now())
    page = client.get(INDEX, {"state": "invited"})
    assert names(page) == {"Waiting"}
    assert "Link open until" in page.content.decode()


def test_the_page_of_an_account_keeps_what_was_and_offers_what_may_be_done(signed_in, laos, mixed):
    today = day_of_roles()
    MembershipFactory(
        user=mixed,
        role=Role.FOCAL_POINT,
        organization=OrganizationFactory(name="Soon College"),
        starts_on=today + timedelta(days=9),
    )
    PersonFactory(user=mixed)

    page = signed_in(staff()).get(f"{INDEX}{mixed.pk}/")

    roles = page.context["roles"]
    assert [len(part) for part in (roles.current, roles.coming, roles.past)] == [2, 1, 1]
    text = page.content.decode()
    assert "Soon College" in text
    assert text.count("/end/") == 3
    # All roles of the account are not the coordinator's to give, so not theirs to take back.
    theirs = signed_in(coordinator(laos)).get(f"{INDEX}{mixed.pk}/").content.decode()
    assert theirs.count("/end/") == 1


def test_what_is_to_be_seen_of_an_invitation(signed_in):
    host = staff()
    user = UserFactory(password=None)
    MembershipFactory(user=user, role=Role.OFFICIAL, country=CountryFactory())
    link = invitations.issue(user, by=host, now=timezone.now())
    page = signed_in(host).get(f"{INDEX}{user.pk}/")
    text = page.content.decode()

    assert page.context["link"] == link
    assert f"by {host.name}" in text
    assert f"/access/{user.pk}/send-invitation/" in text
    # The secret of the link is its reader's alone.
    assert links.token_of(link) not in text


def test_what_is_open_for_somebody_is_seen_and_ended_by_who_looks_after_them(signed_in, laos):
    user = focal_point(OrganizationFactory(country=laos))
    person, theirs = user.person, signed_in(user)
    for holder, purpose in ((user, "accept_account"), (person, "read_calendar")):
        ActionLinkFactory(holder=holder, target=person, purpose=purpose)
    client = signed_in(coordinator(laos))
    where = f"{INDEX}{user.pk}/"

    text = client.get(where).content.decode()
    assert "On 1 device, last used" in text
    assert text.count("1 link, open until") == 2
    assert client.post(f"{where}end-sessions/").url == where
    assert theirs.get("/").url.startswith("/account/login/")
    assert "Read one&#x27;s own calendar" in client.get(f"{where}end-links/").content.decode()
    assert client.post(f"{where}end-links/").url == where
    assert not ActionLink.objects.filter(revoked_at=None).exists()
    text = client.get(where).content.decode()
    assert "On no device." in text
    assert "No link is open now." in text


def test_whose_address_stands_on_a_page_of_access_is_told_who_looked(signed_in, laos):
    user = focal_point(OrganizationFactory(country=laos))
    boss = coordinator(laos)
    client = signed_in(boss)

    assert user.email not in client.get(INDEX).content.decode()
    assert not ContactView.objects.exists()
    assert user.email in client.get(f"{INDEX}{user.pk}/").content.decode()
    assert ContactView.objects.get().viewer == boss


def test_users_are_found_by_an_index():
    UserFactory(name="Sok Dara", email="sd@example.org")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for text in ("dara sok", "sd@exam", "so da"):
        found = User.objects.filter(named(text))
        assert found.count() == 1
        assert "user_search" in found.explain()
        assert "Seq Scan" not in found.explain()


def test_the_history_says_who_gave_which_role_and_took_it_away(signed_in, laos):
    boss, user = staff(), official(laos)
    client = signed_in(boss)
    client.post(f"/roles/{user.memberships.get().pk}/end/", {"on": timezone.localdate()})

    text = client.get(f"/history/network.account/{user.pk}/").content.decode()

    assert boss.name in text
    assert "Until" in text or "until" in text
    logged = client.get("/account/log/", {"kind": "role_ended"}).content.decode()
    assert "Role taken away: Ministry official, Lao PDR" in logged
    assert boss.name in logged
    assert signed_in(user).get(f"/history/network.account/{user.pk}/").status_code in (403, 404)
