"""The agenda of an event."""

import pytest
from django.urls import reverse

from tests.factories import roles
from tests.factories.events import AgendaItemFactory, EventFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return AgendaItemFactory(event=EventFactory(pairings=[PairingFactory()]))


def test_an_item_is_put_on_the_agenda(signed_in, item):
    url = reverse("events:agenda-item-add", args=[item.event.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"title": "Closing", "starts": "16:30", "ends": "17:00"})

    assert asked.status_code == 200
    assert list(item.event.agenda.values_list("title", flat=True)) == [item.title, "Closing"]


def test_an_item_is_changed(signed_in, item):
    url = reverse("events:agenda-item-edit", args=[item.event.pk, item.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"title": "Opening"})

    item.refresh_from_db()
    assert (asked.status_code, item.title) == (200, "Opening")


def test_a_group_without_names_speaks(signed_in, item):
    url = reverse("events:agenda-speaker-add", args=[item.event.pk, item.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(
        url, {"name": "Representatives of enterprises", "role": "discussant"}
    )

    assert asked.status_code == 200
    assert list(item.speakers.values_list("name", "role")) == [
        ("Representatives of enterprises", "discussant")
    ]


def test_nobody_cannot_speak(signed_in, item):
    url = reverse("events:agenda-speaker-add", args=[item.event.pk, item.pk])

    response = signed_in(roles.staff()).post(url, {"role": "speaker"})

    assert response.status_code == 422
    assert not item.speakers.exists()


def test_an_item_of_another_event_is_not_found_here(signed_in, item):
    other = AgendaItemFactory()

    for name in ("agenda-item-edit", "agenda-speaker-add"):
        url = reverse(f"events:{name}", args=[item.event.pk, other.pk])
        assert signed_in(roles.staff()).get(url).status_code == 404


def test_a_focal_point_does_not_change_the_agenda(signed_in, item):
    side = item.event.pairings.get().pairing.parties.first().organization
    urls = [
        reverse("events:agenda-item-add", args=[item.event.pk]),
        reverse("events:agenda-item-edit", args=[item.event.pk, item.pk]),
        reverse("events:agenda-speaker-add", args=[item.event.pk, item.pk]),
    ]
    client = signed_in(roles.focal_point(side))

    assert [client.get(url).status_code for url in urls] == [403, 403, 403]
    assert signed_in(roles.focal_point(OrganizationFactory())).get(urls[0]).status_code == 404
