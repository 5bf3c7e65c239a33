from datetime import UTC, date, datetime

import pytest

from dashboards.queries.attention import waiting_rows
from dashboards.queries.scope import Scope
from documents.queries import decisions
from events.enums import EventState
from partnerships.enums import Answer
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def _something_of_each_kind(country):
    pairing = PairingFactory(title="Ours", parties=[OrganizationFactory(country=country)])
    ActionFactory(pairing=pairing, text="Overdue", due_on=date(2026, 10, 1))
    CommitmentFactory(pairing=pairing, text="Late", ends_on=date(2026, 9, 1))
    stuck = ActionFactory(pairing=pairing, text="Stuck")
    said = {"answer": Answer.BLOCKED, "submitted_at": datetime(2026, 11, 1, tzinfo=UTC)}
    ProgressUpdateFactory(pairing=pairing, action=stuck, **said)
    CommentFactory(pairing=pairing, text="When?", submitted_at=said["submitted_at"])
    CommentFactory(pairing=pairing, remark=True)
    other = PairingFactory(title="Other", parties=[OrganizationFactory(country=country)])
    ProgressUpdateFactory(pairing=other, action=None, **said)
    EventFactory(
        title="Untold", pairings=[pairing], day=date(2026, 11, 2), state=EventState.CONFIRMED
    )
    silent = {"title": "Silent", "started_on": date(2020, 1, 1)}
    PairingFactory(parties=[OrganizationFactory(country=country)], **silent)


def test_what_is_blocked_comes_first_and_nothing_of_another_country(monkeypatch):
    country = CountryFactory(cambodia=True)
    _something_of_each_kind(country)
    _something_of_each_kind(CountryFactory(laos=True))
    waiting = waiting_rows(Scope(roles.staff(), TODAY, country=country))
    monkeypatch.setattr(decisions, "SHOWN", 7)

    found, total = decisions.open_points(waiting)

    assert [(each.kind, each.text, each.pairing) for each in found] == [
        ("blocked", "Stuck", "Ours"),
        ("blocked", "", "Other"),
        ("open_question", "When?", "Ours"),
        ("overdue_action", "Overdue", "Ours"),
        ("late_commitment", "Late", "Ours"),
        ("report_due", "Untold", ""),
        ("quiet_pairing", "", "Silent"),
    ]
    assert found[0].since == date(2026, 11, 1)
    assert total == 7
    monkeypatch.setattr(decisions, "SHOWN", 1)
    assert len(decisions.open_points(waiting)[0]) == 1
