"""What is asked before people hear of a meeting: what is so now, and who needs an address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from core.fields import TickField
from events.enums import Act
from events.forms.events import CallOff, EventFacts
from events.models import Event
from events.queries.offers import offers
from events.terms.events import EventTerms
from followup.forms.addresses import MissingAddresses
from followup.forms.reminders import ReminderPolicy


class EditEvent(ReminderPolicy, MissingAddresses, EventFacts):
    """What is known of an event, its reminders, and whether it was seen who gets a mail."""

    notices_confirmed = TickField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        offered = offers(event, today=self.today)
        # Of what is over or called off nobody is asked how people get the link, or when they hear.
        self.asks_about_link = Act.SET_LINK in offered or bool(event.link_policy)
        self.asks_about_reminders = Act.PREPARE in offered
        self.offer_reminders(event)

    def terms(self) -> EventTerms:
        """Return what is known of the event from now on."""
        terms = super().terms()
        return replace(terms, reminders=self.reminders()) if self.asks_about_reminders else terms


class ConfirmMeeting(MissingAddresses):
    """Nothing but who needs an address."""


class CallOffMeeting(MissingAddresses, CallOff):
    """The reason, and who needs an address."""
