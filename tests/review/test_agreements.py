"""What a reviewer found in the notices about agreements."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.models import Message
from notifications.operations.sending import send_batch
from partnerships.operations import agreements, endings
from tests.factories.network import FocalPointFactory, OrganizationFactory
from tests.factories.partnerships import AgreementFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_correction_that_was_never_sent_corrects_nobody():
    party = FocalPointFactory()
    parties = [party.organization, OrganizationFactory()]
    last = NOW.date() + 90 * DAY
    agreement = AgreementFactory(signed=True, parties=parties, ends_on=last)
    endings.plan(now=NOW)
    Message.objects.unsent().update(state="sent", sent_at=NOW)
    # A slip of the pen: moved, promised, moved back before the correction goes.
    agreement = agreements.edit(agreement, by=None, ends_on=last + 400 * DAY)
    endings.plan(now=NOW + DAY)
    agreement = agreements.edit(agreement, by=None, ends_on=last)
    while send_batch(clock=lambda: NOW + DAY):
        pass
    assert [one.state for one in Message.objects.filter(kind=endings.questions.RENEWED)] == [
        "cancelled"
    ]
    # Now it is moved for good.
    agreements.edit(agreement, by=None, ends_on=last + 400 * DAY)
    endings.plan(now=NOW + 2 * DAY)

    corrections = Message.objects.filter(kind=endings.questions.RENEWED)
    assert [one.state for one in corrections.order_by("pk")] == ["cancelled", "pending"]
