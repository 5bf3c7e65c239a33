"""The thirty seconds: an answer from a link in a mail, without a password and without a session.

The token in the address is what authorises: it is secret, bound to one person and one record,
expires and can be revoked. A cookie would add nothing, so the forms need no CSRF token, and a
form that was filled in offline can be sent hours later. GET changes nothing: mail scanners open
every link.
"""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pghistory
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import open_to_all
from accounts.operations import links
from core.errors import DomainError
from network.models import Person
from partnerships.enums import Answer
from partnerships.forms.updates import SHORT, QuickUpdate, SomebodyElse
from partnerships.operations import referrals, update_links, updates
from partnerships.queries import actions as action_questions
from partnerships.queries import updates as questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from accounts.models import ActionLink

    LinkView = Callable[[HttpRequest, str, ActionLink], HttpResponse]

REASON = "the secret token in the address authorises"
RENEWALS_AN_HOUR = 20
HOUR = 3600


def _private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the address to the reader: no referrer, no index, no cache; in the reader's words."""

    @csrf_exempt
    @wraps(view)
    def kept(request: HttpRequest, token: str) -> HttpResponse:
        link = links.find(token)
        holder = link.holder if link else None
        language = holder.recipient.language if isinstance(holder, Person) else None
        with translation.override(language or translation.get_language()):
            response = view(request, token, link)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return kept


def _usable(view: LinkView) -> Callable[..., HttpResponse]:
    """Show the page for old links instead, unless the link still opens its form."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
        if link is None or not link.is_usable(timezone.now()) or link.target is None:
            return _too_old(request, token, status=410)
        return view(request, token, link)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(REASON)
@_private
@_usable
def by_link(request: HttpRequest, token: str, link: ActionLink) -> HttpResponse:
    """Ask how it goes; take the answer."""
    if request.method != "POST":
        return _form_page(request, link, QuickUpdate(initial=_initial(request, link)))
    form = QuickUpdate(request.POST, request.FILES)
    if form.is_valid():
        try:
            _submit(link, form)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("partnerships:update-link-thanks", token=token)
    return _form_page(request, link, form, status=422)


@require_safe
@open_to_all(REASON)
@_private
@_usable
def thanks(request: HttpRequest, token: str, link: ActionLink) -> HttpResponse:
    """Say what was saved, and what else waits."""
    update = questions.newest_of(link.holder, link.target)
    if update is None:
        return redirect("partnerships:update-by-link", token=token)
    today = timezone.localdate()
    following = action_questions.next_for(link.holder, today=today, besides=update.action)
    context = {
        "token": token,
        "update": update,
        "answer": Answer(update.answer),
        "files": update.files.order_by("pk"),
        "target": link.target,
        "pairing": update.pairing,
        "following": following,
    }
    return render(request, "partnerships/update_link_thanks.html", context)


@require_POST
@open_to_all(REASON)
@_private
@_usable
def refer(request: HttpRequest, token: str, link: ActionLink) -> HttpResponse:
    """Keep who should answer instead."""
    form = SomebodyElse(request.POST)
    if not form.is_valid():
        quick = QuickUpdate(initial=_initial(request, link))
        return _form_page(request, link, quick, referral=form, status=422)
    with pghistory.context(user=None, by=_by(link)):
        referrals.refer(
            **questions.subject(link.target), person=link.holder, text=form.cleaned_data["who"]
        )
        links.used(link, now=timezone.now())
    return render(request, "partnerships/update_link_referred.html", {"token": token})


@require_POST
@open_to_all(REASON)
@_private
def renew(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
    """Send a new link to the same address; an unknown token gets the same words and no mail."""
    if _asked_too_often(request):
        return render(request, "429.html", status=429)
    if link is not None and link.target is not None:
        update_links.renew(link, now=timezone.now())
    return _too_old(request, token, asked=True)


def _submit(link: ActionLink, form: QuickUpdate) -> None:
    now = timezone.now()
    earlier = questions.newest_of(link.holder, link.target)
    # What somebody has verified is not replaced from a mail: the new answer stands beside it.
    replaces = form.cleaned_data["change"] and earlier is not None and not earlier.verified_at
    with pghistory.context(user=None, by=_by(link)):
        updates.submit(
            **questions.subject(link.target),
            **form.content,
            supersedes=earlier if replaces else None,
            author=link.holder,
            now=now,
        )
        links.used(link, now=now)


def _initial(request: HttpRequest, link: ActionLink) -> dict[str, Any]:
    """Return what the form begins with: the answer in the address, or the one to change."""
    given = request.GET.get("s", "")
    initial = {"answer": SHORT.get(given, given), "submission": uuid4()}
    earlier = questions.newest_of(link.holder, link.target) if "change" in request.GET else None
    if earlier is not None:
        kept = {name: getattr(earlier, name) for name in ("answer", "text", "new_due_on")}
        initial = {**initial, **kept, "change": True}
    return initial


def _form_page(
    request: HttpRequest,
    link: ActionLink,
    form: QuickUpdate,
    *,
    referral: SomebodyElse | None = None,
    status: int = 200,
) -> HttpResponse:
    pairing = questions.pairing_of(link.target)
    context = {
        "link": link,
        "token": links.token_of(link),
        "form": form,
        "referral": referral or SomebodyElse(),
        "person": link.holder,
        "target": link.target,
        **questions.subject(link.target),
        "sides": pairing.parties.select_related("organization"),
        "last_day": timezone.localdate(link.expires_at),
        "earlier": questions.newest_of(link.holder, link.target),
    }
    return render(request, "partnerships/update_link_form.html", context, status=status)


def _too_old(
    request: HttpRequest, token: str, *, asked: bool = False, status: int = 200
) -> HttpResponse:
    context = {"token": token, "asked": asked}
    return render(request, "partnerships/update_link_old.html", context, status=status)


def _by(link: ActionLink) -> str:
    """Return who acts, for the history."""
    return translation.gettext("%(name)s by link") % {"name": link.holder.name}


def _asked_too_often(request: HttpRequest) -> bool:
    """Count how often one address asks for new links; the limit is for machines."""
    address = hashlib.sha256(request.META.get("REMOTE_ADDR", "").encode()).hexdigest()
    key = f"update-link-renewals:{address}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) > RENEWALS_AN_HOUR
