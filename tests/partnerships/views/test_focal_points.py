"""Staff appoint and end the focal points of one pairing."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory

pytestmark = pytest.mark.django_db


def test_staff_appoint_somebody_of_a_side(signed_in):
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    person = PersonFactory(works_at=side)
    client = signed_in(roles.staff())
    url = reverse("partnerships:pairing-focal-point-appoint", args=[pairing.pk])
    data = {"organization": side.pk, "person": person.pk, "on": "2026-11-01"}

    shown = client.get(url)
    empty = client.post(url, {})
    saved = client.post(url, data)
    again = client.post(url, data)

    assert (shown.status_code, empty.status_code) == (200, 422)
    assert saved.url == pairing.get_absolute_url()
    assert again.status_code == 422
    assert "already a focal point" in again.content.decode()
    assert [each.person for each in pairing.focal_points.all()] == [person]


@time_machine.travel("2026-11-22T03:00:00Z", tick=False)
def test_staff_end_a_focal_point(signed_in):
    focal_point = PairingFocalPointFactory()
    client = signed_in(roles.staff())
    url = reverse("partnerships:pairing-focal-point-end", args=[focal_point.pk])

    ended = client.post(url, follow=True)
    again = client.post(url, follow=True)

    focal_point.refresh_from_db()
    assert "Focal point ended." in ended.content.decode()
    assert "not a focal point of this pairing any more" in again.content.decode()
    assert str(focal_point.ends_on) == "2026-11-22"


def test_a_focal_point_appoints_nobody(signed_in):
    own = OrganizationFactory()
    pairing = PairingFactory(parties=[own, OrganizationFactory()])
    client = signed_in(roles.focal_point(own))
    focal_point = PairingFocalPointFactory(pairing=pairing, organization=own)

    appoint = client.get(reverse("partnerships:pairing-focal-point-appoint", args=[pairing.pk]))
    end = client.post(reverse("partnerships:pairing-focal-point-end", args=[focal_point.pk]))

    assert (appoint.status_code, end.status_code) == (403, 403)
