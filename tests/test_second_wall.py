"""A leak planted in a queryset is stopped by the database, on every page and for every role.

All rules of visibility let everything through. Without the wall pages tell what is a stranger's;
with it none does. And where the rules hold, the wall changes no page.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext

import pytest
from django.urls import reverse

from network.queries import wall
from tests import walls
from tests.factories import events, network, notifications, partnerships
from tests.test_untold import said
from tests.walk import OPEN, OTHERS, VIEWS, address, client_of, of_kind, read, staged

pytestmark = walls.needed
ROLES = ("coordinator", "focal point", "official")
# The directory is open, and what its organizations look for stands in it (decision 0009).
OPEN_WORDS = [f"{OTHERS} College", f"{OTHERS} alias", f"{OTHERS} need"]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        name_strangers(built)
        yield built


def name_strangers(stage):
    """Let rows that they may see name people whom they may not see otherwise."""
    event, pairing = of_kind("Event", stage.theirs), of_kind("Pairing", stage.theirs)
    put_in_one_mail(pairing, of_kind("Pairing", stage.others))
    stranger = network.PersonFactory(works_at=of_kind("Organization", stage.others))
    for person in (stranger, network.PersonFactory()):
        events.ParticipationFactory(event=event, person=person, name="")
        events.StatementFactory(event=event, person=person, name="")
        events.PresentationFactory(event=event, person=person)
        partnerships.ActionFactory(pairing=pairing, person=person)
        partnerships.ProgressUpdateFactory(pairing=pairing, author=person)


def put_in_one_mail(*records):
    """Let a digest hold what they may see and what they may not; its words tell of both."""
    words = {"subject": f"{OTHERS} subject", "body": f"{OTHERS} text", "sent": True}
    digest = notifications.MessageFactory(kind="notifications.digest", **words)
    for record in records:
        notifications.MessageFactory(about=record, digest=digest, sent=True)


@contextmanager
def leaking():
    """Let every queryset of a table behind the wall forget its rule."""
    with pytest.MonkeyPatch.context() as patch:
        for one in wall.walled():
            manager = one.model._default_manager
            if hasattr(manager, "visible_to"):
                patch.setattr(type(manager), "visible_to", lambda rows, _user: rows.all())
                patch.setattr(type(manager.all()), "visible_to", lambda rows, _user: rows.all())
        yield


def leaks(stage, urls):
    """Return who is told what is a stranger's, at which address."""
    with leaking():
        return [(role, url) for role in ROLES for url in urls if tells(stage, role, url)]


def tells(stage, role, url):
    return said_of_others(client_of(stage.readers[role]), url)


def said_of_others(client, url, *known):
    page = read(client.get(url)).decode(errors="replace")
    for words in (*OPEN_WORDS, *known):
        page = page.replace(words, "")
    return f"{OTHERS} " in page or f"{OTHERS}-" in page


def test_without_the_wall_pages_leak(db, stage):
    urls = [
        reverse("events:event-detail", args=[of_kind("Event", stage.others).pk]),
        reverse("network:person-detail", args=[of_kind("Person", stage.others).pk]),
        reverse("partnerships:pairing-index"),
    ]

    with walls.without():
        assert len(leaks(stage, urls)) == len(ROLES) * len(urls)


@pytest.mark.parametrize("part", range(6))
def test_with_the_wall_no_page_leaks(db, stage, part):
    names = sorted(set(VIEWS) - OPEN)[part::6]
    assert leaks(stage, [address(name, stage.others) for name in names]) == []


@pytest.mark.parametrize("forgets", [False, True])
def test_who_is_limited_to_a_programme_is_told_nothing_of_another(db, stage, forgets):
    client = client_of(stage.limited)
    urls = [address(name, stage.others) for name in sorted(set(VIEWS) - OPEN)]

    with leaking() if forgets else nullcontext():
        # Project staff know the directory, its people as well.
        told = [url for url in urls if said_of_others(client, url, f"{OTHERS} Person")]
    assert told == []


def test_where_the_rules_hold_the_wall_changes_no_page(db, stage):
    names = [name for name in sorted(set(VIEWS) - OPEN) if name.endswith(("-detail", "-index"))]
    pages = (address(name, stage.theirs) for name in names)
    urls = ["/", "/dashboard/", "/search/?q=theirmark", *pages]
    asked = [(role, url) for role in ROLES for url in urls]
    behind = answers(stage, asked)

    with walls.without():
        assert behind == answers(stage, asked)


def answers(stage, asked):
    return {(role, url): said(client_of(stage.readers[role]), url) for role, url in asked}
