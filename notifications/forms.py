"""What is asked of a reader about their mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField
from notifications import mails
from notifications.enums import Choice
from notifications.mails import Kind


class ChooseMails(forms.Form):
    """One question for each kind of mail that may be turned off."""

    def __init__(self, *args: Any, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in mails.optional():
            self.fields[_name(kind)] = ChoiceField(
                kind.label,
                Choice,
                radio=True,
                missing=_("Choose how these mails come."),
                help_text=_hint(kind),
                initial=chosen[kind.key],
            )

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by the key of the kind."""
        return {kind.key: self.cleaned_data[_name(kind)] for kind in mails.optional()}


def _name(kind: Kind) -> str:
    return kind.key.replace(".", "-")


def _hint(kind: Kind) -> str:
    of_questions = (
        _("You get at most one mail with questions each day.") if kind.is_question else ""
    )
    return " ".join(str(words) for words in (kind.hint, of_questions) if words)
