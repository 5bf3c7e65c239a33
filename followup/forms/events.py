"""Correct an event; it is asked as well when people are reminded of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from events.forms.events import EventFacts
from events.models import Event
from events.terms.events import EventTerms
from followup.forms.reminders import ReminderPolicy


class EditEvent(ReminderPolicy, EventFacts):
    """What is known of an event, its reminders, and whether it was seen who gets a mail."""

    notices_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.offer_reminders(event)

    def terms(self) -> EventTerms:
        """Return what is known of the event from now on."""
        return replace(super().terms(), reminders=self.reminders())
