"""What an invited person is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import ChoiceField, EmailField, NameField, TextField
from followup.enums import Reply
from followup.operations.replies import StandIn


class AnswerInvitation(forms.Form):
    """Yes, no, or somebody else, who then has a name."""

    answer = ChoiceField(
        gettext_lazy("Will you come?"),
        Reply,
        radio=True,
        missing=gettext_lazy("Choose one of the three answers."),
    )
    name = NameField(gettext_lazy("Who will come?"), max_length=200)
    email = EmailField(
        gettext_lazy("Their e-mail"),
        max_length=254,
        help_text=gettext_lazy("The organizers can then write to them."),
    )
    position = TextField(gettext_lazy("Their position"), max_length=200)

    def clean(self) -> dict[str, Any]:
        """Ask for the name of somebody who comes instead."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Reply.SOMEBODY_ELSE and not cleaned.get("name"):
            self.add_error("name", _("Write who will come."))
        return cleaned

    def stand_in(self) -> StandIn | None:
        """Return who comes instead, if somebody does."""
        cleaned = self.cleaned_data
        if cleaned["answer"] != Reply.SOMEBODY_ELSE:
            return None
        return StandIn(cleaned["name"], cleaned["email"], cleaned["position"])
