"""A question is asked once, answered once, and stays on the record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.records import BrokenConstraintError
from network.enums import Role
from partnerships.enums import CommentKind, CommentState
from partnerships.models import Comment
from partnerships.operations import comments, updates
from partnerships.terms.comments import CommentTerms
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
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
    return PairingFactory(parties=[OrganizationFactory(), side])


def asked(**others):
    return CommentTerms(**{"kind": CommentKind.QUESTION, "text": " When? ", **others})


def test_a_question_keeps_who_asked_and_as_what(pairing, side):
    user = roles.official(side.country)
    update = ProgressUpdateFactory(pairing=pairing)

    question = comments.write(pairing, asked(progress_update=update), by=user, now=NOW)

    assert (question.text, question.submitted_by, question.author) == ("When?", user, None)
    assert (question.role, question.country) == (Role.OFFICIAL, side.country)
    assert (question.subject, question.word) == (update, CommentState.OPEN)


def test_the_same_words_count_once_while_nobody_answered(pairing):
    user, other = roles.staff(), roles.staff()

    first, again = (comments.write(pairing, asked(), by=user, now=NOW) for _time in range(2))
    comments.write(pairing, asked(), by=other, now=NOW)
    comments.write(pairing, asked(kind=CommentKind.COMMENT), by=user, now=NOW)
    comments.answer(first, text="In May", by=other, now=NOW)
    later = comments.write(pairing, asked(), by=user, now=NOW)

    assert first == again != later
    assert pairing.comments.exclude(kind=CommentKind.ANSWER).count() == 4


def test_it_must_be_about_the_pairing_and_say_something(pairing):
    user, elsewhere = roles.staff(), CommitmentFactory()

    with pytest.raises(updates.OtherPairingError):
        comments.write(pairing, asked(commitment=elsewhere), by=user, now=NOW)
    with pytest.raises(BrokenConstraintError, match="Write your question"):
        comments.write(pairing, asked(text=" "), by=user, now=NOW)


def test_the_first_answer_ends_the_question(pairing, side):
    question = CommentFactory(pairing=pairing, commitment=CommitmentFactory(pairing=pairing))
    user = roles.focal_point(side)

    reply = comments.answer(question, text=" In May ", by=user, now=NOW)

    question.refresh_from_db()
    assert (reply.text, reply.author, reply.submitted_by) == ("In May", user.person, user)
    assert (reply.role, reply.subject) == (Role.FOCAL_POINT, question.commitment)
    assert (question.closed_at, question.reply) == (NOW, reply)
    assert question.word == CommentState.ANSWERED
    with pytest.raises(comments.AlreadyAnsweredError, match="has answered this already"):
        comments.answer(question, text="In June", by=user, now=NOW)
    with pytest.raises(comments.AlreadyAnsweredError):
        comments.withdraw(question, by=question.submitted_by, now=NOW)


def test_an_answer_by_a_link_is_of_its_person_alone():
    question, person = CommentFactory(), PersonFactory()

    reply = comments.answer(question, text="In May", author=person, now=NOW)

    assert (reply.author, reply.submitted_by, reply.role) == (person, None, Role.FOCAL_POINT)


def test_a_refused_answer_leaves_the_question_open():
    question = CommentFactory()

    with pytest.raises(BrokenConstraintError):
        comments.answer(question, text=" ", by=roles.staff(), now=NOW)

    assert list(Comment.objects.open()) == [question]


def test_nobody_answers_what_was_no_question_or_was_taken_back():
    remark, question = CommentFactory(remark=True), CommentFactory()
    comments.withdraw(question, by=question.submitted_by, now=NOW)

    for comment in (remark, question):
        with pytest.raises(comments.NotAskedError):
            comments.answer(comment, text="In May", by=roles.staff(), now=NOW)


def test_what_was_taken_back_leaves_the_thread_and_stays_as_it_was():
    question = CommentFactory()

    for when in (NOW, datetime(2026, 12, 1, tzinfo=UTC)):
        question = comments.withdraw(question, by=question.submitted_by, now=when)

    assert (question.closed_at, question.word) == (NOW, CommentState.WITHDRAWN)
    assert not Comment.objects.standing().exists()
