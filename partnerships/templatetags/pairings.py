"""When the sides of a pairing met or wrote last, in words."""

from __future__ import annotations

from django import template

from partnerships.wording.pairings import last_contact

register = template.Library()
register.filter("last_contact", last_contact)
