"""The pages on which an account is closed, and opened again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.models import Account
from network.operations import accounts
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    MembershipFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def account(laos):
    """Return the account of a focal point of a college in Laos."""
    user = roles.focal_point(OrganizationFactory(country=laos))
    return Account.objects.get(pk=user.pk)


def pages(account):
    names = ("network:account-close", "network:account-reopen")
    return [reverse(name, args=[account.pk]) for name in names]


def test_an_account_is_closed_with_a_reason_and_opened_again(signed_in, account):
    house = account.person.positions.get().organization
    FocalPointFactory(organization=house, person=account.person)
    client = signed_in(roles.staff())
    close, reopen = pages(account)
    assert close in client.get(account.get_absolute_url()).content.decode()
    assert "is the focal point here" in client.get(close).content.decode()

    client.post(close, {"because": "Left the college"})

    shown = client.get(account.get_absolute_url()).content.decode()
    assert "Left the college" in shown
    assert reopen in shown
    history = reverse("audit:history-detail", args=["network.account", account.pk])
    assert "Left the college" in client.get(history).content.decode()
    assert (client.get(close).status_code, client.get(reopen).status_code) == (403, 200)

    client.post(reopen)

    account.refresh_from_db()
    assert account.is_active


def test_a_rule_that_refuses_is_said_on_the_page(signed_in):
    only = roles.staff()
    admin = roles.nobody()
    admin.is_superuser = True
    admin.save()
    close, _reopen = pages(only)

    refused = signed_in(admin).post(close, {})

    assert refused.status_code == 422
    assert "Nobody else is project staff" in refused.content.decode()


def test_who_may_close_whose_account(laos, account):
    coordinator = roles.coordinator(laos)
    elsewhere, official = roles.coordinator(CountryFactory()), roles.official(laos)

    def may(who, permission="network.close_account", whose=account):
        return who.has_perm(permission, whose)

    staff = roles.staff()
    cast = (staff, coordinator, elsewhere, official, account)
    assert [may(who) for who in cast] == [True, True, False, False, False]
    assert not may(staff, whose=staff)
    assert not may(coordinator, whose=staff)
    assert not may(staff, "network.reopen_account")

    closed = accounts.close(account, by=None, now=timezone.now())
    may_reopen = [may(who, "network.reopen_account", closed) for who in cast[:3]]
    assert may_reopen == [True, True, False]
    assert not may(staff, whose=closed)

    # A role elsewhere is another coordinator's business as well.
    MembershipFactory(user=closed, role="focal_point", organization=OrganizationFactory())
    assert not may(coordinator, "network.reopen_account", closed)
