"""The filters of the dashboard; they live in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, RecordField, narrow
from dashboards.enums import Period
from events.enums import Modality
from network.models import CooperationArea, Country, Programme, scope_of


class ScopeFilter(forms.Form):
    """Country, period, area, how people met and in which programme."""

    country = RecordField(_("Country"), Country, empty=_("All countries"), to_field_name="code")
    period = forms.TypedChoiceField(
        label=_("Period"), choices=Period.choices, coerce=Period, required=False
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

    programme = RecordField(
        _("Programme"), Programme.objects.all(), empty=_("All programmes"), to_field_name="key"
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        narrow(self, country=countries_of(user))
        if scope_of(user).is_limited:
            own = Programme.objects.filter(pk__in=scope_of(user).programmes)
            narrow(self, programme=own)


def countries_of(user: User) -> Any:
    """Return the countries a reader may choose: officials and coordinators have their own."""
    user_scope = scope_of(user)
    if user_scope.countries and not user_scope.is_staff:
        return Country.objects.filter(pk__in=user_scope.countries)
    return Country.objects.all()
