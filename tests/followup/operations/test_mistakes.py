"""What is wrong is told to those who can correct it, in the words of who says so."""

from datetime import UTC, datetime

import pytest

from followup.operations import mistakes
from followup.queries.mistakes import KIND
from notifications.models import Message
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_each_of_them_gets_a_mail_of_their_own():
    author = roles.focal_point(OrganizationFactory())
    staff = [PersonFactory(user=roles.staff()) for _each in range(2)]

    assert mistakes.tell(author.person, words=" My name is Dara ", by=author, now=NOW) == 2

    sent = Message.objects.filter(kind=KIND)
    assert {each.recipient for each in sent} == {each.recipient for each in staff}
    assert {(each.note, each.author, each.about) for each in sent} == {
        ("My name is Dara", author, author.person)
    }


def test_it_is_said_when_there_is_nobody():
    author = roles.focal_point(OrganizationFactory())

    with pytest.raises(mistakes.NobodyToTellError):
        mistakes.tell(author.person, words="Wrong", by=author, now=NOW)
