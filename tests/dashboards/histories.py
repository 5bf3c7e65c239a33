"""A small network to which anything may happen; ``by_hand`` counts what its figures are then."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from dashboards.tasks import fold_tallies
from dashboards.terms.periods import Period
from events.enums import EventState, Modality
from events.models import Event, EventProgramme, HeadCount, Participation
from network.enums import InterestKind, Role
from network.models import FocalPoint, Interest, Organization
from partnerships.enums import (
    ActionState,
    Answer,
    CommitmentState,
    Firmness,
    PairingPhase,
    ReachedKind,
)
from partnerships.models import (
    Action,
    Commitment,
    Pairing,
    PairingParty,
    PeopleReached,
    ProgressUpdate,
)
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
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
# Days of one month, of the first and the last days of others, of years before, and of tomorrow.
DAYS = [TODAY - timedelta(days=back) for back in (0, 1, 21, 22, 326, 365, 729, 730, 1500, -1)]
HOW = list(Modality)
ZONES = ["UTC", "Asia/Yangon", "America/Bogota", "Asia/Phnom_Penh", "Asia/Yangon"]
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
        # Of the second official it is tomorrow already, or still yesterday for the coordinator.
        for reader, zone in zip(self.readers, ZONES, strict=True):
            reader.time_zone = zone
            reader.save()
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
        CommitmentFactory(
            pairing=self.one(Pairing, n),
            area=area,
            agreed_on=agreed_on,
            ends_on=[None, *DAYS][n * 3 % 11],
            firmness=list(Firmness)[n % 4],
        )
        Commitment.objects.update(created_at=LONG_AGO)

    def end(self, n):
        model, states = [(Action, ActionState), (Commitment, CommitmentState)][n % 2]
        word, row = list(states)[n // 2 % len(states)], self.one(model, n // 3)
        closed_on = None if word in list(states)[:2] else DAYS[n % 10]
        rows = model.objects.filter(pk=row.pk if row else 0)
        rows.update(state=word, closed_on=closed_on, reason="So it is.")

    def answer(self, n):
        """About an area or a pairing as a whole, on some side of midnight."""
        area = self.one(Commitment, n) if n % 2 else None
        at = time([0, 3, 18, 23][n % 4], 30)
        ProgressUpdateFactory(
            pairing=area.pairing if area else self.one(Pairing, n),
            commitment=area,
            answer=Answer.DONE if n % 3 else Answer.LATE,
            submitted_at=datetime.combine(DAYS[n % 10], at, UTC),
        )

    def correct_answer(self, n):
        old = self.one(ProgressUpdate, n)
        if old and not ProgressUpdate.objects.filter(supersedes=old).exists():
            ProgressUpdateFactory(
                pairing=old.pairing,
                commitment=old.commitment,
                answer=old.answer,
                supersedes=old,
                submitted_at=old.submitted_at + timedelta(hours=n % 3),
            )

    def verify(self, n):
        """Or take that back."""
        old = self.one(ProgressUpdate, n)
        if old:
            by = None if old.verified_by else self.readers[0]
            old.verified_by, old.verified_at = by, by and LONG_AGO
            old.save()

    def tell_people(self, n):
        old = self.one(ProgressUpdate, n)
        if old:
            total, women = [(12, None), (9, 4), (None, 3), (0, 0)][n // 2 % 4]
            PeopleReached.objects.update_or_create(
                progress_update=old,
                kind=list(ReachedKind)[n % 3],
                defaults={"total": total, "women": women},
            )

    def tell_no_people(self, n):
        told = self.one(PeopleReached, n)
        if told:
            told.delete()

    def take_answer_back(self, n):
        old = self.one(ProgressUpdate, n)
        if old and not ProgressUpdate.objects.filter(supersedes=old).exists():
            old.delete()

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
        if row and not row.updates.exists():
            row.delete()

    def move_to_another_pairing(self, n):
        row = self.one([Action, Commitment, ProgressUpdate][n % 3], n)
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
