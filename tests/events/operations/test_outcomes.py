"""What came out of an event, and how it becomes part of a partnership."""

from datetime import date

import pytest

from core.records import BrokenConstraintError
from events.enums import OutcomeKind
from events.operations import outcomes, records
from events.terms.outcomes import OutcomeTerms
from partnerships.enums import AgreementState, Firmness
from partnerships.models import Action, Agreement, Commitment, WorkingGroup
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import AgreementTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.working_groups import WorkingGroupTerms
from tests.factories.events import EventFactory, OutcomeFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    AgreementFactory,
    AgreementTypeFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    WorkingGroupFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2021, 12, 21)


def test_a_decision_is_written_down_in_words():
    event = EventFactory()

    outcomes.record(event, OutcomeTerms(kind=OutcomeKind.DECISION, text=" Meet again. "), by=None)
    outcomes.record(event, OutcomeTerms(kind=OutcomeKind.DOCUMENT, text="Draft minutes"), by=None)

    assert list(event.outcomes.values_list("kind", "text", "order")) == [
        ("decision", "Meet again.", 0),
        ("document", "Draft minutes", 1),
    ]


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("agreement", AgreementFactory),
        ("designation", DesignationFactory),
        ("working_group", WorkingGroupFactory),
        ("work_plan", WorkPlanFactory),
        ("commitment", CommitmentFactory),
    ],
)
def test_a_record_that_exists_is_an_outcome(name, factory):
    record = factory()

    outcome = outcomes.record(EventFactory(), OutcomeTerms(kind=name, **{name: record}), by=None)

    assert (getattr(outcome, name), outcome.is_adopted) == (record, True)


def test_an_outcome_must_say_something():
    with pytest.raises(outcomes.NothingSaidError) as refused:
        outcomes.record(EventFactory(), OutcomeTerms(kind=OutcomeKind.DECISION, text="  "), by=None)

    assert str(refused.value) == "Say in a few words what came out of the meeting."


def test_an_agreed_area_becomes_a_commitment_of_the_pairing():
    sides = [OrganizationFactory(), OrganizationFactory()]
    pairing, area = PairingFactory(parties=sides), CooperationAreaFactory()
    event = EventFactory(day=DAY, pairings=[pairing])

    outcome = outcomes.adopt_new(
        event,
        CommitmentTerms(
            area=area,
            text="Train ten teachers",
            firmness=Firmness.PROPOSED,
            starts_on=date(2022, 1, 1),
            ends_on=date(2023, 12, 31),
            promised_by=sides[0],
            promised_to=sides[1],
            quantity=10,
            unit="teachers",
        ),
        pairing=pairing,
        by=None,
    )

    made = Commitment.objects.get()
    assert (outcome.event, outcome.kind, outcome.commitment) == (event, "commitment", made)
    assert (made.pairing, made.area, made.text, made.firmness) == (
        pairing,
        area,
        "Train ten teachers",
        "proposed",
    )
    assert (made.starts_on, made.ends_on, made.agreed_on) == (
        date(2022, 1, 1),
        date(2023, 12, 31),
        DAY,
    )
    assert (made.promised_by, made.promised_to) == (sides[0], sides[1])
    assert (made.quantity, made.unit) == (10, "teachers")


def test_a_next_step_becomes_an_action_of_the_pairing():
    pairing, person = PairingFactory(), PersonFactory()
    side = pairing.parties.first().organization
    event = EventFactory(pairings=[pairing])

    outcome = outcomes.adopt_new(
        event,
        ActionTerms(text="Send the plan", organization=side, person=person, due_on=DAY),
        pairing=pairing,
        by=None,
    )

    made = Action.objects.get()
    assert (outcome.kind, outcome.action) == ("action", made)
    assert (made.pairing, made.text, made.organization, made.person, made.due_on) == (
        pairing,
        "Send the plan",
        side,
        person,
        DAY,
    )


def test_a_decision_becomes_a_commitment_and_keeps_its_words():
    pairing, area = PairingFactory(), CooperationAreaFactory()
    decision = OutcomeFactory(text="Train teachers", event__day=DAY)

    adopted = outcomes.adopt(
        decision,
        CommitmentTerms(area=area, text="Train teachers"),
        pairing=pairing,
        by=None,
    )

    made = Commitment.objects.get()
    assert (adopted.kind, adopted.text, adopted.commitment) == ("decision", "Train teachers", made)
    assert (made.pairing, made.text, made.agreed_on) == (pairing, "Train teachers", DAY)


def test_a_decision_becomes_an_action():
    pairing = PairingFactory()
    decision = OutcomeFactory(text="Send the plan")

    outcomes.adopt(
        decision, ActionTerms(text="Send the plan", due_on=DAY), pairing=pairing, by=None
    )

    assert list(Action.objects.values_list("pairing", "text", "due_on")) == [
        (pairing.pk, "Send the plan", DAY)
    ]


def test_a_recommendation_becomes_a_working_group():
    pairing = PairingFactory()
    wish = OutcomeFactory(kind="recommendation", text="Set up joint focal points", event__day=DAY)

    outcomes.adopt(
        wish,
        WorkingGroupTerms(name="Focal points", mandate="Set up joint focal points"),
        pairing=pairing,
        by=None,
    )

    made = WorkingGroup.objects.values_list("pairing", "name", "mandate", "agreed_on")
    assert list(made) == [(pairing.pk, "Focal points", "Set up joint focal points", DAY)]


def test_a_document_to_draft_becomes_the_draft_of_an_agreement_of_all_sides():
    pairing = PairingFactory()
    document = OutcomeFactory(kind="document", text="A memorandum")

    outcomes.adopt(
        document,
        AgreementTerms(title="A memorandum", type=AgreementTypeFactory()),
        pairing=pairing,
        by=None,
    )

    made = Agreement.objects.get()
    assert (made.title, made.pairing, made.state) == ("A memorandum", pairing, AgreementState.DRAFT)
    assert [party.organization for party in made.parties.all()] == [
        party.organization for party in pairing.parties.all()
    ]


def test_what_was_adopted_is_not_adopted_again():
    pairing = PairingFactory()
    decision = OutcomeFactory()
    outcomes.adopt(decision, ActionTerms(text="Meet again"), pairing=pairing, by=None)

    with pytest.raises(outcomes.AlreadyAdoptedError) as refused:
        outcomes.adopt(decision, WorkingGroupTerms(name="A group"), pairing=pairing, by=None)

    assert str(refused.value) == "This is part of the partnership already."
    assert not WorkingGroup.objects.exists()


def test_the_words_of_an_outcome_are_corrected():
    outcome = OutcomeFactory()

    outcomes.reword(outcome, text=" Better words ", by=None)

    outcome.refresh_from_db()
    assert outcome.text == "Better words"


def test_an_outcome_in_words_cannot_lose_its_words():
    outcome = OutcomeFactory(text="Meet again")

    with pytest.raises(outcomes.NothingSaidError):
        outcomes.reword(outcome, text=" ", by=None)

    outcome.refresh_from_db()
    assert outcome.text == "Meet again"


def test_what_an_outcome_became_stays_when_it_is_taken_off():
    commitment = CommitmentFactory()
    outcome = OutcomeFactory(commitment=commitment)

    records.remove(outcome, by=None)

    assert list(Commitment.objects.all()) == [commitment]
    assert not outcome.event.outcomes.exists()


def test_an_unknown_kind_is_refused():
    with pytest.raises((ValueError, BrokenConstraintError)):
        outcomes.record(EventFactory(), OutcomeTerms(kind="rumour", text="Somebody said"), by=None)
