"""The technical administration does nothing to many rows at once."""

import pytest
from django.contrib import admin
from django.urls import reverse

from network.models import Country
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(is_staff=True, is_superuser=True)


def test_no_kind_has_an_act_for_many_rows(rf, administrator):
    request = rf.get("/admin/")
    request.user = administrator

    acts = {model: list(each.get_actions(request)) for model, each in admin.site._registry.items()}

    assert len(acts) > 20
    assert {model: names for model, names in acts.items() if names} == {}


@pytest.mark.parametrize("key", ["Infinity", "1", ""])
def test_rows_that_are_chosen_all_the_same_stay(signed_in, administrator, key):
    before = Country.objects.count()

    response = signed_in(administrator).post(
        reverse("admin:network_country_changelist"),
        {"action": "delete_selected", "_selected_action": key, "post": "yes"},
    )

    assert response.status_code == 200
    assert Country.objects.count() == before
