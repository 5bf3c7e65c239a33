"""What is said when an agreement ends soon, and when it does not end after all."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from followup.mails.endings import agreement_ending, agreement_renewed
from network.models import Country
from notifications.models import Message
from partnerships.enums import AgreementState
from partnerships.models import Agreement
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import AgreementFactory
from tests.followup.planning import plan_agreements

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
END = date(2026, 12, 15)
TITLE = "Memorandum of understanding on teacher training"


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def agreement(laos):
    parties = [
        OrganizationFactory(name="Guangzhou Institute"),
        OrganizationFactory(name="Vientiane College", country=laos),
    ]
    return AgreementFactory(title=TITLE, signed=True, ends_on=END, parties=parties)


def notice_of(agreement, **person):
    """Return the notice to somebody who answers for the second party."""
    party = agreement.parties.last().organization
    known = FocalPointFactory(
        organization=party, person=PersonFactory(name="Sok Dara", **person)
    ).person
    plan_agreements(now=NOW)
    return Message.objects.get(recipient=known.recipient)


def corrected(message, **facts):
    """Let the notice be sent and the facts be others, and return the correction."""
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=NOW)
    Agreement.objects.filter(pk=message.about_id).update(**facts)
    plan_agreements(now=NOW)
    return Message.objects.get(kind="partnerships.agreement_renewed")


def test_a_notice_says_what_with_whom_until_when_and_where(agreement, mail_of):
    mail = mail_of(notice_of(agreement, user=UserFactory()))

    assert mail.subject == f"{TITLE}: ends on 15 Dec 2026"
    assert (
        mail.body.partition("Choose which mails")[0]
        == f"""\
Dear Sok Dara,

This agreement ends in 22 days:

  {TITLE}
  Parties: Guangzhou Institute, Vientiane College
  Valid until: 15 Dec 2026

Please decide together: will you renew it?

  Open the agreement:
  https://network.example{agreement.get_absolute_url()}

You get this mail because your organization is a party of this agreement.
"""
    )
    assert len(mail.message().as_bytes()) < 10_000


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "ends in 22 days:"),
        (20 * 24, "ends in 2 days:"),
        (21 * 24, "ends in 1 day:"),
        (21 * 24 + 16, "ends today:"),
    ],
)
def test_a_late_notice_says_the_days_that_are_left_by_the_readers_clock(
    agreement, mail_of, hours, words
):
    """At 18 hours of the day before it is the last day in Bangkok."""
    message = notice_of(agreement)

    with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
        assert f"This agreement {words}" in mail_of(message).body


def test_a_reader_without_an_account_answers_by_mail_to_the_coordinator(agreement, laos):
    coordinator = PersonFactory(user=roles.coordinator(laos))

    mail = agreement_ending(notice_of(agreement))

    [section] = mail.sections
    assert (section.links, section.note) == ((), "Answer this mail and tell us what you decided.")
    assert mail.reply_to == coordinator.recipient.email
    assert mail.thread == f"agreement:{agreement.pk}"


def test_the_staff_reads_why_it_is_told(agreement):
    staff = PersonFactory(user=roles.staff())
    countries = Country.objects.order_by("name").values_list("name", flat=True)
    plan_agreements(now=NOW)

    mail = agreement_ending(Message.objects.get(recipient=staff.recipient))

    assert mail.reason == (
        f"You get this mail because you follow up the agreements of: {', '.join(countries)}."
    )
    assert "Lao PDR" in mail.reason
    assert mail.reply_to == ""


def test_where_no_country_is_known_none_is_named():
    staff = PersonFactory(user=roles.staff())
    parties = [OrganizationFactory(country=None), OrganizationFactory(country=None)]
    AgreementFactory(signed=True, ends_on=END, parties=parties)
    plan_agreements(now=NOW)

    mail = agreement_ending(Message.objects.get(recipient=staff.recipient))

    assert mail.reason == "You get this mail because you follow up the agreements."


def test_a_renewal_that_is_prepared_is_named(agreement, mail_of):
    AgreementFactory(title="Second memorandum", renews=agreement)

    assert "Renewal: Second memorandum, not signed yet" in mail_of(notice_of(agreement)).body


def test_of_many_parties_with_long_names_a_few_are_named(laos, mail_of):
    parties = [OrganizationFactory(name=f"{'មហាវិទ្យាល័យ ' * 8}{n}") for n in range(30)]
    agreement = AgreementFactory(title="ល" * 300, signed=True, ends_on=END, parties=parties)

    mail = mail_of(notice_of(agreement))

    assert " and 29 more\n" in mail.body
    assert len(mail.message().as_bytes()) < 10_000


@pytest.mark.parametrize(
    "facts",
    [
        {"ends_on": END + timedelta(days=1)},
        {"ends_on": None},
        {"state": AgreementState.TERMINATED, "reason": "Merged"},
        {"state": AgreementState.SUSPENDED, "reason": "Flood"},
        {"revision": 1},
    ],
)
def test_an_end_that_holds_no_more_is_not_told(agreement, facts):
    message = notice_of(agreement)
    Agreement.objects.filter(pk=agreement.pk).update(**facts)

    assert agreement_ending(message) is None


def test_a_renewed_agreement_does_not_end(agreement):
    message = notice_of(agreement)
    AgreementFactory(signed=True, renews=agreement)

    assert agreement_ending(message) is None


def test_who_does_not_answer_for_a_party_any_more_is_not_told(agreement):
    message = notice_of(agreement)
    agreement.parties.last().organization.focal_points.update(ends_on=NOW.date())

    assert agreement_ending(message) is None


def test_a_correction_says_until_when_it_was_renewed(agreement, mail_of):
    message = notice_of(agreement, user=UserFactory())
    renewal = AgreementFactory(
        title="Second memorandum", signed=True, renews=agreement, ends_on=date(2029, 12, 15)
    )

    mail = mail_of(corrected(message))

    assert mail.subject == f"{TITLE}: renewed until 15 Dec 2029"
    assert (
        mail.body.partition("Choose which mails")[0]
        == f"""\
