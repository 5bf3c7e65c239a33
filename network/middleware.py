"""Whose address or telephone a page showed is written down, once for the whole page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.models import User
from network.operations import contact_views


class ContactViewMiddleware:
    """Write down who looked at how others are reached (``accounts.access.notes_contacts``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then note what the answer showed."""
        response = self.get_response(request)
        shown: set[int] = getattr(request, "shown_contacts", set())
        if shown and isinstance(request.user, User):
            contact_views.note(shown, by=request.user, on=timezone.localdate())
        return response
