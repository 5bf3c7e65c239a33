"""What a user says of themselves."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.formats import zone_choices


class ProfileForm(forms.ModelForm[User]):
    """The name, the language and the clock of a user."""

    name = forms.CharField(label=_("What is your name?"), max_length=200)
    language = forms.ChoiceField(
        label=_("Which language do you read?"),
        help_text=_("Pages and e-mails use it."),
        choices=settings.LANGUAGES,
    )
    time_zone = forms.ChoiceField(
        label=_("Which clock do you use?"),
        help_text=_("Choose the city nearest to you. Times are shown on its clock."),
        choices=zone_choices,
    )

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]
