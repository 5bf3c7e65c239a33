"""Nobody is asked about what was only wished for."""

from datetime import UTC, datetime

import pytest

from tests.factories.network import FocalPointFactory
from tests.factories.partnerships import CommitmentFactory
from tests.followup.planning import is_scheduled, plan_requests

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_nobody_is_asked_about_a_wish_until_it_is_agreed():
    wish = CommitmentFactory(firmness="wished", ends_on=NOW.date())
    FocalPointFactory(organization=wish.pairing.parties.first().organization)

    assert plan_requests(now=NOW) == 0
    assert not is_scheduled(wish)

    wish.firmness = "agreed"
    wish.save()

    # Today's question, and the one of next week that is within sight.
    assert plan_requests(now=NOW) == 2
