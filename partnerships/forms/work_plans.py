"""What it takes to write down a work plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.fields import NameField
from network.models import Programme, scope_of
from partnerships.enums import OPEN_WORK_PLANS, WorkPlanState
from partnerships.forms.fields import day_field, record_field, text_field
from partnerships.models import Pairing
from partnerships.terms.work_plans import WorkPlanTerms


class WriteWorkPlan(forms.Form):
    """A plan of one pairing, or of the whole network."""

    name = NameField(label=gettext_lazy("What is the work plan called?"), max_length=200)
    pairing = record_field(
        gettext_lazy("Whose plan is it?"), Pairing, empty=gettext_lazy("The whole network")
    )
    programme = record_field(
        gettext_lazy("Under which programme?"),
        Programme.objects.all(),
        empty=gettext_lazy("No programme"),
    )
    starts_on = day_field(gettext_lazy("From which day?"))
    ends_on = day_field(gettext_lazy("Until which day?"))
    state = forms.ChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=[(state.value, state.label) for state in OPEN_WORK_PLANS],
        initial=WorkPlanState.PROPOSED,
        widget=forms.RadioSelect,
    )
    note = text_field(
        gettext_lazy("What must readers know?"),
        help_text=gettext_lazy("For example where documents contradict each other."),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["pairing"]
        if not scope_of(user).is_staff:
            # The plan of the whole network is the project staff's.
            field.required = True
            field.empty_label = _("Choose a pairing")
        field.queryset = Pairing.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        """Say which day to change when the days contradict each other."""
        data = self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Choose a day after the first day."))
        return data

    def terms(self) -> WorkPlanTerms:
        """Return the plan."""
        return WorkPlanTerms.from_form(self.cleaned_data)
