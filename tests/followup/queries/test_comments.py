"""Who hears of a question, and what each of them is told."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.queries.comments import is_fresh, key_for, readers_of_each
from network.models import Membership
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import CommentFactory, PairingFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def test_who_has_two_roles_reads_once_as_who_answers_for_a_side():
    person = PersonFactory(user=roles.staff())
    seat = FocalPointFactory(person=person)
    pairing = PairingFactory(parties=[seat.organization, OrganizationFactory()])

    [readers] = readers_of_each([CommentFactory(pairing=pairing)], on=NOW.date()).values()

    assert Membership.objects.filter(user=person.user).exists()
    assert (readers.responsible, readers.staff, readers.all) == ([person], [person], [person])


def test_a_question_has_another_key_when_it_is_asked_once_more_and_a_comment_has_not():
    question = CommentFactory(submitted_at=NOW)
    remark = CommentFactory(remark=True, submitted_at=NOW)
    reader = PersonFactory().recipient

    first, second = (key_for(question, reader, NOW + days * DAY) for days in (6, 7))

    assert second == f"{first}:again"
    assert key_for(remark, reader, NOW) == key_for(remark, reader, NOW + 8 * DAY)
    assert [is_fresh(question, NOW + days * DAY) for days in (59, 60)] == [True, False]
