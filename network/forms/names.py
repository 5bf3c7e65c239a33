"""Another name of an organization."""

from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, NameField, TextField
from core.terms import TermsForm
from network.enums import NameKind
from network.terms.organizations import OrganizationNameTerms


class NameForm(TermsForm[OrganizationNameTerms]):
    """A name under which it is found as well."""

    terms_class = OrganizationNameTerms
    name = NameField(_("What is the other name?"), missing=_("Enter the name."), max_length=250)
    kind = ChoiceField(_("What kind of name is it?"), NameKind, initial=NameKind.VARIANT)
    note = TextField(
        _("Where did you see it?"),
        max_length=200,
        help_text=_("For example the title of a document."),
    )
