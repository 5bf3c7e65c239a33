"""Every address, for every role and for nobody: what is not theirs does not open or leak."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from pghistory.models import Events

from tests import worlds
from tests.architecture.test_access import our_views
from tests.factories import roles
from tests.factories.network import CountryFactory

if TYPE_CHECKING:
    from http.cookies import SimpleCookie

VIEWS = dict(our_views())
OPEN = {name for name, view in VIEWS.items() if view.permission is None}
# The directory is every member's to read (docs/decisions/0009).
DIRECTORY = {"Organization", "OrganizationName", "Interest", "FocalPoint", "Position"}
WORDS = {
    "label": "events.event",
    "token": "no-such-token",
    "name": "numbers",
    "as_": "action",
    "part": "topics",
}
NESTED = {
    "item": "AgendaItem",
    "participation": "Participation",
    "outcome": "Outcome",
    "file": "EventFile",
    "row": "Topic",
}
THEIRS, OTHERS = "Theirmark", "Canarymark"


@dataclass
class Stage:
    """Two worlds, and for each role somebody signed in who belongs to the first one only."""

    theirs: worlds.World
    others: worlds.World
    readers: dict[str, SimpleCookie]
    staff: SimpleCookie


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """Build the worlds once; what a test changes is undone after it, the worlds after all."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _built()
        transaction.set_rollback(True)


def _built():
    laos = CountryFactory(laos=True)
    theirs = worlds.build(THEIRS, (laos, CountryFactory(china=True)))
    others = worlds.build(OTHERS, (CountryFactory(cambodia=True), CountryFactory(myanmar=True)))
    readers = {
        "coordinator": roles.coordinator(laos),
        "focal point": roles.focal_point(_of_kind("Organization", theirs)),
        "official": roles.official(laos),
        "nobody's role": roles.nobody(),
    }
    signed_in = {role: _signed_in(user) for role, user in readers.items()}
    return Stage(theirs, others, signed_in, _signed_in(roles.staff()))


def _signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies


def _client(cookies):
    client = Client()
    client.cookies = copy(cookies)
    return client


@pytest.fixture
def theirs(db, stage):
    return stage.theirs


@pytest.fixture
def others(db, stage):
    return stage.others


@pytest.fixture
def readers(db, stage):
    return {role: _client(cookies) for role, cookies in stage.readers.items()}


@pytest.fixture
def everybody(readers, stage):
    return {**readers, "staff": _client(stage.staff)}.items()


def address(name, world):
    """Return the address of ``name`` with the record of ``world`` that its view is about."""
    pattern = _kwargs(name)
    if pattern is None:
        return None
    kwargs = {}
    for key in pattern:
        kwargs[key] = _record(name, world).pk if key == "pk" else _value(key, world)
    return reverse(name, kwargs=kwargs)


def _kwargs(name):
    namespace, _sep, last = name.rpartition(":")
    resolver = get_resolver()
    for space in filter(None, namespace.split(":")):
        resolver = resolver.namespace_dict[space][1]
    [(found, *_rest)] = resolver.reverse_dict.getlist(last)[:1]
    return found[0][1]


def _record(name, world):
    model = VIEWS[name].model if getattr(VIEWS[name], "model", None) else None
    if model is None:
        return _of_kind("Event", world)
    return world.records[model]


def _value(key, world):
    if key == "key":
        return _of_kind("Programme", world).key
    return _of_kind(NESTED[key], world).pk if key in NESTED else WORDS[key]


def _of_kind(kind, world):
    return next(r for r in world.records.values() if type(r).__name__ == kind)


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
            body = _read(response)
            assert response.status_code < 500, (role, response)
            if "pk" in _kwargs(name) and not _is_directory(name):
                assert response.status_code in (403, 404, 405), (role, response)
            if not _is_directory(name) and name != "network:organization-index":
                assert f"{OTHERS} " not in _without_directory(body.decode(errors="replace")), role
            assert f"{OTHERS}-secret" not in body.decode(errors="replace"), role


def _read(response):
    """Return the body; a file that is not read to its end stays open."""
    return b"".join(response) if response.streaming else response.content


def _without_directory(body):
    """Leave out the names of organizations and their other names: the directory is shared."""
    return body.replace(f"{OTHERS} College", "").replace(f"{OTHERS} alias", "")


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN))
def test_reading_works_for_those_whose_it_is_and_changes_nothing(name, everybody, theirs):
    url = address(name, theirs)
    before = Events.objects.count()

    for role, client in everybody:
        response = client.get(url)
        _read(response)
        assert response.status_code in (200, 302, 403, 404, 405), (role, response)
        assert Events.objects.count() == before, role


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN - {"accounts:profile"}))
def test_officials_never_write(name, readers, theirs):
    before = Events.objects.count()

    response = readers["official"].post(address(name, theirs))

    assert response.status_code in (403, 404, 405)
    assert Events.objects.count() == before


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN - {"accounts:profile"}))
def test_a_user_without_a_role_opens_nothing_but_the_own_profile(name, readers, theirs):
    response = readers["nobody's role"].get(address(name, theirs))

    assert response.status_code in (403, 404, 405)


def test_the_meeting_link_is_shown_to_those_who_run_the_meeting_alone(everybody, theirs):
    event = _of_kind("Event", theirs)
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
