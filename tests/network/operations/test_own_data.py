"""A link to what we hold about somebody goes to their own address, for who has no account."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from network.mails import OWN_DATA
from network.operations import own_data
from network.operations.own_data import HasAccountError, NotReachedError
from notifications.models import Message
from tests.factories import roles
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def person():
    return PersonFactory(name="Sok Dara")


def sent(person, *, now=NOW):
    own_data.send_link(person, by=None, now=now)
    return ActionLink.objects.order_by("-pk").first()


def test_it_goes_to_their_address_once_an_hour(person):
    link = sent(person)
    sent(person, now=NOW + HOUR / 2)
    message = Message.objects.get(kind=OWN_DATA)
    assert (message.recipient, message.about) == (person.recipient, person)
    assert link.purpose == LinkPurpose.SEE_OWN_DATA

    sent(person, now=NOW + 2 * HOUR)
    assert Message.objects.filter(kind=OWN_DATA).count() == 2


def test_it_opens_for_a_week_and_for_nobody_with_an_account(person):
    token = links.token_of(sent(person))
    assert own_data.find(token, now=NOW) == person
    assert own_data.find(token, now=NOW + 169 * HOUR) is None
    assert own_data.find("no-such-token", now=NOW) is None

    person.user = roles.nobody()
    person.save()
    assert own_data.find(token, now=NOW) is None
    with pytest.raises(HasAccountError, match="has an account"):
        sent(person)


def test_a_link_for_something_else_does_not_open_it(person):
    until = NOW + HOUR
    link = links.issue(
        purpose=LinkPurpose.READ_CALENDAR, holder=person, target=person, expires_at=until
    )

    assert own_data.find(links.token_of(link), now=NOW) is None


def test_whom_no_mail_reaches_gets_none():
    with pytest.raises(NotReachedError, match="No mail reaches"):
        sent(PersonFactory(recipient__email=""))
