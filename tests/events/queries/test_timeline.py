"""What happened in a pairing, in one line of time."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from events.enums import EventState
from events.queries.timeline import Entry, timeline
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


def told(line):
    return [
        (year.number, [(entry.on, entry.label, entry.title) for entry in year.entries])
        for year in line.years
    ]


def test_everything_is_merged_newest_first_under_its_year(pairing, user):
    EventFactory(title="Workshop", day=date(2021, 12, 21), pairings=[pairing])
    with time_machine.travel(datetime(2026, 11, 22, 5, tzinfo=UTC)):
        ActionFactory(pairing=pairing, text="Send the plan", done=True, closed_on=date(2026, 3, 1))
    AgreementFactory(
        pairing=pairing, title="Letter of intent", signed=True, signed_on=date(2022, 6, 1)
    )
    DesignationFactory(pairing=pairing, title="Teaching base", given_on=date(2022, 6, 2))
    ProgressUpdateFactory(pairing=pairing, submitted_at=datetime(2026, 2, 1, 3, tzinfo=UTC))

    newest, *older = told(timeline(pairing, user=user))

    assert (newest[0], [entry[1:] for entry in newest[1]]) == (
        2026,
        [
            ("Action planned", "Send the plan"),
            ("Action done", "Send the plan"),
            ("Update", "The pairing as a whole"),
        ],
    )
    assert older == [
        (
            2022,
            [
                (date(2022, 6, 2), "Title given", "Teaching base"),
                (date(2022, 6, 1), "Agreement signed", "Letter of intent"),
            ],
        ),
        (2021, [(date(2021, 12, 21), "Peer workshop", "Workshop")]),
    ]


def test_a_meeting_tells_how_many_came_and_what_was_agreed(pairing, user):
    event = EventFactory(day=DAY, pairings=[pairing], summary="原文", english_summary="Original")
    HeadCountFactory(event=event, people=17)
    HeadCountFactory(event=event, organization=OrganizationFactory(), people=4)
    OutcomeFactory.create_batch(2, event=event, commitment=CommitmentFactory(pairing=pairing))
    OutcomeFactory(event=event, action=ActionFactory(pairing=pairing))

    line = timeline(pairing, user=user)

    assert line.years[0].entries == (
        Entry(
            kind="event",
            on=DAY,
            label="Peer workshop",
            title=event.title,
            url=event.get_absolute_url(),
            facts=("Online", "17 people", "2 agreed areas", "1 next action"),
            text="Original",
            status=None,
            key=event.pk,
        ),
    )


def test_a_meeting_to_come_shows_its_state_and_one_without_a_day_stands_first(pairing, user):
    later = EventFactory(planned=True, day=None, pairings=[pairing])
    off = EventFactory(state=EventState.CANCELLED, reason="Flood", day=DAY, pairings=[pairing])

    line = timeline(pairing, user=user)

    assert [
        (year.number, [(entry.key, entry.status) for entry in year.entries]) for year in line.years
    ] == [
        (None, [(later.pk, EventState.PLANNED)]),
        (2022, [(off.pk, EventState.CANCELLED)]),
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

    line = timeline(pairing, user=user, kind="updates")

    assert [entry.title for entry in line.years[0].entries] == [
        "The pairing as a whole",
        "Training of trainers",
    ]


def test_an_update_on_an_action_is_called_like_the_action(pairing, user):
    action = ActionFactory(pairing=pairing, text="Send the plan")
    ProgressUpdateFactory(pairing=pairing, action=action)

    line = timeline(pairing, user=user, kind="updates")

    assert [entry.title for entry in line.years[0].entries] == ["Send the plan"]


def test_an_update_shows_its_word_its_text_and_its_author(pairing, user):
    ProgressUpdateFactory(
        pairing=pairing, answer=Answer.LATE, text="Next week", author=PersonFactory(name="Dara")
    )

    entry = timeline(pairing, user=user, kind="updates").years[0].entries[0]

    assert (entry.status, entry.text, entry.facts) == (Answer.LATE, "Next week", ("Dara",))


def test_an_action_of_a_meeting_is_told_by_the_meeting_unless_actions_are_asked_for(pairing, user):
    side = OrganizationFactory(acronym="NPIC")
    action = ActionFactory(pairing=pairing, organization=side)
    OutcomeFactory(event=EventFactory(day=DAY, pairings=[pairing]), action=action)

    everything = timeline(pairing, user=user)
    actions = timeline(pairing, user=user, kind="actions")

    assert [entry.kind for entry in everything.years[0].entries] == ["event"]
    assert [(entry.on, entry.label, entry.facts) for entry in actions.years[0].entries] == [
        (DAY, "Action planned", ("NPIC",))
    ]


def test_a_dropped_action_says_why_and_who(pairing, user):
    ActionFactory(
        pairing=pairing,
        person=PersonFactory(name="Dara"),
        state=ActionState.DROPPED,
        closed_on=DAY,
        reason="No money",
    )

    line = timeline(pairing, user=user, kind="actions")

    dropped = line.years[-1].entries[-1]
    assert (dropped.label, dropped.text, dropped.facts) == ("Action dropped", "No money", ("Dara",))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("workshops", ["Peer workshop"]),
        ("updates", ["Update"]),
        ("actions", ["Action planned"]),
        ("agreements", ["Agreement signed"]),
    ],
)
def test_one_kind_may_be_asked_for(pairing, user, kind, labels):
    EventFactory(pairings=[pairing])
    ProgressUpdateFactory(pairing=pairing)
    ActionFactory(pairing=pairing)
    AgreementFactory(pairing=pairing, signed=True)

    line = timeline(pairing, user=user, kind=kind)

    assert (line.kind, [entry.label for year in line.years for entry in year.entries]) == (
        kind,
        labels,
    )


def test_an_unknown_kind_is_everything(pairing, user):
    assert timeline(pairing, user=user, kind="rumours").kind == "all"


def test_older_entries_are_asked_for_in_steps(pairing, user):
    for number in range(25):
        EventFactory(day=DAY + timedelta(days=number), pairings=[pairing])

    first = timeline(pairing, user=user)
    second = timeline(pairing, user=user, show=first.older)

    assert (len(first.years[0].entries), first.older) == (20, 40)
    assert (len(second.years[0].entries), second.older) == (25, None)
    assert second.years[0].entries[:20] == first.years[0].entries


def test_what_belongs_to_other_pairings_is_not_told(user):
    own, other = PairingFactory(), PairingFactory()
    EventFactory(pairings=[other])
    ActionFactory(pairing=other)

    assert timeline(own, user=user).years == ()


def test_an_agreement_that_the_reader_may_not_see_is_left_out(pairing):
    side = pairing.parties.first().organization
    AgreementFactory(pairing=pairing, signed=True)
    own = AgreementFactory(pairing=pairing, signed=True, parties=[side])

    line = timeline(pairing, user=roles.focal_point(side))

    assert [entry.key for year in line.years for entry in year.entries] == [own.pk]
