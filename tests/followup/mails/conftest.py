"""The site of the mails, and a mail as its reader gets it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from notifications import mails
from notifications.operations.render import render_email


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://network.example"


@pytest.fixture
def mail_of():
    """Return what makes the mail of a message, as its reader gets it now; None if there is none."""

    def write(message):
        zone, language = message.recipient.time_zone, message.recipient.language
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            mail = mails.kind_of(message.kind).compose(message)
            return render_email(message, mail) if mail else None

    return write
