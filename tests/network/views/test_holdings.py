"""Everybody sees and takes away what is held on them; the project staff does it for others."""

import json

import pytest
from django.urls import reverse

from accounts.models import ActionLink
from accounts.operations import links
from network.models import ContactView
from notifications.operations import choices
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory
from tests.walk import read

pytestmark = pytest.mark.django_db

OWN, FILE = "/my-data/", "/my-data/file/"


def test_one_sees_and_takes_away_ones_own(signed_in):
    user = roles.focal_point(OrganizationFactory(name="NPIC"))
    client = signed_in(user)

    page = client.get(OWN).content.decode()
    told = json.loads(read(client.get(FILE)))

    assert user.email in page
    assert "NPIC" in page
    assert told["network.person"][0]["name"] == user.person.name
    assert not ContactView.objects.exists()


def test_who_has_no_role_and_no_person_sees_the_account(signed_in):
    user = roles.nobody()

    assert user.email in signed_in(user).get(OWN).content.decode()


def test_the_staff_does_it_for_others_and_is_noted(signed_in):
    person = PersonFactory(works_at=OrganizationFactory())
    staff = roles.staff()
    pages = [reverse(f"network:person-data{end}", args=[person.pk]) for end in ("", "-file")]

    for page in pages:
        assert person.recipient.email in read(signed_in(staff).get(page)).decode()
    assert ContactView.objects.get().viewer == staff

    coordinator = roles.coordinator(person.positions.get().organization.country)
    assert [signed_in(coordinator).get(page).status_code for page in pages] == [403, 403]


def test_who_has_no_account_asks_for_a_link_below_a_mail_and_sees_it_there(client):
    person = PersonFactory(name="Sok Dara", works_at=OrganizationFactory(name="NPIC"))
    token = choices.token_of(MessageFactory(recipient=person.recipient))
    foot = client.get(reverse("notifications:choices-by-link", args=[token])).content.decode()
    ask = reverse("network:data-ask", args=[token])

    assert ask in foot
    assert "Send me the link" in client.get(ask).content.decode()
    assert not ActionLink.objects.exists()
    assert "Look into your mail." in client.post(ask).content.decode()
    link = ActionLink.objects.get()
    opened = reverse("network:data-by-link", args=[links.token_of(link)])
    page = client.get(opened)
    assert "NPIC" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    told = json.loads(read(client.get(f"{opened}?file")))
    assert told["network.person"][0]["name"] == "Sok Dara"


def test_a_link_to_ones_data_that_opens_nothing_says_what_to_do(client):
    person = PersonFactory(user=roles.nobody())
    token = choices.token_of(MessageFactory(recipient=person.recipient))
    ask = reverse("network:data-ask", args=[token])

    assert "You have an account." in client.post(ask).content.decode()
    assert not ActionLink.objects.exists()
    assert client.get(reverse("network:data-ask", args=["odd"])).status_code == 404
    for token, status in (("cut", 404), ("x" * 43, 410)):
        answer = client.get(reverse("network:data-by-link", args=[token]))
        assert answer.status_code == status


def test_the_staff_has_a_link_mailed(signed_in):
    person = PersonFactory()
    client = signed_in(roles.staff())
    page = reverse("network:person-data", args=[person.pk])

    assert "Mail them a link to it" in client.get(page).content.decode()
    assert client.post(reverse("network:person-data-send", args=[person.pk])).url == page
    assert ActionLink.objects.get().holder == person
