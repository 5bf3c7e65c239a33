"""What is asked before people hear of a meeting: what is so now, and who needs an address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from core.fields import TickField
from events.forms.events import CallOff, EventFacts
from events.models import Event
from events.terms.events import EventTerms
from followup.forms.addresses import MissingAddresses
from followup.forms.reminders import ReminderPolicy


class EditEvent(ReminderPolicy, MissingAddresses, EventFacts):
    """What is known of an event, its reminders, and whether it was seen who gets a mail."""

    notices_confirmed = TickField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.offer_reminders(event)

    def terms(self) -> EventTerms:
        """Return what is known of the event from now on."""
        return replace(super().terms(), reminders=self.reminders())


class ConfirmMeeting(MissingAddresses):
    """Nothing but who needs an address."""


class CallOffMeeting(MissingAddresses, CallOff):
    """The reason, and who needs an address."""
