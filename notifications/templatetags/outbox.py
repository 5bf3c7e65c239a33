"""Words of the outbox, for templates."""

from django import template

from notifications import mails, wording

register = template.Library()

register.filter("kind_label", mails.label_of)
register.filter("delivery_error", wording.in_words)
register.filter("reason", wording.reason_of)
register.filter("remarks", wording.remarks_of)
register.filter("noted_error", wording.error_of)
