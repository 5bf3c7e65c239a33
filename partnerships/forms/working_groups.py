"""What it takes to set up a working group and to name its members."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, NameField, RecordField, narrow
from core.pickers import PickField
from core.terms import TermsForm
from network.forms.choices import PEOPLE
from network.models import Organization
from partnerships.forms.choices import people_of, sides_of
from partnerships.forms.fields import text_field
from partnerships.models import Pairing
from partnerships.terms.working_groups import WorkingGroupMemberTerms, WorkingGroupTerms


class SetUpGroup(TermsForm[WorkingGroupTerms]):
    """A group: its name and what it is for."""

    terms_class = WorkingGroupTerms
    name = NameField(_("What is the group called?"), required=True, max_length=200)
    mandate = text_field(_("What is it for?"))
    agreed_on = DayField(_("When was it agreed?"))


class AddMember(TermsForm[WorkingGroupMemberTerms]):
    """A person of the directory, or a name as it was written."""

    terms_class = WorkingGroupMemberTerms
    person = PickField(_("Who is it?"), PEOPLE, empty=_("Somebody who is not in the directory"))
    name = NameField(
        _("What is the name?"),
        help_text=_("Only for somebody who is not in the directory."),
        max_length=200,
    )
    organization = RecordField(_("From which side?"), Organization, empty=_("Not known"))

    def __init__(self, *args: Any, pairing: Pairing, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(self, person=people_of(pairing, user=user), organization=sides_of(pairing))
