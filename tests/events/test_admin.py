"""What the technical administration shows of events."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from events.models import (
    Event,
    EventType,
    HeadCount,
    Organizer,
    Outcome,
    Participation,
)
from followup.models import ReminderSchedule
from tests.factories.events import (
    EventFactory,
    EventTypeFactory,
    HeadCountFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
)

pytestmark = pytest.mark.django_db

FACTS = [Event, Organizer, Participation, HeadCount, Outcome]


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@example.org", name="Admin")


@pytest.mark.parametrize("model", [*FACTS, EventType])
def test_every_list_opens(signed_in, administrator, model):
    for factory in (HeadCountFactory, OrganizerFactory, OutcomeFactory, ParticipationFactory):
        factory(event=EventFactory())

    url = reverse(f"admin:events_{model._meta.model_name}_changelist")

    assert signed_in(administrator).get(url).status_code == 200


@pytest.mark.parametrize("model", FACTS)
def test_facts_are_not_written_here(rf, administrator, model):
    request = rf.get("/")
    request.user = administrator
    page = admin.site.get_model_admin(model)

    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


@pytest.mark.parametrize(("written", "kept"), [("2880,30", [2880, 30]), ("", None)])
def test_the_rule_for_reminders_of_a_type_concerns_its_meetings_at_once(
    signed_in, administrator, written, kept
):
    event = EventFactory(planned=True)
    EventType.objects.update(reminders=[5])
    ReminderSchedule.objects.update(next_check_at="2026-12-01T00:00Z")
    url = reverse("admin:events_eventtype_change", args=[event.type_id])
    facts = {"key": event.type.key, "name": "Workshop", "position": 1, "reminders": written}

    signed_in(administrator).post(url, facts)

    assert EventTypeFactory().reminders == kept
    due = ReminderSchedule.objects.get(next_check_at__lt="2026-12-01T00:00Z")
    assert (due.kind, due.record_id) == ("events.event", event.pk)


def test_a_rule_after_the_start_is_refused(signed_in, administrator):
    event_type = EventTypeFactory()
    url = reverse("admin:events_eventtype_change", args=[event_type.pk])
    facts = {"key": event_type.key, "name": "Workshop", "position": 1, "reminders": "60,0"}

    answer = signed_in(administrator).post(url, facts)

    assert "A reminder must come at least one minute before the start." in answer.text
