"""The filters of the dashboard; they live in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, NameField, RecordField, TickField, narrow
from core.terms import TermsForm
from dashboards.enums import SavedPage
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.terms.saved_views import SavedViewTerms
from dashboards.wording import periods
from events.enums import Modality
from events.models import EventType
from network.models import CooperationArea, Country, Organization, Programme, scope_of
from partnerships.enums import PairingPhase
from partnerships.models import Pairing

NO_COMPARISON = "none"


class PeriodField(ChoiceField):
    """A period of those that are offered, or any other that has begun."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, **options)
        self.today = date.min

    def offer(self, today: date, chosen: str) -> None:
        """Offer the periods up to ``today``, and the one that is ``chosen`` already."""
        self.today = today
        self.choices = periods.choices(today)
        period = Period.named(chosen)
        if period and not super().valid_value(chosen) and period.has_begun(today):
            self.choices = [*self.choices, (chosen, periods.label(period))]

    def clean(self, value: Any) -> Any:
        """Return the period; None where nobody chose one."""
        return Period.named(super().clean(value))


class ScopeFilter(forms.Form):
    """Country, period and comparison, area, which meetings, in which programme and phase."""

    country = RecordField(_("Country"), Country, empty=_("All countries"), to_field_name="code")
    period = PeriodField(_("Period"), required=False)
    compare = ChoiceField(
        _("Comparison"),
        [("", _("With the period before")), (NO_COMPARISON, _("No comparison"))],
        required=False,
    )
    area = RecordField(
        _("Area of cooperation"),
        CooperationArea.objects.all(),
        empty=_("All areas"),
        to_field_name="key",
    )
    modality = ChoiceField(
        _("How they met"), [("", _("Online and in person")), *Modality.choices], required=False
    )
    kind = RecordField(_("Kind of meeting"), EventType, empty=_("All kinds"), to_field_name="key")
    programme = RecordField(
        _("Programme"), Programme.objects.all(), empty=_("All programmes"), to_field_name="key"
    )

    phase = ChoiceField(
        _("Phase of the pairing"), [("", _("Every phase")), *PairingPhase.choices], required=False
    )

    # Their pages lead here.
    organization = RecordField(
        _("Organization"), Organization, required=False, widget=forms.HiddenInput
    )
    pairing = RecordField(_("Pairing"), Pairing, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: User, today: date) -> None:
        super().__init__(data)
        narrow(
            self,
            organization=Organization.objects.visible_to(user),
            pairing=Pairing.objects.visible_to(user),
        )
        self.user, self.today = user, today
        period: Any = self.fields["period"]
        period.offer(today, data.get("period", ""))
        narrow(self, country=countries_of(user))
        if scope_of(user).is_limited:
            own = Programme.objects.filter(pk__in=scope_of(user).programmes)
            narrow(self, programme=own)

    def scope(self) -> Scope:
        """Return what was chosen; where nobody chose anything everything is meant."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        is_compared = chosen.pop("compare", "") != NO_COMPARISON
        return Scope(user=self.user, today=self.today, is_compared=is_compared, **chosen)


def countries_of(user: User) -> Any:
    """Return the countries a reader may choose: officials and coordinators have their own."""
    user_scope = scope_of(user)
    if user_scope.countries and not user_scope.is_staff:
        return Country.objects.filter(pk__in=user_scope.countries)
    return Country.objects.all()


class SaveView(TermsForm[SavedViewTerms]):
    """What a view is called, and whether the dashboard opens with it."""

    terms_class = SavedViewTerms

    name = NameField(_("What do you call this view?"), missing=_("Write a name."), max_length=80)
    is_default = TickField(_("Open the dashboard with it"))

    def __init__(self, *, page: SavedPage, query: str, **sent: Any) -> None:
        super().__init__(**sent)
        self.page, self.query = page, query
        if page != SavedPage.DASHBOARD:
            del self.fields["is_default"]

    def terms(self) -> SavedViewTerms:
        """Return what the form says of the page and the filters that it is about."""
        return SavedViewTerms.partly(self.cleaned_data, page=self.page, query=self.query)
