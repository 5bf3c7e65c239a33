from datetime import UTC, date, datetime

import pytest

from dashboards.queries import numbers, people
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from documents.queries import years
from documents.queries.years import Year
from partnerships.enums import ReachedKind
from tests.factories import roles
from tests.factories.events import DonationFactory, EventFactory, HeadCountFactory
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import (
    PairingFactory,
    PeopleReachedFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cambodia():
    return CountryFactory(cambodia=True)


@pytest.fixture
def pairing(cambodia):
    return PairingFactory(
        parties=[OrganizationFactory(country=cambodia)], programme=ProgrammeFactory()
    )


def scope(**narrower):
    everything = {"user": roles.staff(), "today": TODAY, "period": Period.ALL_YEARS}
    return Scope(**everything | narrower)


def test_each_year_says_what_is_known_and_leaves_the_rest_empty(cambodia, pairing):
    of = {"pairings": [pairing]}
    three_days = EventFactory(day=date(2025, 3, 3), last_day=date(2025, 3, 5), **of)
    HeadCountFactory(event=three_days, people=10, women=4)
    HeadCountFactory(event=EventFactory(day=date(2025, 9, 1), **of), people=7, women=None)
    EventFactory(day=date(2024, 9, 1), **of)
    perhaps = {"day": None, "earliest_day": date(2022, 12, 1), "latest_day": date(2023, 1, 31)}
    EventFactory(**perhaps, **of)
    DonationFactory(event=three_days, what="Lathe")
    update = ProgressUpdateFactory(pairing=pairing, submitted_at=datetime(2024, 5, 1, tzinfo=UTC))
    PeopleReachedFactory(progress_update=update, total=30, women=12)
    untold = {"progress_update": update, "kind": ReachedKind.STUDENTS, "total": None}
    PeopleReachedFactory(**untold, women=5)
    PeopleReachedFactory(progress_update=ProgressUpdateFactory(), total=99)

    found = years.by_year(scope(country=cambodia))

    assert found == [
        Year(
            2025,
            workshops=2,
            workshops_with_figure=2,
            people=17,
            women=4,
            people_where_women_known=10,
            person_days=37,
            handed_over=1,
        ),
        Year(2024, workshops=1, reached=30, reached_women=12),
    ]
    assert sum(each.women or 0 for each in people.people(scope(country=cambodia)).kinds) == 12
    total = numbers.overview(scope(country=cambodia)).head_counts
    assert total.people == sum(year.people or 0 for year in found)


def test_a_programme_and_a_period_narrow_what_was_reached(pairing):
    for year in (2020, 2026):
        at = datetime(year, 5, 1, tzinfo=UTC)
        PeopleReachedFactory(
            progress_update=ProgressUpdateFactory(pairing=pairing, submitted_at=at), total=5
        )
    narrow = {"period": Period.ONE_YEAR, "programme": pairing.programme}

    assert [each.year for each in years.by_year(scope(**narrow))] == [2026]
    assert years.by_year(scope(programme=ProgrammeFactory())) == []
