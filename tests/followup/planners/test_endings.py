"""Notices that an agreement ends, and corrections when it does not end after all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.queries.endings import RENEWED
from notifications.models import Message
from notifications.operations.batches import send_batch
from notifications.wording import reason_of
from partnerships.enums import AgreementState
from partnerships.operations import agreements
from partnerships.terms.agreements import AgreementTerms
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import AgreementFactory
from tests.followup.planning import plan_agreements

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def party():
    return FocalPointFactory()


def edited(agreement, **changes):
    return agreements.edit(agreement, replace(AgreementTerms.of(agreement), **changes), by=None)


def signed(party, **facts):
    parties = [party.organization, OrganizationFactory()]
    return AgreementFactory(**{"signed": True, "parties": parties, **facts})


def notices():
    """Return (stage, state) of the notices in the order in which they go."""
    found = Message.objects.filter(kind="partnerships.agreement_ending").order_by("due_at", "pk")
    return [(int(message.key.split(":")[3]), message.state) for message in found]


def corrections():
    return Message.objects.filter(kind="partnerships.agreement_renewed").order_by("pk")


def send_all():
    Message.objects.unsent().update(state="sent", sent_at=NOW)


@pytest.mark.parametrize(
    ("days", "stages"),
    [
        (195, []),
        (194, [180]),
        (180, [180]),
        (105, [180]),
        (104, [180, 90]),
        (98, [180, 90]),
        (97, [90]),
        (91, [90]),
        (90, [90]),
        (44, [90, 30]),
        (38, [90, 30]),
        (37, [30]),
        (31, [30]),
        (30, [30]),
        (1, [30]),
        (0, [30]),
        (-1, []),
        (-500, []),
    ],
)
def test_the_newest_notice_is_given_and_the_next_shows_two_weeks_before(party, days, stages):
    signed(party, ends_on=TODAY + days * DAY)

    plan_agreements(now=NOW)

    assert [stage for stage, _ in notices()] == stages


def test_nobody_is_told_twice_within_a_week():
    ends = {
        days: signed(FocalPointFactory(), ends_on=TODAY + days * DAY) for days in (37, 38, 97, 98)
    }

    moments = {}
    for day in range(1, max(ends) + 1):
        plan_agreements(now=NOW + (day - 1) * DAY)
        if day in ends:
            told = Message.objects.about(ends[day]).order_by("due_at")
            moments[day] = list(told.values_list("due_at", flat=True))

    assert {days: len(told) for days, told in moments.items()} == {37: 1, 38: 2, 97: 2, 98: 3}
    for told in moments.values():
        assert all(later - earlier > 7 * DAY for earlier, later in pairwise(told))


def test_a_notice_is_of_use_until_the_next_one_is_near_by_the_readers_clock(party):
    agreement = signed(party, ends_on=TODAY + 90 * DAY)

    plan_agreements(now=NOW)
    plan_agreements(now=NOW + 61 * DAY)

    first, last = Message.objects.order_by("due_at")
    assert (first.about, first.recipient, reason_of(first)) == (
        agreement,
        party.person.recipient,
        "Is a focal point of a party of this agreement",
    )
    assert (first.due_at, first.not_after) == (NOW, datetime(2027, 1, 15, 1, tzinfo=UTC))
    assert last.not_after == datetime(2027, 2, 21, 17, tzinfo=UTC)


def test_on_the_last_day_it_is_told_where_the_day_still_lasts():
    """At 17:45 UTC the day is over in Yangon and in Shanghai."""
    for zone in ("Asia/Shanghai", "Asia/Yangon", "Europe/Paris"):
        signed(FocalPointFactory(person__recipient__time_zone=zone), ends_on=TODAY)

    assert plan_agreements(now=datetime(2026, 11, 23, 17, 45, tzinfo=UTC)) == 1
    assert Message.objects.get().recipient.time_zone == "Europe/Paris"


@pytest.mark.parametrize("days", [30, 37])
def test_at_night_a_notice_that_gives_way_the_next_morning_is_left_out(party, days):
    """It is seven o'clock in Bangkok; the days at which another notice is right begin at eight."""
    signed(party, ends_on=TODAY + days * DAY)

    plan_agreements(now=datetime(2026, 11, 23, 0, tzinfo=UTC))

    assert notices() == [(30, "pending")]
    due_at = datetime(2026, 11, 23, 1, tzinfo=UTC) + (days - 30) * DAY
    assert Message.objects.get().due_at == due_at


