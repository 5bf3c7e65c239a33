from datetime import UTC, date, datetime

from documents.mails import briefing_of_quarter
from notifications.operations.render import render_email
from tests.factories.documents import BriefingFactory
from tests.factories.network import CountryFactory
from tests.factories.notifications import MessageFactory


def test_the_mail_names_country_and_period_and_leads_to_the_page(db, settings):
    settings.SITE_URL = "https://network.example/"
    briefing = BriefingFactory(
        country=CountryFactory(cambodia=True),
        period="2026-q3",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
        issued_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    message = MessageFactory(to_address="official@example.org")

    email = render_email(message, briefing_of_quarter(message, briefing))

    assert email.subject == "Cambodia: the briefing of Q3 2026"
    text = " ".join(email.body.split())
    assert "The briefing of the last quarter is ready: Cambodia" in text
    assert "1 Jul 2026\N{EN DASH}30 Sep 2026" in text
    assert f"https://network.example{briefing.get_absolute_url()}" in text
    assert "You can end it on the page of briefings." in text
    assert email.attachments == []
