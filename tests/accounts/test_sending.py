"""The script that shows how far a form has travelled is told where to go on."""

import pytest
from django.urls import reverse

from tests.factories import roles
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db


def test_it_is_told_where_to_go_on_and_the_word_of_success_waits_there(signed_in):
    client = signed_in(roles.staff())
    address = reverse("partnerships:update-write", args=[PairingFactory().pk])
    typed = {"about": "pairing", "answer": "done", "_draft": "update"}

    told = client.post(address, typed, headers={"X-Sent-By": "script"})
    page = client.get(told["X-Lead-To"])

    assert (told.status_code, told.content) == (204, b"")
    assert "Update saved." in page.content.decode()


def test_a_refused_form_and_every_other_request_are_answered_as_ever(signed_in):
    client = signed_in(roles.staff())
    update = ProgressUpdateFactory()
    address = reverse("partnerships:update-return", args=[update.pk])

    refused = client.post(address, {}, headers={"X-Sent-By": "script"})
    plain = client.post(address, {"comment": "Which room?"})

    assert refused.status_code == 422
    assert plain.status_code == 302
    assert "X-Lead-To" not in plain.headers
