"""What people are asked about the meeting link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from core.fields import LinkField, TextField
from events.models import MeetingAccess

# Whoever comes next to this device shall not find them in its memory.
_FORGOTTEN = {"autocomplete": "off", "data-draft-skip": True}


class SetMeetingLink(forms.Form):
    """The link to the online meeting and its passcode."""

    link = LinkField(
        gettext_lazy("What is the meeting link?"),
        missing=gettext_lazy("Paste the meeting link."),
        max_length=500,
        help_text=gettext_lazy("Only the people we expect at the meeting will see it."),
        widget=forms.URLInput(attrs=_FORGOTTEN),
    )
    passcode = TextField(
        gettext_lazy("What is the passcode?"),
        max_length=60,
        widget=forms.TextInput(attrs=_FORGOTTEN),
    )

    def __init__(self, *args: Any, access: MeetingAccess | None, **kwargs: Any) -> None:
        known = {"link": access.link, "passcode": access.passcode} if access else {}
        super().__init__(*args, **{"initial": known, **kwargs})
