"""The end of an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import TextField


class CloseAccountForm(forms.Form):
    """Why an account is closed."""

    because = TextField(
        _("Why do you close it?"),
        max_length=200,
        help_text=_("This shows in the history of the account."),
    )
