"""What an event lacks, and where it is written."""

import pytest
from django.urls import reverse

from events.enums import Need
from events.models import Event
from events.queries.events import Task
from events.wording.tasks import hint, missing

EVENT = Event(pk=7)


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (Task(Need.NAMES, False, 0, None), "0 names so far"),
        (Task(Need.NAMES, False, 1, None), "1 name so far"),
        (Task(Need.NAMES, True, 2, 2), "2 of 2"),
        (Task(Need.NAMES, False, 1, 17), "1 of 17"),
        (Task(Need.PEOPLE, False), ""),
    ],
)
def test_the_names_say_how_many_there_are(task, words):
    assert hint(task) == words


def test_what_is_there_is_not_missing():
    tasks = [Task(Need.DECIDED, True), Task(Need.MINUTES, False)]

    [lack] = missing(EVENT, tasks, may_set_link=True)

    assert (lack.label, lack.url) == (
        "Add the minutes",
        reverse("events:event-file-add", args=[7]),
    )


@pytest.mark.parametrize("need", Need)
def test_whatever_is_missing_has_a_form(need):
    [lack] = missing(EVENT, [Task(need, False)], may_set_link=True)

    assert lack.url.startswith("/")
    assert lack.label == need.label


def test_who_may_not_set_the_link_writes_how_it_comes():
    [lack] = missing(EVENT, [Task(Need.LINK, False)], may_set_link=False)

    assert lack.url == reverse("followup:event-edit", args=[7])
