"""What benchmarks write many of is written here as a few, or a new column would break them unseen.

They copy rows of the sample network, as ``bin/bench`` does.
"""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection

from events.models import Event
from followup.models import ReminderSchedule
from network.models import Organization
from partnerships.models import Action, Commitment
from tests import databases

FOLDER = str(settings.BASE_DIR / "benchmarks")


@pytest.fixture
def copied(loaded, django_db_blocker, monkeypatch):
    """The sample network in a database that may be written to, and the parts of benchmarks."""
    name = f"{connection.settings_dict['NAME']}_drawn"
    databases.copy(name, of=loaded)
    monkeypatch.syspath_prepend(FOLDER)
    with django_db_blocker.unblock(), databases.inside(name):
        yield
    for each in [each for each in sys.modules if _is_of_a_benchmark(each)]:
        del sys.modules[each]


def _is_of_a_benchmark(name: str) -> bool:
    return str(getattr(sys.modules[name], "__file__", "")).startswith(FOLDER)


@pytest.mark.usefixtures("copied")
def test_a_network_of_any_size_is_drawn():
    network, before = import_module("_network"), Organization.objects.count()

    network.fill(network.Sizes.even(3))

    assert Organization.objects.count() == before + 3


@pytest.mark.usefixtures("copied")
def test_the_far_future_is_drawn_and_checked_when_its_time_comes():
    import_module("_crowd").far_meetings(3)
    import_module("_items").far_items(6)

    far = Event.objects.filter(title__startswith="Far ")
    assert sorted(far.values_list("title", flat=True)) == ["Far 0", "Far 1", "Far 2"]
    assert ReminderSchedule.objects.filter(kind="events.event", record_id__in=far).count() == 3
    drawn = [model.objects.filter(text="Far").count() for model in (Action, Commitment)]
    assert drawn == [3, 3]
