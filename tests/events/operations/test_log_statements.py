"""What a log costs does not depend on its length, and what it refuses leaves nothing behind."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.records import BrokenConstraintError
from core.uploads import Checked
from events.enums import OutcomeKind
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    Event,
    EventFile,
    EventPairing,
    HeadCount,
    Organizer,
    Outcome,
    Participation,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)
from events.operations import attendance
from events.operations.organizers import AlreadyOrganizesError
from events.terms.agenda import AgendaEntry, AgendaItemTerms, AgendaSpeakerTerms
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from events.terms.logs import ForPairing, Results
from events.terms.outcomes import OutcomeTerms
from events.terms.records import (
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)
from partnerships.models import Action, Commitment
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms
from tests.events.logs import log
from tests.factories.events import EventFactory, EventTypeFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff
from tests.followup.meetings import edit

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 30
KINDS = (
    Action,
    AgendaItem,
    AgendaSpeaker,
    Commitment,
    EventFile,
    HeadCount,
    Organizer,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)


def checked(name):
    return Checked(ContentFile(b"content", name), name, "application/pdf", 7)


def people(rows):
    """Return people with an organization each, and as many names and organizations alone."""
    persons = [PersonFactory(works_at=OrganizationFactory()) for _row in range(rows)]
    houses = [person.positions.get().organization for person in persons]
    return houses, [
        *(ParticipationTerms(person=person) for person in persons),
        *(ParticipationTerms(name=f"Guest {row}") for row in range(rows)),
        *(ParticipationTerms(organization=house) for house in houses),
    ]


def everything(rows):
    """Return the results of a meeting with so many rows of each kind."""
    houses, listed = people(rows)
    area = CooperationAreaFactory()
    return Results(
        organizers=[OrganizerTerms(organization=house) for house in houses],
        participations=listed,
        head_counts=[HeadCountTerms(organization=house, people=9) for house in houses],
        agenda=[
            AgendaEntry(
                item=AgendaItemTerms(title=f"Session {row}"),
                speakers=[AgendaSpeakerTerms(name=f"Speaker {row}")],
            )
            for row in range(rows)
        ],
        commitments=[ForPairing(CommitmentTerms(area=area))] * rows,
        actions=[ForPairing(ActionTerms(text="Send the plan"))] * rows,
        outcomes=[OutcomeTerms(kind=OutcomeKind.DECISION, text="Meet again")] * rows,
        statements=[StatementTerms(name="Wei", text="We are ready.")] * rows,
        topics=[TopicTerms(text="Robots")] * rows,
        presentations=[PresentationTerms(title="Basic facts")] * rows,
        site_visits=[SiteVisitTerms(name="Training centre")] * rows,
        files=[NewFile.of(checked(f"{row}.pdf")) for row in range(rows)],
    )


def statements_of(rows, pairings):
    results, user, kind = everything(rows), staff(), EventTypeFactory()
    with CaptureQueriesContext(connection) as asked:
        log(pairings=pairings, results=results, type=kind, by=user)
    return len(asked)


@pytest.mark.parametrize("rows", [0, 1, 50])
def test_a_log_of_any_length_costs_at_most_thirty_statements(rows):
    assert statements_of(rows, [PairingFactory()]) <= MOST_STATEMENTS

    assert {model: model.objects.count() for model in KINDS} == dict.fromkeys(KINDS, rows)
    assert (Participation.objects.count(), Outcome.objects.count()) == (3 * rows, 3 * rows)


def test_fifty_rows_of_everything_cost_what_one_costs():
    assert statements_of(1, [PairingFactory()]) == statements_of(50, [PairingFactory()])


def test_what_many_pairings_keep_of_the_meeting_costs_what_one_costs():
    many = PairingFactory.create_batch(10)

    assert statements_of(0, [PairingFactory()]) == statements_of(0, many)


def test_every_row_of_a_log_remembers_who_wrote_it_in_one_context():
    results, user = everything(2), staff()
    pairing = PairingFactory()

    log(pairings=[pairing], results=results, by=user)

    written = [Event, EventPairing, Participation, Outcome, *KINDS]
    kept = [row for model in written for row in model.history.rel.related_model.objects.all()]
    assert {(row.pgh_label, row.pgh_context.metadata["user"]) for row in kept} == {
        ("insert", user.pk)
    }
    assert len(kept) == 1 + 1 + 6 + 6 + 2 * len(KINDS)
    assert len({row.pgh_context_id for row in kept}) == 1


@pytest.mark.parametrize("by", ["person", "name"])
def test_a_list_costs_what_one_person_costs(by):
    def cost(rows):
        event = EventFactory()
        listed = [
            ParticipationTerms(person=PersonFactory(works_at=OrganizationFactory()))
            if by == "person"
            else ParticipationTerms(name=f"Guest {row}")
            for row in range(rows)
        ]
        with CaptureQueriesContext(connection) as asked:
            attendance.enrol(event, listed, by=None)
        return len(asked)

    assert cost(1) == cost(50)


def test_a_change_of_who_met_costs_the_same_for_many_pairings():
    def cost(count):
        event = EventFactory(pairings=PairingFactory.create_batch(count))
        others = PairingFactory.create_batch(count)
        with CaptureQueriesContext(connection) as asked:
            edit(event, pairings=others)
        return len(asked)

    assert cost(1) == cost(10)


def test_an_agenda_is_written_with_its_speakers_in_the_order_of_the_list():
    entries = [
        AgendaEntry(
            item=AgendaItemTerms(title=title),
            speakers=[AgendaSpeakerTerms(name=f"{title} {number}") for number in range(2)],
        )
        for title in ("Welcome", "Closing")
    ]

    event = log(results=Results(agenda=entries))

    spoken = AgendaSpeaker.objects.filter(item__event=event).order_by("item__order", "order")
    assert list(spoken.values_list("item__title", "item__order", "name", "order")) == [
        ("Welcome", 0, "Welcome 0", 0),
        ("Welcome", 0, "Welcome 1", 1),
        ("Closing", 1, "Closing 0", 0),
        ("Closing", 1, "Closing 1", 1),
    ]


def test_of_two_numbers_of_one_organization_the_last_holds():
    npic = OrganizationFactory()
    numbers = [HeadCountTerms(organization=npic, people=number) for number in (4, 5)]

    event = log(results=Results(head_counts=numbers))

    assert [*event.head_counts.values_list("organization", "people")] == [(npic.pk, 5)]


def test_the_same_organizer_twice_is_refused_and_nothing_is_kept():
    twice = [OrganizerTerms(organization=OrganizationFactory(name="MoHRSS"))] * 2

    with pytest.raises(AlreadyOrganizesError, match="MoHRSS has this role already"):
        log(results=Results(organizers=twice))

    assert not Event.objects.exists()


def test_a_row_that_a_constraint_refuses_is_refused_in_its_words_and_nothing_is_kept():
    never = CommitmentTerms(
        area=CooperationAreaFactory(), starts_on=date(2027, 1, 1), ends_on=date(2026, 1, 1)
    )

    with pytest.raises(BrokenConstraintError, match="The last day must come after the first"):
        log(pairings=[PairingFactory()], results=Results(commitments=[ForPairing(never)]))

    assert not Event.objects.exists()


def test_a_meeting_that_a_constraint_refuses_is_refused_in_its_words():
    with pytest.raises(BrokenConstraintError, match="at least one minute before the start"):
        log(reminders=[0])
