"""After any history the figures of each reader are what somebody counts by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.enums import Period
from dashboards.queries import figures, numbers, tallies
from dashboards.queries.scope import Scope
from dashboards.tasks import fold_tallies
from network.enums import Role
from network.models import Organization
from partnerships.enums import ActionState, CommitmentState, PairingPhase
from partnerships.models import Action, Commitment, Pairing, PairingParty
from partnerships.queries.kept import ON_PAIRINGS
from tests.factories import roles
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
# Days of one month, of the first and the last days of others, of years before, and of tomorrow.
DAYS = [TODAY - timedelta(days=back) for back in (0, 1, 21, 22, 326, 365, 729, 730, 1500, -1)]


class World:
    """Three countries, four institutions, two programmes, an area with a part; and readers."""

    def __init__(self):
        self.countries = [CountryFactory() for _number in range(3)]
        self.houses = [
            OrganizationFactory(country=country) for country in (*self.countries, self.countries[0])
        ]
        self.programmes = [ProgrammeFactory(), ProgrammeFactory(), None]
        whole = CooperationAreaFactory()
        self.areas = [whole, CooperationAreaFactory(parent=whole), CooperationAreaFactory()]
        of_two = roles.official(self.countries[0])
        MembershipFactory(user=of_two, role=Role.OFFICIAL, country=self.countries[1])
        self.readers = [
            roles.staff(),
            roles.official(self.countries[0]),
            roles.coordinator(self.countries[1]),
            roles.focal_point(self.houses[0]),
            of_two,
        ]
        for number in range(2):
            PairingFactory(parties=self.houses[number : number + 2])

    def one(self, model, n):
        rows = list(model.objects.order_by("pk"))
        return rows[n % len(rows)] if rows else None

    def plan(self, n):
        due_on = [None, *DAYS][n % 11]
        ActionFactory(pairing=self.one(Pairing, n), due_on=due_on)

    def agree(self, n):
        agreed_on = [None, *DAYS][n % 11]
        area = self.areas[n % 3]
        CommitmentFactory(pairing=self.one(Pairing, n), area=area, agreed_on=agreed_on)

    def end(self, n):
        model, states = [(Action, ActionState), (Commitment, CommitmentState)][n % 2]
        word, row = list(states)[n // 2 % len(states)], self.one(model, n // 3)
        closed_on = None if word in list(states)[:2] else DAYS[n % 10]
        rows = model.objects.filter(pk=row.pk if row else 0)
        rows.update(state=word, closed_on=closed_on, reason="So it is.")

    def correct(self, n):
        Action.objects.update(due_on=DAYS[n % 10])
        Commitment.objects.update(area=self.areas[n % 3], agreed_on=DAYS[n // 2 % 10])

    def take_away(self, n):
        row = self.one([Action, Commitment][n % 2], n)
        if row:
            row.delete()

    def move_to_another_pairing(self, n):
        row = self.one([Action, Commitment][n % 2], n)
        if row:
            row.pairing = self.one(Pairing, n // 2)
            row.save()

    def change_sides(self, n):
        pairing, house = self.one(Pairing, n), self.houses[n // 2 % 4]
        found = PairingParty.objects.filter(pairing=pairing, organization=house)
        if not found.delete()[0]:
            PairingParty.objects.create(pairing=pairing, organization=house)

    def merge(self, n):
        into = self.houses[n % 4]
        for party in PairingParty.objects.exclude(organization=into).filter(
            organization=self.houses[n // 2 % 4]
        ):
            if not PairingParty.objects.filter(pairing=party.pairing, organization=into).exists():
                party.organization = into
                party.save()

    def move_abroad(self, n):
        country = [None, *self.countries][n % 4]
        Organization.objects.filter(pk=self.houses[n // 2 % 4].pk).update(country=country)

    def change_pairing(self, n):
        pairing = self.one(Pairing, n)
        pairing.programme = self.programmes[n % 3]
        pairing.started_on = [None, *DAYS][n % 11]
        pairing.phase = list(PairingPhase)[n // 3 % 7]
        pairing.closed_on = None if PairingPhase(pairing.phase).is_open else TODAY
        pairing.reason = "So it is."
        pairing.save()

    def fold(self, _n):
        fold_tallies()


STEPS = [name for name in vars(World) if not name.startswith("_") and name != "one"]
HISTORIES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 70)), max_size=16)
FILTERS = st.tuples(*(st.integers(0, 3) for _filter in range(3)), st.sampled_from(Period))


def by_hand(scope):
    """Count what the reader sees in plain Python."""
    sides = {}
    for pairing, country in PairingParty.objects.values_list("pairing", "organization__country"):
        sides.setdefault(pairing, set()).add(country)
    parts = (
        {scope.area.pk, *scope.area.children.values_list("pk", flat=True)} if scope.area else None
    )

    def within(pairing):
        of_country = not scope.country or scope.country.pk in sides.get(pairing.pk, ())
        return of_country and scope.programme in (None, pairing.programme)

    def when(day):
        span = scope.span
        return day is not None and (span.start or date.min) <= day <= span.end

    pairings = {each.pk: each for each in Pairing.objects.visible_to(scope.user) if within(each)}
    agreed = [each for each in Commitment.objects.all() if each.pairing_id in pairings]
    agreed = [each for each in agreed if parts is None or each.area_id in parts]
    there = {each.pairing_id for each in agreed} if parts else set(pairings)
    still = [each for key, each in pairings.items() if key in there and each.closed_on is None]
    due = [
        each for each in Action.objects.all() if each.pairing_id in pairings and when(each.due_on)
    ]
    in_time = [each for each in due if each.state == "done" and each.closed_on <= each.due_on]
    late = [each for each in due if each.is_open and each.due_on < scope.today]
    counted = {}
    for each in agreed:
        if not scope.span.start or when(each.agreed_on):
            counted.setdefault(each.area.key, []).append(each.state)
    return (
        len(still),
        len([each for each in still if when(each.started_on)]) if scope.span.start else None,
        numbers.ActionsDue(len(due), len(in_time), len(late)),
        {key: sorted(states) for key, states in counted.items()},
    )


def on_the_page(scope):
    overview = numbers.overview(scope)
    areas = {
        area.key: [area.done, area.started, area.not_started, area.dropped]
        for area in figures.areas(scope)
    }
    return overview.open_pairings, overview.begun_pairings, overview.actions, areas


def by_word(states):
    groups = (("done", "partly_done"), ("in_progress",), ("open",), ("dropped",))
    return [sum(state in group for state in states) for group in groups]


@settings(max_examples=7, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, asked=st.lists(FILTERS, min_size=2, max_size=2))
def test_after_any_history_each_reader_sees_what_is_counted_by_hand(db, history, asked):
    with transaction.atomic():
        world = World()
        for step, number in history:
            getattr(world, step)(number)
        for reader in world.readers:
            for country, programme, area, period in [(3, 2, 3, Period.ALL_YEARS), *asked]:
                scope = Scope(
                    user=reader,
                    today=TODAY,
                    country=[*world.countries, None][country],
                    programme=[*world.programmes, None][programme],
                    area=[*world.areas, None][area],
                    period=period,
                )
                *counts, agreed = by_hand(scope)
                expected = (*counts, {key: by_word(states) for key, states in agreed.items()})
                assert on_the_page(scope) == expected
        assert [*ON_PAIRINGS.differences(), *tallies.differences()] == []
        transaction.set_rollback(True)
