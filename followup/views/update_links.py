"""The thirty seconds: an update that is written from a link in a mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import ActionLink
from accounts.operations import links
from core.db import key_in
from core.form_pages import attempt, sent
from followup.operations import update_links
from followup.queries import due_items, waiting
from followup.views.mailed_links import by_token, using
from network.models import Person
from partnerships.enums import Answer
from partnerships.forms.updates import SHORT, QuickUpdate, SomebodyElse
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.operations import referrals
from partnerships.queries import updates as update_queries
from partnerships.queries.updates import Target

_PAIRING = "pairing-"
UpdateRequestView = Callable[[HttpRequest, str, "UpdateRequest"], HttpResponse]


@dataclass(frozen=True)
class Other:
    """Something else that waits for the same person, and where it is answered."""

    item: Target
    due_on: date | None
    url: str

    @property
    def pairing(self) -> Pairing | None:
        """The pairing to which it belongs, if it is not one itself."""
        return None if isinstance(self.item, Pairing) else self.item.pairing


@dataclass(frozen=True)
class UpdateRequest:
    """What a link asks: whom, about what.

    One link opens all that waits for its holder: first what its mail asked, and the rest by name.
    """

    link: ActionLink
    person: Person
    target: Target

    @property
    def code(self) -> str:
        """What an address names if it is not what the mail asked, such as "action-12"."""
        return "" if self.target == self.link.target else _code_of(self.target)

    def address(self, page: str = "update-by-link", **said: str) -> str:
        """Return the address of a page about the same, with ``said`` in it."""
        return _address(self.link, page, **({"about": self.code} if self.code else {}), **said)

    @property
    def others(self) -> list[Other]:
        """What else waits for an answer of the same person today."""
        today = timezone.localdate()
        due = waiting.of_person(self.person, today=today).besides(self.target)
        inactive = waiting.inactive_pairings(self.person, today=today)
        return [
            *(self._other(item, due_items.day_of(item)) for item in due),
            *(self._other(each) for each in inactive if each != self.target),
        ]

    @property
    def earlier(self) -> ProgressUpdate | None:
        """The newest answer of the same person about the same thing."""
        return update_queries.newest_of(self.person, self.target)

    def _other(self, item: Target, due_on: date | None = None) -> Other:
        return Other(item, due_on, _address(self.link, about=_code_of(item)))


def _usable(view: UpdateRequestView) -> Callable[..., HttpResponse]:
    """Hand the view the update request; refuse who comes too late or has left."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
        update_request = _asked_by(link, about=request.GET.get("about", ""))
        if update_request is None or not _still_asked(update_request):
            return _refused(request, token, update_request)
        return view(request, token, update_request)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
@_usable
def by_link(request: HttpRequest, _token: str, update_request: UpdateRequest) -> HttpResponse:
    """Ask how it goes; take the answer."""
    form = QuickUpdate(
        **sent(request),
        initial=_initial(request, update_request),
        today=timezone.localdate(),
        corrects=_corrected(update_request, change=bool(request.POST.get("change"))),
    )
    if attempt(form, lambda: _submit(update_request, form)):
        return redirect(update_request.address("update-link-thanks"))
    update_request.target.refresh_from_db()
    return _form_page(request, update_request, form)


@require_safe
@by_token
@_usable
def thanks(request: HttpRequest, _token: str, update_request: UpdateRequest) -> HttpResponse:
    """Say what was saved, and what else waits."""
    update = update_request.earlier
    if update is None:
        return redirect(update_request.address())
    change = {} if update.verified_at else {"change": "1"}
    context = {
        "update": update,
        "answer": Answer(update.answer),
        "files": update.files.order_by("pk"),
        "target": update_request.target,
        "pairing": update.pairing,
        "others": update_request.others,
        "change_url": update_request.address(**change),
        "dropped_on": update_queries.dropped_on(update_request.target),
    }
    return render(request, "followup/update_link_thanks.html", context)


