"""What it takes to agree on an area."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import CooperationArea, Organization
from partnerships.enums import Firmness
from partnerships.forms.choices import sides_of
from partnerships.forms.fields import day_field, narrow, number_field, record_field, text_field
from partnerships.models import Pairing
from partnerships.terms.commitments import CommitmentTerms


class WriteCommitment(forms.Form):
    """An agreed area: what, how firmly, for when, who for whom."""

    area = record_field(
        _("Which area did they agree on?"),
        CooperationArea.objects.all(),
        empty=_("Choose an area"),
        required=True,
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
    promised_by = record_field(_("Who promised it?"), Organization, empty=_("Both sides"))
    promised_to = record_field(_("To whom?"), Organization, empty=_("Each other"))
    quantity = number_field(_("How many?"), largest=1_000_000)
    unit = forms.CharField(
        label=_("Of what?"),
        help_text=_("For example: teachers, students, courses."),
        required=False,
        max_length=100,
    )

    def __init__(self, *args: Any, pairing: Pairing, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(self, promised_by=sides_of(pairing), promised_to=sides_of(pairing))

    def terms(self) -> CommitmentTerms:
        """Return what was agreed."""
        return CommitmentTerms.from_form(self.cleaned_data)
