"""Words of the outbox."""

from django import template

from notifications import letters

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """Return the name of a kind of message; the app that writes its letters gave it."""
    return letters.label_of(kind)
