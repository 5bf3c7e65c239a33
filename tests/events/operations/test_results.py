"""What a meeting brought, written down together with the meeting."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile

from core.uploads import Checked
from events.enums import FileKind, OrganizerRole, ParticipationState
from events.operations.results import NoPairingError, record
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from events.terms.logs import ForPairing, Results
from events.terms.records import NewFile, StatementTerms
from partnerships.models import Action, Commitment
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms
from tests.factories.events import EventFactory
from tests.factories.network import (
    CooperationAreaFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


def file(name, content_type):
    """Return a file as it comes from the check."""
    return Checked(ContentFile(b"content", name), name, content_type, 7)


def test_nothing_given_writes_nothing():
    event = EventFactory()

    record(event, Results(), by=None, now=NOW)

    parts = ("participations", "head_counts", "outcomes", "topics", "files", "organizers")
    assert [part for part in parts if getattr(event, part).exists()] == []


def test_zero_people_is_a_number():
    event = EventFactory()

    record(event, Results(head_counts=[HeadCountTerms(people=0)]), by=None, now=NOW)

    assert [*event.head_counts.values_list("people", "women")] == [(0, None)]


def test_women_may_be_known_where_the_total_is_not():
    event = EventFactory()

    record(event, Results(head_counts=[HeadCountTerms(women=6)]), by=None, now=NOW)

    assert [*event.head_counts.values_list("people", "women")] == [(None, 6)]


def test_organizers_have_their_parts():
    event, organization = EventFactory(), OrganizationFactory()
    organized = OrganizerTerms(organization=organization, role=OrganizerRole.HOST)

    record(event, Results(organizers=[organized]), by=None, now=NOW)

    assert [*event.organizers.values_list("organization", "role")] == [(organization.pk, "host")]


def test_those_who_were_there_took_part_and_organizations_too():
    event, organization, person = EventFactory(), OrganizationFactory(), PersonFactory()
    results = Results(
        participations=[
            ParticipationTerms(organization=organization),
            ParticipationTerms(person=person, roles=("speaker",)),
            ParticipationTerms(name="Om Romny", state=ParticipationState.ABSENT),
        ]
    )

    record(event, results, by=None, now=NOW)

    assert set(event.participations.values_list("organization", "person", "name", "state")) == {
        (organization.pk, None, "", "attended"),
        (None, person.pk, person.name, "attended"),
        (None, None, "Om Romny", "absent"),
    }
    assert event.participations.get(person=person).roles == ["speaker"]


def test_the_number_may_exceed_the_names_that_come_with_it():
    event, npic = EventFactory(), OrganizationFactory()
    results = Results(
        participations=[ParticipationTerms(name="Om Romny", organization=npic)],
        head_counts=[HeadCountTerms(organization=npic, people=4), HeadCountTerms(people=17)],
    )

    record(event, results, by=None, now=NOW)

    assert set(event.head_counts.values_list("organization", "people")) == {
        (None, 17),
        (npic.pk, 4),
    }


def test_a_photo_is_a_photo():
    event = EventFactory()
    files = [file("group.jpg", "image/jpeg"), file("minutes.pdf", "application/pdf")]

    record(event, Results(files=[NewFile.of(each) for each in files]), by=None, now=NOW)

    assert set(event.files.values_list("name", "kind")) == {
        ("group.jpg", FileKind.PHOTO),
        ("minutes.pdf", FileKind.OTHER),
    }


def test_statements_keep_who_and_what():
    event, person = EventFactory(), PersonFactory()
    said = StatementTerms(text="We are ready.", person=person, name="Wei", capacity="President")

    record(event, Results(statements=[said]), by=None, now=NOW)

    assert [*event.statements.values_list("person", "name", "capacity", "text", "kind")] == [
        (person.pk, "Wei", "President", "We are ready.", "paraphrase")
    ]


def test_the_only_pairing_that_met_is_the_one_that_agreed():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])
    results = Results(
        commitments=[ForPairing(CommitmentTerms(area=CooperationAreaFactory()))],
        actions=[ForPairing(ActionTerms(text="Send the plan"))],
    )

    record(event, results, by=None, now=NOW)

    assert Commitment.objects.get().pairing == pairing
    assert Action.objects.get().pairing == pairing


def test_of_several_pairings_the_one_that_agreed_must_be_named():
    event = EventFactory(pairings=[PairingFactory(), PairingFactory()])

    step = ForPairing(ActionTerms(text="Send the plan"))

    with pytest.raises(NoPairingError):
        record(event, Results(actions=[step]), by=None, now=NOW)


def test_who_came_may_have_left_an_address():
    person = PersonFactory(recipient__email="")

    given = {person.pk: "tang@example.org"}
    record(EventFactory(), Results(addresses=given), by=None, now=NOW)

    person.recipient.refresh_from_db()
    assert person.recipient.email == "tang@example.org"
