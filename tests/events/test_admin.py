"""What the technical administration shows of events."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from events.models import Event, EventType, HeadCount, Organizer, Outcome, Participation
from tests.factories.events import (
    EventFactory,
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
