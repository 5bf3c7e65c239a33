from datetime import date

import pytest

from dashboards.queries.scope import Scope
from documents.queries import ahead
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def test_meetings_and_steps_stand_by_their_day_and_what_has_none_comes_last(monkeypatch):
    country = CountryFactory(cambodia=True)
    pairing = PairingFactory(parties=[OrganizationFactory(country=country)])
    planned = {"state": EventState.PLANNED, "pairings": [pairing]}
    EventFactory(title="Some day", day=None, **planned)
    EventFactory(title="Forum", day=date(2027, 1, 5), last_day=date(2027, 1, 6), **planned)
    EventFactory(title="Elsewhere", day=date(2027, 1, 5), state=EventState.PLANNED)
    ActionFactory(pairing=pairing, text="Send the plan", due_on=date(2026, 12, 1))
    ActionFactory(pairing=pairing, text="In a year", due_on=date(2027, 11, 1))
    ActionFactory(pairing=pairing, text="Long ago", due_on=date(2025, 11, 1))

    found, total = ahead.coming(Scope(user=roles.staff(), today=TODAY), country)

    assert [each.text for each in found] == ["Send the plan", "Forum", "Some day"]
    assert (found[1].first, found[1].last) == (date(2027, 1, 5), date(2027, 1, 6))
    assert total == 3
    monkeypatch.setattr(ahead, "SHOWN", 1)
    shown, total = ahead.coming(Scope(user=roles.staff(), today=TODAY), country)
    assert (len(shown), total) == (1, 3)
