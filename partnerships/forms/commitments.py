"""What it takes to agree on an area and to close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import CooperationArea, Organization
from partnerships.enums import OPEN_COMMITMENTS, CommitmentState, Firmness
from partnerships.forms.choices import sides_of
from partnerships.forms.fields import day_field, number_field, text_field

if TYPE_CHECKING:
    from partnerships.models import Pairing

ENDS = [(state.value, state.label) for state in CommitmentState if state not in OPEN_COMMITMENTS]


class WriteCommitment(forms.Form):
    """An agreed area: what, how firmly, for when, who for whom."""

    area = forms.ModelChoiceField(
        label=_("Which area did they agree on?"),
        queryset=CooperationArea.objects.all(),
        empty_label=_("Choose an area"),
    )
    text = text_field(_("What exactly was agreed?"))
    firmness = forms.ChoiceField(
        label=_("How firm is it?"),
        choices=Firmness,
        initial=Firmness.AGREED,
        widget=forms.RadioSelect,
    )
    agreed_on = day_field(_("When was it agreed?"))
    starts_on = day_field(_("From which day?"))
    ends_on = day_field(_("Until which day?"))
    promised_by = forms.ModelChoiceField(
        label=_("Who promised it?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Both sides"),
    )
    promised_to = forms.ModelChoiceField(
        label=_("To whom?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Each other"),
    )
    quantity = number_field(_("How many?"), largest=1_000_000)
    unit = forms.CharField(
        label=_("Of what?"),
        help_text=_("For example: teachers, students, courses."),
        required=False,
        max_length=100,
    )

    def __init__(self, *args: Any, pairing: Pairing, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("promised_by", "promised_to"):
            field: Any = self.fields[name]
            field.queryset = sides_of(pairing)


class CloseCommitment(forms.Form):
    """How an agreed area ended, when, and why."""

    state = forms.ChoiceField(label=_("How did it end?"), choices=ENDS, widget=forms.RadioSelect)
    on = day_field(_("On which day?"), required=True)
    reason = text_field(_("Why?"), help_text=_("Needed when it was dropped."))