def test_the_last_notice_is_given_at_night_too(party):
    signed(party, ends_on=TODAY)

    plan_agreements(now=datetime(2026, 11, 23, 15, tzinfo=UTC))

    assert notices() == [(30, "pending")]


def test_it_is_told_once_a_stage_even_if_planned_late(party):
    signed(party, ends_on=TODAY + 180 * DAY)

    new = [plan_agreements(now=NOW + days * DAY) for days in (0, 0, 7, 76, 77, 97, 157, 200)]

    assert new == [1, 0, 0, 1, 0, 0, 1, 0]


def test_the_staff_responsible_is_told_too_and_nobody_twice(party):
    laos = CountryFactory(laos=True)
    coordinator = PersonFactory(user=roles.coordinator(laos))
    other = FocalPointFactory(organization__country=laos, person=coordinator).organization
    agreement = signed(
        party, parties=[party.organization, other, OrganizationFactory()], ends_on=TODAY + 30 * DAY
    )
    signed(FocalPointFactory(), ends_on=TODAY + 30 * DAY)
    staff = PersonFactory(user=roles.staff())

    plan_agreements(now=NOW)

    notified = {
        message.recipient: reason_of(message) for message in Message.objects.about(agreement)
    }
    assert notified == {
        party.person.recipient: "Is a focal point of a party of this agreement",
        coordinator.recipient: "Is a focal point of a party of this agreement",
    }
    reason = "Follows up the agreements in the country of a party"
    assert reason_of(Message.objects.get(recipient=staff.recipient)) == reason


@pytest.mark.parametrize(
    "facts",
    [
        {"signed": False},
        {"ends_on": None, "is_open_ended": True},
        {"state": AgreementState.TERMINATED, "reason": "Merged"},
        {"state": AgreementState.SUSPENDED, "reason": "Flood"},
    ],
)
def test_what_is_not_in_force_or_has_no_last_day_has_no_notice(party, facts):
    signed(party, **{"ends_on": TODAY + 30 * DAY, **facts})

    assert plan_agreements(now=NOW) == 0


