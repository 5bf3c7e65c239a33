"""The addresses of the lists behind the figures, for templates."""

from django import template

from dashboards.wording import lists

register = template.Library()

register.simple_tag(lists.workshops_url)
register.simple_tag(lists.commitments_url)
register.simple_tag(lists.updates_url)
