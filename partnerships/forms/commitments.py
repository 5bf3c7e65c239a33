"""What it takes to agree on an area."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, DayField, NumberField, RecordField, TextField, narrow
from core.terms import TermsForm
from network.models import CooperationArea, Organization
from partnerships.enums import Firmness
from partnerships.forms.choices import sides_of
from partnerships.forms.fields import text_field
from partnerships.models import Pairing
from partnerships.terms.commitments import CommitmentTerms


class WriteCommitment(TermsForm[CommitmentTerms]):
    """An agreed area: what, how firmly, for when, who for whom."""

    terms_class = CommitmentTerms
    area = RecordField(
        _("Which area did they agree on?"),
        CooperationArea.objects.all(),
        empty=_("Choose an area"),
        required=True,
    )
    text = text_field(_("What exactly did they agree?"))
    firmness = ChoiceField(_("How firm is it?"), Firmness, radio=True, initial=Firmness.AGREED)
    agreed_on = DayField(_("When was it agreed?"))
    starts_on = DayField(_("From which day?"))
    ends_on = DayField(_("Until which day?"))
    promised_by = RecordField(_("Who promises it?"), Organization, empty=_("All sides"))
    promised_to = RecordField(_("For which side?"), Organization, empty=_("Each other"))
    quantity = NumberField(_("How many?"), max_value=1_000_000, size=8)
    unit = TextField(
        _("Of what?"), max_length=100, help_text=_("For example: teachers, students, courses.")
    )

    def __init__(self, *args: Any, pairing: Pairing, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(self, promised_by=sides_of(pairing), promised_to=sides_of(pairing))
