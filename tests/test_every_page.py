"""Every address, for every role and for nobody: what is not theirs does not open or leak.

What is theirs opens, changes nothing by being read, stays out of caches and looks like the rest.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Event

from tests.looks import faults
from tests.walk import (
    OPEN,
    OTHERS,
    THEIRS,
    VIEWS,
    address,
    client_of,
    kwargs_of,
    of_kind,
    read,
    staged,
)

# What everybody who signs in has.
OWN = {"accounts:profile", "accounts:sessions", "network:own-data", "network:own-data-file"}
# The directory is every member's to read (docs/decisions/0009).
# An official issues briefings, which say what an official may read anyhow, asks questions, and
# keeps views of their own.
WRITTEN = {
    "dashboards:saved-view-add",
    "documents:briefing-issue",
    "documents:subscription-begin",
    "partnerships:comment-add",
}
DIRECTORY = {"Organization", "OrganizationName", "Interest", "FocalPoint", "Position"}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


def kept():
    """Return how many changes the history of all records keeps."""
    tables = [model._meta.db_table for model in apps.get_models() if issubclass(model, Event)]
    counts = " + ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return cursor.fetchone()[0]


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


def _is_directory(name):
    model = getattr(VIEWS[name], "model", None)
    return model is not None and model.__name__ in DIRECTORY


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
def test_what_is_not_theirs_does_not_open(name, readers, others):
    url = address(name, others)

    for role, client in readers.items():
        for ask in (client.get, client.post):
            response = ask(url)
            body = read(response)
            assert response.status_code < 500, (role, response)
            if "pk" in kwargs_of(name) and not _is_directory(name):
                assert response.status_code in (403, 404, 405), (role, response)
            if not _is_directory(name) and name != "network:organization-index":
                assert f"{OTHERS} " not in _without_directory(body.decode(errors="replace")), role
            assert f"{OTHERS}-secret" not in body.decode(errors="replace"), role


def _without_directory(body):
    """Leave out the names of organizations and their other names: the directory is shared."""
    return body.replace(f"{OTHERS} College", "").replace(f"{OTHERS} alias", "")


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN))
def test_reading_works_for_those_whose_it_is_changes_nothing_and_looks_alike(
    name, everybody, theirs
):
    """One visit answers all of it: to ask for every page as everybody is what takes long."""
    url = address(name, theirs)
    before = kept()

    for role, client in everybody:
        response = client.get(url)
        page = read(response).decode(errors="replace")
        assert response.status_code in (200, 302, 403, 404, 405), (role, response)
        if role == "nobody's role" and name not in OWN:
            assert response.status_code in (403, 404, 405)
        assert re.search("no-store|private", response["Cache-Control"]), role
        assert "HX-Request" in response["Vary"], role
        if response.status_code == 200 and "<html" in page:
            assert faults(name, page) == {}, role
    assert kept() == before


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN - OWN - WRITTEN))
def test_officials_write_nothing_else(name, readers, theirs):
    before = kept()

    response = readers["official"].post(address(name, theirs))

    assert response.status_code in (403, 404, 405)
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
