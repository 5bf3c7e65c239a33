"""The thirty seconds: an answer from a link in a mail, without a password and without a session.

The token in the address is what authorises: it is secret, bound to one person and one record,
expires and can be revoked. A cookie would add nothing, so the forms need no CSRF token, and a
form that was filled in offline can be sent hours later. GET changes nothing: mail scanners open
every link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import uuid4

import pghistory
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import open_to_all, private
from accounts.models import ActionLink
from accounts.operations import links
from core.errors import DomainError
from followup.operations import update_links
from network.models import Person
from notifications.queries import quiet_hours
from partnerships.enums import Answer
from partnerships.forms.updates import SHORT, QuickUpdate, SomebodyElse
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.operations import referrals
from partnerships.queries import actions as action_queries
from partnerships.queries import updates as update_queries
from partnerships.queries.updates import Target

UpdateRequestView = Callable[[HttpRequest, str, "UpdateRequest"], HttpResponse]

REASON = "the secret token in the address authorises"


@dataclass(frozen=True)
class UpdateRequest:
    """What a link asks: whom, about what."""

    link: ActionLink
    person: Person
    target: Target

    @property
    def earlier(self) -> ProgressUpdate | None:
        """The newest answer of the same person about the same thing."""
        return update_queries.newest_of(self.person, self.target)

    @property
    def by(self) -> str:
        """Who acts, for the history."""
        return translation.gettext("%(name)s by link") % {"name": self.person.name}


def _found(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the link that the address names, if any, by its holder's words and clock."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        link = links.find(token)
        holder = link.holder if link else None
        if not isinstance(holder, Person):
            return view(request, token, link)
        zone = quiet_hours.clock(holder.recipient.time_zone)
        with translation.override(holder.recipient.spoken), timezone.override(zone):
            return view(request, token, link)

    return guarded


def _usable(view: UpdateRequestView) -> Callable[..., HttpResponse]:
    """Hand the view the update request; refuse who comes too late or has left."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
        update_request = _asked_by(link)
        if update_request is None or not _still_asked(update_request):
            return _refused(request, token, update_request)
        return view(request, token, update_request)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(REASON)
@private
@_found
@_usable
def by_link(request: HttpRequest, token: str, update_request: UpdateRequest) -> HttpResponse:
    """Ask how it goes; take the answer."""
    if request.method != "POST":
        return _form_page(request, update_request, _empty_form(request, update_request))
    form = QuickUpdate(
        request.POST,
        request.FILES,
        today=timezone.localdate(),
        corrects=_corrected(update_request, change=bool(request.POST.get("change"))),
    )
    if form.is_valid():
        try:
            _submit(update_request, form)
        except DomainError as refused:
            form.add_error(None, str(refused))
            update_request.target.refresh_from_db()
        else:
            return redirect("followup:update-link-thanks", token=token)
    return _form_page(request, update_request, form, status=422)


@require_safe
@open_to_all(REASON)
@private
@_found
@_usable
def thanks(request: HttpRequest, token: str, update_request: UpdateRequest) -> HttpResponse:
    """Say what was saved, and what else waits."""
    update = update_request.earlier
    if update is None:
        return redirect("followup:update-by-link", token=token)
    following = action_queries.next_for(
        update_request.person, today=timezone.localdate(), besides=update.action
    )
    context = {
        "token": token,
        "update": update,
        "answer": Answer(update.answer),
        "files": update.files.order_by("pk"),
        "target": update_request.target,
        "pairing": update.pairing,
        "following": following,
        "dropped_on": update_queries.dropped_on(update_request.target),
    }
    return render(request, "followup/update_link_thanks.html", context)


@require_POST
@open_to_all(REASON)
@private
@_found
@_usable
def refer(request: HttpRequest, token: str, update_request: UpdateRequest) -> HttpResponse:
    """Keep who should answer instead."""
    form = SomebodyElse(request.POST)
    if not form.is_valid() or update_queries.dropped_on(update_request.target):
        quick = _empty_form(request, update_request)
        return _form_page(request, update_request, quick, referral=form, status=422)
    with pghistory.context(user=None, by=update_request.by):
        referrals.refer(
            **update_queries.subject(update_request.target),
            person=update_request.person,
            text=form.cleaned_data["who"],
        )
        links.used(update_request.link, now=timezone.now())
    return render(request, "followup/update_link_referred.html", {"token": token})


