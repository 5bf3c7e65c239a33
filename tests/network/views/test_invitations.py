"""People are let in: who may invite whom, and what may be done until they come."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ActionLink, User
from accounts.operations import links
from network.mails import INVITATION
from network.models import Account
from notifications.models import Message
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db
INVITE = "/access/invite/"


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


def said(**others):
    return {
        "name": "Sok Dara",
        "email": "sok@example.org",
        "role": "official",
        "starts_on": timezone.localdate().isoformat(),
        **others,
    }


def test_a_coordinator_invites_a_focal_point_who_sets_a_password_and_is_in(signed_in, laos):
    college = OrganizationFactory(country=laos)
    host = coordinator(laos)

    answer = signed_in(host).post(
        INVITE, said(role="focal_point", organization=college.pk, takes_seat="on")
    )

    account = Account.objects.get(email="sok@example.org")
    assert answer.url == account.get_absolute_url()
    assert Message.objects.get(kind=INVITATION).author == host
    token = links.token_of(ActionLink.objects.get(holder_id=account.pk, issued_by=host))
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"}, enforce_csrf_checks=True)
    password = "a quiet river in May"
    accepted = browser.post(
        f"/account/invitation/{token}/", {"password1": password, "password2": password}
    )
    assert accepted.status_code == 302
    assert browser.get(college.get_absolute_url()).status_code == 200
    assert User.objects.get(pk=account.pk).last_login is not None


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": ""}, "email"),
        ({"email": "sok"}, "email"),
        ({"person": "0"}, "person"),
    ],
)
def test_who_is_invited_is_asked_for(signed_in, laos, data, field):
    answer = signed_in(staff()).post(INVITE, said(country=laos.pk, **data))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_somebody_of_the_directory_needs_no_name_and_no_address(signed_in, laos):
    known = PersonFactory(name="Keo Noy", recipient__email="keo@example.org")
    data = said(person=known.pk, name="", email="", country=laos.pk)

    assert signed_in(staff()).post(INVITE, data).status_code == 302

    known.refresh_from_db()
    assert (known.user.name, known.user.email) == ("Keo Noy", "keo@example.org")
    # Who is there is chosen, not written once more.
    PersonFactory(name="Mony Chea", recipient__email="mony@example.org")
    again = said(name="mony CHEA", email="Mony@example.org", country=laos.pk)
    refused = signed_in(staff()).post(INVITE, again)
    assert list(refused.context["form"].errors) == ["person"]
    # Who has an account is not invited again.
    assert signed_in(staff()).post(INVITE, data).status_code == 422


def test_coordinators_invite_for_their_country_and_from_their_people(signed_in, laos):
    stranger = PersonFactory(works_at=OrganizationFactory(country=CountryFactory(china=True)))
    client = signed_in(coordinator(laos))

    for data in (
        said(role="staff"),
        said(country=stranger.positions.get().organization.country_id),
        said(country=laos.pk, person=stranger.pk),
    ):
        assert client.post(INVITE, data).status_code == 422, data
    assert not User.objects.filter(email="sok@example.org").exists()
    for user in (official(laos), focal_point(OrganizationFactory(country=laos))):
        assert signed_in(user).post(INVITE, said(country=laos.pk)).status_code == 403


def test_an_invitation_is_sent_again_and_taken_back(signed_in, laos):
    client = signed_in(coordinator(laos))
    client.post(INVITE, said(country=laos.pk))
    account = Account.objects.get(email="sok@example.org")

    client.post(f"/access/{account.pk}/send-invitation/")
    assert Message.objects.filter(kind=INVITATION).count() == 2
    assert ActionLink.objects.filter(revoked_at=None).count() == 1
    assert client.get(f"/access/{account.pk}/withdraw/").status_code == 200
    client.post(f"/access/{account.pk}/withdraw/")

    account.refresh_from_db()
    assert not account.is_active
    assert not ActionLink.objects.filter(revoked_at=None).exists()


def test_a_coordinator_does_not_touch_an_account_with_other_roles(signed_in, laos):
    both = official(laos)
    both.memberships.create(role="official", country=CountryFactory(china=True))
    client, boss = signed_in(coordinator(laos)), signed_in(staff())

    for act in ("send-invitation", "withdraw"):
        assert client.post(f"/access/{both.pk}/{act}/").status_code == 403
    assert boss.get(f"/access/{both.pk}/withdraw/").status_code == 200
    # Nobody takes their own account back.
    mine = coordinator(laos)
    assert signed_in(mine).post(f"/access/{mine.pk}/withdraw/").status_code == 403