Dear Sok Dara,

This agreement is renewed until 15 Dec 2029:

  {TITLE}
  Parties: Guangzhou Institute, Vientiane College
  Renewed by: Second memorandum

  Open the agreement:
  https://network.example{renewal.get_absolute_url()}

We told you that it ends on 15 Dec 2026. That has changed.

You get this mail because we told you that this agreement ends.
"""
    )
    assert len(mail.message().as_bytes()) < 10_000


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ({"is_open_ended": True}, "This agreement is renewed and has no last day:"),
        ({}, "This agreement is renewed:"),
    ],
)
def test_a_renewal_without_a_known_end_names_none(agreement, end, words):
    message = notice_of(agreement)
    AgreementFactory(signed=True, renews=agreement, **end)

    mail = agreement_renewed(corrected(message))

    assert (mail.subject, mail.sections[0].lede) == (
        "Memorandum of understanding on teacher training: renewed",
        words,
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ends_on": date(2027, 6, 30)}, "This agreement is now valid until 30 Jun 2027:"),
        ({"ends_on": None, "is_open_ended": True}, "This agreement now has no last day:"),
        ({"ends_on": None}, "We do not know the last day of this agreement now:"),
    ],
)
def test_a_correction_says_what_is_so_now(agreement, facts, words):
    mail = agreement_renewed(corrected(notice_of(agreement), **facts))

    assert mail.subject == f"{TITLE}: does not end on 15 Dec 2026 any more"
    assert mail.sections[0].lede == words
    assert mail.sections[0].note == "We told you that it ends on 15 Dec 2026. That has changed."


def test_who_reads_the_subject_alone_knows_that_a_terminated_agreement_does_not_go_on(agreement):
    facts = {"state": AgreementState.TERMINATED, "reason": "Merged"}

    mail = agreement_renewed(corrected(notice_of(agreement), **facts))

    [section] = mail.sections
    assert mail.subject == f"{TITLE}: terminated"
    assert section.lede == "This agreement is terminated:"
    assert section.note == "We told you that it ends on 15 Dec 2026. It is not valid any more."
    assert ("Reason", "Merged") in section.facts


def test_if_it_ends_on_that_day_after_all_nothing_is_corrected(agreement):
    correction = corrected(notice_of(agreement), ends_on=None)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=END)

    assert agreement_renewed(correction) is None
