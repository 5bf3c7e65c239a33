"""Pages, lists and forms that show how somebody is reached leave a note; others do not."""

import pytest
from django.urls import reverse

from network.models import ContactView
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import PairingFactory


@pytest.fixture
def college(db):
    college = OrganizationFactory()
    person = PersonFactory(name="Sok Dara", works_at=college, phone="+855 12 345")
    FocalPointFactory(organization=college, person=person)
    MessageFactory(
        about=PairingFactory(parties=[college, OrganizationFactory()]), recipient=person.recipient
    )
    return college


def _noted(client, college):
    person = college.focal_points.get().person
    pairing = college.pairing_parties.get().pairing
    addresses = {
        "person": person.get_absolute_url(),
        "form": reverse("network:person-edit", args=[person.pk]),
        "history": reverse("audit:history-detail", args=["network.person", person.pk]),
        "organization": college.get_absolute_url(),
        "pairing": pairing.get_absolute_url(),
        "outbox": reverse("notifications:message-everything"),
        "people": reverse("network:person-index"),
    }
    found = set()
    for name, address in addresses.items():
        ContactView.objects.all().delete()
        client.get(address)
        if ContactView.objects.filter(person=person).exists():
            found.add(name)
    return found


def test_whoever_is_shown_addresses_is_noted(college, signed_in):
    everywhere = {"person", "form", "history", "organization", "pairing", "outbox"}

    assert _noted(signed_in(roles.staff()), college) == everywhere


def test_whoever_is_shown_none_is_not(college, signed_in):
    official = roles.official(college.country)

    assert _noted(signed_in(official), college) == set()
