"""A small network to which anything may happen, and the rules of who sees what in plain Python."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import strategies as st

from events.models import Event, EventPairing, EventProgramme, Organizer, Outcome, Participation
from network.enums import Role
from network.models import Organization, Person, Position, scope_of
from network.queries import wall
from partnerships.models import (
    Agreement,
    AgreementParty,
    Designation,
    Pairing,
    PairingParty,
    WorkPlan,
)
from tests.factories import events, network, partnerships, roles


class World:
    """Three countries, six houses of which one is a part and one an office, and every reader."""

    def __init__(self):
        self.countries = [network.CountryFactory() for _number in range(3)]
        self.houses = [
            network.OrganizationFactory(country=country) for country in (*self.countries, None) * 2
        ][:6]
        self.programmes = [network.ProgrammeFactory(), network.ProgrammeFactory(), None]
        several = roles.coordinator(self.countries[1])
        network.MembershipFactory(user=several, role=Role.STAFF, programme=self.programmes[1])
        self.readers = {
            "nobody": roles.nobody(),
            "official": roles.official(self.countries[0]),
            "coordinator": roles.coordinator(self.countries[1]),
            "focal point": roles.focal_point(self.houses[0]),
            "limited staff": roles.limited_staff(self.programmes[0]),
            "several": several,
        }
        for number, user in enumerate(list(self.readers.values())[:2]):
            network.PersonFactory(user=user, works_at=self.houses[number])
        partnerships.PairingFactory(parties=self.houses[:2], programme=self.programmes[0])

    def one(self, model, n):
        rows = list(model.objects.order_by("pk"))
        return rows[n % len(rows)] if rows else None

    def two(self, n):
        return [self.houses[n % 6], self.houses[(n + 1 + n // 6 % 5) % 6]]

    def pair(self, n):
        partnerships.PairingFactory(parties=self.two(n), programme=self.programmes[n % 3])

    def change_sides(self, n):
        pairing, house = self.one(Pairing, n), self.houses[n // 2 % 6]
        if not pairing.parties.filter(organization=house).delete()[0]:
            PairingParty.objects.create(pairing=pairing, organization=house)

    def move_house(self, n):
        house = self.houses[n % 6]
        house.country = [*self.countries, None][n // 6 % 4]
        house.parent = self.houses[0] if n % 6 and n % 2 else None
        house.save()

    def be_of_the_ilo(self, n):
        Organization.objects.filter(pk=self.houses[n % 6].pk).update(
            kind=network.OrganizationKindFactory(**{"ilo_office": True} if n % 2 else {})
        )

    def change_programme(self, n):
        model = [Pairing, WorkPlan][n % 2]
        one = self.one(model, n // 2)
        model.objects.filter(pk=one.pk if one else 0).update(programme=self.programmes[n % 3])

    def meet(self, n):
        own = [programme for programme in self.programmes[n % 3 : n % 3 + 1] if programme]
        met = [self.one(Pairing, n)] if n % 2 else []
        by = [*self.readers.values(), None][n // 2 % 7]
        events.EventFactory(pairings=met, programmes=own, logged_by=by)

    def gather(self, n):
        """Somebody convenes a meeting, takes part or speaks, or does so no more."""
        event, house = self.one(Event, n), self.houses[n // 2 % 6]
        if event and n % 3 == 0:
            if not Organizer.objects.filter(event=event, organization=house).delete()[0]:
                events.OrganizerFactory(event=event, organization=house)
        elif event:
            who = self.one(Person, n // 3)
            if Participation.objects.filter(event=event, person=who).delete()[0]:
                events.AgendaSpeakerFactory(item__event=event, person=who, name="")
            else:
                came_for = [house, None][n % 2]
                events.ParticipationFactory(event=event, person=who, name="", organization=came_for)

    def take_from_meeting(self, n):
        model = [EventPairing, EventProgramme, Event, Outcome][n % 4]
        row = self.one(model, n // 4)
        if row:
            row.delete()

    def sign(self, n):
        """A paper of two houses; of a pairing, or signed at a meeting."""
        pairing, event = [self.one(Pairing, n), None][n % 2], self.one(Event, n)
        if n % 3:
            paper = partnerships.AgreementFactory(parties=self.two(n), pairing=pairing)
            AgreementParty.objects.filter(agreement=paper).update(signatory=self.one(Person, n))
            outcome = {"kind": "agreement", "agreement": paper}
        else:
            by, on = self.two(n)
            paper = partnerships.DesignationFactory(
                conferred_by=by, conferred_on=on, pairing=pairing
            )
            outcome = {"kind": "designation", "designation": paper}
        if event:
            events.OutcomeFactory(event=event, **outcome)

    def plan(self, n):
        pairing = [self.one(Pairing, n), None][n % 2]
        partnerships.WorkPlanFactory(pairing=pairing, programme=self.programmes[n % 3])

    def promise(self, n):
        partnerships.ActionFactory(pairing=self.one(Pairing, n), person=self.one(Person, n))

    def take_office(self, n):
        """Somebody begins to work at a house, or works nowhere any more."""
        person = self.one(Person, n) if n % 3 else network.PersonFactory()
        if n % 2 or not Position.objects.filter(person=person).delete()[0]:
            network.PositionFactory(person=person, organization=self.houses[n // 2 % 6])

    def take_account(self, n):
        person = self.one(Person, n)
        free = [user for user in self.readers.values() if not Person.objects.filter(user=user)]
        person.user = None if person.user or not free else free[n % len(free)]
        person.save()


STEPS = [name for name in vars(World) if not name.startswith("_") and name not in {"one", "two"}]
HISTORIES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 71)), min_size=8, max_size=20)


class Eyes:
    """What one reader may see, judged row by row as docs/domain.md says it."""

    def __init__(self, user):
        self.user, self.scope = user, scope_of(user)

    def answers_for(self, house):
        is_house = {house.pk, house.parent_id} & self.scope.organizations if house else False
        return bool(house and (house.country_id in self.scope.countries or is_house))

    def runs(self, programme_id):
        return programme_id in self.scope.programmes

    def sides(self, pairing):
        return any(self.answers_for(side.organization) for side in pairing.parties.all())

    def sees_pairing(self, pairing):
        return self.sides(pairing) or self.runs(pairing.programme_id)

    def sees_event(self, event):
        parts, met = event.participations.all(), [each.pairing for each in event.pairings.all()]
        came = [event.organizers.all(), parts]
        limited = any(self.runs(under.programme_id) for under in event.programmes.all())
        wrote = event.logged_by_id == self.user.pk and not self.scope.programmes
        return (
            any(map(self.sees_pairing, met))
            or any(self.answers_for(each.organization) for rows in came for each in rows)
            or any(part.person and part.person.user_id == self.user.pk for part in parts)
            or limited
            or wrote
        )

    def sees_paper(self, paper):
        if paper.pairing:
            return self.runs(paper.pairing.programme_id)
        events = [outcome.event for outcome in paper.outcomes.all()]
        there = [under for event in events for under in event.programmes.all()]
        return any(self.runs(under.programme_id) for under in there)

    def sees_agreement(self, agreement):
        signed = any(self.answers_for(party.organization) for party in agreement.parties.all())
        return signed or self.sees_paper(agreement)

    def sees_designation(self, title):
        given = self.answers_for(title.conferred_by) or self.answers_for(title.conferred_on)
        return given or self.sees_paper(title)

    def sees_plan(self, plan):
        own = plan.pairing is None or self.sees_pairing(plan.pairing)
        return self.scope.is_member and (own or self.runs(plan.programme_id))

    def is_near(self, house):
        pairings = [side.pairing for side in house.pairing_parties.all()]
        of_the_ilo = house.kind.key == "ilo_office"
        return of_the_ilo or self.answers_for(house) or any(map(self.sides, pairings))

    def sees_person(self, person):
        held = [position.organization for position in person.positions.all()]
        if self.scope.programmes or not self.scope.is_member:
            return bool(self.scope.programmes)
        unplaced = bool(self.scope.coordinated) and not held
        return person.user_id == self.user.pk or unplaced or any(map(self.is_near, held))

    def sees(self, facts):
        """Return the keys that are seen of each table with a rule of its own."""
        rules = {
            Pairing: self.sees_pairing,
            Event: self.sees_event,
            Agreement: self.sees_agreement,
            Designation: self.sees_designation,
            WorkPlan: self.sees_plan,
            Person: self.sees_person,
        }
        return {
            model: {row.pk for row in rows if rules[model](row)}
            for model, rows in facts.rows.items()
        }


class Facts:
    """What there is, read once for all who look at it."""

    with_each: ClassVar = {
        Pairing: ["parties__organization"],
        Event: [
            "pairings__pairing__parties__organization",
            *("organizers__organization", "programmes"),
            *("participations__organization", "participations__person"),
        ],
        Agreement: ["parties__organization", "pairing", "outcomes__event__programmes"],
        Designation: ["conferred_by", "conferred_on", "pairing", "outcomes__event__programmes"],
        WorkPlan: ["pairing__parties__organization"],
        Person: [
            "positions__organization__kind",
            "positions__organization__pairing_parties__pairing__parties__organization",
        ],
    }

    def __init__(self):
        self.rows = {
            model: list(model.objects.prefetch_related(*names))
            for model, names in self.with_each.items()
        }
        self.parts = [
            (one, list(one.model._default_manager.all()))
            for one in wall.walled()
            if one.whole and one.whole.related_model != Person
        ]

    def known(self, seen):
        """Return the people who are seen, and those whom something names that is seen."""
        known, shown = set(seen[Person]), dict(seen)
        for one, rows in self.parts:
            wholes = shown[one.whole.related_model]
            found = [row for row in rows if getattr(row, one.whole.attname) in wholes]
            shown[one.model] = {row.pk for row in found}
            people = [f.attname for f in one.model._meta.fields if f.related_model is Person]
            known |= {getattr(row, name) for row in found for name in people}
        return known - {None}
