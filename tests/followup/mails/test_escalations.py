"""What the staff reads about what stays undone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from followup.mails.escalations import escalation
from notifications.models import Message
from partnerships.enums import Answer
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    HonorificFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.followup.planning import plan_escalations

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATE = date(2026, 11, 2)


@pytest.fixture
def coordinator():
    return PersonFactory(name="Somchai Rattana", user=roles.staff())


@pytest.fixture
def action(coordinator):
    return ActionFactory(
        text="Send the draft teacher training plan",
        person=PersonFactory(name="Sok Dara", honorific=HonorificFactory(name="Mr")),
        due_on=LATE,
        pairing=PairingFactory(
            title="GZITTC - NPIC",
            parties=[
                OrganizationFactory(country=CountryFactory(laos=True)),
                OrganizationFactory(country=CountryFactory(china=True)),
            ],
        ),
    )


def notice_about(item):
    """Let a week pass: whoever is asked now has it to answer."""
    plan_escalations(now=NOW)
    plan_escalations(now=NOW + timedelta(days=7))
    return Message.objects.about(item).get(kind="partnerships.escalation")


def asked(action, person, at):
    return MessageFactory(
        key=f"update:action:{action.pk}:{LATE}:{at:%d}:{person.recipient_id}",
        kind="partnerships.update_request",
        recipient=person.recipient,
        about=action,
        state="sent",
        due_at=at,
        sent_at=at,
    )


def test_it_says_what_whose_since_when_whom_we_asked_and_when(action, mail_of):
    asked(action, action.person, datetime(2026, 11, 2, 1, tzinfo=UTC))
    asked(action, action.person, datetime(2026, 11, 9, 20, tzinfo=UTC))

    mail = mail_of(notice_about(action))

    assert mail.subject == "No answer, due 2 Nov 2026: Send the draft teacher training plan"
    assert (
        mail.body.partition("Choose which mails")[0]
        == f"""\
Dear Somchai Rattana,

Nobody has answered about this:

  Send the draft teacher training plan
  Pairing: GZITTC - NPIC
  Who: Mr Sok Dara
  Due: 2 Nov 2026
  Asked: Sok Dara (10 Nov 2026)
  Last answer: None

Please talk to the people who are responsible.

  Open the action:
  https://network.example{action.get_absolute_url()}

You get this mail because you follow up late work in: China, Lao PDR.
"""
    )
    assert len(mail.message().as_bytes()) < 10_000


def test_a_coordinator_reads_their_own_country_only(action):
    PersonFactory(user=roles.coordinator(CountryFactory(laos=True)))

    mail = escalation(notice_about(action))

    assert mail.reason == "You get this mail because you follow up late work in: Lao PDR."


def test_where_no_country_is_known_none_is_named(coordinator):
    parties = [OrganizationFactory(country=None), OrganizationFactory(country=None)]
    action = ActionFactory(due_on=LATE, pairing=PairingFactory(parties=parties))

    mail = escalation(notice_about(action))

    assert mail.reason == "You get this mail because you follow up late work."


def test_what_was_answered_and_is_not_done_is_still_late(action, mail_of):
    ProgressUpdateFactory(
        action=action,
        pairing=action.pairing,
        author=action.person,
        answer=Answer.LATE,
        submitted_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
    )

    mail = mail_of(notice_about(action))

    assert mail.subject == "Still late, due 2 Nov 2026: Send the draft teacher training plan"
    assert "This is still late:" in mail.body
    assert "Last answer: Late, we need more time (Sok Dara, 20 Nov 2026)" in mail.body


def test_an_answer_of_a_user_is_named_too(action, mail_of):
    user = UserFactory(name="Liu Yutong")
    ProgressUpdateFactory(action=action, pairing=action.pairing, submitted_by=user)

    assert "(Liu Yutong, 20 Nov 2026)" in mail_of(notice_about(action)).body


def test_long_names_in_any_script_make_a_small_mail(coordinator, mail_of):
    pairing = PairingFactory(title="ល" * 300)
    action = ActionFactory(text="ល" * 3000, due_on=LATE, pairing=pairing)
    for name in ("ក", "ខ"):
        person = PersonFactory(name=name * 100)
        asked(action, person, datetime(2026, 11, 2, 1, tzinfo=UTC))

    mail = mail_of(notice_about(action))

    assert " and 1 more\n" in mail.body
    assert len(mail.message().as_bytes()) < 10_000


@pytest.mark.parametrize(("named", "who"), [(True, "National Polytechnic"), (False, "All sides")])
@pytest.mark.parametrize("kind", ["action", "commitment"])
def test_it_says_which_side_acts_where_nobody_is_named(coordinator, mail_of, named, who, kind):
    side = OrganizationFactory(name="National Polytechnic") if named else None
    item = (
        ActionFactory(organization=side, due_on=LATE)
        if kind == "action"
        else CommitmentFactory(
            text="", area=CooperationAreaFactory(name="Curricula"), promised_by=side, ends_on=LATE
        )
    )

    body = mail_of(notice_about(item)).body

    assert f"  Who: {who}\n" in body
    assert "Asked: Nobody: no focal point has an address that works" in body
    assert f"https://network.example{item.get_absolute_url()}" in body


@pytest.mark.parametrize(
    "change",
    [{"state": "done", "closed_on": LATE}, {"due_on": date(2027, 1, 1)}, {"due_on": None}],
)
def test_what_was_done_or_moved_is_not_told(action, change):
    message = notice_about(action)
    type(action).objects.filter(pk=action.pk).update(**change)

    assert escalation(message) is None


def test_what_somebody_sends_before_its_day_says_what_is_true_then(coordinator, mail_of):
    message = notice_about(ActionFactory(text="Send the plan", due_on=date(2026, 11, 16)))

    assert message.due_at > NOW + timedelta(days=13)
    assert mail_of(message).subject == "No answer, due 16 Nov 2026: Send the plan"


def test_who_is_not_responsible_any_more_is_not_told(action, coordinator):
    message = notice_about(action)
    coordinator.user.is_active = False
    coordinator.user.save()

    assert escalation(message) is None
