"""What is wrong in what is held about somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import LongTextField


class MistakeForm(forms.Form):
    """One question: in the words of who is concerned."""

    words = LongTextField(
        _("What is wrong?"),
        max_length=2000,
        missing=_("Write what is wrong."),
        help_text=_("Write what we should change, and how it is right."),
    )
