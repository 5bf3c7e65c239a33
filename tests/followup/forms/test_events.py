"""Correct an event, and say when people are reminded of it."""

from dataclasses import replace
from datetime import date

import pytest

from events.terms.events import EventTerms
from followup.forms.events import EditEvent
from tests.factories.events import EventFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_the_facts_stay_and_the_reminders_are_what_was_chosen():
    event = EventFactory(planned=True, day=date(2026, 11, 22), reminders=[60])
    chosen = {"remind": "own", "remind_at": [60, 1440]}
    data = {
        "title": event.title,
        "type": event.type_id,
        "day": event.day,
        "modality": event.modality,
        "time_zone": event.time_zone,
        "list_is_final": "on",
    }

    form = EditEvent(data | chosen, event=event, user=staff(), today=date(2026, 11, 22))

    assert form.is_valid(), form.errors
    assert form.terms() == replace(EventTerms.of(event), reminders=[1440, 60])
    assert not form.cleaned_data["notices_confirmed"]
