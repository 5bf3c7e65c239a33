"""What it takes to write down a work plan."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, DayField, NameField, RecordField
from core.pickers import PickField
from core.terms import TermsForm
from network.forms.choices import ask_for_programme
from network.models import Programme, scope_of
from partnerships.enums import OPEN_WORK_PLANS, WorkPlanState
from partnerships.forms.choices import PAIRINGS
from partnerships.forms.fields import text_field
from partnerships.models import Pairing
from partnerships.terms.work_plans import WorkPlanTerms


class WriteWorkPlan(TermsForm[WorkPlanTerms]):
    """A plan of one pairing, or of the whole network."""

    terms_class = WorkPlanTerms
    name = NameField(_("What is the work plan called?"), required=True, max_length=200)
    pairing = PickField(_("Whose plan is it?"), PAIRINGS, empty=_("The whole network"))
    programme = RecordField(
        _("In which programme?"),
        Programme.objects.all(),
        empty=_("No programme"),
    )
    starts_on = DayField(_("From which day?"))
    ends_on = DayField(_("Until which day?"))
    state = ChoiceField(
        _("How far is it?"),
        [(state.value, state.label) for state in OPEN_WORK_PLANS],
        radio=True,
        initial=WorkPlanState.PROPOSED,
    )
    note = text_field(
        _("What must readers know?"),
        help_text=_("For example where documents contradict each other."),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["pairing"]
        user_scope = scope_of(user)
        if user_scope.is_limited:
            field.empty_label = _("The whole programme")
        elif not user_scope.is_staff:
            # The plan of the whole network is the project staff's.
            field.required = True
            field.empty_label = _("Choose a pairing")
        field.queryset = Pairing.objects.visible_to(user)
        ask_for_programme(self, user=user)

    def clean(self) -> dict[str, Any]:
        """Say which day to change when the days contradict each other."""
        data = self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Choose a day after the first day."))
        return data
