"""Every request is read for whoever is signed in; whose addresses it showed is written down."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.models import User
from core.wall import NOBODY, Reader, reading_as
from network.operations import contact_views
from network.queries.wall import reader_of


class WallMiddleware:
    """Tell the database who reads, until the answer is there (decision 0050)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with reading_as(lambda: _reader(request)):
            return self.get_response(request)


class ContactViewMiddleware:
    """Write down who looked at how others are reached (``accounts.access.notes_contacts``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then note what the answer showed, once for the whole page."""
        response = self.get_response(request)
        shown: set[int] = getattr(request, "shown_contacts", set())
        if shown and isinstance(request.user, User):
            contact_views.note(shown, by=request.user, on=timezone.localdate())
        return response


def _reader(request: HttpRequest) -> Reader | None:
    # Nobody while the session is read: that question itself finds out who it is.
    return reader_of(request.user) if hasattr(request, "_cached_user") else NOBODY
