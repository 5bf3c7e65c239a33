"""What can happen to a meeting."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from core.errors import DomainError
from core.records import BrokenConstraintError
from events.enums import CountMethod, EventState, Modality, ParticipationState
from events.models import Event
from events.operations import events
from events.operations.results import (
    AgreedArea,
    Counted,
    NextAction,
    NoPairingError,
    Organized,
    Said,
    TookPart,
)
from notifications.models import Message
from partnerships.enums import Firmness
from partnerships.models import Action, Commitment
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, EventTypeFactory
from tests.factories.network import (
    CooperationAreaFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def log(**given):
    """Log the least that can be logged, and what is given."""
    least = {
        "type": EventTypeFactory(),
        "day": TODAY,
        "modality": Modality.ONLINE,
        "by": None,
        "today": TODAY,
    }
    return events.log(**{**least, **given})


def test_a_log_needs_no_more_than_kind_day_and_how_they_met():
    event = log()

    assert (event.state, event.title) == (EventState.HELD, "Peer workshop")


def test_a_log_of_a_pairing_is_named_after_its_sides():
    sides = [OrganizationFactory(acronym="GZITTC"), OrganizationFactory(acronym="NPIC")]

    event = log(pairings=[PairingFactory(parties=sides)])

    assert event.title == "Peer workshop: GZITTC \N{EN DASH} NPIC"


def test_a_log_of_many_organizations_names_four_and_counts_the_others():
    organizations = [OrganizationFactory(acronym=f"O{n}") for n in range(6)]

    event = log(organizations=organizations)

    assert (
        event.title == "Peer workshop: O0 \N{EN DASH} O1 \N{EN DASH} O2 \N{EN DASH} O3 and 2 more"
    )


def test_a_title_that_is_given_stays():
    assert log(title="  Launch \u200b of the network ").title == "Launch of the network"


def test_a_day_to_come_plans_the_meeting():
    event = log(day=TODAY + timedelta(days=1))

    assert event.state == EventState.PLANNED


def test_a_day_to_be_determined_plans_the_meeting():
    event = log(day=None)

    assert (event.state, event.day) == (EventState.PLANNED, None)


def test_a_state_that_is_given_stays():
    event = log(day=TODAY + timedelta(days=9), state=EventState.CONFIRMED)

    assert event.state == EventState.CONFIRMED


def test_a_log_remembers_who_wrote_it():
    user = UserFactory()

    assert log(by=user).logged_by == user


def test_a_log_holds_everything_that_was_written_down():
    npic, gzittc = OrganizationFactory(acronym="NPIC"), OrganizationFactory(acronym="GZITTC")
    pairing = PairingFactory(parties=[gzittc, npic])
    person, area = PersonFactory(), CooperationAreaFactory()

    event = log(
        pairings=[pairing],
        organizers=[Organized(organization=gzittc)],
        commitments=[AgreedArea(area=area, text="Robots", firmness=Firmness.PROPOSED)],
        actions=[NextAction(text="Send the plan", organization=npic, due_on=date(2026, 12, 31))],
        participants=[TookPart(person=person), TookPart(name="Om Romny", capacity="Secretary")],
        statements=[Said(name="Wei Fan", text="We are ready.")],
        topics=["School operation", "Robots"],
        count_by_organization=[Counted(organization=npic, people=4, women=1)],
        people=17,
        women=6,
        counted_as=CountMethod.ESTIMATED,
    )

    assert [*event.outcomes.values_list("commitment__text", "action__text")] == [
        ("Robots", None),
        (None, "Send the plan"),
    ]
    assert [*Commitment.objects.values_list("area", "firmness")] == [(area.pk, "proposed")]
    assert [*Action.objects.values_list("organization", "due_on")] == [
        (npic.pk, date(2026, 12, 31))
    ]
    assert [*event.participations.values_list("person", "name", "state")] == [
        (person.pk, person.name, "attended"),
        (None, "Om Romny", "attended"),
    ]
    assert [*event.statements.values_list("name", "text")] == [("Wei Fan", "We are ready.")]
    assert [*event.topics.values_list("text", flat=True)] == ["School operation", "Robots"]
    assert sorted(
        event.head_counts.values_list("organization", "people", "women", "method"),
        key=lambda row: row[1],
    ) == [(npic.pk, 4, 1, "estimated"), (None, 17, 6, "estimated")]
    assert [*event.organizers.values_list("organization", "role")] == [(gzittc.pk, "convenor")]


def test_who_is_named_before_the_day_is_only_invited():
    organization = OrganizationFactory()

    event = log(
        day=TODAY + timedelta(days=3),
        organizations=[organization],
        participants=[TookPart(name="Wei Fan")],
    )

    states = set(event.participations.values_list("state", flat=True))
    assert states == {ParticipationState.INVITED}


def test_the_same_form_sent_twice_counts_once():
    submission, pairing = uuid4(), PairingFactory()

    first = log(submission=submission, pairings=[pairing], topics=["Robots"])
    second = log(submission=submission, pairings=[pairing], topics=["Robots"])

    assert second == first
    assert (Event.objects.count(), first.topics.count()) == (1, 1)


def test_what_several_pairings_agreed_names_the_pairing():
    pairings, area = [PairingFactory(), PairingFactory()], CooperationAreaFactory()

    log(pairings=pairings, commitments=[AgreedArea(area=area, pairing=pairings[1])])

    assert Commitment.objects.get().pairing == pairings[1]


def test_what_was_agreed_without_a_pairing_is_refused_and_nothing_is_kept():
    with pytest.raises(NoPairingError):
        log(commitments=[AgreedArea(area=CooperationAreaFactory())])

    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": None, "starts_at": datetime(2026, 11, 22, 7, tzinfo=UTC)},
        {"ends_at": datetime(2026, 11, 22, 7, tzinfo=UTC)},
        {
            "starts_at": datetime(2026, 11, 22, 7, tzinfo=UTC),
            "ends_at": datetime(2026, 11, 22, 7, tzinfo=UTC),
        },
        {"day": None, "last_day": TODAY},
        {"last_day": TODAY - timedelta(days=1)},
        {"day": None, "state": EventState.HELD},
        {"day": TODAY + timedelta(days=1), "state": EventState.HELD},
    ],
)
def test_days_and_hours_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(events.WrongTimeError):
        log(**wrong)

    assert Event.objects.count() == 0


def test_a_pairing_is_told_the_last_day_on_which_it_met():
    pairing = PairingFactory()
    log(pairings=[pairing], day=date(2026, 10, 1), last_day=date(2026, 10, 3))

    log(pairings=[pairing], day=date(2026, 9, 1))

    pairing.refresh_from_db()
    assert pairing.last_met_on == date(2026, 10, 3)


def test_a_planned_meeting_is_no_contact_yet():
    pairing = PairingFactory()

    log(pairings=[pairing], day=TODAY + timedelta(days=4))

    pairing.refresh_from_db()
    assert pairing.last_met_on is None


def test_a_correction_of_the_day_reaches_the_pairing():
    pairing = PairingFactory()
    event = log(pairings=[pairing])

    events.edit(event, day=date(2026, 11, 2), by=None, today=TODAY)

    pairing.refresh_from_db()
    assert pairing.last_met_on == date(2026, 11, 2)


def test_a_correction_of_who_met_reaches_both_pairings():
    wrong, right = PairingFactory(), PairingFactory()
    event = log(pairings=[wrong])

    events.edit(event, pairings=[right], by=None, today=TODAY)

    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.last_met_on, right.last_met_on) == (None, TODAY)
    assert [*event.pairings.values_list("pairing", flat=True)] == [right.pk]


def test_a_correction_of_words_is_no_new_version_of_the_invitation():
    event = log()

    edited = events.edit(event, title=" New\ttitle", goal="Robots", by=None, today=TODAY)

    assert (edited.title, edited.goal, edited.revision) == ("New title", "Robots", 1)


def test_a_correction_of_the_place_is_a_new_version_of_the_invitation():
    edited = events.edit(log(), place="Vientiane", by=None, today=TODAY)

    assert edited.revision == 2


def test_a_correction_is_refused_when_somebody_else_was_faster():
    event = log(title="Before")
    seen = event.updated_at
    events.edit(event, title="Theirs", by=None, today=TODAY)

    with pytest.raises(events.ChangedMeanwhileError):
        events.edit(event, title="Mine", seen=seen, by=None, today=TODAY)

    event.refresh_from_db()
    assert event.title == "Theirs"


def test_a_correction_that_contradicts_itself_is_refused():
    event = log()

    with pytest.raises(events.WrongTimeError):
        events.edit(event, last_day=date(2026, 1, 1), by=None, today=TODAY)


def test_confirm_says_that_a_planned_meeting_will_take_place():
    event = EventFactory(planned=True)

    assert events.confirm(event, by=None).state == EventState.CONFIRMED


def test_confirm_refuses_a_meeting_without_a_day():
    with pytest.raises(events.WrongTimeError):
        events.confirm(EventFactory(planned=True, day=None), by=None)


def test_confirm_refuses_what_has_taken_place():
    with pytest.raises(events.WrongStateError, match="It cannot become “Confirmed”"):
        events.confirm(EventFactory(), by=None)


def test_hold_says_that_it_took_place_and_tells_the_pairing():
    pairing = PairingFactory()
    event = EventFactory(confirmed=True, pairings=[pairing])

    held = events.hold(event, by=None, today=TODAY)

    pairing.refresh_from_db()
    assert (held.state, pairing.last_met_on) == (EventState.HELD, date(2026, 11, 12))


def test_hold_refuses_a_day_that_has_not_come():
    event = EventFactory(confirmed=True, day=TODAY + timedelta(days=1))

    with pytest.raises(events.WrongTimeError):
        events.hold(event, by=None, today=TODAY)


def test_report_completes_a_held_meeting():
    assert events.report(EventFactory(), by=None).state == EventState.REPORTED


def test_report_refuses_what_has_not_taken_place():
    with pytest.raises(events.WrongStateError):
        events.report(EventFactory(planned=True), by=None)


@pytest.mark.parametrize(
    ("act", "state"),
    [(events.postpone, EventState.POSTPONED), (events.cancel, EventState.CANCELLED)],
)
def test_calling_off_keeps_the_reason_and_is_a_new_version(act, state):
    called_off = act(EventFactory(confirmed=True), reason=" Floods ", by=None)

    assert (called_off.state, called_off.reason, called_off.revision) == (state, "Floods", 2)


@pytest.mark.parametrize("act", [events.postpone, events.cancel])
def test_calling_off_needs_a_reason(act):
    event = EventFactory(confirmed=True)

    with pytest.raises(events.NoReasonError):
        act(event, reason="  ", by=None)

    event.refresh_from_db()
    assert event.state == EventState.CONFIRMED


@pytest.mark.parametrize("act", [events.postpone, events.cancel])
def test_what_has_taken_place_cannot_be_called_off(act):
    with pytest.raises(events.WrongStateError):
        act(EventFactory(), reason="Floods", by=None)


def test_reschedule_plans_a_postponed_meeting_again():
    event = EventFactory(state=EventState.POSTPONED, reason="Floods")

    again = events.reschedule(event, day=date(2027, 1, 20), by=None, today=TODAY)

    assert (again.state, again.day, again.reason, again.revision) == (
        EventState.PLANNED,
        date(2027, 1, 20),
        "",
        2,
    )


def test_reschedule_refuses_what_was_never_postponed():
    with pytest.raises(DomainError):
        events.reschedule(EventFactory(), day=date(2027, 1, 20), by=None, today=TODAY)


def waiting(event):
    """Return whether a reminder of the event still waits."""
    return Message.objects.about(event).unsent().exists()


def test_what_was_not_sent_is_taken_back_when_the_meeting_is_moved_or_called_off():
    moved, postponed, renamed, over = EventFactory.create_batch(4, confirmed=True)
    events.cancel(over, reason="Floods", by=None)
    for event in (moved, postponed, renamed, over):
        MessageFactory(about=event)

    events.edit(moved, day=date(2026, 12, 1), by=None, today=TODAY)
    events.postpone(postponed, reason="Floods", by=None)
    events.edit(renamed, title="Another title", by=None, today=TODAY)
    events.edit(over, place="Vientiane", by=None, today=TODAY)

    assert [waiting(each) for each in (moved, postponed, renamed, over)] == [False] * 2 + [True] * 2


@pytest.mark.parametrize("minutes", [[0], [60, 0]])
def test_edit_refuses_a_reminder_that_comes_too_late(db, minutes):
    event = EventFactory(confirmed=True)

    with pytest.raises(BrokenConstraintError, match="at least one minute before the start"):
        events.edit(event, reminders=minutes, by=None, today=event.day)


@pytest.mark.parametrize("minutes", [None, [], [60], [60, 10080]])
def test_edit_takes_a_rule_for_reminders_and_that_is_no_new_version(db, minutes):
    event = events.edit(
        EventFactory(confirmed=True), reminders=minutes, by=None, today=date(2026, 11, 25)
    )

    assert (event.reminders, event.revision) == (minutes, 1)
