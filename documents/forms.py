"""What is asked before a paper is made."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import RecordField, narrow
from core.terms import TermsForm
from dashboards.forms import PeriodField, countries_of
from documents.terms.briefings import BriefingTerms
from documents.terms.subscriptions import SubscriptionTerms
from network.models import Country


class IssueBriefing(TermsForm[BriefingTerms]):
    """Of which country, and how far back."""

    terms_class = BriefingTerms

    country = RecordField(
        _("Of which country?"), Country, missing=_("Choose a country."), to_field_name="code"
    )
    period = PeriodField(_("Over which time?"), missing=_("Choose a period."))

    def __init__(self, *, user: User, today: date, **sent: Any) -> None:
        super().__init__(**sent)
        narrow(self, country=countries_of(user))
        period: Any = self.fields["period"]
        period.offer(today, str(self["period"].value() or ""))


class BeginSubscription(TermsForm[SubscriptionTerms]):
    """Of which country a briefing comes each quarter."""

    terms_class = SubscriptionTerms

    country = RecordField(
        _("Of which country?"), Country, missing=_("Choose a country."), to_field_name="code"
    )

    def __init__(self, *, user: User, **sent: Any) -> None:
        super().__init__(**sent)
        narrow(self, country=countries_of(user))
