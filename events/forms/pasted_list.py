"""What a pasted list may be: how long, and of what lines."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from events.enums import NoPerson
from events.forms.pasted_people import Outcome, outcomes
from events.forms.pasted_rows import MOST_LETTERS

MOST_PEOPLE = 500


def refuse_what_is_no_list(text: str) -> list[Outcome]:
    """Return what each line is.

    :raises forms.ValidationError: if the list is longer than one page can hold, or a line is.
    """
    if len(text) > MOST_LETTERS:
        raise forms.ValidationError(
            _("This list is too long. Paste at most %(most)s letters at once.")
            % {"most": f"{MOST_LETTERS:,}"}
        )
    found = outcomes(text)
    if sum(one.line is not None for one in found) > MOST_PEOPLE:
        raise forms.ValidationError(
            _("Paste at most %(most)s people. Add the others after saving.") % {"most": MOST_PEOPLE}
        )
    if too_long := [one.written[:40] for one in found if one.why == NoPerson.TOO_LONG]:
        raise forms.ValidationError(
            _("This line is too long: “%(start)s…”. Put each person on a line.")
            % {"start": too_long[0]}
        )
    return found
