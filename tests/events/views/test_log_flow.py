"""The page of the log where it asks what was carried out, and lets a pairing start."""

from uuid import uuid4

import pytest
from django.urls import reverse

from events.forms.log_event import NEW
from events.models import Event
from partnerships.models import Commitment, Pairing
from tests.events.forms.log_pages import EMPTY_ROWS
from tests.factories.events import EventTypeFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, staff

pytestmark = pytest.mark.django_db

LOG = reverse("events:event-log")


def answers(pairing, **given):
    return {
        "pairing": pairing,
        "day": "2026-11-12",
        "modality": "online",
        "type": EventTypeFactory().pk,
        "time_zone": "Asia/Bangkok",
        "submission": str(uuid4()),
        **EMPTY_ROWS,
        **given,
    }


@pytest.fixture
def commitment():
    return CommitmentFactory(area__name="Robots")


def test_of_an_agreed_area_and_of_open_actions_it_asks_what_was_done(signed_in, commitment):
    ActionFactory(pairing=commitment.pairing, text="Send the plan")

    page = signed_in(staff()).get(LOG, {"pairing": commitment.pairing_id}).content.decode()

    assert "already agreed" in page
    assert "What happened to it at this meeting?" in page
    assert "Which open actions did they finish at this meeting?" in page
    assert "Send the plan" in page


def test_without_a_pairing_nothing_is_asked_of_what_is_open(signed_in, commitment):
    page = signed_in(staff()).get(LOG).content.decode()

    assert "What happened to it at this meeting?" not in page
    assert "Which open actions did they finish at this meeting?" not in page
    # Without scripts this shows them.
    assert '<button class="btn btn-secondary" name="refresh" value="1" formnovalidate>' in page


def test_without_scripts_what_is_open_is_shown_and_nothing_is_lost(signed_in, commitment):
    sent = answers(commitment.pairing_id, refresh="1", people="17")

    response = signed_in(staff()).post(LOG, sent)

    page = response.content.decode()
    assert "What happened to it at this meeting?" in page
    assert 'value="17"' in page
    assert not Event.objects.exists()


def test_a_tick_that_was_made_before_the_pairing_was_chosen_makes_no_second_one(
    signed_in, commitment
):
    ticked = {f"area-{commitment.area_id}-agreed": "on"}

    response = signed_in(staff()).post(LOG, answers(commitment.pairing_id, **ticked))

    assert response.status_code == 422
    page = response.content.decode()
    assert "Say if they carried it out or agreed on something new." in page
    assert Commitment.objects.count() == 1


def test_what_was_carried_out_stands_on_the_page_of_the_meeting(signed_in, commitment):
    key = commitment.area_id
    told = {
        f"area-{key}-agreed": "on",
        f"again-{key}-happened": "done",
        f"again-{key}-text": "2 batches",
        f"again-{key}-kind": "teachers",
        f"again-{key}-people": "85",
        f"again-{key}-women": "40",
    }
    client = signed_in(staff())

    client.post(LOG, answers(commitment.pairing_id, **told))

    page = client.get(Event.objects.get().get_absolute_url()).content.decode()
    assert "Carried out at this meeting" in page
    assert "2 batches (85 people, 40 women)" in page


def test_a_pairing_starts_in_one_request(signed_in):
    OrganizationFactory(name="First College", acronym="FC", is_member=True)
    OrganizationFactory(name="Second College", acronym="SC", is_member=True)
    area, client = CooperationAreaFactory(name="Robots"), signed_in(staff())
    sent = answers(
        NEW,
        **{"start-sides": "FC\r\nSC", "start-phase": "active", f"area-{area.pk}-agreed": "on"},
    )

    client.post(LOG, sent)
    client.post(LOG, sent)

    pairing = Pairing.objects.get()
    page = client.get(Event.objects.get().get_absolute_url()).content.decode()
    assert pairing.get_absolute_url() in page
    assert Commitment.objects.get().get_absolute_url() in page


def test_what_is_refused_is_not_offered(signed_in):
    college = OrganizationFactory()
    PairingFactory(parties=[college, OrganizationFactory()])

    offered = signed_in(coordinator()).get(LOG).content.decode()
    refused = signed_in(focal_point(college)).get(LOG).content.decode()

    assert "They start a pairing" in offered
    assert "Which organizations start it?" in offered
    assert "They start a pairing" not in refused
    assert "Which organizations start it?" not in refused
