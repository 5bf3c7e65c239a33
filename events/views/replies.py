"""An invitation answered from a link in a mail, without a password and without a session.

The token in the address is what authorises. GET changes nothing: mail scanners open every link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

import pghistory
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from accounts.access import open_to_all, private
from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from core.errors import DomainError
from events.enums import Modality, Reply
from events.forms.replies import AnswerInvitation
from events.models import Event, MeetingAccess, Participation
from events.operations import replies
from events.queries import replies as reply_queries
from events.wording.times import when
from network.models import Person


@dataclass(frozen=True)
class Invitation:
    """What a link asks: whom, to which meeting."""

    link: ActionLink
    person: Person
    event: Event

    @property
    def by(self) -> str:
        """Who acts, for the history."""
        return translation.gettext("%(name)s by link") % {"name": self.person.name}


def _asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the invitation, if the address names one, in the words of its reader."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        invitation = _of(links.find(token))
        language = invitation.person.recipient.spoken if invitation else None
        with translation.override(language or translation.get_language()):
            return view(request, invitation)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("the secret token in the address authorises")
@private
@_asked
def by_link(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """Ask whether the person comes; take the answer."""
    if invitation is None or not _still_asked(invitation):
        return render(request, "events/reply_closed.html", {"event": None}, status=410)
    own = reply_queries.own_participation(invitation.event, invitation.person)
    if closed := reply_queries.why_closed(invitation.event, own, now=timezone.now()):
        return _closed(request, invitation, str(closed.label))
    if request.method != "POST":
        return _form_page(request, invitation, AnswerInvitation(initial=_given(request, own)))
    form = AnswerInvitation(request.POST)
    if form.is_valid():
        if form.stand_in() and _named_too_often(request, invitation):
            return render(request, "429.html", status=429)
        try:
            _keep(invitation, form)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            return _thanks(request, invitation, form)
    return _form_page(request, invitation, form, status=422)


def _of(link: ActionLink | None) -> Invitation | None:
    """Return the invitation of a link whose person and meeting are still there."""
    if link is None or link.purpose != LinkPurpose.ANSWER_INVITATION:
        return None
    person, event = link.holder, link.target
    if isinstance(person, Person) and isinstance(event, Event):
        return Invitation(link, person, event)
    return None


def _given(request: HttpRequest, own: Participation | None) -> dict[str, object]:
    """Return what the form begins with: the answer that was chosen in the mail, or the last one."""
    stand_in = reply_queries.stand_in_of(own)
    last = Reply.SOMEBODY_ELSE if stand_in else reply_queries.answered(own)
    named = {"name": stand_in.name, "position": stand_in.capacity} if stand_in else {}
    return {"answer": request.GET.get("a") or last, **named}


def _still_asked(invitation: Invitation) -> bool:
    is_usable = invitation.link.is_usable(timezone.now())
    return is_usable and reply_queries.is_asked(invitation.event, invitation.person)


def _named_too_often(request: HttpRequest, invitation: Invitation) -> bool:
    """Count how often somebody else is named by one link: each may enter the directory."""
    return not ratelimit.consume(request, action="stand_in", key=f"stand-ins:{invitation.link.pk}")


def _keep(invitation: Invitation, form: AnswerInvitation) -> None:
    now = timezone.now()
    with pghistory.context(user=None, by=invitation.by):
        replies.answer(
            invitation.event,
            invitation.person,
            reply=form.cleaned_data["answer"],
            stand_in=form.stand_in(),
            by=None,
            now=now,
        )
        links.used(invitation.link, now=now)


def _form_page(
    request: HttpRequest, invitation: Invitation, form: AnswerInvitation, *, status: int = 200
) -> HttpResponse:
    own = reply_queries.own_participation(invitation.event, invitation.person)
    context = {
        **_facts(invitation),
        "form": form,
        "earlier": reply_queries.answered(own),
        "earlier_stand_in": reply_queries.stand_in_of(own),
    }
    return render(request, "events/reply_form.html", context, status=status)


def _thanks(request: HttpRequest, invitation: Invitation, form: AnswerInvitation) -> HttpResponse:
    """Say what was saved. The page is the answer itself: sent again, it changes nothing."""
    context = {
        **_facts(invitation),
        "reply": Reply(form.cleaned_data["answer"]),
        "stand_in": form.stand_in(),
        "has_link": MeetingAccess.objects.filter(event=invitation.event).exists(),
    }
    return render(request, "events/reply_thanks.html", context)


def _closed(request: HttpRequest, invitation: Invitation, reason: str) -> HttpResponse:
    context = {"event": invitation.event, "reason": reason}
    return render(request, "events/reply_closed.html", context, status=410)


def _facts(invitation: Invitation) -> dict[str, object]:
    event, person = invitation.event, invitation.person
    how = str(Modality(event.modality).label)
    return {
        "token": links.token_of(invitation.link),
        "link": invitation.link,
        "person": person,
        "event": event,
        "when": when(event, [person.recipient.time_zone]),
        "where": ", ".join(filter(None, (how, event.place, event.platform))),
    }
