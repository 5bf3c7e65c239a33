from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CooperationAreaFactory, CountryFactory, OrganizationFactory
from tests.factories.partnerships import CommitmentFactory, PairingFactory

pytestmark = pytest.mark.django_db


def _url(name):
    return reverse("dashboards:chart", args=[name])


@pytest.mark.parametrize(("name", "shapes"), [("workshops", 1), ("areas", 1), ("places", 0)])
def test_a_chart_is_a_drawing_by_itself_with_its_title_scope_and_source(signed_in, name, shapes):
    laos = CountryFactory(laos=True, latitude="18.0", longitude="103.0")
    pairing = PairingFactory(parties=[OrganizationFactory(country=laos)])
    EventFactory(pairings=[pairing], day=date(2025, 5, 1))
    area = CooperationAreaFactory(name="Robots <and> more")
    CommitmentFactory(pairing=pairing, area=area, agreed_on=date(2025, 5, 1))

    response = signed_in(roles.staff()).get(_url(name), {"period": "2025"})

    assert response["Content-Type"].startswith("image/svg+xml")
    assert f'filename="{name}-2025-' in response["Content-Disposition"]
    drawn = ET.fromstring(response.content)  # noqa: S314 — our own markup
    words = " ".join("".join(drawn.itertext()).split())
    assert "All countries \N{MIDDLE DOT} 2025" in words
    assert "Source: the records of the TVET Partnership Network" in words
    inner = drawn.find("{*}svg")
    assert len(inner.findall("{*}rect")) == shapes


def test_what_is_no_chart_or_has_nothing_to_draw_is_not_found(signed_in):
    client = signed_in(roles.staff())

    assert client.get(_url("numbers")).status_code == 404
    assert client.get(_url("places")).status_code == 404
    assert client.get(_url("areas")).status_code == 200
    asked = client.get(_url("areas"), {"country": "XX"})
    assert asked["Location"].startswith("/dashboard/")


def test_who_takes_one_chart_after_the_other_waits(signed_in, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "download": "1/h/user"}
    client = signed_in(roles.staff())
    client.get(_url("areas"))

    assert client.get(_url("areas")).status_code == 429
