"""The agenda as an invitation brings it."""

from datetime import timedelta

import pytest

from followup.mails.agendas import agenda_of
from tests.factories.events import AgendaItemFactory, AgendaSpeakerFactory
from tests.factories.network import HonorificFactory, OrganizationFactory, PersonFactory
from tests.followup.meetings import DAY, HOUR, START, meeting

pytestmark = pytest.mark.django_db

DASH = "\N{EN DASH}"


def test_a_meeting_without_an_agenda_has_none():
    assert agenda_of(meeting()) is None


def test_each_item_stands_with_its_time_by_the_clock_of_the_meeting_and_who_speaks():
    event = meeting()
    opening = AgendaItemFactory(
        event=event, order=0, title="Opening", starts_at=START, ends_at=START + HOUR / 2
    )
    speaker = PersonFactory(name="Sok Dara", honorific=HonorificFactory(name="Mr"))
    for order, who in enumerate(
        (
            {"person": speaker, "name": ""},
            {"organization": OrganizationFactory(name="NPIC"), "name": ""},
            {"name": "Two students"},
        )
    ):
        AgendaSpeakerFactory(item=opening, order=order, **who)
    AgendaItemFactory(event=event, order=1, title="Any other business")

    agenda = agenda_of(event)

    assert agenda.heading == "Agenda, in the time of Bangkok (GMT+7):"
    assert agenda.lines == (
        (f"14:00{DASH}14:30", "Opening (Mr Sok Dara, NPIC, Two students)"),
        ("", "Any other business"),
    )


def test_without_a_time_no_clock_is_named():
    event = meeting()
    AgendaItemFactory(event=event, title="Opening")

    assert agenda_of(event).heading == "Agenda:"


def test_of_a_meeting_of_several_days_each_item_has_its_day():
    event = meeting(last_day=START.date() + DAY)
    AgendaItemFactory(event=event, order=0, title="Opening", starts_at=START)
    AgendaItemFactory(event=event, order=1, title="Visit", starts_at=START + timedelta(hours=19))

    assert agenda_of(event).lines == (
        ("10 Dec 2026, 14:00", "Opening"),
        ("11 Dec 2026, 09:00", "Visit"),
    )


def test_of_a_long_agenda_a_mail_says_how_much_more_there_is():
    event = meeting()
    for order in range(60):
        AgendaItemFactory(event=event, order=order, title=f"Session {order:02} " + "word " * 10)

    *lines, last = agenda_of(event).lines

    assert 20 < len(lines) < 60
    assert last == ("", f"and {60 - len(lines)} more items")
