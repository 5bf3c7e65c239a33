"""What an event brought, as far as a user may see it."""

from datetime import date

import pytest

from events.enums import OutcomeKind
from events.queries.outcomes import brought, visible_outcomes
from partnerships.enums import ActionState, AgreementState, CommitmentState, Firmness
from tests.factories import roles
from tests.factories.events import EventFactory, OutcomeFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_what_came_out_is_told_apart_by_kind():
    event = EventFactory()
    commitment = CommitmentFactory(firmness=Firmness.PROPOSED, ends_on=date(2022, 12, 31))
    action = ActionFactory(due_on=date(2026, 12, 31))
    agreement = AgreementFactory(signed=True)
    agreed = OutcomeFactory(event=event, kind="commitment", text="", commitment=commitment)
    step = OutcomeFactory(event=event, kind="action", text="", action=action)
    signed = OutcomeFactory(event=event, kind="agreement", text="", agreement=agreement)
    decision = OutcomeFactory(event=event)
    title = DesignationFactory()
    given = OutcomeFactory(event=event, kind="designation", text="", designation=title)

    found = brought(event, user=roles.staff(), today=TODAY)

    assert [
        (one.outcome, one.commitment, one.state, one.firmness, one.is_late) for one in found.agreed
    ] == [(agreed, commitment, CommitmentState.OPEN, Firmness.PROPOSED, True)]
    assert [(one.outcome, one.action, one.state, one.is_overdue) for one in found.steps] == [
        (step, action, ActionState.OPEN, False)
    ]
    others = [*found.signed, *found.conferred, *found.others]
    assert [(one.outcome, one.state, one.can_be_adopted) for one in others] == [
        (signed, AgreementState.SIGNED, False),
        (given, None, False),
        (decision, None, True),
    ]


def test_words_that_repeat_the_area_are_not_told_twice():
    event, area = EventFactory(), CooperationAreaFactory(name="Curriculum Development")
    for text in ("Curriculum  development.", "Curricula for welding"):
        commitment = CommitmentFactory(text=text, area=area)
        OutcomeFactory(event=event, text="", commitment=commitment)

    found = brought(event, user=roles.staff(), today=TODAY)

    assert [one.text for one in found.agreed] == ["", "Curricula for welding"]


def test_a_decision_that_became_a_commitment_stands_in_both_lists():
    decision = OutcomeFactory(commitment=CommitmentFactory())

    found = brought(decision.event, user=roles.staff(), today=TODAY)

    assert [one.outcome for one in found.agreed] == [decision]
    assert [(one.outcome, one.can_be_adopted) for one in found.others] == [(decision, False)]


def test_a_document_to_draft_can_be_adopted_and_a_presented_plan_cannot():
    event = EventFactory()
    document = OutcomeFactory(event=event, kind=OutcomeKind.DOCUMENT)
    plan = OutcomeFactory(event=event, kind=OutcomeKind.WORK_PLAN)

    found = brought(event, user=roles.staff(), today=TODAY)

    assert [(one.outcome, one.can_be_adopted) for one in found.others] == [
        (document, True),
        (plan, False),
    ]


def test_a_record_of_others_is_left_out_and_words_are_not():
    side = OrganizationFactory()
    event = EventFactory()
    own = OutcomeFactory(
        event=event, commitment=CommitmentFactory(pairing=PairingFactory(parties=[side]))
    )
    foreign = OutcomeFactory(event=event, commitment=CommitmentFactory())
    words = OutcomeFactory(event=event)

    assert set(visible_outcomes(event, roles.focal_point(side))) == {own, words}
    assert set(visible_outcomes(event, roles.staff())) == {own, foreign, words}


def test_one_query_tells_of_any_number_of_outcomes(django_assert_num_queries):
    event, user = EventFactory(), roles.staff()
    for _ in range(3):
        OutcomeFactory(event=event, commitment=CommitmentFactory())
        OutcomeFactory(event=event, action=ActionFactory())
    brought(event, user=user, today=TODAY)

    with django_assert_num_queries(1):
        found = brought(event, user=user, today=TODAY)
        agreed = [(one.commitment.area.name, one.commitment.pairing.title) for one in found.agreed]

    assert len(agreed) == 3
