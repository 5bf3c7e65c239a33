"""When pairings were in touch, for templates."""

from django import template

from dashboards.wording import rhythm

register = template.Library()

register.filter("contact_words", rhythm.contact)
register.filter("contact_ago", rhythm.ago)
register.filter("agreed_rhythm", rhythm.rhythm)
register.filter("month_words", rhythm.month)
