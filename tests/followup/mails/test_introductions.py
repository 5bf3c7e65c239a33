"""What a new focal point is told."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from network.operations import focal_points
from notifications.models import Message
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    CommentFactory,
    CommitmentFactory,
    CooperationAreaFactory,
    PairingFactory,
)
from tests.followup.planning import plan_introductions

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def college():
    """Return a college that works with another, whose focal point hands over today."""
    laos = CountryFactory(laos=True)
    college = OrganizationFactory(name="NPIC", country=laos)
    pairing = PairingFactory(title="GZITTC - NPIC", parties=[college, OrganizationFactory()])
    ActionFactory(
        pairing=pairing, organization=college, text="Send the list", due_on=date(2026, 12, 1)
    )
    ActionFactory(pairing=pairing, organization=pairing.parties.last().organization)
    CommitmentFactory(
        pairing=pairing,
        promised_by=college,
        area=CooperationAreaFactory(name="Welding"),
        text="Train ten teachers",
        ends_on=None,
    )
    CommitmentFactory(pairing=pairing, promised_by=college, firmness="wished")
    CommentFactory(pairing=pairing)
    EventFactory(confirmed=True, title="Third meeting", day=date(2026, 12, 9), pairings=[pairing])
    PersonFactory(
        user=roles.coordinator(laos), name="Anna Lee", recipient__email="anna@example.org"
    )
    FocalPointFactory(organization=college, person__name="With Her")
    FocalPointFactory(organization=college, person__name="Old One", ends_on=date(2026, 1, 1))
    return college


def introduced(college, **facts):
    seat = FocalPointFactory(organization=college, person__name="Sok Dara")
    heir = PersonFactory(name="Chan Lina", **facts)
    new = focal_points.hand_over(seat, to=heir, on=TODAY, by=None)
    plan_introductions(now=NOW)
    return new, Message.objects.get()


def test_it_says_what_is_open_and_whom_to_ask(mail_of, college):
    _seat, message = introduced(college)

    mail = mail_of(message)

    assert mail.subject == "NPIC: you are a focal point now"
    assert mail.reply_to == ["anna@example.org"]
    assert (
        mail.body.partition("Choose which mails")[0]
        == """\
Dear Chan Lina,

You answer for this organization now:

  NPIC
  Since: 23 Nov 2026
  Before you: Sok Dara
  With you: With Her
  Ask: Anna Lee (anna@example.org)

We will ask you by mail how the work goes. You can answer without a password.

You have no account yet. To see the pages too, answer this mail and ask for one.

----------------------------------------

  Pairings

  Open: 1
  GZITTC - NPIC

----------------------------------------

  Agreed areas

  Open: 1
  Train ten teachers

----------------------------------------

  Actions

  Open: 1
  1 Dec 2026  Send the list

----------------------------------------

  Questions to answer

  Open: 1
  20 Nov 2026  When do the teachers go?

----------------------------------------

  Meetings

  Open: 1
  9 Dec 2026  Third meeting

You get this mail because you are a new focal point of this organization.
"""
    )


@pytest.mark.parametrize(
    ("password", "link"),
    [
        ("a long password", "Sign in:\n  https://network.example/account/login/"),
        (None, "Get a link to set a password:\n  https://network.example/account/password/reset/"),
    ],
)
def test_it_says_how_to_sign_in(mail_of, password, link):
    user = UserFactory(email="lina@example.org")
    user.set_password(password)
    user.save()
    _seat, message = introduced(OrganizationFactory(), user=user)

    body = mail_of(message).body

    assert link in body
    assert "Your account has the e-mail address lina@example.org." in body
    # Nothing is open, nobody else is there.
    assert "Open:" not in body
    assert "With you" not in body


def test_it_is_short_however_much_is_open(mail_of, college):
    pairing = PairingFactory(parties=[college, OrganizationFactory()], title="W" * 200)
    for number in range(30):
        ActionFactory(pairing=pairing, organization=college, text=f"{number} {'ຫ' * 400}")
        EventFactory(confirmed=True, title="ຫ" * 200, day=TODAY, pairings=[pairing])
    _seat, message = introduced(college)

    mail = mail_of(message)

    assert "Open: 31" in mail.body
    assert len(mail.message().as_bytes()) < 20_000


def test_it_says_nothing_to_who_is_not_the_one_any_more(mail_of, college):
    seat, message = introduced(college)
    seat.starts_on = date(2026, 11, 20)
    seat.save()
    assert mail_of(message) is None

    seat.starts_on, seat.ends_on = TODAY, TODAY
    seat.save()
    assert mail_of(message) is None
