"""What it takes to end an action or an agreed area."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, DayField
from partnerships.enums import OPEN_ACTIONS, OPEN_COMMITMENTS, ActionState, CommitmentState
from partnerships.forms.fields import text_field
from partnerships.terms.endings import Ending


class _Close(forms.Form):
    """How something ended, when, and why."""

    ends: ClassVar[list[tuple[str, Any]]]

    state = ChoiceField(_("How did it end?"), radio=True)
    on = DayField(_("On which day?"), required=True)
    reason = text_field(_("Why?"), help_text=_("Write this if you dropped it."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["state"]
        field.choices = self.ends

    def ending(self) -> Ending:
        """Return how it ended."""
        return Ending(**self.cleaned_data)


class CloseAction(_Close):
    """How an action ended."""

    ends: ClassVar = [
        (state.value, state.label) for state in ActionState if state not in OPEN_ACTIONS
    ]


class CloseCommitment(_Close):
    """How an agreed area ended."""

    ends: ClassVar = [
        (state.value, state.label) for state in CommitmentState if state not in OPEN_COMMITMENTS
    ]
