"""The kinds of meeting."""

from importlib import import_module

import pytest
from django.apps import apps

from events.models import EventType
from sample.queries.facts import stated
from tests.factories.events import EventTypeFactory

pytestmark = pytest.mark.django_db

migration = import_module("events.migrations.0006_more_kinds_of_meeting")


def test_a_network_gets_the_kinds_that_it_has_not_behind_its_own():
    EventTypeFactory(key="peer_workshop", name="Peer workshop", position=4)
    EventTypeFactory(key="day", name="Study Visit", position=5)

    migration.add(apps, None)
    migration.add(apps, None)

    added = {**migration.KINDS}
    del added["study_visit"]
    assert dict(EventType.objects.filter(position__gt=5).values_list("key", "name")) == added


def test_a_network_without_kinds_writes_a_list_of_its_own():
    migration.add(apps, None)

    assert not EventType.objects.exists()


def test_the_sample_has_them_too():
    known = {each["key"]: each["name"] for each in stated("event_types")}

    assert known.items() >= migration.KINDS.items()
