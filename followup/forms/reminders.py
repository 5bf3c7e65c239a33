"""When people are reminded of one meeting: as usual for its kind, at times of its own, or never."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import formats
from core.fields import ChoiceField, ChoicesField
from events.models import Event

USUAL, OWN, NEVER = "usual", "own", "never"
_HOUR, _DAY, _WEEK = 60, 24 * 60, 7 * 24 * 60
_TIMES = {
    2 * _WEEK: gettext_lazy("2 weeks before"),
    _WEEK: gettext_lazy("a week before"),
    3 * _DAY: gettext_lazy("3 days before"),
    _DAY: gettext_lazy("a day before"),
    3 * _HOUR: gettext_lazy("3 hours before"),
    _HOUR: gettext_lazy("an hour before"),
}


class ReminderPolicy(forms.Form):
    """Two questions of a longer form; ``event`` is the meeting that it corrects."""

    remind = ChoiceField(gettext_lazy("When do we remind people?"), radio=True, required=False)
    remind_at = ChoicesField(
        gettext_lazy("At which times?"),
        coerce=int,
        help_text=gettext_lazy("Only if you choose the times yourself."),
    )

    def offer_reminders(self, event: Event) -> None:
        """Offer what may be chosen, beginning with what holds now."""
        fields: dict[str, Any] = self.fields
        usual = in_words(event.type.usual_reminders)
        fields["remind"].choices = [
            (USUAL, _("As usual for this kind of meeting: %(times)s") % {"times": usual}),
            (OWN, _("Choose the times")),
            (NEVER, _("Not at all")),
        ]
        fields["remind"].initial = _policy_of(event)
        offered = sorted({*_TIMES, *event.reminds_at}, reverse=True)
        fields["remind_at"].choices = [(minutes, _time(minutes)) for minutes in offered]
        fields["remind_at"].initial = list(event.reminds_at)

    def clean(self) -> dict[str, Any]:
        """Ask for a time where times are to be chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("remind") == OWN and not cleaned.get("remind_at"):
            self.add_error("remind_at", _("Choose at least one time, or “Not at all”."))
        return cleaned

    def reminders(self) -> list[int] | None:
        """Return the minutes before the start; None where the usual ones hold."""
        policy = self.cleaned_data["remind"]
        if policy == OWN:
            return sorted(self.cleaned_data["remind_at"], reverse=True)
        return [] if policy == NEVER else None


def in_words(times: Iterable[int]) -> str:
    """Return "a week before, a day before"."""
    return ", ".join(_time(minutes) for minutes in times) or _("not at all")


def _time(minutes: int) -> str:
    if minutes in _TIMES:
        return str(_TIMES[minutes])
    words = ngettext("%(n)s minute before", "%(n)s minutes before", minutes)
    return words % {"n": formats.number(minutes)}


def _policy_of(event: Event) -> str:
    if event.reminders is None:
        return USUAL
    return OWN if event.reminders else NEVER
