"""A small network to which anything may happen, and what its figures are when counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from dashboards.queries import numbers
from dashboards.tasks import fold_tallies
from dashboards.terms.periods import Period
from events.enums import EventState, Modality
from events.models import Event, EventPairing, EventProgramme, HeadCount, Organizer, Participation
from network.enums import InterestKind, Role
from network.models import FocalPoint, Interest, Organization
from partnerships.enums import ActionState, CommitmentState, PairingPhase
from partnerships.models import Action, Commitment, Pairing, PairingParty
from tests.factories import roles
from tests.factories.events import (
    EventFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
)
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    InterestFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

TODAY = date(2026, 11, 22)
# Days of one month, of the first and the last days of others, of years before, and of tomorrow.
DAYS = [TODAY - timedelta(days=back) for back in (0, 1, 21, 22, 326, 365, 729, 730, 1500, -1)]
HOW = list(Modality)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


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
        self.person = PersonFactory(user=self.readers[1])
        for number in range(2):
            PairingFactory(parties=self.houses[number : number + 2])

    def one(self, model, n):
        rows = list(model.objects.order_by("pk"))
        return rows[n % len(rows)] if rows else None

    def meet(self, n):
        """On a day, or in a month, a quarter or a year."""
        day = DAYS[n % 10]
        first = day.replace(day=1)
        when = {"day": day}
        if n % 4 == 0:
            last = first + timedelta(days=[20, 80, 364][n // 4 % 3])
            when = {"day": None, "earliest_day": first, "latest_day": last}
        own = [] if self.programmes[n % 3] is None else [self.programmes[n % 3]]
        met = [self.one(Pairing, n)] if n % 3 else []
        event = EventFactory(**when, modality=HOW[n % 3], pairings=met, programmes=own)
        OrganizerFactory(event=event, organization=self.houses[n // 3 % 4])
        outcome = self.one(Commitment, n)
        if outcome:
            OutcomeFactory(event=event, kind="commitment", commitment=outcome)

    def count_people(self, n):
        event = self.one(Event, n)
        if event:
            total, women = [(12, None), (9, 4), (None, 3), (0, 0)][n // 2 % 4]
            house = self.houses[0] if n % 5 == 0 else None
            disabled = None if n % 7 else women
            HeadCount.objects.update_or_create(
                event=event,
                organization=house,
                defaults={"people": total, "women": women, "persons_with_disabilities": disabled},
            )

    def take_part(self, n):
        event = self.one(Event, n)
        if event:
            who = PersonFactory() if n % 2 else self.person
            house = self.houses[n // 2 % 4]
            known = Participation.objects.filter(event=event, person=who)
            if not known.update(organization=house):
                ParticipationFactory(event=event, person=who, organization=house)

    def correct_meeting(self, n):
        event = self.one(Event, n)
        if event:
            event.state = list(EventState)[n // 2 % 6]
            event.reason, event.modality = "So it is.", HOW[n % 3]
            event.logged_by = self.readers[n % 5]
            event.save()

    def tell_programme(self, n):
        event = self.one(Event, n)
        if event:
            under = EventProgramme.objects.filter(event=event, programme=self.programmes[n % 2])
            if not under.delete()[0]:
                EventProgramme.objects.create(event=event, programme=self.programmes[n % 2])

    def remove_meeting(self, n):
        event = self.one(Event, n)
        if event:
            event.delete()

    def plan(self, n):
        due_on = [None, *DAYS][n % 11]
        ActionFactory(pairing=self.one(Pairing, n), due_on=due_on)
        Action.objects.update(created_at=LONG_AGO)

    def agree(self, n):
        agreed_on = [None, *DAYS][n % 11]
        area = self.areas[n % 3]
        CommitmentFactory(pairing=self.one(Pairing, n), area=area, agreed_on=agreed_on)
        Commitment.objects.update(created_at=LONG_AGO)

    def end(self, n):
        model, states = [(Action, ActionState), (Commitment, CommitmentState)][n % 2]
        word, row = list(states)[n // 2 % len(states)], self.one(model, n // 3)
        closed_on = None if word in list(states)[:2] else DAYS[n % 10]
        rows = model.objects.filter(pk=row.pk if row else 0)
        rows.update(state=word, closed_on=closed_on, reason="So it is.")

    def correct(self, n):
        Action.objects.update(due_on=DAYS[n % 10])
        Commitment.objects.update(area=self.areas[n % 3], agreed_on=DAYS[n // 2 % 10])

    def move(self, n):
        model, day = [(Action, "due_on"), (Commitment, "ends_on")][n % 2]
        row = self.one(model, n // 2)
        if row:
            model.objects.filter(pk=row.pk).update(**{day: [None, *DAYS][n % 11]})

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

    def want(self, n):
        house, area, kind = self.houses[n % 4], self.areas[n % 3], list(InterestKind)[n % 2]
        found = Interest.objects.filter(organization=house, area=area, kind=kind)
        if not found.delete()[0]:
            InterestFactory(organization=house, area=area, kind=kind)

    def seat(self, n):
        found = FocalPoint.objects.filter(organization=self.houses[n % 4], person=self.person)
        if not found.delete()[0]:
            FocalPointFactory(organization=self.houses[n % 4], person=self.person)

    def fold(self, _n):
        fold_tallies()


STEPS = [name for name in vars(World) if not name.startswith("_") and name != "one"]
HISTORIES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 70)), max_size=24)
PERIODS = [*map(Period.named, ("all", "12", "24", "2025", "2026", "2026-q3"))]
FILTERS = st.tuples(*(st.integers(0, 3) for _filter in range(4)), st.sampled_from(PERIODS))


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
    late_at_first = [
        each
        for each in Action.objects.all()
        if each.pairing_id in pairings and when(each.first_day) and was_late_at_first(each)
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
        numbers.ActionsDue(len(due), len(in_time), len(late), len(late_at_first)),
        {key: sorted(states) for key, states in counted.items()},
    )


def gaps_by_hand(scope):
    """Count in plain Python who has no open pairing, and who of them looks for an area in vain."""
    seen = Pairing.objects.visible_to(scope.user)
    still = {each.pk for each in seen if each.closed_on is None}
    sides = list(PairingParty.objects.values_list("organization", "pairing"))
    houses = [
        each
        for each in Organization.objects.concerning(scope.user)
        if scope.country in (None, each.country)
    ]
    paired = {house for house, pairing in sides if pairing in still}
    agreed = {
        (house, area)
        for commitment in Commitment.objects.exclude(state="dropped")
        for house, pairing in sides
        if pairing == commitment.pairing_id and pairing in still
        for area in (commitment.area_id, commitment.area.parent_id)
    }
    unmet = {}
    for need in Interest.objects.filter(kind="need"):
        wanted = (need.organization_id, need.area_id)
        if need.organization in houses and wanted not in agreed:
            unmet[need.area.key] = unmet.get(need.area.key, 0) + 1
    return len([each for each in houses if each.pk not in paired]), unmet


def was_late_at_first(item):
    """Say of something whether it was late by the first day that its history knows."""
    day = type(item).last_day_field
    days = [getattr(each, day) for each in item.history.order_by("pgh_id")]
    first = next((each for each in days if each), None)
    is_moved = any(one and one != other for one, other in pairwise(days)) and first
    return is_moved and item.state != "dropped" and first < (item.closed_on or TODAY)


def meetings_by_hand(scope, span):
    """Count what the reader sees of meetings in plain Python: how many, who came, by quarter."""
    country_of = dict(Organization.objects.values_list("pk", "country"))
    there = {}
    sides = {}
    for pairing, house in PairingParty.objects.values_list("pairing", "organization"):
        sides.setdefault(pairing, []).append(house)
    for event, pairing in EventPairing.objects.values_list("event", "pairing"):
        there.setdefault(event, set()).update(map(country_of.get, sides.get(pairing, ())))
    for model in (Organizer, Participation):
        for event, house in model.objects.values_list("event", "organization"):
            there.setdefault(event, set()).add(country_of.get(house))
    agreed = {
        outcome.event_id
        for commitment in Commitment.objects.visible_to(scope.user).filter(area=scope.area)
        for outcome in commitment.outcomes.all()
    }
    seen = [
        each
        for each in Event.objects.visible_to(scope.user)
        if each.state in ("held", "reported")
        and (scope.country is None or scope.country.pk in there.get(each.pk, ()))
        and (not scope.modality or each.modality == scope.modality)
        and (scope.area is None or each.pk in agreed)
        and (scope.programme is None or each.programmes.filter(programme=scope.programme).exists())
    ]

    def within(event, span):
        first, last = event.day or event.earliest_day, event.day or event.latest_day
        ends = first if span.end >= scope.today else last
        return (span.start or date.min) <= first and ends <= span.end

    counted = [each for each in seen if within(each, span)]
    totals = [
        total
        for each in counted
        for total in HeadCount.objects.filter(event=each, organization=None)
    ]
    known = [each for each in totals if each.people is not None]
    with_women = [each for each in known if each.women is not None]
    disabled = [
        each.persons_with_disabilities
        for each in totals
        if each.persons_with_disabilities is not None
    ]
    return (
        numbers.HeadCounts(
            people=sum(each.people for each in known) if known else None,
            women=sum(each.women for each in with_women) if with_women else None,
            people_where_women_known=sum(each.people for each in with_women),
            workshops=len(counted),
            workshops_with_figure=len(known),
            persons_with_disabilities=sum(disabled) if disabled else None,
        ),
        by_quarters(counted),
    )


def by_quarters(events):
    found = {}
    for each in events:
        days = each.day or each.earliest_day, each.day or each.latest_day
        first, last = ((day.year, (day.month + 2) // 3) for day in days)
        key = (first if first == last else None, each.modality)
        found[key] = found.get(key, 0) + 1
    return found
