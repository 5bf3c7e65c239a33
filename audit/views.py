"""The history of a record, as a page and as a part of the record's page."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, notes_contacts, shows
from audit.queries import CONTACTS, Entry, history, is_kept
from audit.wording import in_words
from core.htmx import partial


@shows("audit.view_history")
def detail(request: SignedInRequest, label: str, pk: int) -> HttpResponse:
    """Show who changed what and when; 404 for what the reader may not see."""
    manager: Any = _kept(label)._default_manager
    record = get_object_or_404(manager.visible_to(request.user), pk=pk)
    url = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    template = partial(request, "audit/history_detail.html", "history")
    told = history(record, reader=request.user)
    if _tells_contacts(told):
        notes_contacts(request, getattr(record, "recipient_id", 0))
    entries = [in_words(entry) for entry in told]
    return render(
        request,
        template,
        {
            "record": record,
            "record_url": url,
            "entries": entries,
            "zone": request.user.time_zone,
        },
    )


def _kept(label: str) -> type[Model]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as unknown:
        raise Http404 from unknown
    if not is_kept(model):
        raise Http404
    return model


def _tells_contacts(told: list[Entry]) -> bool:
    return any(change.field.name in CONTACTS for entry in told for change in entry.changes)
