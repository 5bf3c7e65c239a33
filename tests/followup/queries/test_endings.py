"""Which agreements end soon, and what still holds of what was told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from followup.queries import endings
from followup.queries.endings import Notice
from notifications.models import Message
from notifications.wording import reason_of
from partnerships.enums import AgreementState
from partnerships.models import Agreement
from tests.factories import roles
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import AgreementFactory, PairingFactory, PairingFocalPointFactory
from tests.followup.planning import plan_agreements

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
END = date(2026, 12, 31)


def signed(**facts):
    return AgreementFactory(**{"signed": True, "ends_on": END, **facts})


@pytest.mark.parametrize(
    ("ends_on", "is_listed"),
    [
        (TODAY - 2 * DAY, False),
        (TODAY - DAY, True),
        (TODAY + 194 * DAY, True),
        (TODAY + 195 * DAY, False),
        (None, False),
    ],
)
def test_what_ends_within_sight_is_listed(ends_on, is_listed):
    agreement = signed(ends_on=ends_on)

    assert endings.is_ending(agreement, TODAY, is_renewed=False) is is_listed


def test_only_a_signed_agreement_renews_another():
    agreement = signed()
    FocalPointFactory(organization=agreement.parties.first().organization)
    renewal = AgreementFactory(renews=agreement)
    before = endings.renewal_of(agreement), endings.prepared_renewal_of(agreement)
    was_listed = plan_agreements(now=NOW)
    Agreement.objects.filter(pk=renewal.pk).update(state=AgreementState.SIGNED)

    assert before == (None, renewal)
    # END is 38 days ahead: the second notice is right, and the third within sight.
    assert was_listed == 2
    assert (endings.renewal_of(agreement), endings.prepared_renewal_of(agreement)) == (
        renewal,
        None,
    )
    assert not endings.is_ending(agreement, TODAY, is_renewed=True)
    assert (plan_agreements(now=NOW), Message.objects.count()) == (0, 0)
    assert not endings.still_ends(agreement, END)


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ({}, True),
        ({"state": AgreementState.SUSPENDED, "reason": "Flood"}, True),
        ({"state": AgreementState.TERMINATED, "reason": "Merged"}, False),
        ({"ends_on": END + DAY}, False),
    ],
)
def test_an_end_holds_while_the_agreement_lasts_until_that_day(facts, holds):
    assert endings.still_ends(signed(**facts), END) is holds


def test_the_pairings_own_focal_point_answers_for_an_agreement_of_the_pairing():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    FocalPointFactory(organization=side)
    own = PairingFocalPointFactory(pairing=pairing, organization=side).person

    agreement = signed(pairing=pairing, parties=[side])

    assert endings.responsible_people_for(agreement, on=TODAY) == [own]


def test_parties_hear_of_it_and_the_staff_too():
    staff = PersonFactory(user=roles.staff())
    agreement = signed()
    person = FocalPointFactory(organization=agreement.parties.first().organization).person

    plan_agreements(now=NOW)

    found = {(each.recipient, reason_of(each)) for each in Message.objects.all()}
    assert found == {
        (person.recipient, "Is a focal point of a party of this agreement"),
        (staff.recipient, "Follows up the agreements in the country of a party"),
    }
    assert endings.staff_for(agreement) == [staff]


def test_a_notice_holds_until_a_week_before_the_next_one_and_the_last_until_the_day_is_over():
    agreement = Agreement(pk=7, ends_on=END, revision=2)
    first, second, last = endings.notices_of(agreement)

    assert first.starts_on == date(2026, 7, 4)
    assert second.window("Asia/Yangon") == (
        datetime(2026, 10, 2, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 1, 30, tzinfo=UTC),
    )
    assert last.window("Asia/Yangon")[1] == datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert endings.notices_of(Agreement(ends_on=None)) == []


def test_keys_name_the_day_that_was_told():
    recipient = RecipientFactory()
    agreement = Agreement(pk=7, ends_on=END, revision=2)

    keys = [
        Notice(agreement, END, 30).key_for(recipient),
        endings.correction_key(agreement, END, recipient),
    ]

    assert keys == [
        f"agreement-ending:7:2026-12-31:30:{recipient.pk}:r2",
        f"agreement-renewed:7:2026-12-31:{recipient.pk}:r2",
    ]
    assert [endings.notified_day(key) for key in keys] == [END, END]


@pytest.mark.parametrize(("notified_day", "is_wrong"), [(END, False), (END - DAY, True)])
def test_a_notice_that_was_sent_is_wrong_if_it_names_another_day(notified_day, is_wrong):
    agreement = signed(revision=3)
    notice = MessageFactory(
        key=f"agreement-ending:{agreement.pk}:{notified_day}:30:1:r1",
        kind="partnerships.agreement_ending",
        about=agreement,
        sent=True,
    )

    assert plan_agreements(now=NOW) == is_wrong
    corrected = Message.objects.filter(kind="partnerships.agreement_renewed")
    assert [each.recipient for each in corrected] == ([notice.recipient] if is_wrong else [])
