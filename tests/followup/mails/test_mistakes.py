"""The mail says what is wrong, and is not sent about who has left or to who cannot correct it."""

from datetime import UTC, datetime

import pytest

from followup.mails.mistakes import mistake
from followup.operations.mistakes import tell
from notifications.models import Message
from tests.factories import roles
from tests.factories.network import MembershipFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def message():
    PersonFactory(user=roles.staff())
    author = roles.focal_point(OrganizationFactory())
    tell(author.person, words="I am not a director", by=author, now=NOW)
    return Message.objects.get()


def test_it_quotes_them_and_leads_to_their_page(message):
    mail = mistake(message)

    [section] = mail.sections
    assert section.quote.words == "I am not a director"
    assert section.links[0].url.endswith(message.about.get_absolute_url())
    assert mail.reply_to == message.about.recipient.email


def test_nobody_is_told_in_vain(message):
    coordinator = MembershipFactory(
        role="coordinator", country=message.about.positions.get().organization.country
    ).user
    PersonFactory(user=coordinator)
    assert mistake(message) is None

    coordinator.memberships.all().delete()
    assert mistake(message)
    message.about.left_at = NOW
    message.about.save()
    assert mistake(message) is None
