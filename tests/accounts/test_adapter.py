"""Who is signed in, as the pages learn it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.adapter import Backend
from accounts.operations import sessions
from network.operations.sessions import SessionStore
from tests.factories import roles
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_no_table_of_permissions_is_asked():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_event"))

    with CaptureQueriesContext(connection) as asked:
        assert not Backend().has_perm(user, "events.view_event")
        assert not Backend().has_module_perms(user, "events")
    assert len(asked) == 0


def test_who_was_read_with_the_session_is_not_read_again(signed_in):
    user = roles.staff()
    store = SessionStore(signed_in(user).session.session_key)
    assert store["_auth_user_id"] == str(user.pk)

    with sessions.asked_for_user(store), CaptureQueriesContext(connection) as asked:
        assert Backend().get_user(str(user.pk)) is store.user
        store.user.is_active = False
        assert Backend().get_user(str(user.pk)) is None
    assert len(asked) == 0


def test_nobody_else_is_taken_for_who_was_read_with_the_session(signed_in):
    user, other = roles.staff(), roles.official()
    store = SessionStore(signed_in(user).session.session_key)
    assert store["_auth_user_id"] == str(user.pk)

    with sessions.asked_for_user(store):
        assert Backend().get_user(other.pk) == other
    assert Backend().get_user(user.pk) is not store.user
    assert Backend().get_user(user.pk) == user


def test_who_is_closed_out_meanwhile_is_signed_in_no_more(signed_in):
    user = roles.staff()
    client = signed_in(user)
    assert client.get("/").status_code == 200

    user.is_active = False
    user.save()

    assert client.get("/").status_code == 302
