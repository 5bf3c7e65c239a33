"""Sessions belong to users, and end when somebody says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session
from accounts.operations import sessions
from accounts.terms import Visit
from tests.factories import roles

PASSWORD = "three calm green rivers"


@pytest.fixture
def staff(db):
    user = roles.staff()
    user.set_password(PASSWORD)
    user.save()
    return user


def is_in(client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def key_of(client) -> str:
    return client.session.session_key


def test_all_sessions_of_one_user_end_at_once_but_the_one_that_is_named(staff, signed_in):
    phone, desk, other = signed_in(staff), signed_in(staff), signed_in(roles.official())

    assert sessions.end_all(staff, but=key_of(desk)) == 1
    assert [is_in(each) for each in (phone, desk, other)] == [False, True, True]
    assert sessions.end_all(staff) == 1
    assert [is_in(each) for each in (desk, other)] == [False, True]


def test_a_session_before_the_sign_in_is_nobodys(client, staff):
    client.get(reverse("accounts:profile"), follow=True)
    nobody = client.session
    nobody["seen"] = True
    nobody.save()

    assert Session.objects.get().user is None
    assert sessions.end_all(staff) == 0


def test_to_look_around_writes_no_session(staff, signed_in):
    desk = signed_in(staff)
    before = Session.objects.get().seen_at

    assert is_in(desk)
    assert Session.objects.get().seen_at == before


def test_what_ran_out_is_forgotten(staff, signed_in):
    desk = signed_in(staff)
    ran_out = Session.objects.get().expire_date

    assert sessions.forget(now=ran_out - timedelta(seconds=1)) == 0
    assert sessions.forget(now=ran_out) == 1
    assert not is_in(desk)


def test_a_session_begins_at_the_sign_in_and_not_when_it_changes(staff, client):
    client.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    began = Session.objects.get(user=staff).started_at
    changed = client.session
    changed["more"] = "more"
    changed.save()

    assert Session.objects.get(user=staff).started_at == began


def test_a_new_password_ends_the_other_sessions_and_not_this_one(staff, signed_in, client):
    thief = signed_in(staff)
    client.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    new = "five quiet white boats"
    asked = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    client.post(reverse("account_change_password"), asked)

    assert (is_in(client), is_in(thief)) == (True, False)
    assert [each.session_key for each in staff.sessions.all()] == [key_of(client)]


def test_a_session_that_nobody_has_yet_is_never_over():
    limits = {"idle": timedelta(0), "longest": timedelta(0)}

    assert not sessions.is_over(sessions.SessionStore(), limits, now=timezone.now())


def test_one_session_ends_by_the_name_that_pages_know_it_by(staff, signed_in):
    phone, desk = signed_in(staff), signed_in(staff)
    name = Session.objects.get(session_key=key_of(phone)).name

    assert sessions.end(roles.official(), name) == 0
    assert sessions.end(staff, name) == 1
    assert [is_in(each) for each in (phone, desk)] == [False, True]
    assert sessions.end(staff, name) == 0


def test_a_session_knows_where_its_user_signed_in(staff, signed_in):
    client, visit = signed_in(staff), Visit("192.0.2.0", "Firefox")
    session = client.session
    assert sessions.placed(Session.objects.get(session_key=session.session_key)) == Visit()

    sessions.place(session, visit)
    session.save()

    assert sessions.placed(Session.objects.get(session_key=session.session_key)) == visit
