"""Words of the pages that say who gets a mail about a meeting."""

from __future__ import annotations

from django import template

from followup.wording import invitations

register = template.Library()
register.filter("answer", invitations.answer)
register.filter("language", invitations.language)
