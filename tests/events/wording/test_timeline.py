"""What happened in a pairing, in words."""

from datetime import UTC, date, datetime

import pytest

from events.enums import EventState
from events.queries.timeline import timeline
from events.wording.timeline import Line, Said, years
from partnerships.enums import ActionState, Answer
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory, OutcomeFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2022, 1, 19)


@pytest.fixture
def pairing():
    return PairingFactory()


@pytest.fixture
def user():
    return roles.staff()


def lines(pairing, user, kind="all"):
    found = timeline(pairing, user=user, kind=kind)
    return [line for _number, inside in years(found) for line in inside]


def test_each_thing_has_its_label_and_its_title(pairing, user):
    EventFactory(title="Workshop", day=date(2021, 12, 21), pairings=[pairing])
    AgreementFactory(
        pairing=pairing, title="Letter of intent", signed=True, signed_on=date(2022, 6, 1)
    )
    DesignationFactory(pairing=pairing, title="Teaching base", given_on=date(2022, 6, 2))

    assert [(line.on, line.kind, line.label, line.said.title) for line in lines(pairing, user)] == [
        (date(2022, 6, 2), "agreement", "Title given", "Teaching base"),
        (date(2022, 6, 1), "agreement", "Agreement signed", "Letter of intent"),
        (date(2021, 12, 21), "event", "Peer workshop", "Workshop"),
    ]


def test_the_lines_stand_under_their_year(pairing, user):
    EventFactory(planned=True, day=None, pairings=[pairing])
    EventFactory(day=DAY, pairings=[pairing])

    found = years(timeline(pairing, user=user))

    assert [(number, len(inside)) for number, inside in found] == [(None, 1), (2022, 1)]


def test_a_title_says_who_gave_it_to_whom(pairing, user):
    giver, holder = OrganizationFactory(acronym="VTI"), OrganizationFactory(acronym="NPIC")
    DesignationFactory(pairing=pairing, given_on=DAY, conferred_by=giver, conferred_on=holder)

    [line] = lines(pairing, user)

    assert line.said.facts == ("VTI to NPIC",)


def test_a_meeting_tells_how_many_came_and_what_was_agreed(pairing, user):
    event = EventFactory(day=DAY, pairings=[pairing], summary="原文", english_summary="Original")
    HeadCountFactory(event=event, people=17)
    HeadCountFactory(event=event, organization=OrganizationFactory(), people=4)
    OutcomeFactory.create_batch(2, event=event, commitment=CommitmentFactory(pairing=pairing))
    OutcomeFactory(event=event, action=ActionFactory(pairing=pairing))

    assert lines(pairing, user) == [
        Line(
            kind="event",
            on=DAY,
            label="Peer workshop",
            url=event.get_absolute_url(),
            said=Said(
                title=event.title,
                facts=("Online", "17 people", "2 agreed areas", "1 next action"),
                label="Peer workshop",
                text="Original",
                status=None,
            ),
        )
    ]


def test_a_meeting_to_come_shows_its_state(pairing, user):
    EventFactory(planned=True, day=None, pairings=[pairing])
    EventFactory(state=EventState.CANCELLED, reason="Flood", day=DAY, pairings=[pairing])

    assert [line.said.status for line in lines(pairing, user)] == [
        EventState.PLANNED,
        EventState.CANCELLED,
    ]


def test_an_update_tells_what_it_is_about_and_who_wrote_it(pairing, user):
    about = ActionFactory(pairing=pairing, text="Send the plan")
    area = CommitmentFactory(pairing=pairing, text="", area__name="Training of trainers")
    early = ProgressUpdateFactory(
        pairing=pairing,
        action=about,
        answer=Answer.LATE,
        text="Next week",
        author=PersonFactory(name="Dara"),
        submitted_at=datetime(2022, 1, 1, 3, tzinfo=UTC),
    )
    ProgressUpdateFactory(
        pairing=pairing, commitment=area, submitted_at=datetime(2022, 1, 2, 3, tzinfo=UTC)
    )
    ProgressUpdateFactory(
        pairing=pairing, supersedes=early, submitted_at=datetime(2022, 1, 3, 3, tzinfo=UTC)
    )

    found = lines(pairing, user, "updates")

    assert [line.said.title for line in found] == [
        "The pairing as a whole",
        "Training of trainers",
    ]


def test_an_update_on_an_action_is_called_like_the_action(pairing, user):
    action = ActionFactory(pairing=pairing, text="Send the plan")
    ProgressUpdateFactory(pairing=pairing, action=action)

    found = lines(pairing, user, "updates")

    assert [line.said.title for line in found] == ["Send the plan"]


def test_an_update_shows_its_word_its_text_and_its_author(pairing, user):
    ProgressUpdateFactory(
        pairing=pairing, answer=Answer.LATE, text="Next week", author=PersonFactory(name="Dara")
    )

    [line] = lines(pairing, user, "updates")

    assert (line.said.status, line.said.text, line.said.facts) == (
        Answer.LATE,
        "Next week",
        ("Dara",),
    )


def test_a_dropped_action_says_why_and_who(pairing, user):
    ActionFactory(
        pairing=pairing,
        person=PersonFactory(name="Dara"),
        state=ActionState.DROPPED,
        closed_on=DAY,
        reason="No money",
    )

    dropped = lines(pairing, user, "actions")[-1]

    assert (dropped.label, dropped.said.text, dropped.said.facts) == (
        "Action dropped",
        "No money",
        ("Dara",),
    )


def test_an_action_says_whose_it_is_or_that_it_is_of_both(pairing, user):
    ActionFactory(pairing=pairing, organization=OrganizationFactory(acronym="NPIC"))
    ActionFactory(pairing=pairing)

    assert {line.said.facts for line in lines(pairing, user, "actions")} == {
        ("NPIC",),
        ("All sides",),
    }
