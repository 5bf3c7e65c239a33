"""An invitation answered from a link in a mail."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import confirm_draft
from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from core.form_pages import attempt
from events.enums import Modality
from events.models import Event, MeetingAccess, Participation
from events.wording.times import when
from followup.enums import Reply
from followup.forms.replies import AnswerInvitation
from followup.operations import replies
from followup.queries import replies as reply_queries
from followup.views.mailed_links import by_token, using
from network.models import Person


@dataclass(frozen=True)
class Invitation:
    """What a link asks: whom, to which meeting."""

    token: str
    link: ActionLink
    person: Person
    event: Event


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def by_link(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
    """Ask whether the person comes; take the answer."""
    invitation = _of(token, link)
    if invitation is None or not _still_asked(invitation):
        return render(request, "followup/reply_closed.html", {"event": None}, status=410)
    own = reply_queries.own_participation(invitation.event, invitation.person)
    if closed := reply_queries.why_closed(invitation.event, own, now=timezone.now()):
        return _closed(request, invitation, str(closed.label))
    if request.method != "POST":
        return _form_page(request, invitation, AnswerInvitation(initial=_given(request, own)))
    form = AnswerInvitation(request.POST)
    if form.is_valid() and form.stand_in() and _named_too_often(request, invitation):
        return render(request, "429.html", status=429)
    if attempt(form, lambda: _keep(invitation, form)):
        return _thanks(request, invitation, form)
    return _form_page(request, invitation, form, status=422)


def _of(token: str, link: ActionLink | None) -> Invitation | None:
    """Return the invitation of a link whose person and meeting are still there."""
    if link is None or link.purpose != LinkPurpose.ANSWER_INVITATION:
        return None
    person, event = link.holder, link.target
    if isinstance(person, Person) and isinstance(event, Event):
        return Invitation(token, link, person, event)
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
    with using(invitation.link, invitation.person):
        replies.answer(
            invitation.event,
            invitation.person,
            reply=form.cleaned_data["answer"],
            stand_in=form.stand_in(),
            by=None,
            now=timezone.now(),
        )


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
    return render(request, "followup/reply_form.html", context, status=status)


def _thanks(request: HttpRequest, invitation: Invitation, form: AnswerInvitation) -> HttpResponse:
    """Say what was saved. The page is the answer itself: sent again, it changes nothing."""
    context = {
        **_facts(invitation),
        "reply": Reply(form.cleaned_data["answer"]),
        "stand_in": form.stand_in(),
        "has_link": MeetingAccess.objects.filter(event=invitation.event).exists(),
    }
    response = render(request, "followup/reply_thanks.html", context)
    confirm_draft(request, response)
    return response


def _closed(request: HttpRequest, invitation: Invitation, reason: str) -> HttpResponse:
    context = {"event": invitation.event, "reason": reason}
    return render(request, "followup/reply_closed.html", context, status=410)


def _facts(invitation: Invitation) -> dict[str, object]:
    event, person = invitation.event, invitation.person
    how = str(Modality(event.modality).label)
    return {
        "token": invitation.token,
        "link": invitation.link,
        "person": person,
        "event": event,
        "when": when(event, [person.recipient.time_zone]),
        "where": ", ".join(filter(None, (how, event.place, event.platform))),
    }
