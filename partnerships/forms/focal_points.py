"""What it takes to let somebody answer for one side of one pairing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, RecordField, narrow
from core.pickers import PickField
from network.forms.choices import PEOPLE
from network.models import Organization
from partnerships.forms.choices import people_of, sides_of
from partnerships.models import Pairing


class AppointFocalPoint(forms.Form):
    """Who answers for which side, from when."""

    organization = RecordField(
        _("For which side?"), Organization, empty=_("Choose a side"), required=True
    )
    person = PickField(
        _("Who is the focal point?"), PEOPLE, empty=_("Choose a person"), required=True
    )
    on = DayField(_("From which day?"))

    def __init__(self, *args: Any, pairing: Pairing, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(self, person=people_of(pairing, user=user), organization=sides_of(pairing))
