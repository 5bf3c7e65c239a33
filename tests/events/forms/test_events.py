"""Correct an event, call it off, give it a new day."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from events.forms.events import CallOff, EventFacts, Reschedule
from events.terms.events import EventTerms, NewDay
from partnerships.enums import PairingPhase
from tests.factories.events import EventFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import focal_point, staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def opened(event, user=None):
    """Return the form as it opens."""
    return EventFacts(event=event, user=user or staff(), today=TODAY)


def sent(event, user=None, **given):
    """Return the form as a browser sends it back, with what was changed."""
    form = opened(event, user)
    query = QueryDict(mutable=True)
    for name, field in form.fields.items():
        value = given.get(name, form[name].value())
        if isinstance(value, list):
            query.setlist(name, [str(one) for one in value])
        elif value not in (None, False, ""):
            query[name] = (
                str(field.widget.format_value(value) or "") if name in _CLOCKS else str(value)
            )
    return EventFacts(query, event=event, user=user or staff(), today=TODAY)


_CLOCKS = ("day", "last_day", "starts", "ends", "source_on")


def test_what_is_known_comes_back_unchanged():
    pairing = PairingFactory()
    event = EventFactory(
        pairings=[pairing],
        starts_at=datetime(2026, 11, 12, 7, tzinfo=UTC),
        ends_at=datetime(2026, 11, 12, 10, tzinfo=UTC),
        summary="They agreed.",
        source_on=date(2026, 11, 13),
        source_url="https://example.org/report",
    )

    form = sent(event)

    assert form.is_valid(), form.errors
    assert form.terms() == EventTerms.of(event)
    assert form.who_meet() == [pairing]


def test_an_event_without_a_day_stays_to_be_determined():
    form = sent(EventFactory(planned=True, day=None))

    assert form.is_valid(), form.errors
    assert form.terms().day is None


def test_a_title_is_needed_and_cleaned():
    event = EventFactory()

    assert sent(event, title="").errors == {"title": ["Enter a title."]}
    cleaned = sent(event, title=" Launch\tof the network ")
    assert cleaned.is_valid()
    assert cleaned.terms().title == "Launch of the network"


def test_a_meeting_cannot_follow_its_own_follow_up():
    event = EventFactory()
    follow_up = EventFactory(parent=EventFactory(parent=event))

    assert sent(event, parent=follow_up.pk).errors == {
        "parent": ["This meeting already follows the one you edit. Choose another one."]
    }
    assert sent(follow_up, parent=event.pk).is_valid()


def test_open_pairings_can_be_chosen_and_closed_ones_that_met():
    closed = {"phase": PairingPhase.CONCLUDED, "closed_on": TODAY}
    met, still_open = PairingFactory(**closed), PairingFactory()
    PairingFactory(**closed)

    form = opened(EventFactory(pairings=[met]))

    assert set(form.fields["pairings"].queryset) == {met, still_open}


def test_a_pairing_that_the_user_does_not_log_stays():
    college = OrganizationFactory()
    own = PairingFactory(parties=[college, OrganizationFactory()])
    foreign = PairingFactory()
    event = EventFactory(pairings=[own, foreign])

    form = sent(event, focal_point(college), pairings=[])

    assert form.is_valid(), form.errors
    assert form.who_meet() == [foreign]


def test_calling_off_needs_a_reason():
    assert CallOff({"reason": " "}).errors == {
        "reason": ["Say why the meeting does not take place."]
    }
    assert CallOff({"reason": "Floods"}).is_valid()


def test_a_new_day_has_the_hours_of_the_place():
    event = EventFactory(time_zone="Asia/Yangon")

    form = Reschedule(
        {"day": "2026-12-01", "starts": "14:00", "ends": ""}, event=event, today=TODAY
    )

    assert form.is_valid()
    assert form.terms() == NewDay(
        day=date(2026, 12, 1),
        starts_at=datetime(2026, 12, 1, 7, 30, tzinfo=UTC),
        ends_at=None,
    )


def test_a_new_day_is_still_to_come():
    form = Reschedule({"day": "2026-11-21"}, event=EventFactory(), today=TODAY)

    assert form.errors == {"day": ["Enter a day in the future."]}


def test_a_new_day_is_not_years_away():
    form = Reschedule({"day": "2062-12-01"}, event=EventFactory(), today=TODAY)

    assert form.errors == {"day": ["This date is more than a year away. Check the year."]}
