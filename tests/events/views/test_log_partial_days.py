"""A past meeting is logged by its month or its year."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from events.enums import EventState
from events.models import Event
from tests.events.views.test_log import LOG, answers
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing():
    return PairingFactory(parties=[OrganizationFactory(), OrganizationFactory()])


@pytest.fixture
def log(signed_in, pairing):
    client = signed_in(staff())
    # By the clock of who logs: their form begins with it.
    today = timezone.localdate(timezone=ZoneInfo("Asia/Bangkok"))
    return client, lambda **given: client.post(LOG, answers(pairing, day=str(today), **given))


def test_a_month_is_logged_and_shown_everywhere(log):
    client, send = log
    response = send(period="May 2022", people="31,688", summary="They met.")

    event = Event.objects.get()
    assert response.status_code == 302
    assert (event.state, event.day, event.earliest_day) == ("held", None, date(2022, 5, 1))
    assert event.head_counts.get().people == 31688
    pages = [
        event.get_absolute_url(),
        reverse("events:event-index"),
        reverse("followup:event-edit", args=[event.pk]),
        reverse("dashboards:dashboard") + "?period=all",
        reverse("dashboards:home"),
    ]
    for page in pages[:3]:
        assert "May 2022" in client.get(page).content.decode()
    for page in pages:
        text = client.get(page).content.decode()
        assert "1 May 2022" not in text
        assert "31 May 2022" not in text


def test_of_a_year_that_is_not_over_it_is_asked_whether_it_was(log):
    _client, send = log
    year = str(timezone.localdate().year)

    refused = send(period=year, people="12")
    assert "Tick “It has taken place already” above." in refused.content.decode()

    send(period=year, people="12", has_taken_place="on")
    assert Event.objects.get().state == EventState.HELD
