"""In which events an organization or a person was involved, and where a record was made."""

from datetime import date

import pytest

from events.queries import involvement
from tests.factories import roles
from tests.factories.events import (
    AgendaSpeakerFactory,
    EventFactory,
    HeadCountFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
    PresentationFactory,
    StatementFactory,
)
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    WorkingGroupFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db


def test_an_organization_meets_organizes_attends_and_so_do_its_parts():
    college = OrganizationFactory()
    centre = OrganizationFactory(parent=college)
    met = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    organized = OrganizerFactory(organization=college).event
    attended = ParticipationFactory(organization=centre).event
    EventFactory()

    found = involvement.events_of_organization(college, user=roles.staff())

    assert set(found) == {met, organized, attended}


def test_each_event_is_listed_once_newest_first_with_its_number():
    college = OrganizationFactory()
    old = EventFactory(day=date(2021, 12, 21))
    new = EventFactory(day=date(2022, 1, 19))
    HeadCountFactory(event=new, people=34)
    for event in (old, new):
        ParticipationFactory.create_batch(3, event=event, organization=college)

    found = involvement.events_of_organization(college, user=roles.staff())

    assert [(event, event.people) for event in found] == [(new, 34), (old, None)]


def test_only_events_that_the_reader_sees_are_listed():
    college = OrganizationFactory()
    ParticipationFactory(organization=college)

    found = involvement.events_of_organization(
        college, user=roles.focal_point(OrganizationFactory())
    )

    assert list(found) == []


def test_a_person_attends_speaks_is_quoted_and_presents():
    person = PersonFactory()
    part = ParticipationFactory(person=person, capacity="Vice President")
    spoke = AgendaSpeakerFactory(person=person).item.event
    quoted = StatementFactory(person=person).event
    presented = PresentationFactory(person=person).event
    EventFactory()

    found = {
        event: event.parts for event in involvement.events_of_person(person, user=roles.staff())
    }

    assert found == {part.event: [part], spoke: [], quoted: [], presented: []}


@pytest.mark.parametrize(
    ("label", "factory"),
    [
        ("partnerships.commitment", CommitmentFactory),
        ("partnerships.action", ActionFactory),
        ("partnerships.agreement", AgreementFactory),
        ("partnerships.designation", DesignationFactory),
        ("partnerships.workinggroup", WorkingGroupFactory),
        ("partnerships.workplan", WorkPlanFactory),
    ],
)
def test_a_record_leads_back_to_the_event_where_it_was_made(label, factory):
    _model, name = involvement.MADE_AT_EVENTS[label]
    record = factory()
    made_at = OutcomeFactory(**{name: record}).event
    OutcomeFactory(**{name: factory()})

    found = involvement.events_of_record(record, label=label, user=roles.staff())

    assert list(found) == [made_at]
