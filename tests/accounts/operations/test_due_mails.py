"""What another sender took is not sent twice."""

import pytest
from django.core.mail import EmailMessage

from accounts.models import LinkRequest
from accounts.operations import due_mails
from tests.factories.accounts import LinkRequestFactory

pytestmark = pytest.mark.django_db


def test_a_row_that_another_sender_took_meanwhile_is_left(mailoutbox):
    first, second = LinkRequestFactory(), LinkRequestFactory()

    def write(row):
        LinkRequest.objects.exclude(pk=row.pk).delete()
        return [EmailMessage("Hello", to=[row.email])]

    sent = due_mails.send(
        LinkRequest.objects.all(), write=write, done=lambda rows: rows.delete(), now=second.due_at
    )

    assert (sent, [mail.to for mail in mailoutbox]) == (1, [[first.email]])