def test_a_signed_renewal_ends_the_notices_and_a_draft_does_not(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    renewal = AgreementFactory(renews=agreement)
    by_draft = plan_agreements(now=NOW)

    agreements.sign(renewal, on=TODAY, by=None)
    again = plan_agreements(now=NOW)

    assert (by_draft, notices()) == (1, [(30, "cancelled")])
    assert again == 0


def test_whoever_takes_over_is_told(party):
    signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    party.ends_on = TODAY
    party.save()
    FocalPointFactory(organization=party.organization)

    assert (plan_agreements(now=NOW), plan_agreements(now=NOW)) == (1, 0)


def test_a_moved_end_calls_the_notices_back_and_gives_new_ones(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)

    agreement = edited(agreement, ends_on=TODAY + 90 * DAY)
    plan_agreements(now=NOW)
    edited(agreement, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)

    assert sorted(notices()) == [(30, "cancelled"), (30, "pending"), (90, "cancelled")]
    assert not corrections().exists()


def test_another_title_changes_no_notice(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)

    edited(agreement, title="Memorandum of cooperation")

    assert (plan_agreements(now=NOW), notices()) == (0, [(30, "pending")])


def test_what_was_suspended_and_goes_on_is_told_of_again(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    agreement = agreements.move(agreement, state=AgreementState.SUSPENDED, reason="Flood", by=None)
    suspended = plan_agreements(now=NOW)

    agreements.move(agreement, state=AgreementState.SIGNED, by=None)

    assert (suspended, plan_agreements(now=NOW)) == (0, 1)
    assert notices() == [(30, "cancelled"), (30, "pending")]


def renewed(agreement):
    agreements.sign(AgreementFactory(renews=agreement), on=TODAY, by=None)


def moved(agreement):
    edited(agreement, ends_on=TODAY + 365 * DAY)


def made_endless(agreement):
    edited(agreement, ends_on=None, is_open_ended=True)


def terminated(agreement):
    agreements.move(agreement, state=AgreementState.TERMINATED, reason="Merged", by=None)


@pytest.mark.parametrize("change", [renewed, moved, made_endless, terminated])
def test_whoever_was_told_of_an_end_that_is_none_gets_one_correction(party, change):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    send_all()
    change(agreement)

    assert [plan_agreements(now=NOW + days * DAY) for days in (0, 0, 1, 20)] == [1, 0, 0, 0]

    correction = corrections().get()
    assert (correction.recipient, correction.about, reason_of(correction)) == (
        party.person.recipient,
        agreement,
        "Knew that this agreement ends",
    )


def test_the_correction_goes_to_those_who_were_told_not_to_those_who_answer_now(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    send_all()
    party.ends_on = TODAY
    party.save()
    FocalPointFactory(organization=party.organization)
    moved(agreement)

    plan_agreements(now=NOW)

    assert [message.recipient for message in corrections()] == [party.person.recipient]


@pytest.mark.parametrize("state", ["pending", "cancelled", "expired", "failed"])
def test_a_notice_that_nobody_got_needs_no_correction(party, state):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    Message.objects.update(state=state)
    moved(agreement)

    assert plan_agreements(now=NOW) == 0


def test_an_end_that_came_needs_no_correction(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    send_all()

    assert plan_agreements(now=NOW + 40 * DAY) == 0
    made_endless(agreement)
    assert plan_agreements(now=NOW + 300 * DAY) == 0


def test_suspending_an_agreement_does_not_take_its_end_away(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    send_all()

    agreements.move(agreement, state=AgreementState.SUSPENDED, reason="Flood", by=None)

    assert plan_agreements(now=NOW) == 0


def test_an_end_that_is_moved_there_and_back_is_told_corrected_and_told_again(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    counts = []
    for hours, ends_on in ((0, 30), (1, 365), (2, 30), (3, 365)):
        if hours:
            agreement = edited(agreement, ends_on=TODAY + ends_on * DAY)
        counts.append(plan_agreements(now=NOW + timedelta(hours=hours)))
        send_all()

    assert counts == [1, 1, 1, 1]
    assert corrections().count() == 2


def test_who_cannot_be_reached_is_not_corrected(party):
    agreement = signed(party, ends_on=TODAY + 30 * DAY)
    plan_agreements(now=NOW)
    send_all()
    moved(agreement)
    party.person.recipient.refused_at = NOW
    party.person.recipient.save()

    assert plan_agreements(now=NOW) == 0


def test_more_agreements_take_no_more_questions_to_the_database():
    def queries_of_planning():
        with CaptureQueriesContext(connection) as captured:
            plan_agreements(now=NOW)
        return len(captured)

    countries = [CountryFactory(laos=True), CountryFactory(china=True)]
    counts = []
    for new in (1, 1, 3):
        for _ in range(new):
            sides = [OrganizationFactory(country=country) for country in countries]
            FocalPointFactory(organization=sides[0])
            AgreementFactory(signed=True, parties=sides, ends_on=date(2026, 12, 20))
        counts.append(queries_of_planning())

    assert counts[1] == counts[2] < 20


def test_a_correction_that_was_never_sent_corrects_nobody():
    party = FocalPointFactory()
    parties = [party.organization, OrganizationFactory()]
    last = NOW.date() + 90 * DAY
    agreement = AgreementFactory(signed=True, parties=parties, ends_on=last)
    plan_agreements(now=NOW)
    Message.objects.unsent().update(state="sent", sent_at=NOW)
    # A slip of the pen: moved, planned, moved back before the correction goes.
    agreement = edited(agreement, ends_on=last + 400 * DAY)
    plan_agreements(now=NOW + DAY)
    agreement = edited(agreement, ends_on=last)
    while send_batch(clock=lambda: NOW + DAY):
        pass
    assert [one.state for one in Message.objects.filter(kind=RENEWED)] == ["cancelled"]
    # Now it is moved for good.
    edited(agreement, ends_on=last + 400 * DAY)
    plan_agreements(now=NOW + 2 * DAY)

    corrections = Message.objects.filter(kind=RENEWED)
    assert [one.state for one in corrections.order_by("pk")] == ["cancelled", "pending"]
