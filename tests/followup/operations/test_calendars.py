"""The secret address of somebody's own calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import ActionLink
from followup.operations import calendars
from tests.factories.accounts import UserFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def test_an_address_lasts_for_years_and_is_made_once():
    person, user = PersonFactory(), UserFactory()

    link = calendars.make(person, by=user, now=NOW)
    again = calendars.make(person, by=user, now=NOW + timedelta(days=30))

    assert again == link
    assert (link.holder, link.target) == (person, person)
    assert link.is_usable(NOW + timedelta(days=3650))


def test_a_new_address_closes_every_old_one_and_no_other_persons():
    person, user = PersonFactory(), UserFactory()
    old = calendars.make(person, by=user, now=NOW)
    others = calendars.make(PersonFactory(), by=user, now=NOW)

    new = calendars.renew(person, by=user, now=NOW)

    assert new != old
    usable = [link for link in ActionLink.objects.order_by("pk") if link.is_usable(NOW)]
    assert usable == [others, new]
