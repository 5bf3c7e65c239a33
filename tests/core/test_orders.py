import pytest
from django.urls import reverse

from core import orders, pages
from tests.factories.network import OrganizationFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db
URL = reverse("network:organization-index")


@pytest.fixture
def client(signed_in, monkeypatch):
    monkeypatch.setattr(orders, "LONG", 2)
    monkeypatch.setattr(pages, "MOST", 2)
    for name in ("A long way", "B long way", "C long way"):
        OrganizationFactory(name=name, city=name[::-1])
    return signed_in(staff())


def test_a_long_list_offers_the_orders_that_an_index_leads_through(client):
    response = client.get(URL)

    assert [each.name for each in response.context["table"].columns if each.orderable] == ["name"]
    rows = client.get(URL, {"sort": "-name"}).context["table"].page.object_list
    assert [row.record.name for row in rows] == ["C long way", "B long way", "A long way"]


def test_a_long_list_says_that_it_is_too_long_for_another_order(client):
    too_long = "This list is too long for this order."

    assert too_long in client.get(URL, {"sort": "country"}).content.decode()
    assert too_long in client.get(URL, {"sort": "kind", "q": "long"}).content.decode()


def test_what_a_filter_leaves_is_sorted_by_anything(client):
    response = client.get(URL, {"sort": "kind", "q": "c long way"})

    assert "too long" not in response.content.decode()
    offered = [each.name for each in response.context["table"].columns if each.orderable]
    assert offered == ["name", "country", "kind", "pairing_count"]
