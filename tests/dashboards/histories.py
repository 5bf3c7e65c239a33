"""A small network to which anything may happen, and what its figures are when counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from dashboards.tasks import fold_tallies
from dashboards.terms.periods import Period
from events.enums import EventState, Modality
from events.models import Event, EventProgramme, HeadCount, Participation
from network.enums import Role
from network.models import Organization
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
HISTORIES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 70)), max_size=24)
PERIODS = [*map(Period.named, ("all", "12", "24", "2025", "2026", "2026-q3"))]
FILTERS = st.tuples(*(st.integers(0, 3) for _filter in range(4)), st.sampled_from(PERIODS))
