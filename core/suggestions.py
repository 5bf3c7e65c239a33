"""What fits the words in a picker: a form answers for its own questions, at its own address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.answers import RowsQuestion
from core.formats import number
from core.normalisation import clean_name
from core.pickers import LONGEST, SHOWN, Picks


def suggested(request: HttpRequest, *parts: object) -> JsonResponse | None:
    """Answer the script that asks which records fit, if this is what is asked.

    ``parts`` are the forms, formsets and rows of the page.
    """
    name = request.GET.get("pick", "")
    if request.method != "GET" or not name:
        return None
    field = _named(name, parts)
    if field is None:
        return JsonResponse({"said": "", "found": []}, status=404)
    offer = field.offer
    if key := request.GET.get("key"):
        found = offer.known([key])
    else:
        found = offer.found(clean_name(request.GET.get("q", "")[:LONGEST]))
    told = [
        {"key": str(one.pk), "label": field.kind.label(one), "note": field.kind.note(one)}
        for one in found[:SHOWN]
    ]
    return JsonResponse({"said": _how_many(found), "found": told})


def _how_many(found: list[Any]) -> str:
    if not found:
        return _("Nothing found. Write fewer words, or another part of the name.")
    if len(found) > SHOWN:
        return _("Here are the first %(number)s. Write more of the name.") % {"number": SHOWN}
    return ngettext("%(number)s found.", "%(number)s found.", len(found)) % {
        "number": number(len(found))
    }


def _named(name: str, parts: Iterable[object]) -> Picks | None:
    """Return the field that a page calls ``name``; a row that a script added is like all others."""
    for part in parts:
        shown = part.rows if isinstance(part, RowsQuestion) else part
        form = shown.empty_form if isinstance(shown, BaseFormSet) else shown
        if not isinstance(form, BaseForm):
            continue
        inner = name.removeprefix(f"{shown.prefix}-") if shown.prefix else name  # type: ignore[attr-defined]
        if form is not shown:
            inner = inner.partition("-")[2]
        field = form.fields.get(inner)
        if isinstance(field, Picks):
            return field
    return None
