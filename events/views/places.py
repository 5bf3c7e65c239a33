"""Where the forms of a meeting stand: the way to them, and where they lead back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.form_pages import Place
from events.models import Event


def in_event(event: Event, *, section: str = "", draft: str = "") -> Place:
    """Return the place below a meeting, or below a section of its page."""
    address = event.get_absolute_url()
    return Place(
        trail=(_("Workshops"), "events:event-index", event.title, address),
        back=f"{address}#{section}" if section else address,
        back_label=_("Go back"),
        eyebrow=event.title,
        draft=f"workshop-{event.pk}-{draft}" if draft else "",
    )