@require_POST
@open_to_all(REASON)
@private
@_found
def renew(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
    """Send a new link to the same address; an unknown token gets the same words and no mail."""
    update_request = _asked_by(link)
    if update_request is None and not ratelimit.consume(request, action="unknown_link"):
        return render(request, "429.html", status=429)
    if update_request is not None:
        update_links.renew(update_request.link, now=timezone.now())
    return _too_old(request, {"token": token, "asked": True, **_why_none_comes(update_request)})


def _asked_by(link: ActionLink | None) -> UpdateRequest | None:
    """Return the update request of a link whose person and record are still there."""
    if link is None:
        return None
    person, target = link.holder, link.target
    if isinstance(person, Person) and isinstance(target, Pairing | Commitment | Action):
        return UpdateRequest(link, person, target)
    return None


def _still_asked(update_request: UpdateRequest) -> bool:
    return update_request.link.is_usable(timezone.now()) and update_queries.may_still_answer(
        update_request.person, update_request.target, on=timezone.localdate()
    )


def _submit(update_request: UpdateRequest, form: QuickUpdate) -> None:
    now = timezone.now()
    new = form.new(supersedes=_corrected(update_request, change=form.cleaned_data["change"]))
    with pghistory.context(user=None, by=update_request.by):
        update_links.answer(update_request.target, new, person=update_request.person, now=now)
        links.used(update_request.link, now=now)


def _corrected(update_request: UpdateRequest, *, change: bool) -> ProgressUpdate | None:
    """Return the answer that is changed; what somebody has verified gets a new one beside it."""
    earlier = update_request.earlier if change else None
    return None if earlier is None or earlier.verified_at else earlier


def _empty_form(request: HttpRequest, update_request: UpdateRequest) -> QuickUpdate:
    return QuickUpdate(initial=_initial(request, update_request), today=timezone.localdate())


def _initial(request: HttpRequest, update_request: UpdateRequest) -> dict[str, Any]:
    """Return what the form begins with: the answer in the address, or the one to change."""
    given = request.GET.get("s", "")
    initial = {"answer": SHORT.get(given, given), "submission": uuid4()}
    earlier = update_request.earlier if "change" in request.GET else None
    if earlier is not None:
        kept = {name: getattr(earlier, name) for name in ("answer", "text", "new_due_on")}
        initial = {**initial, **kept, "change": True}
    return initial


def _form_page(
    request: HttpRequest,
    update_request: UpdateRequest,
    form: QuickUpdate,
    *,
    referral: SomebodyElse | None = None,
    status: int = 200,
) -> HttpResponse:
    subject = update_queries.subject(update_request.target)
    context = {
        "token": links.token_of(update_request.link),
        "form": form,
        "referral": referral or SomebodyElse(),
        "update_request": update_request,
        **subject,
        "sides": subject["pairing"].parties.select_related("organization"),
        "dropped_on": update_queries.dropped_on(update_request.target),
        "last_day": (update_request.link.expires_at - timedelta(seconds=1)).date(),
    }
    return render(request, "followup/update_link_form.html", context, status=status)


def _why_none_comes(update_request: UpdateRequest | None) -> dict[str, bool]:
    """Say why no new link can come, if that is so; a revoked link tells nothing."""
    if update_request is None or update_request.link.revoked_at:
        return {}
    has_left = update_queries.has_handed_over(
        update_request.person, update_request.target, on=timezone.localdate()
    )
    return {
        "has_left": has_left,
        "is_dropped": bool(update_queries.dropped_on(update_request.target)),
    }


def _refused(
    request: HttpRequest, token: str, update_request: UpdateRequest | None
) -> HttpResponse:
    """Take nothing; what somebody wrote comes back to them."""
    words = request.POST.get("text") or request.POST.get("who")
    context = {"token": token, "words": words, **_why_none_comes(update_request)}
    return _too_old(request, context, status=410)


def _too_old(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, "followup/update_link_old.html", context, status=status)
