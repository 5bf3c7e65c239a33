"""Questions and comments on pages: who asks, what is shown, who answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from partnerships.models import Comment
from partnerships.operations import comments
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def side():
    return OrganizationFactory(country=CountryFactory(laos=True))


@pytest.fixture
def pairing(side):
    return PairingFactory(parties=[side, OrganizationFactory()])


def url(verb, record):
    return reverse(f"partnerships:comment-{verb}", args=[record.pk])


@pytest.mark.parametrize("about", ["pairing", "commitment", "update"])
def test_an_official_asks_and_the_thread_shows_it(signed_in, pairing, side, about):
    subject = {
        "pairing": lambda: pairing,
        "commitment": lambda: CommitmentFactory(pairing=pairing),
        "update": lambda: ProgressUpdateFactory(pairing=pairing),
    }[about]()
    client = signed_in(roles.official(side.country))
    form = f"{url('add', pairing)}?{about}={subject.pk}"
    page = client.get(subject.get_absolute_url())
    assert url("add", pairing) in page.content.decode()

    response = client.post(form, {"text": "When do they go?", "kind": "question"}, follow=True)

    assert response.redirect_chain[-1][0] == subject.get_absolute_url()
    shown = response.content.decode()
    assert "When do they go?" in shown
    assert "Waits for an answer" in shown
    assert "(Ministry official, Lao PDR)" in shown
    assert Comment.objects.get().subject == subject


def test_nothing_of_another_pairing_can_be_asked_about(signed_in, pairing):
    elsewhere = CommitmentFactory()
    client = signed_in(roles.staff())

    for said in (f"commitment={elsewhere.pk}", "commitment=nonsense", "update=7"):
        assert client.get(f"{url('add', pairing)}?{said}").status_code == 404


def test_without_words_nothing_is_sent(signed_in, pairing):
    response = signed_in(roles.staff()).post(url("add", pairing), {"kind": "question"})

    assert response.status_code == 422
    assert "Write your question or your comment." in response.content.decode()
    assert not Comment.objects.exists()


def test_a_focal_point_answers_and_who_asked_reads_it(signed_in, pairing, side):
    official = roles.official(side.country)
    question = CommentFactory(pairing=pairing, submitted_by=official)
    focal_point = signed_in(roles.focal_point(side))
    assert url("answer", question) in focal_point.get(url("detail", question)).content.decode()

    focal_point.post(url("answer", question), {"text": "In May"})

    client = signed_in(official)
    page = client.get(url("detail", question)).content.decode()
    assert "In May" in page
    assert "Take it back" not in page
    [reply] = Comment.objects.filter(answers=question)
    assert client.get(url("detail", reply)).context["comment"] == question
    assert client.get(url("answer", question)).status_code == 403


def test_two_who_answer_at_once_lose_no_words(signed_in, pairing, side):
    question = CommentFactory(pairing=pairing)
    comments.answer(question, text="In May", by=roles.staff(), now=NOW)

    response = signed_in(roles.focal_point(side)).post(url("answer", question), {"text": "In June"})

    assert response.status_code == 422
    assert "Somebody has answered this already" in response.content.decode()
    assert "In June" in response.content.decode()


def test_who_asked_takes_it_back(signed_in, pairing, side):
    official = roles.official(side.country)
    question = CommentFactory(pairing=pairing, submitted_by=official)
    client = signed_in(official)

    client.post(url("withdraw", question))

    assert "Taken back" in client.get(url("detail", question)).content.decode()
    assert question.text not in client.get(pairing.get_absolute_url()).content.decode()


def test_open_questions_come_first_and_the_rest_stands_on_its_page(
    signed_in, pairing, django_assert_max_num_queries
):
    open_one = CommentFactory(pairing=pairing, text="The open one")
    for days in range(6):
        CommentFactory(
            pairing=pairing,
            remark=True,
            text=f"Remark {days}",
            submitted_at=NOW + timedelta(days=days),
        )
    client = signed_in(roles.staff())
    client.get(url("index", pairing))

    page = client.get(pairing.get_absolute_url()).content.decode()
    with django_assert_max_num_queries(12):
        everything = client.get(url("index", pairing)).content.decode()

    assert page.index(open_one.text) < page.index("Remark 5") < page.index("Remark 2")
    assert "Remark 1" not in page
    assert url("index", pairing) in page
    assert "Remark 0" in everything
