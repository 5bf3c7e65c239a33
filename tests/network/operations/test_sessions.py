"""Who is signed in is read in one statement, with what they are."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Session, User
from core.wall import NOBODY, reading_as
from network.models import scope_of
from network.models.memberships import forget_scope_of
from network.operations.sessions import SessionStore
from tests import walls
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def a_focal_point():
    return roles.focal_point(OrganizationFactory())


@pytest.mark.parametrize("who", [roles.staff, roles.coordinator, roles.official, a_focal_point])
def test_a_session_is_read_with_its_user_and_what_they_are(signed_in, who):
    user = who()
    store = SessionStore(signed_in(user).session.session_key)

    with CaptureQueriesContext(connection) as asked:
        assert store["_auth_user_id"] == str(user.pk)
        assert store.user == user
        kept = store.user._user_scope
    forget_scope_of(store.user)

    assert len(asked) == 1 + bool(kept.organizations)
    assert kept == scope_of(user)


@walls.needed
def test_who_handed_over_is_no_focal_point_though_nobody_reads_while_the_session_is_read(signed_in):
    college = OrganizationFactory()
    user = roles.focal_point(college)
    FocalPointFactory(organization=college, person=user.person, ends_on=date(2025, 1, 1))
    store = SessionStore(signed_in(user).session.session_key)

    with reading_as(NOBODY):
        store.load()

    assert scope_of(store.user).organizations == frozenset()


@pytest.mark.parametrize(
    ("now", "zone", "ends_on"),
    [
        # In Bangkok it is the first of December already, by the clock of the server not yet.
        ("2026-11-30T17:30:00Z", "Asia/Bangkok", date(2026, 12, 1)),
        # In New York it is the last of November still, by the clock of the server not any more.
        ("2026-12-01T03:00:00Z", "America/New_York", date(2026, 12, 1)),
    ],
)
def test_what_ends_today_has_ended_by_their_own_clock_and_by_that_of_the_server(
    signed_in, now, zone, ends_on
):
    college = OrganizationFactory()
    user = roles.focal_point(college)
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    FocalPointFactory(organization=college, person=user.person, ends_on=ends_on)

    with time_machine.travel(now, tick=False):
        store = SessionStore(signed_in(user).session.session_key)
        store.load()
        assert scope_of(store.user).organizations == frozenset()


def test_a_session_of_nobody_and_none_are_read_as_well():
    nobody = SessionStore()
    nobody["said"] = "yes"
    nobody.save()

    read, gone = SessionStore(nobody.session_key), SessionStore("x" * 32)

    assert read["said"] == "yes"
    assert read.user is None
    assert gone.get("said") is None
    assert gone.session_key is None
    assert Session.objects.count() == 1
