"""Who is signed in says what is wrong on their own page."""

import pytest
from django.urls import reverse

from notifications.models import Message
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

URL = "/my-data/wrong/"


def test_it_is_sent_and_leads_back(signed_in):
    PersonFactory(user=roles.staff())
    client = signed_in(roles.focal_point(OrganizationFactory()))

    answer = client.post(URL, {"words": "My name"})

    assert answer.url == reverse("network:own-data")
    assert Message.objects.get().note == "My name"
    assert client.post(URL, {"words": ""}).status_code == 422


def test_who_is_in_no_directory_has_nothing_to_correct_there(signed_in):
    assert signed_in(roles.nobody()).get(URL).status_code == 404
