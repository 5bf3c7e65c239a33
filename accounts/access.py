"""The one door to a record: who may open a view is said here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from core.wall import beyond_the_reader, only_reading

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]
# The same names stand in static/src/js/drafts.js.
DRAFT_FIELD, DRAFT_COOKIE = "_draft", "saved-draft"


class SignedInRequest(HttpRequest):
    """A request behind the login: its user is known."""

    user: User
    htmx: Any


def notes_contacts(request: HttpRequest, *recipients: int) -> None:
    """Remember whose address or telephone is shown: what is kept of it is written once a page.

    Who looked is told to those people. ``recipients`` are keys of the outbox's address book.
    """
    shown: set[int] = request.__dict__.setdefault("shown_contacts", set())
    shown.update(recipients)


def access(permission: str, model: type[Model] | None = None) -> Callable[[View], View]:
    """Guard a view by ``permission`` and hand it the record of ``model`` that ``pk`` names.

    The record is looked up among those visible to the user (404), then the permission is asked
    for that record (403). Without a model the permission is asked alone.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if model is None:
                _require(request.user, permission, None)
                return view(request, *args, **kwargs)
            record = _visible(model, request.user, kwargs.pop("pk"))
            _require(request.user, permission, record)
            return view(request, record, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.model = model  # type: ignore[attr-defined]
        return guarded

    return guard


def shows(permission: str, model: type[Model] | None = None) -> Callable[[View], View]:
    """Guard, as ``access`` does, a view that is only read: the database lets it write nothing.

    Only who takes a file is counted, so that nobody takes one after the other.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            takes_a_file = "format" in request.GET or request.path.endswith(
                (".csv", ".svg", ".xlsx")
            )
            with nullcontext() if takes_a_file else only_reading():
                return view(request, *args, **kwargs)

        return require_safe(access(permission, model)(read))

    return guard


def asks(permission: str, model: type[Model] | None = None) -> Callable[[View], View]:
    """Guard, as ``access`` does, a view that shows a form and takes what was filled in."""
    return lambda view: require_http_methods(["GET", "POST"])(access(permission, model)(view))


def acts(permission: str, model: type[Model] | None = None) -> Callable[[View], View]:
    """Guard, as ``access`` does, a view that a button calls."""
    return lambda view: require_POST(access(permission, model)(view))


def open_to_all(
    reason: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Declare a view open to everybody, and say why.

    It has no reader: what opens it says which records it is about, so it looks beyond the wall.
    """

    def declare(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        opened = beyond_the_reader()(view)
        opened.permission = None  # type: ignore[attr-defined]
        opened.open_because = reason  # type: ignore[attr-defined]
        return login_not_required(opened)

    return declare


def private(view: View) -> View:
    """Keep the address of an open view to its reader: it holds a secret.

    No referrer, no cache, no index. The secret authorises, so its forms need no CSRF token, and one
    that was filled in offline can be sent hours later.
    """

    @csrf_exempt
    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return kept


def keeps_what_was_typed(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """Refuse a form without losing it: show what was typed, to be sent once more from here.

    That is for forms of this site alone. What another site sent is told, not offered: one press
    would do its will. Passwords and files are not given back.
    """
    own = is_own_form(request)
    typed = request.POST.lists() if own else ()
    kept = [
        (name, value)
        for name, values in typed
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    context = {
        "is_own": own,
        "signed_out": signed_out,
        "kept": kept,
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
        "address": request.get_full_path(),
    }
    return render(request, "accounts/form_kept.html", context, status=403)


def is_own_form(request: HttpRequest) -> bool:
    """Say whether the browser names this site as the one where the form was filled in."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    # It may be no address at all: nothing is parsed.
    own = f"{request.scheme}://{request.get_host()}"
    return said == own or said.startswith(f"{own}/")


def confirm_draft(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell the browser that the server has what the form said: its draft is not needed.

    The script of the page names the draft as it sends the form, and forgets it on this word alone.
    """
    draft = request.POST.get(DRAFT_FIELD, "")
    if re.fullmatch(r"[\w-]{1,80}", draft):
        with_tls = request.is_secure()
        name = f"__Host-{DRAFT_COOKIE}" if with_tls else DRAFT_COOKIE
        response.set_cookie(name, draft, max_age=3600, samesite="Lax", secure=with_tls)


def _visible(model: type[Model], user: User, pk: Any) -> Model:
    manager: Any = model._default_manager
    record: Model = get_object_or_404(manager.visible_to(user), pk=pk)
    return record


def _require(user: User, permission: str, record: Model | None) -> None:
    if not user.has_perm(permission, record):
        raise PermissionDenied
