"""An answer from a link in a mail: no password, no session, nothing changed by looking."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from audit.queries import history
from notifications.models import Message
from partnerships.enums import ActionState, Answer, CommitmentState
from partnerships.models import AnswerReferral, ProgressUpdate
from partnerships.operations import updates
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mail_client() -> Client:
    """Return a browser that has never been here and would be refused without a CSRF token."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def action():
    """Return an action that names the person who is asked."""
    return ActionFactory(
        text="Send the draft teacher training plan",
        person=PersonFactory(name="Sok Dara"),
        due_on=date(2026, 11, 30),
    )


def token_for(target, person=None, *, days=21) -> str:
    link = links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS,
        holder=person or target.person,
        target=target,
        expires_at=NOW + timedelta(days=days),
    )
    return links.token_of(link)


def answering_in(pairing):
    """Return somebody who answers for a side of ``pairing``."""
    return FocalPointFactory(organization=pairing.parties.first().organization).person


def address(token: str, page: str = "update-by-link") -> str:
    return reverse(f"partnerships:{page}", args=[token])


def answered(answer=Answer.DONE, **more):
    return {"answer": answer, "submission": str(uuid4()), **more}


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

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_an_answer_counts_at_once_and_needs_no_sign_in(mail_client, action):
    token = token_for(action)

    response = mail_client.post(address(token), answered(text="Sent to Guangzhou"), follow=True)

    update = ProgressUpdate.objects.get()
    action.refresh_from_db()
    assert "Thank you. Your update is saved." in response.content.decode()
    assert (update.author, update.submitted_by) == (action.person, None)
    assert (update.answer, update.text) == ("done", "Sent to Guangzhou")
    assert (action.state, action.closed_on) == (ActionState.DONE, date(2026, 11, 22))
    assert ActionLink.objects.get().last_used_at == NOW
    assert not mail_client.cookies


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


def test_late_with_a_new_date_moves_the_day(mail_client, action):
    mail_client.post(address(token_for(action)), answered(Answer.LATE, new_due_on="2026-12-20"))

    action.refresh_from_db()
    assert (action.due_on, action.state) == (date(2026, 12, 20), ActionState.IN_PROGRESS)


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
    mail_client.post(address(token), answered(Answer.BLOCKED, change="True"))

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


def test_the_thanks_name_the_next_action_of_the_same_person(mail_client, action):
    ActionFactory(person=action.person, text="Name two teachers", due_on=date(2026, 12, 24))
    token = token_for(action)
    mail_client.post(address(token), answered())

    page = mail_client.get(address(token, "update-link-thanks")).content.decode()

    assert "Name two teachers" in page
    assert action.pairing.get_absolute_url() in page


def test_the_thanks_before_any_answer_lead_to_the_question(mail_client, action):
    token = token_for(action)

    response = mail_client.get(address(token, "update-link-thanks"))

    assert response.url == address(token)


@pytest.mark.parametrize("page", ["update-by-link", "update-link-thanks"])
def test_an_expired_link_offers_a_new_one(mail_client, action, page):
    response = mail_client.get(address(token_for(action, days=-1), page))

    assert response.status_code == 410
    assert "This link is too old" in response.content.decode()
    assert "Send me a new link" in response.content.decode()


def test_an_expired_link_takes_no_answer(mail_client, action):
    response = mail_client.post(address(token_for(action, days=-1)), answered())

    assert response.status_code == 410
    assert not ProgressUpdate.objects.exists()


def test_a_revoked_link_takes_no_answer(mail_client, action):
    token = token_for(action)
    links.revoke(ActionLink.objects.get(), now=NOW)

    response = mail_client.post(address(token), answered())

    assert response.status_code == 410
    assert not ProgressUpdate.objects.exists()


def test_who_answers_no_more_cannot_use_an_old_mail(mail_client):
    commitment = CommitmentFactory()
    person = answering_in(commitment.pairing)
    token = token_for(commitment, person)
    person.focal_points.update(ends_on=NOW.date())

    shown = mail_client.get(address(token))
    sent = mail_client.post(address(token), answered())

    assert (shown.status_code, sent.status_code) == (410, 410)
    assert not ProgressUpdate.objects.exists()


def test_an_unknown_token_looks_like_an_old_one(mail_client, action):
    old = mail_client.get(address(token_for(action, days=-1)))
    unknown = mail_client.get(address("unknown"))

    assert unknown.status_code == old.status_code == 410
    assert "This link is too old" in unknown.content.decode()


def test_a_new_link_goes_to_the_same_address_once_a_day(mail_client, action):
    token = token_for(action, days=-1)

    first = mail_client.post(address(token, "update-link-renew"))
    second = mail_client.post(address(token, "update-link-renew"))

    message = Message.objects.get()
    assert first.content == second.content
    assert "Look into your mail" in first.content.decode()
    assert (message.recipient, message.about, message.kind) == (
        action.person.recipient,
        action,
        "partnerships.update_request",
    )


def test_an_unknown_token_gets_the_same_words_and_nothing_is_sent(mail_client, action):
    known = mail_client.post(address(token_for(action, days=-1), "update-link-renew"))
    Message.objects.all().delete()

    unknown = mail_client.post(address("unknown", "update-link-renew"))

    strip = [part.content.decode().split("<main")[1] for part in (known, unknown)]
    assert strip[0] == strip[1]
    assert not Message.objects.exists()


def test_machines_that_ask_for_links_are_slowed_down(mail_client):
    cache.clear()
    url = address("unknown", "update-link-renew")

    answers = [mail_client.post(url).status_code for _ in range(21)]

    assert answers == [200] * 20 + [429]


def test_the_wrong_person_says_who_should_answer(mail_client, action):
    token = token_for(action)

    response = mail_client.post(address(token, "update-link-refer"), {"who": "Ms Chan knows."})

    hint = AnswerReferral.objects.get()
    assert "Thank you. We will ask there." in response.content.decode()
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
