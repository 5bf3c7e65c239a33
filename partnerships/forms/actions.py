"""What it takes to plan an action."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, LongTextField, RecordField, narrow
from core.pickers import PickField
from core.terms import TermsForm
from network.forms.choices import PEOPLE
from network.models import Organization
from partnerships.forms.choices import COMMITMENTS, people_of, sides_of
from partnerships.models import Pairing
from partnerships.terms.actions import ActionTerms


class WriteAction(TermsForm[ActionTerms]):
    """A next step: what, who, by when, as part of what."""

    terms_class = ActionTerms
    text = LongTextField(
        _("What will be done?"), missing=_("Write what will be done."), rows=2, max_length=1000
    )
    organization = RecordField(_("Which side does it?"), Organization, empty=_("All sides"))
    person = PickField(_("Who does it?"), PEOPLE, empty=_("The focal points of that side"))
    due_on = DayField(_("By when?"), help_text=_("We ask the person a week before this day."))
    commitment = PickField(
        _("Which agreed area is it part of?"), COMMITMENTS, empty=_("None of them")
    )

    def __init__(self, *args: Any, pairing: Pairing, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(
            self,
            organization=sides_of(pairing),
            person=people_of(pairing, user=user),
            commitment=pairing.commitments.select_related("area"),
        )
