"""What was promised and delivered: each number is its list, for each reader, at any size."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from dashboards.queries import figures, promises
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import lists
from dashboards.wording import promises as words
from partnerships.enums import Answer, CommitmentState, Firmness
from tests.factories import roles
from tests.factories.network import CooperationAreaFactory, CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
LATE, CLOSED = {"ends_on": date(2026, 1, 1)}, {"closed_on": TODAY}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        yield


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def readers(laos):
    """Somebody of each role; a pairing of theirs and one of others promised in an area and a part.

    One area is done and somebody verified it, one says so itself.
    """
    house = OrganizationFactory(country=laos)
    whole = CooperationAreaFactory()
    part = CooperationAreaFactory(parent=whole)
    for parties in ([house, OrganizationFactory(country=CountryFactory())], None):
        of = {"pairing": PairingFactory(parties=parties), "agreed_on": date(2026, 11, 1)}
        CommitmentFactory(**of, area=whole, firmness=Firmness.WISHED)
        CommitmentFactory(**of, area=part, firmness=Firmness.PROPOSED, quantity=40, **LATE)
        CommitmentFactory(**of, area=part, state=CommitmentState.PARTLY_DONE, **CLOSED)
        done = CommitmentFactory(
            **of, area=whole, firmness=Firmness.PLANNED, state=CommitmentState.DONE, **CLOSED
        )
        CommitmentFactory(
            **of, area=whole, state=CommitmentState.DROPPED, reason="No money", **CLOSED
        )
        CommitmentFactory(**{**of, "agreed_on": date(2020, 1, 1)}, area=part)
        ProgressUpdateFactory(
            pairing=of["pairing"],
            commitment=done,
            answer=Answer.DONE,
            verified_by=roles.staff(),
            verified_at=datetime(2026, 11, 21, tzinfo=UTC),
        )
    return [roles.staff(), roles.official(laos), roles.coordinator(laos), roles.focal_point(house)]


def rows_of(scope):
    lines = promises.by_pairing(scope, promises.pairings(scope))
    return {
        "area": words.of_areas(promises.by_area(scope), scope),
        "country": words.of_countries(promises.by_country(scope), scope),
        "pairing": words.of_pairings(lines, scope),
    }


def test_each_number_is_the_length_of_its_list_for_each_reader(readers, laos, signed_in):
    for reader in readers:
        client = signed_in(reader, htmx=True)
        for country, period in ((None, Period.ALL_YEARS), (laos, Period.TWO_YEARS)):
            scope = Scope(user=reader, today=TODAY, country=country, period=period)

            shown = [cell for rows in rows_of(scope).values() for row in rows for cell in row.cells]
            urls = {cell.url: cell.number for cell in shown if cell.url}
            urls |= {lists.promises_url(scope, late="1"): promises.late(scope).number}
            url = lists.promises_url(scope, with_target="1", state=lists.PROMISED)
            urls |= {url: promises.targets(scope).number}

            assert {each.column.name for each in shown if each.number} == {
                *("total", "wished", "proposed", "agreed", "planned"),
                *("done", "verified", "late", "dropped"),
            }
            found = {url: len(client.get(url).context["table"].data) for url in urls}
            assert found == urls


def test_the_areas_of_the_dashboard_say_the_same_and_pairings_add_up(readers):
    for reader in readers:
        scope = Scope(user=reader, today=TODAY)
        areas = promises.by_area(scope)

        assert {(each.key, each.sums.total, each.sums.done) for each in areas} == {
            (each.key, each.promised, each.done) for each in figures.areas(scope)
        }
        assert words.total(promises.by_pairing(scope)) == words.total(areas)


def test_targets_say_what_the_newest_update_tells():
    scope = Scope(user=roles.staff(), today=TODAY, period=Period.ALL_YEARS)
    known, unknown = (CommitmentFactory(quantity=40, unit="teachers") for _number in range(2))
    for day, percent in ((1, 10), (3, 60)):
        ProgressUpdateFactory(
            pairing=known.pairing,
            commitment=known,
            percent=percent,
            submitted_at=datetime(2026, 11, day, tzinfo=UTC),
        )

    found = promises.targets(scope)

    assert [(each, each.percent) for each in found.first] == [(known, 60), (unknown, None)]


def test_what_lacks_a_day_is_told_for_all_years_with_its_list(signed_in):
    dated = {"agreed_on": date(2026, 1, 1), "ends_on": date(2026, 12, 1)}
    pairing = CommitmentFactory(**dated).pairing
    CommitmentFactory(pairing=pairing, **{**dated, "agreed_on": None})
    CommitmentFactory(pairing=pairing, **{**dated, "ends_on": None})
    over = {"pairing": pairing, "closed_on": date(2026, 2, 1), "ends_on": None}
    CommitmentFactory(state="done", agreed_on=date(2026, 1, 1), **over)
    CommitmentFactory(state="dropped", reason="No budget", agreed_on=None, **over)
    ActionFactory.create_batch(2, pairing=pairing, due_on=None)
    ActionFactory(pairing=pairing, due_on=date(2026, 12, 1))
    scope = Scope(user=roles.staff(), today=TODAY, period=Period(2026))

    found = promises.lacking(scope)
    told = words.lacking(found, scope)

    assert found == promises.Lacking(undated=1, endless=1, actions=2)
    client = signed_in(scope.user)
    assert [len(client.get(line.url).context["table"].data) for line in told] == [1, 1, 2]
    assert told[2].words.startswith("2 open actions have no day.")
    assert words.lacking(promises.Lacking(0, 0, 0), scope) == []
