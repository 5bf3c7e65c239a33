"""What happened in a pairing, in one line of time."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from events.enums import EventState, Happening
from events.queries.timeline import Entry, timeline
from partnerships.enums import ActionState
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory, OutcomeFactory
from tests.factories.network import OrganizationFactory
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


def described(line):
    return [
        (year.number, [(entry.on, entry.what, entry.record) for entry in year.entries])
        for year in line.years
    ]


def test_everything_is_merged_newest_first_under_its_year(pairing, user):
    event = EventFactory(day=date(2021, 12, 21), pairings=[pairing])
    with time_machine.travel(datetime(2026, 11, 22, 5, tzinfo=UTC)):
        action = ActionFactory(pairing=pairing, done=True, closed_on=date(2026, 3, 1))
    agreement = AgreementFactory(pairing=pairing, signed=True, signed_on=date(2022, 6, 1))
    title = DesignationFactory(pairing=pairing, given_on=date(2022, 6, 2))
    update = ProgressUpdateFactory(
        pairing=pairing, submitted_at=datetime(2026, 2, 1, 3, tzinfo=UTC)
    )

    newest, *older = described(timeline(pairing, user=user))

    assert (newest[0], [entry[1:] for entry in newest[1]]) == (
        2026,
        [
            (Happening.ACTION_PLANNED, action),
            (Happening.ACTION_DONE, action),
            (Happening.UPDATED, update),
        ],
    )
    assert older == [
        (
            2022,
            [
                (date(2022, 6, 2), Happening.TITLE_GIVEN, title),
                (date(2022, 6, 1), Happening.SIGNED, agreement),
            ],
        ),
        (2021, [(date(2021, 12, 21), Happening.MET, event)]),
    ]


def test_a_meeting_tells_how_many_came_and_what_was_agreed(pairing, user):
    event = EventFactory(day=DAY, pairings=[pairing])
    HeadCountFactory(event=event, people=17)
    HeadCountFactory(event=event, organization=OrganizationFactory(), people=4)
    OutcomeFactory.create_batch(2, event=event, commitment=CommitmentFactory(pairing=pairing))
    OutcomeFactory(event=event, action=ActionFactory(pairing=pairing))

    line = timeline(pairing, user=user)

    assert line.years[0].entries == (
        Entry(Happening.MET, DAY, event, people=17, agreed=2, steps=1),
    )


def test_a_meeting_whose_people_nobody_counted_tells_no_number(pairing, user):
    event = EventFactory(day=DAY, pairings=[pairing])

    assert timeline(pairing, user=user).years[0].entries == (Entry(Happening.MET, DAY, event),)


def test_a_meeting_without_a_day_stands_first(pairing, user):
    later = EventFactory(planned=True, day=None, pairings=[pairing])
    off = EventFactory(state=EventState.CANCELLED, reason="Flood", day=DAY, pairings=[pairing])

    line = timeline(pairing, user=user)

    assert [(year.number, [entry.record for entry in year.entries]) for year in line.years] == [
        (None, [later]),
        (2022, [off]),
    ]


def test_an_update_that_was_corrected_is_told_once(pairing, user):
    early = ProgressUpdateFactory(pairing=pairing)
    newest = ProgressUpdateFactory(pairing=pairing, supersedes=early)

    line = timeline(pairing, user=user, kind="updates")

    assert [entry.record for entry in line.years[0].entries] == [newest]


def test_an_action_of_a_meeting_is_told_by_the_meeting_unless_actions_are_asked_for(pairing, user):
    action = ActionFactory(pairing=pairing)
    OutcomeFactory(event=EventFactory(day=DAY, pairings=[pairing]), action=action)

    everything = timeline(pairing, user=user)
    actions = timeline(pairing, user=user, kind="actions")

    assert [entry.what for entry in everything.years[0].entries] == [Happening.MET]
    assert actions.years[0].entries == (Entry(Happening.ACTION_PLANNED, DAY, action),)


def test_an_action_is_done_or_dropped_on_its_last_day(pairing, user):
    done = ActionFactory(pairing=pairing, done=True, closed_on=DAY)
    dropped = ActionFactory(
        pairing=pairing, state=ActionState.DROPPED, closed_on=DAY, reason="No money"
    )

    line = timeline(pairing, user=user, kind="actions")

    assert line.years[-1].entries[-2:] == (
        Entry(Happening.ACTION_DROPPED, DAY, dropped),
        Entry(Happening.ACTION_DONE, DAY, done),
    )


@pytest.mark.parametrize(
    ("kind", "happened"),
    [
        ("workshops", [Happening.MET]),
        ("updates", [Happening.UPDATED]),
        ("actions", [Happening.ACTION_PLANNED]),
        ("agreements", [Happening.SIGNED]),
    ],
)
def test_one_kind_may_be_asked_for(pairing, user, kind, happened):
    EventFactory(pairings=[pairing])
    ProgressUpdateFactory(pairing=pairing)
    ActionFactory(pairing=pairing)
    AgreementFactory(pairing=pairing, signed=True)

    line = timeline(pairing, user=user, kind=kind)

    assert (line.kind, [entry.what for year in line.years for entry in year.entries]) == (
        kind,
        happened,
    )


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

    assert [entry.record for year in line.years for entry in year.entries] == [own]
