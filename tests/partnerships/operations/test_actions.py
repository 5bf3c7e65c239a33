"""Actions are planned and corrected by the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from partnerships.models import Action
from partnerships.operations import actions
from partnerships.terms.actions import ActionTerms
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_plan_writes_down_what_who_and_by_when():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    person, commitment = PersonFactory(), CommitmentFactory(pairing=pairing)

    action = actions.plan(
        pairing,
        ActionTerms(
            text=" Send the plan ",
            organization=side,
            person=person,
            due_on=TODAY,
            commitment=commitment,
        ),
        by=roles.staff(),
    )

    action.refresh_from_db()
    assert (action.pairing, action.text, action.state) == (pairing, "Send the plan", "open")
    assert (action.organization, action.person) == (side, person)
    assert (action.due_on, action.commitment) == (TODAY, commitment)


def test_plan_without_a_side_means_both():
    action = actions.plan(PairingFactory(), ActionTerms(text="Talk again"), by=None)

    assert (action.organization, action.person, action.due_on) == (None, None, None)


def test_plan_refuses_an_empty_step():
    with pytest.raises(actions.EmptyActionError, match="Write what will be done"):
        actions.plan(PairingFactory(), ActionTerms(text="  "), by=None)

    assert not Action.objects.exists()


def test_plan_refuses_an_agreed_area_of_another_pairing():
    with pytest.raises(actions.OtherPairingError, match="Choose an agreed area of this pairing"):
        actions.plan(
            PairingFactory(), ActionTerms(text="Do", commitment=CommitmentFactory()), by=None
        )


def test_edit_changes_what_is_named_and_leaves_the_rest():
    action = ActionFactory(text="Stays")

    actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY), by=None)

    action.refresh_from_db()
    assert (action.due_on, action.text) == (TODAY, "Stays")


def test_edit_refuses_to_empty_a_step():
    action = ActionFactory()

    with pytest.raises(actions.EmptyActionError):
        actions.edit(action, replace(ActionTerms.of(action), text=" "), by=None)
