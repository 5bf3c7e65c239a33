from datetime import UTC, date, datetime

import pytest

from dashboards.terms.periods import Period
from documents.models import Briefing
from documents.operations import briefings
from documents.terms.briefings import BriefingTerms, Facts
from documents.wording.briefings import paper
from tests.factories import roles
from tests.factories.documents import FACTS
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def terms():
    return BriefingTerms(country=CountryFactory(cambodia=True), period=Period.ONE_YEAR)


def test_what_was_issued_does_not_move_when_the_network_does(terms):
    pairing = PairingFactory(parties=[OrganizationFactory(country=terms.country)])
    official = roles.official(terms.country)
    briefing = briefings.issue(terms, by=official, now=NOW)
    before = paper(Briefing.objects.get(pk=briefing.pk))

    pairing.title = "Another name"
    pairing.save()
    PairingFactory(parties=[OrganizationFactory(country=terms.country)])

    assert paper(Briefing.objects.get(pk=briefing.pk)) == before
    assert (briefing.issued_by, briefing.issued_at, briefing.ends_on) == (
        official,
        NOW,
        date(2026, 11, 30),
    )


def test_the_same_rows_make_no_second_briefing_and_others_do(terms):
    staff = roles.staff()
    first = briefings.issue(terms, by=staff, now=NOW)

    assert briefings.issue(terms, by=staff, now=NOW.replace(hour=9)) == first

    PairingFactory(parties=[OrganizationFactory(country=terms.country)])
    second = briefings.issue(terms, by=staff, now=NOW.replace(hour=10))
    assert second != first
    assert second.rows_hash != first.rows_hash


def test_what_is_kept_is_read_again_as_it_was():
    briefing = Briefing(facts=FACTS.as_json())
    briefing.country, briefing.issued_at = CountryFactory(), NOW
    briefing.ends_on = NOW.date()
    briefing.save()

    briefing.refresh_from_db()

    assert Facts.of_json(briefing.facts) == FACTS
