"""Where the forms of a meeting stand."""

import pytest

from events.views.places import in_event
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


def test_a_form_leads_back_to_its_section_of_the_page():
    event = EventFactory(title="Kick-off")

    place = in_event(event, section="agenda")

    assert place.trail[2:] == ("Kick-off", event.get_absolute_url())
    assert (place.back, place.eyebrow) == (f"{event.get_absolute_url()}#agenda", "Kick-off")
    assert place.draft == ""


def test_a_form_of_the_whole_meeting_leads_back_to_its_page():
    event = EventFactory()

    place = in_event(event, draft="edit")

    assert (place.back, place.draft) == (event.get_absolute_url(), f"workshop-{event.pk}-edit")
