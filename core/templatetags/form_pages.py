"""What the page of a form carries along, and what it asks when it was sent twice or by two."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string

from core import submissions
from core.conflicts import MARKS, Sides, saved_by

register = template.Library()


@register.simple_tag(takes_context=True)
def form_state(context: Context, form: BaseForm) -> str:
    """Render the hidden state of a form: the key of the page, and the marks of what it shows.

    ``edits`` of the context is the record that the form changes, if it changes one, and ``rows``
    are the sets of rows beside the form.
    """
    edits = context.get("edits")
    earlier = None if edits else submissions.earlier_of(form)
    values: dict[str, Any] = {"key": submissions.new_key(), "earlier": earlier}
    if form.is_bound and earlier is None:
        values["key"] = submissions.key_of(form) or values["key"]
    if earlier:
        values["saved"] = submissions.saved_as(earlier)
        values["differences"] = submissions.differences(form, earlier, context.get("rows") or ())
    if edits:
        sides = Sides(form, context.get("rows") or ())
        values |= {"marks": _carried(context, form) or sides.marks, "conflicts": sides.conflicts()}
        values["by"] = saved_by(edits) if values["conflicts"] else ""
    return render_to_string("components/form_state.html", values)


def _carried(context: Context, form: BaseForm) -> str:
    """Return the marks of a page that grew by a row: what it shows now was typed, not saved."""
    request = context.get("request")
    return request.POST.get(MARKS, "") if request and not form.is_bound else ""
