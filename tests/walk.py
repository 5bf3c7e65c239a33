"""Two worlds, somebody of each role who belongs to the first one only, and every address."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.operations import sessions
from tests import databases, worlds
from tests.architecture.test_access import our_views
from tests.factories import roles
from tests.factories.network import CountryFactory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.cookies import SimpleCookie

    from django.db.models import Model
    from django.http import HttpResponseBase

    from accounts.models import User

VIEWS = dict(our_views())
OPEN = {name for name, view in VIEWS.items() if view.permission is None}
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
    # Project staff of the programme of the first one.
    limited: SimpleCookie


@contextmanager
def staged(blocker: Any) -> Iterator[Stage]:
    """Stand in a database with the worlds; what a test changes is undone after it.

    They are built once a process, and each who asks has a copy: no transaction is open for longer
    than a test, which others on the server would wait for. However long a walk takes, no page of it
    notes that a session is in use: that is a write.
    """
    ours = connection.settings_dict["NAME"]
    name, source = f"{ours}_staged", f"{ours}_stage"
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "NOTED_EACH", timedelta(days=1))
        built = _built_in(source)
        databases.copy(name, of=source)
        with databases.inside(name):
            yield deepcopy(built)


@cache
def _built_in(name: str) -> Stage:
    """Build the worlds in a database that is only copied."""
    databases.copy(name)
    with databases.inside(name), transaction.atomic():
        return _built()


def _built() -> Stage:
    laos = CountryFactory(laos=True)
    theirs = worlds.build(THEIRS, (laos, CountryFactory(china=True)))
    others = worlds.build(OTHERS, (CountryFactory(cambodia=True), CountryFactory(myanmar=True)))
    readers = {
        "coordinator": roles.coordinator(laos),
        "focal point": roles.focal_point(of_kind("Organization", theirs)),
        "official": roles.official(laos),
        "nobody's role": roles.nobody(),
    }
    signed_in = {role: _signed_in(user) for role, user in readers.items()}
    limited = _signed_in(roles.limited_staff(of_kind("Programme", theirs)))
    return Stage(theirs, others, signed_in, _signed_in(roles.staff()), limited)


def _signed_in(user: User) -> SimpleCookie:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.cookies


class Reader(Client):
    """Takes each file to its end: one that is not read stays open."""

    def request(self, **sent: Any) -> Any:
        response = super().request(**sent)
        if response.streaming:
            response.streaming_content = [b"".join(response)]
        return response


def client_of(cookies: SimpleCookie) -> Client:
    """Return a client with a copy of the cookies of somebody who is signed in."""
    client = Reader()
    client.cookies = copy(cookies)
    return client


def address(name: str, world: worlds.World) -> str | None:
    """Return the address of ``name`` with the record of ``world`` that its view is about."""
    pattern = kwargs_of(name)
    if pattern is None:
        return None
    kwargs = {}
    for key in pattern:
        kwargs[key] = _record(name, world).pk if key == "pk" else _value(key, world)
    return reverse(name, kwargs=kwargs)


def kwargs_of(name: str) -> Any:
    """Return the names of what the address of ``name`` holds."""
    namespace, _sep, last = name.rpartition(":")
    resolver = get_resolver()
    for space in filter(None, namespace.split(":")):
        resolver = resolver.namespace_dict[space][1]
    [(found, *_rest)] = resolver.reverse_dict.getlist(last)[:1]
    return found[0][1]


def _record(name: str, world: worlds.World) -> Model:
    model = VIEWS[name].model if getattr(VIEWS[name], "model", None) else None
    if model is None:
        return of_kind("Event", world)
    return world.records[model]


def _value(key: str, world: worlds.World) -> Any:
    if key == "key":
        return of_kind("Programme", world).key
    return of_kind(NESTED[key], world).pk if key in NESTED else WORDS[key]


def of_kind(kind: str, world: worlds.World) -> Any:
    """Return the record of ``world`` whose model is called ``kind``."""
    return next(r for r in world.records.values() if type(r).__name__ == kind)


def body(response: HttpResponseBase) -> bytes:
    """Return the bytes of a page or of a file."""
    return b"".join(response) if response.streaming else response.content


def read(response: HttpResponseBase) -> bytes:
    """Return the body; of what Office packs what it says, and not when it was made."""
    sent = body(response)
    return _unpacked(sent) if is_zipfile(BytesIO(sent)) else sent


def _unpacked(sent: bytes) -> bytes:
    with ZipFile(BytesIO(sent)) as packed:
        said = [name for name in packed.namelist() if not name.startswith("docProps/")]
        return b"\n".join(packed.read(name) for name in said)
