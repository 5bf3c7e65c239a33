"""A question is answered from a link in a mail, without a password."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.operations import links
from partnerships.models import Comment
from partnerships.operations import comments
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, CommentFactory, PairingFactory
from tests.followup.views.update_link_pages import answering_in, token_for
from tests.mailed_links import KEPT_TO_ITS_READER, UNKNOWN

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def question():
    return CommentFactory(pairing=PairingFactory())


@pytest.fixture
def person(question):
    return answering_in(question.pairing)


def url(question, person):
    link = links.issue(
        purpose=LinkPurpose.ANSWER_COMMENT,
        holder=person,
        target=question,
        expires_at=NOW + timedelta(days=21),
    )
    return reverse("followup:comment-by-link", args=[links.token_of(link)])


def test_the_answer_counts_once_is_the_persons_own_and_is_thanked_for(client, question, person):
    address, said = url(question, person), {"text": "In May", "submission": str(uuid4())}
    page = client.get(address)
    assert question.text in page.content.decode()
    assert KEPT_TO_ITS_READER.items() <= page.headers.items()

    answers = [client.post(address, said, follow=True) for _time in range(2)]

    reply = Comment.objects.get(answers=question)
    assert (reply.text, reply.author, reply.submitted_by) == ("In May", person, None)
    assert "Thank you. We saved your answer." in answers[0].content.decode()
    history = reply.history.model.objects.get(pgh_obj=reply).pgh_context.metadata
    assert history["by"] == f"{person.name} by link"


def test_without_words_it_asks_again(client, question, person):
    response = client.post(url(question, person), {"text": " "})

    assert response.status_code == 422
    assert "Write your answer." in response.content.decode()


def test_who_comes_second_reads_the_answer_and_keeps_their_words(client, question, person):
    comments.answer(question, text="In May", author=PersonFactory(), now=NOW)
    address = url(question, person)

    shown, sent = client.get(address), client.post(address, {"text": "In June"})

    assert (shown.status_code, sent.status_code) == (200, 410)
    assert "In May" in shown.content.decode()
    assert "In June" in sent.content.decode()


def test_of_what_was_taken_back_nothing_is_asked(client, question, person):
    comments.withdraw(question, by=question.submitted_by, now=NOW)

    page = client.get(url(question, person)).content.decode()

    assert "Who asked took the question back." in page


@pytest.mark.parametrize("who", ["left", "elsewhere", "old", "unknown", "of another kind"])
def test_nobody_else_and_nobody_later_answers(client, question, person, now, who):
    address = url(question, person)
    if who == "left":
        person.focal_points.update(ends_on=NOW.date())
    elif who == "elsewhere":
        address = url(question, answering_in(PairingFactory(parties=[OrganizationFactory()])))
    elif who == "old":
        now.move_to(NOW + timedelta(days=22))
    else:
        token = UNKNOWN if who == "unknown" else token_for(ActionFactory(person=person))
        address = reverse("followup:comment-by-link", args=[token])

    shown, sent = client.get(address), client.post(address, {"text": "In June"})

    assert (shown.status_code, sent.status_code) == (410, 410)
    assert "This link is too old" in shown.content.decode()
    assert "In June" in sent.content.decode()
    assert not Comment.objects.filter(answers=question).exists()
