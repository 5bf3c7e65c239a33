"""The mail with a link to the briefing of a quarter."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from dashboards.terms.periods import Period
from dashboards.wording import periods
from documents.models import Briefing
from documents.wording import briefings
from network.queries import staff
from notifications.mails import Link, Mail, Section
from notifications.models import Message


def briefing_of_quarter(message: Message, briefing: Briefing) -> Mail:
    """Say that it is there; what it says stands behind the sign-in."""
    country, quarter = briefing.country, Period.named(briefing.period)
    section = Section(
        lede=_("The briefing of the last quarter is ready:"),
        title=country.name,
        facts=((_("Period"), briefings.period(briefing)),),
        links=(
            Link(_("Open the briefing"), urljoin(settings.SITE_URL, briefing.get_absolute_url())),
        ),
        note=_("You sign in to read it. There you can take it along as a PDF or a Word file."),
    )
    return Mail(
        subject=_("%(country)s: the briefing of %(quarter)s")
        % {"country": country.name, "quarter": periods.label(quarter or Period.ALL_YEARS)},
        sections=(section,),
        to_name=message.recipient.name,
        reason=_(
            "You get this mail because you asked for a briefing of this country each quarter. "
            "You can end it on the page of briefings."
        ),
        reply_to=staff.reply_address([country.pk]),
        thread=f"briefings:{country.pk}",
    )
