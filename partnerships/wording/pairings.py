"""How a pairing is doing, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import formats
from core.enums import Shown
from partnerships.enums import PairingStatus
from partnerships.models import Pairing
from partnerships.queries.pairings import Standing


def status(standing: Standing) -> Shown:
    """Return the status as it is shown; a quiet pairing says for how many days."""
    state = standing.status
    label = silence(standing.silent_days) if state == PairingStatus.QUIET else str(state.label)
    return Shown(label, state.tone, state.icon)


def last_contact(pairing: Pairing) -> str:
    """Return the day, "May 2022" where only that is known, or nothing."""
    if pairing.last_contact_since:
        return formats.period(pairing.last_contact_since, pairing.last_contact_on)
    return formats.day(pairing.last_contact_on) if pairing.last_contact_on else ""


def silence(days: int | None) -> str:
    """Say for how long nothing was heard."""
    if days is None:
        return _("No contact recorded yet")
    return _("No update for %(time)s") % {"time": formats.duration(days)}
