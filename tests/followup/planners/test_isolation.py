"""What cannot be planned does not hold up the rest."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError

from followup.planners import isolation
from notifications.models import Message
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import ActionFactory, AgreementFactory, PairingFactory
from tests.followup.planning import (
    plan_agreements,
    plan_escalations,
    plan_pairings,
    plan_requests,
)

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
# Their readers' clock comes first: a broken one must not stop those behind it.
ZONES = ("Asia/Broken", "Asia/Bangkok")


@pytest.fixture(autouse=True)
def broken_zone(tmp_path):
    """Put a file for a time zone on this machine that ends after its version."""
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Broken").write_bytes(b"TZif2")
    zoneinfo.reset_tzpath(to=[str(tmp_path), *zoneinfo.TZPATH])
    yield
    zoneinfo.reset_tzpath()


def side_in(zone):
    return FocalPointFactory(person__recipient__time_zone=zone).organization


def overdue_action(zone):
    return ActionFactory(person=PersonFactory(recipient__time_zone=zone), due_on=TODAY - 8 * DAY)


def inactive_pairing(zone):
    return PairingFactory(
        parties=[side_in(zone), OrganizationFactory()], last_met_on=date(2026, 1, 1)
    )


def ending_agreement(zone):
    parties = [side_in(zone), OrganizationFactory()]
    return AgreementFactory(signed=True, parties=parties, ends_on=TODAY + 30 * DAY)


@pytest.mark.parametrize(
    ("planner", "begin"),
    [
        (plan_requests, overdue_action),
        (plan_pairings, inactive_pairing),
        (plan_agreements, ending_agreement),
    ],
)
def test_a_row_that_breaks_is_logged_and_the_others_are_planned(planner, begin, caplog):
    broken, _sound = [begin(zone) for zone in ZONES]

    assert planner(now=NOW) == 1

    assert Message.objects.get().recipient.time_zone == "Asia/Bangkok"
    assert {record.getMessage() for record in caplog.records} == {
        f"{broken._meta.label_lower} {broken.pk} cannot be planned"
    }


def test_one_reader_of_what_is_late_does_not_hold_up_the_others():
    for zone in ZONES:
        PersonFactory(user=roles.staff(), recipient__time_zone=zone)
    ActionFactory(due_on=TODAY - 30 * DAY)

    assert plan_escalations(now=NOW) == 1


def test_a_notice_with_a_key_that_says_no_day_does_not_hold_up_the_others():
    agreement = AgreementFactory(signed=True, ends_on=None, is_open_ended=True)
    for day in ("soon", "2026-12-31"):
        MessageFactory(
            key=f"agreement-ending:{agreement.pk}:{day}:30:1:r0",
            kind="partnerships.agreement_ending",
            about=agreement,
            recipient=PersonFactory().recipient,
            state="sent",
            due_at=NOW,
            sent_at=NOW,
        )

    assert plan_agreements(now=NOW) == 1


def test_a_database_that_does_not_answer_is_no_fault_of_a_row():
    def asks():
        raise OperationalError

    with pytest.raises(OperationalError):
        isolation.made(ActionFactory(), [asks])
