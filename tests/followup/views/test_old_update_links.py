"""Links that open no more, and people who should not have been asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from accounts.models import ActionLink
from accounts.operations import links
from notifications.models import Message
from partnerships.enums import ActionState, Answer
from partnerships.models import AnswerReferral, ProgressUpdate
from partnerships.operations import due_items
from partnerships.terms.endings import Ending
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory
from tests.followup.views.update_link_pages import (
    NOW,
    address,
    answered,
    answering_in,
    token_for,
)
from tests.mailed_links import UNKNOWN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_links")]


@pytest.mark.parametrize("page", ["update-by-link", "update-link-thanks"])
def test_an_expired_link_offers_a_new_one(mail_client, action, page):
    response = mail_client.get(address(token_for(action, days=-1), page))

    assert response.status_code == 410
    assert "This link is too old" in response.content.decode()
    assert "Send me a new link" in response.content.decode()


def test_an_expired_link_takes_no_answer(mail_client, action):
    response = mail_client.post(address(token_for(action, days=-1)), answered(text="Keep me"))

    assert response.status_code == 410
    assert "<blockquote>Keep me</blockquote>" in response.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_a_revoked_link_takes_no_answer(mail_client, action):
    token = token_for(action)
    links.revoke(ActionLink.objects.get(), now=NOW)

    response = mail_client.post(address(token), answered())

    assert response.status_code == 410
    assert not ProgressUpdate.objects.exists()


@pytest.fixture(params=[21, -1], ids=["before it expires", "after"])
def old_mail(request):
    """Return the token in the mail of somebody who has handed over meanwhile."""
    commitment = CommitmentFactory(text="Name two teachers")
    person = answering_in(commitment.pairing)
    token = token_for(commitment, person, days=request.param)
    person.focal_points.update(ends_on=NOW.date())
    return token


def test_who_answers_no_more_cannot_use_an_old_mail_and_reads_why(mail_client, old_mail):
    shown = mail_client.get(address(old_mail))
    sent = mail_client.post(address(old_mail), answered(text="Keep me"))
    asked = mail_client.post(address(old_mail, "update-link-renew"))

    assert [response.status_code for response in (shown, sent, asked)] == [410, 410, 200]
    for response in (shown, sent, asked):
        page = response.content.decode()
        assert "You are not a focal point of this institution any more" in page
        assert "Send me a new link" not in page
        assert "Check your e-mail" not in page
        assert "Name two teachers" not in page
    assert "<blockquote>Keep me</blockquote>" in sent.content.decode()
    assert not ProgressUpdate.objects.exists()
    assert not Message.objects.exists()


def test_a_revoked_link_does_not_say_who_has_left(mail_client, old_mail):
    links.revoke(ActionLink.objects.get(), now=NOW)

    page = mail_client.get(address(old_mail)).content.decode()

    assert "This link is too old" in page
    assert "any more" not in page


@pytest.fixture(params=["action", "commitment"])
def dropped(request, action):
    """Return what was asked about and then dropped, and the token that is still in the mail."""
    commitment = CommitmentFactory(ends_on=action.due_on)
    target, person, close = {
        "action": (action, action.person, due_items.close),
        "commitment": (commitment, answering_in(commitment.pairing), due_items.close),
    }[request.param]
    token = token_for(target, person)
    close(target, Ending(state="dropped", reason="No money", on=date(2026, 11, 20)), by=None)
    return target, token


def test_of_what_was_dropped_the_page_says_so_and_asks_nothing(mail_client, dropped):
    page = mail_client.get(address(dropped[1])).content.decode()

    assert "This was dropped on 20 Nov 2026." in page
    assert "We do not need an answer any more." in page
    assert "<form" not in page
    assert "No money" not in page


def test_what_was_dropped_takes_no_answer_and_what_was_written_is_not_lost(mail_client, dropped):
    _, token = dropped

    sent = mail_client.post(address(token), answered(Answer.GOING_WELL, text="Keep me"))
    half = mail_client.post(address(token), {"text": "Keep me too"})
    hint = mail_client.post(address(token, "update-link-refer"), {"who": "Ms Chan knows."})

    assert [response.status_code for response in (sent, half, hint)] == [422] * 3
    for response, words in ((sent, "Keep me"), (half, "Keep me too"), (hint, "Ms Chan knows.")):
        assert "We did not save what you sent." in response.content.decode()
        assert f"<blockquote>{words}</blockquote>" in response.content.decode()
    assert not ProgressUpdate.objects.exists()
    assert not AnswerReferral.objects.exists()


def test_a_link_that_is_too_old_does_not_offer_a_new_one_for_what_was_dropped(mail_client, dropped):
    token = dropped[1]
    ActionLink.objects.update(expires_at=NOW)

    shown = mail_client.get(address(token))
    asked = mail_client.post(address(token, "update-link-renew"))

    assert (shown.status_code, asked.status_code) == (410, 200)
    for page in (shown.content.decode(), asked.content.decode()):
        assert "This question is closed" in page
        assert "Send me a new link" not in page
    assert not Message.objects.exists()


def test_what_was_answered_before_it_was_dropped_is_still_thanked_for(mail_client, action):
    token, data = token_for(action), answered(Answer.GOING_WELL)
    mail_client.post(address(token), data)
    due_items.close(action, Ending(state="dropped", reason="No money", on=NOW.date()), by=None)

    again = mail_client.post(address(token), data, follow=True).content.decode()

    assert "Thank you. We saved your update." in again
    assert "This is dropped now." in again
    assert "Change my answer" not in again
    assert ProgressUpdate.objects.count() == 1


def test_what_is_done_can_still_be_changed(mail_client, action):
    token = token_for(action)
    due_items.close(action, Ending(state="done", on=NOW.date()), by=None)

    mail_client.post(address(token), answered(Answer.BLOCKED))

    action.refresh_from_db()
    assert action.state == ActionState.IN_PROGRESS


def test_an_unknown_token_looks_like_an_old_one(mail_client, action):
    old = mail_client.get(address(token_for(action, days=-1)))
    unknown = mail_client.get(address(UNKNOWN))

    assert unknown.status_code == old.status_code == 410
    assert "This link is too old" in unknown.content.decode()


def test_a_new_link_goes_to_the_same_address_once_a_day(mail_client, action):
    token = token_for(action, days=-1)

    first = mail_client.post(address(token, "update-link-renew"))
    second = mail_client.post(address(token, "update-link-renew"))

    message = Message.objects.get()
    assert first.content == second.content
    assert "Check your e-mail" in first.content.decode()
    assert (message.recipient, message.about, message.kind) == (
        action.person.recipient,
        action,
        "partnerships.update_request",
    )


def test_an_unknown_token_gets_the_same_words_and_nothing_is_sent(mail_client, action):
    known = mail_client.post(address(token_for(action, days=-1), "update-link-renew"))
    Message.objects.all().delete()

    unknown = mail_client.post(address(UNKNOWN, "update-link-renew"))

    strip = [part.content.decode().split("<main")[1] for part in (known, unknown)]
    assert strip[0] == strip[1]
    assert not Message.objects.exists()


def test_machines_that_ask_for_links_are_slowed_down(mail_client):
    cache.clear()
    url = address(UNKNOWN, "update-link-renew")

    answers = [mail_client.post(url).status_code for _ in range(21)]

    assert answers == [200] * 20 + [429]


def test_the_wrong_person_says_who_should_answer(mail_client, action):
    token = token_for(action)

    response = mail_client.post(address(token, "update-link-refer"), {"who": "Ms Chan knows."})

    hint = AnswerReferral.objects.get()
    assert "Thank you. We told the ILO team." in response.content.decode()
    assert (hint.action, hint.person, hint.text) == (action, action.person, "Ms Chan knows.")
    assert not ProgressUpdate.objects.exists()


def test_a_hint_needs_words(mail_client, action):
    response = mail_client.post(address(token_for(action), "update-link-refer"), {"who": ""})

    assert response.status_code == 422
    assert "Write who should answer." in response.content.decode()
    assert not AnswerReferral.objects.exists()


@pytest.mark.parametrize("page", ["update-link-renew", "update-link-refer"])
def test_what_changes_something_is_not_done_by_looking(mail_client, action, page):
    response = mail_client.get(address(token_for(action), page))

    assert response.status_code == 405


def test_the_link_opens_nothing_else(mail_client, action):
    token = token_for(action)
    mail_client.post(address(token), answered())

    response = mail_client.get(action.pairing.get_absolute_url())

    assert response.status_code == 302
    assert "login" in response.url


def test_a_person_of_another_institution_answers_only_for_their_own_record(mail_client):
    one = ActionFactory(person=PersonFactory(works_at=OrganizationFactory()))
    other = ActionFactory(person=PersonFactory())

    mail_client.post(address(token_for(one)), {**answered(), "action": other.pk})

    other.refresh_from_db()
    assert ProgressUpdate.objects.get().action == one
    assert other.state == ActionState.OPEN
