"""What was over for weeks when it was written down: nobody is asked, and nobody is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from partnerships.operations import actions
from partnerships.terms.actions import ActionTerms
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory
from tests.followup.planning import plan_escalations, plan_requests

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.mark.parametrize(("weeks", "is_asked"), [(2, True), (4, False)])
def test_nobody_is_asked(weeks, is_asked):
    ActionFactory(person=PersonFactory(), due_on=TODAY - 7 * weeks * DAY, created_at=NOW)

    assert bool(plan_requests(now=NOW)) is is_asked


@pytest.mark.parametrize(("written_at", "told"), [(NOW, 0), (NOW - 60 * DAY, 1)])
def test_nobody_of_the_staff_is_told(written_at, told):
    laos = CountryFactory(laos=True)
    PersonFactory(user=roles.coordinator(laos))
    pairing = PairingFactory(parties=[OrganizationFactory(country=laos), OrganizationFactory()])
    CommitmentFactory(pairing=pairing, ends_on=TODAY - 28 * DAY, created_at=written_at)

    assert plan_escalations(now=NOW) == told


def test_with_a_day_to_come_it_is_a_promise_again():
    action = ActionFactory(person=PersonFactory(), due_on=date(2022, 1, 31), created_at=NOW)
    assert plan_requests(now=NOW) == 0

    actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY + DAY), by=None)

    assert plan_requests(now=NOW) > 0
