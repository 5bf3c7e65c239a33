"""Another name of an organization."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from network.enums import NameKind
from network.terms.organizations import OrganizationNameTerms


class NameForm(forms.Form):
    """A name under which it is found as well."""

    name = NameField(
        label=_("What is the other name?"),
        max_length=250,
        error_messages={"required": _("Enter the name.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of name is it?"), choices=NameKind, initial=NameKind.VARIANT
    )
    note = forms.CharField(
        label=_("Where was it seen?"),
        help_text=_("For example the title of a document."),
        max_length=200,
        required=False,
    )

    def terms(self) -> OrganizationNameTerms:
        """Return the name."""
        return OrganizationNameTerms.from_form(self.cleaned_data)