@require_POST
@by_token
@_usable
def refer(request: HttpRequest, _token: str, update_request: UpdateRequest) -> HttpResponse:
    """Keep who should answer instead."""
    form = SomebodyElse(request.POST)
    if not form.is_valid() or update_queries.dropped_on(update_request.target):
        quick = _empty_form(request, update_request)
        return _form_page(request, update_request, quick, referral=form)
    with using(update_request.link, update_request.person):
        referrals.refer(
            **update_queries.subject(update_request.target),
            person=update_request.person,
            text=form.cleaned_data["who"],
        )
    context = {"update_request": update_request, "others": update_request.others}
    return render(request, "followup/update_link_referred.html", context)


@require_POST
@by_token
def renew(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
    """Send a new link to the same address; an unknown token gets the same words and no mail."""
    update_request = _asked_by(link)
    if update_request is None and not ratelimit.consume(request, action="unknown_link"):
        return render(request, "429.html", status=429)
    if update_request is not None:
        update_links.renew(update_request.link, now=timezone.now())
    return _too_old(request, {"token": token, "asked": True, **_why_none_comes(update_request)})


def _address(link: ActionLink, page: str = "update-by-link", **said: str) -> str:
    url = reverse(f"followup:{page}", args=[links.token_of(link)])
    return f"{url}?{urlencode(said)}" if said else url


def _asked_by(link: ActionLink | None, *, about: str = "") -> UpdateRequest | None:
    """Return the update request of a link whose person and record are still there.

    ``about`` names something else than what the mail of the link asked.
    """
    if link is None:
        return None
    person, target = link.holder, (_find(about) or link.target)
    if not isinstance(person, Person) or not person.is_let_in:
        return None
    if isinstance(target, Pairing | Commitment | Action):
        return UpdateRequest(link, person, target)
    return None


def _code_of(target: Target) -> str:
    if isinstance(target, Pairing):
        return f"{_PAIRING}{target.pk}"
    return due_items.code_of(target)


def _find(code: str) -> Target | None:
    """Return what an address names: an action, an agreed area or a pairing as a whole."""
    if not code.startswith(_PAIRING):
        return due_items.find(code)
    key = key_in(code.removeprefix(_PAIRING))
    return Pairing.objects.filter(pk=key).first() if key is not None else None


def _still_asked(update_request: UpdateRequest) -> bool:
    return update_request.link.is_usable(timezone.now()) and update_queries.may_still_answer(
        update_request.person, update_request.target, on=timezone.localdate()
    )


def _submit(update_request: UpdateRequest, form: QuickUpdate) -> ProgressUpdate:
    new = form.new(supersedes=_corrected(update_request, change=form.cleaned_data["change"]))
    person = update_request.person
    with using(update_request.link, person):
        return update_links.answer(update_request.target, new, person=person, now=timezone.now())


def _corrected(update_request: UpdateRequest, *, change: bool) -> ProgressUpdate | None:
    """Return the answer that is changed; what somebody has verified gets a new one beside it."""
    earlier = update_request.earlier if change else None
    return None if earlier is None or earlier.verified_at else earlier


def _empty_form(request: HttpRequest, update_request: UpdateRequest) -> QuickUpdate:
    return QuickUpdate(initial=_initial(request, update_request), today=timezone.localdate())


def _initial(request: HttpRequest, update_request: UpdateRequest) -> dict[str, Any]:
    """Return what the form begins with: the answer in the address, or the one to change."""
    given = request.GET.get("s", "")
    initial: dict[str, Any] = {"answer": SHORT.get(given, given)}
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
) -> HttpResponse:
    subject = update_queries.subject(update_request.target)
    context = {
        "form": form,
        "referral": referral or SomebodyElse(),
        "update_request": update_request,
        **subject,
        "reader": _other_reader(request, update_request.person),
        "sides": subject["pairing"].parties.select_related("organization"),
        "dropped_on": update_queries.dropped_on(update_request.target),
        "others": update_request.others,
        "send_to": update_request.address(),
        "kept_for": _address(update_request.link),
        "refer_to": update_request.address("update-link-refer"),
        "last_day": (update_request.link.expires_at - timedelta(seconds=1)).date(),
    }
    is_refused = form.is_bound or referral is not None
    status = 422 if is_refused else 200
    return render(request, "followup/update_link_form.html", context, status=status)


def _other_reader(request: HttpRequest, person: Person) -> object | None:
    """Return who is signed in on this device, if the link is somebody else's."""
    user = request.user
    return user if user.is_authenticated and user.pk != person.user_id else None


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
