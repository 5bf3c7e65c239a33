"""What holds of every answer, whoever asks for it: no stranger and no cache keeps it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.walk import VIEWS, address, client_of, read, staged

THIRD_PARTY = [
    "/account/login/",
    "/account/password/reset/",
    "/account/2fa/",
    "/admin/",
    "/nowhere/",
]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture
def everybody(db, stage):
    """Return a stranger and somebody who reads all; of the others test_every_page asks this."""
    return [Client(), client_of(stage.staff)]


@pytest.mark.parametrize("name", [*sorted(VIEWS), *THIRD_PARTY])
def test_no_cache_hands_an_answer_to_somebody_else_or_a_part_for_a_page(name, stage, everybody):
    url = name if name.startswith("/") else address(name, stage.theirs)

    for client in everybody:
        response = client.get(url, headers={"HX-Request": "true"})
        read(response)
        kept = response["Cache-Control"]
        assert "no-store" in kept or "private" in kept, (url, kept)
        assert "HX-Request" in response["Vary"], url
        kind = response["Content-Type"]
        assert "charset=utf-8" in kind or not kind.startswith("text/"), (url, kind)


def test_a_part_is_kept_by_no_browser(stage, everybody):
    """Back would show it in place of the page: the address is the same."""
    staff = everybody[1]

    part = staff.get("/pairings/", headers={"HX-Request": "true"})

    assert b"<html" not in part.content
    assert "no-store" in part["Cache-Control"]
