"""The meeting link."""

import pytest
from django.urls import reverse

from events.models import MeetingAccess
from tests.factories import roles
from tests.factories.events import EventFactory, MeetingAccessFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

SECRET = "https://meet.example.org/secret-room"


def url_of(event):
    return reverse("events:meeting-link", args=[event.pk])


def test_staff_keep_the_link(signed_in):
    event = EventFactory(confirmed=True)

    asked = signed_in(roles.staff()).get(url_of(event))
    answered = signed_in(roles.staff()).post(url_of(event), {"link": SECRET, "passcode": "1234"})

    assert (asked.status_code, answered.status_code) == (200, 302)
    assert list(MeetingAccess.objects.values_list("event", "link", "passcode")) == [
        (event.pk, SECRET, "1234")
    ]


def test_the_known_link_is_shown_to_those_who_change_it(signed_in):
    access = MeetingAccessFactory(link=SECRET)

    assert SECRET in signed_in(roles.staff()).get(url_of(access.event)).content.decode()


def test_a_focal_point_never_sees_nor_sets_it(signed_in):
    side = OrganizationFactory()
    event = EventFactory(pairings=[PairingFactory(parties=[side])])
    MeetingAccessFactory(event=event, link=SECRET)
    client = signed_in(roles.focal_point(side))

    assert client.get(url_of(event)).status_code == 403
    assert client.post(url_of(event), {"link": "https://x.example"}).status_code == 403
    assert MeetingAccess.objects.get().link == SECRET
