"""The pages on which an account is closed, and opened again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.operations import accounts
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def person(laos):
    """Return a focal point of a college in Laos."""
    return roles.focal_point(OrganizationFactory(country=laos)).person


def pages(person):
    names = ("network:account-close", "network:account-reopen")
    return [reverse(name, args=[person.pk]) for name in names]


def test_an_account_is_closed_with_a_reason_and_opened_again(signed_in, person):
    house = person.positions.get().organization
    FocalPointFactory(organization=house, person=person)
    client = signed_in(roles.staff())
    close, reopen = pages(person)
    assert close in client.get(person.get_absolute_url()).content.decode()
    assert "is the focal point here" in client.get(close).content.decode()

    client.post(close, {"because": "Left the college"})

    shown = client.get(person.get_absolute_url()).content.decode()
    assert "Left the college" in shown
    assert reopen in shown
    history = reverse("audit:history-detail", args=["network.person", person.pk])
    assert "Left the college" in client.get(history).content.decode()
    assert (client.get(close).status_code, client.get(reopen).status_code) == (403, 200)

    client.post(reopen)

    person.user.refresh_from_db()
    assert person.user.is_active


def test_a_rule_that_refuses_is_said_on_the_page(signed_in, laos):
    only = PersonFactory(user=roles.staff())
    admin = roles.nobody()
    admin.is_superuser = True
    admin.save()
    close, _reopen = pages(only)

    refused = signed_in(admin).post(close, {})

    assert refused.status_code == 422
    assert "Nobody else is project staff" in refused.content.decode()


def test_who_may_close_whose_account(laos, person):
    coordinator = roles.coordinator(laos)
    elsewhere, official = roles.coordinator(CountryFactory()), roles.official(laos)

    def may(who, permission="network.close_account", whose=person):
        return who.has_perm(permission, whose)

    cast = (roles.staff(), coordinator, elsewhere, official, person.user)
    assert [may(who) for who in cast] == [True, True, False, False, False]
    assert not may(roles.staff(), whose=PersonFactory())
    assert not may(coordinator, whose=PersonFactory(user=coordinator))
    assert not may(coordinator, whose=PersonFactory(user=roles.nobody()))
    assert not may(coordinator, whose=PersonFactory(user=roles.staff()))

    person.user = accounts.close(person.user, by=None, now=timezone.now())
    assert [may(who, "network.reopen_account") for who in cast[:3]] == [True, True, False]

    # A role elsewhere is another coordinator's business as well.
    MembershipFactory(user=person.user, role="focal_point", organization=OrganizationFactory())
    assert not may(coordinator, "network.reopen_account")
    person.user.is_superuser = True
    person.user.save()
    assert not may(coordinator, "network.reopen_account")
