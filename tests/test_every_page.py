"""Every address, for every role and for nobody: what is not theirs does not open or leak.

Who reads what is theirs is told in ``tests/visits.py``.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.visits import OWN, REFUSED, is_directory, kept, tells_of_others
from tests.walk import (
    OPEN,
    THEIRS,
    VIEWS,
    address,
    client_of,
    kwargs_of,
    of_kind,
    read,
    staged,
)

# An official issues briefings, which say what an official may read anyhow, asks questions, and
# keeps views of their own.
WRITTEN = {
    "dashboards:saved-view-add",
    "documents:briefing-issue",
    "documents:subscription-begin",
    "partnerships:comment-add",
}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture
def theirs(db, stage):
    return stage.theirs


@pytest.fixture
def others(db, stage):
    return stage.others


@pytest.fixture
def readers(db, stage):
    return {role: client_of(cookies) for role, cookies in stage.readers.items()}


@pytest.fixture
def everybody(readers, stage):
    return {**readers, "staff": client_of(stage.staff)}.items()


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_nobody_gets_past_the_sign_in(name, theirs):
    url = address(name, theirs)

    for ask in (Client().get, Client().post):
        response = ask(url)
        if name in OPEN:
            assert response.status_code < 500 or name == "notifications:health"
        else:
            assert response.status_code in (302, 405)
            assert response.status_code == 405 or "/login/" in response["Location"]


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN))
def test_what_is_not_theirs_does_not_open(name, readers, theirs, others):
    url = address(name, others)
    # A page of no record is the same for both worlds: who visits it looks at what it tells.
    is_of_others = url != address(name, theirs)

    for role, client in readers.items():
        for ask in (client.get, client.post) if is_of_others else (client.post,):
            response = ask(url)
            html = read(response).decode(errors="replace")
            assert response.status_code < 500, (role, response)
            if "pk" in kwargs_of(name) and not is_directory(name):
                assert response.status_code in REFUSED, (role, response)
            assert not tells_of_others(name, html), role


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN - OWN - WRITTEN))
def test_officials_write_nothing_else(name, readers, theirs):
    before = kept()

    response = readers["official"].post(address(name, theirs))

    assert response.status_code in REFUSED
    assert kept() == before


def test_the_meeting_link_is_shown_to_those_who_run_the_meeting_alone(everybody, theirs):
    event = of_kind("Event", theirs)
    # Nobody is shown the link of a meeting that is over.
    today = timezone.localdate()
    now = {"day": today - timedelta(days=2), "last_day": today + timedelta(days=2)}
    type(event).objects.filter(pk=event.pk).update(**now)
    url = reverse("events:event-detail", args=[event.pk])
    seen = {
        role: f"{THEIRS}-secret" in client.get(url).content.decode() for role, client in everybody
    }

    assert seen == {
        "staff": True,
        "coordinator": True,
        "focal point": False,
        "official": False,
        "nobody's role": False,
    }
