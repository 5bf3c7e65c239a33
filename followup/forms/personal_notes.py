"""What somebody who sends mails by hand writes along."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import LongTextField


class PersonalNote(forms.Form):
    """A part of a longer form: a few words to all who get the mail."""

    note = LongTextField(
        _("Do you want to add a personal note?"),
        max_length=1000,
        help_text=_("Each mail shows it under your name."),
    )
