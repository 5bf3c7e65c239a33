"""Every page in a language made at test time: whatever is not data was translated, none is cut."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from babel import Locale
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.operations import links
from events.enums import ParticipationState
from events.models import Event
from notifications.operations import choices
from tests.factories.events import ParticipationFactory
from tests.pseudo import CLOSE, OPEN, in_pseudo, spoken
from tests.untranslated import data, pattern_of, untranslated
from tests.walk import THEIRS, VIEWS, address, client_of, of_kind, read, staged

# What anybody opens, and what only somebody does who is signed in.
ANYBODY = ("account_login", "account_reset_password", "account_reset_password_done")
SOMEBODY = ("account_change_password", "account_logout", "mfa_index", "account_reauthenticate")
# The fonts of papers have no brackets like ours: a word of that would stand on the next page.
READ = sorted(set(VIEWS) - {"documents:briefing-pdf"})
HOMES = ("dashboards:home", "dashboards:dashboard", "events:event-index")


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture
def known(db, stage):
    """What is called so in every language; Babel knows the languages, not our catalogues."""
    return pattern_of(data() | set(Locale("en").languages.values()))


@pytest.fixture
def staff(db, stage):
    return client_of(stage.staff)


def _said(response, known):
    """Return what a page says untranslated; a redirect or a file says nothing."""
    body = read(response)
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return untranslated(body.decode(), known)


def test_a_word_is_bracketed_lengthened_and_keeps_what_is_filled_in():
    assert in_pseudo("Save") == f"{OPEN}Śáṽé·{CLOSE}"
    assert in_pseudo("%(n)d <b>days</b> &amp; {more}") == (
        f"{OPEN}%(n)d <b>ďáýś</b> &amp; {{more}}·{CLOSE}"
    )
    assert in_pseudo("") == ""


def test_what_stands_outside_of_the_brackets_is_found():
    known = pattern_of({"Hanoi"})
    inside = in_pseudo("Met in %(city)s") % {"city": "Hanoi"}

    assert untranslated(f"<p>{inside} 12:30</p>", known) == []
    assert untranslated("<p>in Hanoi</p>", known) == ["in"]
    assert untranslated('<p title="Close">Hanoi</p>', known) == ["Close"]
    assert untranslated('<input type="submit" value="Send">', known) == ["Send"]
    assert untranslated(f"<p>{OPEN}Met <b>in</b>{CLOSE} town</p>", known) == ["town"]
    assert untranslated(f"<p>{inside[:-3]}</p>", known) == ["a translation that was cut off"]
    assert untranslated("<script>let here</script>", known) == []


def test_every_page_is_translated_whole(staff, stage, known):
    with spoken():
        said = {
            name: left
            for name in READ
            if (left := _said(staff.get(address(name, stage.theirs)), known))
        }

    assert said == {}


def test_every_refusal_of_an_empty_form_is_translated_whole(stage, known):
    said, refused = {}, 0
    for name in sorted(VIEWS):
        with spoken(), transaction.atomic():
            response = client_of(stage.staff).post(address(name, stage.theirs))
            refused += response.status_code == 422
            if left := _said(response, known):
                said[name] = left
            transaction.set_rollback(True)

    assert said == {}
    assert refused > 20


@pytest.mark.parametrize("role", ["coordinator", "focal point", "official"])
def test_what_each_role_begins_with_is_translated_whole(role, stage, known):
    client = client_of(stage.readers[role])
    with spoken():
        said = {name: _said(client.get(reverse(name)), known) for name in HOMES}

    assert said == {name: [] for name in HOMES}


def test_signing_in_and_out_is_translated_whole(staff, known):
    with spoken():
        said = {
            name: _said(client.get(reverse(name)), known)
            for client, names in ((Client(), ANYBODY), (staff, SOMEBODY))
            for name in names
        }
        said["missing"] = _said(staff.get("/nowhere/"), known)

    assert said == {name: [] for name in said}


def test_what_a_link_in_a_mail_opens_is_translated_whole(stage, known):
    theirs, coming = stage.theirs, Event.objects.get(title=f"{THEIRS} planned")
    person, message = of_kind("Person", theirs), of_kind("Message", theirs)
    ParticipationFactory(event=coming, person=person, state=ParticipationState.INVITED)
    to = {"holder": person, "expires_at": datetime(2030, 1, 1, tzinfo=UTC)}
    update = links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS, target=of_kind("Action", theirs), **to
    )
    invitation = links.issue(purpose=LinkPurpose.ANSWER_INVITATION, target=coming, **to)
    pages = {
        "followup:update-by-link": links.token_of(update),
        "followup:reply-by-link": links.token_of(invitation),
        "notifications:choices-by-link": choices.token_of(message),
    }

    with spoken():
        answers = {name: Client().get(reverse(name, args=[token])) for name, token in pages.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        pages, 200
    )
    assert {name: _said(answer, known) for name, answer in answers.items()} == {
        name: [] for name in pages
    }
