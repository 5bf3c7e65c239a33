"""What a meeting carried out of what was agreed or planned before, told in its log."""

from datetime import date

import pytest

from events.enums import OutcomeKind
from events.forms.log import LogPage
from partnerships.enums import ActionState, CommitmentState
from partnerships.models import Action, Commitment
from tests.events.forms.log_pages import TODAY, logged, page_of, sent
from tests.factories.partnerships import ActionFactory, CommitmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(pairing):
    return CommitmentFactory(
        pairing=pairing, area__name="Robots", text="Two courses", ends_on=date(2026, 12, 31)
    )


def ticked(agreed, *, area=None, **said):
    """Return what is sent of an area that is agreed already."""
    key = agreed.area_id
    answers = {f"again-{key}-{name}": value for name, value in said.items()}
    beside = {f"area-{key}-{name}": value for name, value in (area or {}).items()}
    return {f"area-{key}-agreed": "on", **beside, **answers}


def row_errors(page):
    assert not page.is_valid()
    return [(name, found[0]) for row in page.areas.forms for name, found in row.errors.items()]


DONE = {"happened": "done", "text": "2 batches", "kind": "teachers", "people": "85", "women": "40"}


def test_what_was_carried_out_closes_the_agreed_area_and_makes_no_second_one(
    user, pairing, commitment
):
    event = logged(user, pairing, **ticked(commitment, **DONE))

    commitment.refresh_from_db()
    assert Commitment.objects.count() == 1
    assert (commitment.state, commitment.closed_on) == (CommitmentState.DONE, date(2026, 11, 12))
    assert [*event.outcomes.values_list("kind", "commitment", "text")] == [
        (OutcomeKind.DELIVERED, commitment.pk, "2 batches (85 people, 40 women)")
    ]
    update = commitment.updates.get()
    assert [*update.reached.values_list("kind", "total", "women")] == [("teachers", 85, 40)]


def test_what_was_carried_out_in_part_goes_on(user, pairing, commitment):
    logged(user, pairing, **ticked(commitment, happened="going_well", text="1 batch"))

    commitment.refresh_from_db()
    assert commitment.state == CommitmentState.IN_PROGRESS
    assert not commitment.updates.get().reached.exists()


def test_what_is_agreed_anew_is_a_second_agreed_area(user, pairing, commitment):
    anew = ticked(commitment, area={"years": "2027", "text": "Drones"}, happened="anew")

    logged(user, pairing, **anew)

    assert [*Commitment.objects.values_list("text", "state", "ends_on")] == [
        ("Two courses", CommitmentState.OPEN, date(2026, 12, 31)),
        ("Drones", CommitmentState.OPEN, date(2027, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("area", "said", "error"),
    [
        ({}, {}, ("happened", "Say if they carried it out or agreed on something new.")),
        ({}, {"happened": "done"}, ("text", "Write what they carried out.")),
        (
            {},
            {"happened": "done", "text": "A", "people": "2"},
            ("kind", "Choose who these people are."),
        ),
        (
            {},
            {"happened": "done", "text": "A", "kind": "teachers", "people": "2", "women": "3"},
            ("women", "There cannot be more women than people."),
        ),
        (
            {},
            {"happened": "anew", "text": "2 batches"},
            ("text", "Clear this and the numbers, or say that they carried it out."),
        ),
        (
            {"years": "2027"},
            {"happened": "done", "text": "2 batches"},
            ("text", "Clear this, or say that they agreed on something new."),
        ),
    ],
)
def test_a_tick_on_what_is_agreed_is_never_guessed(user, commitment, area, said, error):
    page = page_of(user, commitment.pairing, **ticked(commitment, area=area, **said))

    assert row_errors(page) == [error]


def test_nothing_that_was_typed_beside_an_agreed_area_is_lost(user, pairing, commitment):
    page = page_of(user, pairing, **{f"again-{commitment.area_id}-text": "2 batches"})

    assert row_errors(page) == [("agreed", "Tick “Robots”, or clear the fields beside it.")]


def test_of_several_in_one_area_the_one_is_chosen(user, pairing, commitment):
    other = CommitmentFactory(pairing=pairing, area=commitment.area, text="", starts_on=None)
    page = page_of(user, pairing, **ticked(commitment, **DONE))

    assert row_errors(page) == [("commitment", "Choose the agreed area.")]
    [row] = [row for row in page.areas.rows if row.before]
    assert row.before.fields["commitment"].choices[1:] == [
        (str(commitment.pk), "Two courses (2026)"),
        (str(other.pk), "Robots"),
    ]

    logged(user, pairing, **ticked(commitment, **DONE, commitment=other.pk))

    assert [*other.updates.values_list("text", flat=True)] == ["2 batches"]


def test_the_actions_that_were_done_are_ticked(user, pairing):
    action, other = ActionFactory.create_batch(2, pairing=pairing)
    ActionFactory()

    page = LogPage(user, today=TODAY, initial={"pairing": pairing.pk})
    assert page.open_actions.is_asked
    offered = page.open_actions.fields["done"].queryset
    assert {*offered} == {action, other}

    event = logged(user, pairing, **{"open-done": [str(action.pk)]})

    assert [*Action.objects.filter(state=ActionState.DONE)] == [action]
    assert [*event.outcomes.values_list("kind", "action")] == [(OutcomeKind.DELIVERED, action.pk)]


def test_nothing_is_asked_of_actions_where_none_is_open(user, pairing):
    assert not page_of(user, pairing).open_actions.is_asked
    assert not page_of(user, None).open_actions.is_asked


def test_a_meeting_to_come_has_carried_out_nothing(user, pairing, commitment):
    action = ActionFactory(pairing=pairing)
    given = {**ticked(commitment, **DONE), "open-done": [str(action.pk)]}

    page = page_of(user, pairing, day="2026-12-12", **given)

    assert row_errors(page) == [
        ("happened", "This meeting is in the future. Say it after the meeting.")
    ]
    assert "done" in page.open_actions.errors


def test_a_page_that_is_not_done_judges_nothing(user, pairing, commitment):
    data = sent(pairing, **ticked(commitment), refresh="1")

    page = LogPage(user, today=TODAY, data=data)

    assert page.is_unfinished
    assert not page.has_errors
