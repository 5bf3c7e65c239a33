"""An answer from a link in a mail: no password, no session, nothing changed by looking."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import ActionLink
from audit.queries import history
from notifications.operations import digests
from notifications.operations.batches import send_batch
from partnerships.enums import ActionState, Answer, CommitmentState
from partnerships.models import ProgressUpdate
from partnerships.operations import updates
from tests.factories import roles
from tests.factories.partnerships import CommitmentFactory, PairingFactory
from tests.followup.planning import plan_pairings
from tests.followup.views.update_link_pages import (
    NOW,
    address,
    answered,
    answering_in,
    token_for,
)
from tests.mailed_links import KEPT_TO_ITS_READER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_links")]


def test_the_page_says_for_whom_what_with_whom_and_by_when(mail_client, action):
    page = mail_client.get(address(token_for(action))).content.decode()

    for words in (
        "Sok Dara",
        "Send the draft teacher training plan",
        action.pairing.parties.first().organization.name,
        "30 Nov 2026",
        "works until 13 Dec 2026",
    ):
        assert words in page


def test_who_answers_for_somebody_else_reads_who_is_to_do_it(mail_client, action):
    others = mail_client.get(address(token_for(action, answering_in(action.pairing))))
    own = mail_client.get(address(token_for(action)))

    rows = ["<dt>Who</dt>" in page.content.decode() for page in (others, own)]
    assert rows == [True, False]
    assert "Sok Dara" in others.content.decode()


@pytest.mark.parametrize(
    ("given", "chosen"),
    [("done", "done"), ("going", "going_well"), ("going_well", "going_well"), ("late", "late")],
)
def test_the_address_preselects_an_answer(mail_client, action, given, chosen):
    response = mail_client.get(f"{address(token_for(action))}?s={given}")

    assert response.context["form"]["answer"].value() == chosen


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(mail_client, action, method):
    token = token_for(action)
    before = ActionLink.objects.values().get()

    response = getattr(mail_client, method)(f"{address(token)}?s=done")

    action.refresh_from_db()
    assert response.status_code == 200
    assert action.state == ActionState.OPEN
    assert not ProgressUpdate.objects.exists()
    assert ActionLink.objects.values().get() == before


def test_the_page_tells_nobody_else_its_address_and_sets_no_cookie(mail_client, action):
    response = mail_client.get(address(token_for(action)))

    assert KEPT_TO_ITS_READER.items() <= response.headers.items()
    assert not response.cookies


def test_an_answer_counts_at_once_and_needs_no_sign_in(mail_client, action):
    token = token_for(action)

    response = mail_client.post(address(token), answered(text="Sent to Guangzhou"), follow=True)

    update = ProgressUpdate.objects.get()
    action.refresh_from_db()
    assert "Thank you. We saved your update." in response.content.decode()
    assert (update.author, update.submitted_by) == (action.person, None)
    assert (update.answer, update.text) == ("done", "Sent to Guangzhou")
    assert (action.state, action.closed_on) == (ActionState.DONE, date(2026, 11, 22))
    assert ActionLink.objects.get().last_used_at == NOW
    assert not mail_client.cookies


def test_the_days_are_those_of_the_one_who_answers(mail_client, action):
    """At 23:44 UTC it is 6:44 of the next day in Phnom Penh."""
    action.person.recipient.time_zone = "Asia/Phnom_Penh"
    action.person.recipient.save()
    token = token_for(action)

    with time_machine.travel(datetime(2026, 11, 25, 23, 44, tzinfo=UTC), tick=False):
        mail_client.post(address(token), answered())
        page = mail_client.get(address(token)).content.decode()

    action.refresh_from_db()
    assert action.closed_on == date(2026, 11, 26)
    assert "Done, 26 Nov 2026" in " ".join(page.split())


def changed_by(action) -> list[str]:
    entries = history(action, reader=roles.staff())
    return [entry.by for entry in entries if entry.verb == "changed"]


def test_the_history_names_who_answered(mail_client, action):
    mail_client.post(address(token_for(action)), answered())

    assert changed_by(action) == ["Sok Dara by link"]


def test_the_history_does_not_name_somebody_who_is_signed_in_on_the_same_device(action, signed_in):
    signed_in(roles.staff()).post(address(token_for(action)), answered())

    assert changed_by(action) == ["Sok Dara by link"]


def test_the_same_form_sent_twice_counts_once(mail_client, action):
    token = token_for(action)
    data = answered()

    mail_client.post(address(token), data)
    again = mail_client.post(address(token), data)

    assert again.url == address(token, "update-link-thanks")
    assert ProgressUpdate.objects.count() == 1


def test_a_page_sent_again_with_another_text_is_asked_about(mail_client, action):
    token = token_for(action)
    data = answered(Answer.GOING_WELL, text="We begin")
    mail_client.post(address(token), data)

    other = mail_client.post(address(token), {**data, "text": "We began"})

    page = other.content.decode()
    assert other.status_code == 422
    assert "You sent this page already" in page
    assert "We begin</td>" in page
    assert ProgressUpdate.objects.count() == 1


def test_late_with_a_new_date_moves_the_day(mail_client, action):
    mail_client.post(address(token_for(action)), answered(Answer.LATE, new_due_on="2026-12-20"))

    action.refresh_from_db()
    assert (action.due_on, action.state) == (date(2026, 12, 20), ActionState.IN_PROGRESS)


@pytest.mark.parametrize(
    ("zone", "day", "status"),
    [
        ("Asia/Bangkok", "2020-01-01", 422),
        ("Asia/Bangkok", "2026-11-22", 422),
        ("Asia/Bangkok", "2026-11-23", 302),
        # At 3:00 UTC the day before has not ended there.
        ("America/Los_Angeles", "2026-11-22", 302),
    ],
)
def test_a_new_date_is_after_today_by_the_clock_of_who_answers(
    mail_client, action, zone, day, status
):
    action.person.recipient.time_zone = zone
    action.person.recipient.save()
    data = answered(Answer.LATE, new_due_on=day, text="Keep me")

    response = mail_client.post(address(token_for(action)), data)

    page = response.content.decode()
    assert response.status_code == status
    assert ("Choose a day after today." in page and "Keep me" in page) is (status == 422)
    assert ProgressUpdate.objects.exists() is (status == 302)


def test_a_changed_answer_may_keep_the_new_date_that_has_come_meanwhile(mail_client, action):
    token, late = token_for(action), {"new_due_on": "2026-11-23"}
    mail_client.post(address(token), answered(Answer.LATE, **late))

    with time_machine.travel(datetime(2026, 11, 25, tzinfo=UTC), tick=False):
        new = mail_client.post(address(token), answered(Answer.LATE, **late))
        changed = mail_client.post(address(token), answered(Answer.LATE, change="True", **late))

    assert (new.status_code, changed.status_code) == (422, 302)


def test_a_photo_comes_with_the_answer(mail_client, action):
    photo = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<<>>endobj\n%%EOF\n")

    response = mail_client.post(address(token_for(action)), answered(photo=photo), follow=True)

    assert [stored.name for stored in ProgressUpdate.objects.get().files.all()] == ["plan.pdf"]
    assert "plan.pdf" in response.content.decode()


def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_stays(mail_client, action):
    photo = SimpleUploadedFile("plan.pdf", b"MZ this is a program")

    response = mail_client.post(address(token_for(action)), answered(photo=photo, text="Keep me"))

    assert response.status_code == 422
    assert "Keep me" in response.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_without_an_answer_the_page_asks_for_one(mail_client, action):
    response = mail_client.post(address(token_for(action)), {"submission": str(uuid4())})

    assert response.status_code == 422
    assert "Choose one of the four answers." in response.content.decode()


def test_the_answer_can_be_changed_until_the_link_expires(mail_client, action):
    token = token_for(action)
    mail_client.post(address(token), answered(text="First"))

    begun = mail_client.get(f"{address(token)}?change=1")
    mail_client.post(address(token), answered(Answer.BLOCKED, change="True"))

    action.refresh_from_db()
    first, second = ProgressUpdate.objects.order_by("pk")
    assert begun.context["form"]["text"].value() == "First"
    assert second.supersedes == first
    assert list(ProgressUpdate.objects.current()) == [second]
    assert action.state == ActionState.IN_PROGRESS


def test_a_later_answer_by_the_same_link_stands_beside_the_first(mail_client, action):
    token = token_for(action)
    mail_client.post(address(token), answered(Answer.GOING_WELL))
    mail_client.post(address(token), answered(Answer.DONE))

    assert ProgressUpdate.objects.current().count() == 2


def test_a_verified_answer_is_not_replaced_from_a_mail(mail_client, action):
    token = token_for(action)
    mail_client.post(address(token), answered())
    first = ProgressUpdate.objects.get()
    updates.verify(first, by=roles.staff(), now=NOW)

    page = mail_client.get(address(token, "update-link-thanks")).content.decode()
    mail_client.post(address(token), answered(Answer.LATE, change="True"))

    assert "Send a new answer" in page
    assert ProgressUpdate.objects.order_by("pk").last().supersedes is None


def test_two_changes_of_one_answer_leave_one_that_counts(mail_client, action):
    token = token_for(action)
    mail_client.post(address(token), answered())
    mail_client.post(address(token), answered(Answer.LATE, change="True"))
    change = answered(Answer.BLOCKED, change="True")
    thanks = mail_client.post(address(token), change, follow=True).content.decode()

    assert "We now tell the ILO team that you need help." in thanks
    assert [update.answer for update in ProgressUpdate.objects.current()] == ["blocked"]


def test_a_commitment_is_answered_like_an_action(mail_client):
    commitment = CommitmentFactory(agreed_on=date(2022, 1, 21), ends_on=date(2022, 12, 31))
    token = token_for(commitment, answering_in(commitment.pairing))

    page = mail_client.get(address(token)).content.decode()
    mail_client.post(address(token), answered(Answer.GOING_WELL))

    commitment.refresh_from_db()
    assert "21 Jan 2022" in page
    assert "31 Dec 2022" in page
    assert commitment.state == CommitmentState.IN_PROGRESS


def test_a_whole_pairing_can_be_asked_about(mail_client):
    pairing = PairingFactory(title="FC and SC")
    token = token_for(pairing, answering_in(pairing))

    page = mail_client.get(address(token)).content.decode()
    response = mail_client.post(address(token), answered(Answer.GOING_WELL), follow=True)

    assert "FC and SC" in page
    assert response.status_code == 200
    assert ProgressUpdate.objects.get().pairing == pairing


def test_a_question_that_was_sent_is_answered_from_its_link_and_the_status_follows(
    mail_client, mailoutbox, signed_in
):
    pairing = PairingFactory(title="FC and SC", last_met_on=date(2026, 1, 1))
    answering_in(pairing)
    page = signed_in(roles.staff()).get(pairing.get_absolute_url()).content.decode()
    assert "No update for 11 months" in page

    plan_pairings(now=NOW)
    # It is Sunday: the question waits for Monday, eight o'clock in Bangkok.
    monday = datetime(2026, 11, 23, 1, tzinfo=UTC)
    digests.collect(now=monday)
    send_batch(clock=lambda: monday)
    [mail] = mailoutbox
    link = re.search(r"https?://[^/]+(/\S+)\?s=going_well", mail.body)[1]
    mail_client.post(link, answered(Answer.GOING_WELL))

    page = signed_in(roles.staff()).get(pairing.get_absolute_url()).content.decode()
    assert "No update for" not in page
    assert "On track" in page
    assert plan_pairings(now=monday) == 0


def test_the_thanks_before_any_answer_lead_to_the_question(mail_client, action):
    token = token_for(action)

    response = mail_client.get(address(token, "update-link-thanks"))

    assert response.url == address(token)
