"""Before invitations go out: to whom, what they say, and who cannot be reached."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import SignedInRequest, asks
from core import formats
from core.form_pages import attempt, sent
from core.htmx import partial
from core.submissions import is_repeated
from events.models import Event
from followup.forms.invitations import SendInvitations
from followup.operations import invitations
from followup.operations.invitations import Inviter
from followup.queries import invitations as invitation_queries

TEMPLATE = "followup/invitation_send.html"


@asks("events.confirm_event", Event)
def send(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show who would get what; send it when that is answered with yes.

    The page of the meeting asks by htmx for the button that leads here: yellow while somebody is
    left to invite.
    """
    now = timezone.now()
    guests = invitation_queries.guests(event)
    if (template := partial(request, TEMPLATE, "offer")) != TEMPLATE:
        return render(request, template, {"guests": guests})
    form = SendInvitations(**sent(request), guests=guests, user=request.user)
    if is_repeated(form):
        messages.success(request, _("You sent these invitations already."))
        return redirect(event)
    why = invitation_queries.why_not_yet(event, now=now)
    planned = None if why else attempt(form, lambda: _send(request, event, form, now))
    if planned is None:
        return _page(request, event, form, str(why.label) if why else "")
    messages.success(request, _success(event, form, planned.record, now))
    return redirect(event)


def _send(request: SignedInRequest, event: Event, form: SendInvitations, now: datetime) -> int:
    return invitations.send(
        event,
        form.cleaned_data["people"],
        addresses=form.addresses(),
        note=form.cleaned_data["note"],
        by=request.user,
        now=now,
    )


def _page(
    request: SignedInRequest, event: Event, form: SendInvitations, problem: str
) -> HttpResponse:
    first = next(iter(form.guests.to_invite), None)
    inviter = Inviter(request.user, form["note"].value() or "")
    context = {
        "event": event,
        "form": form,
        "guests": form.guests,
        "problem": problem,
        "sample": invitations.preview(event, first, inviter) if first and not problem else None,
    }
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)


def _success(event: Event, form: SendInvitations, count: int, now: datetime) -> str:
    """Say how many invitations go out, and when if all of them wait for the morning."""
    chosen = [*form.cleaned_data["people"].select_related("recipient")]
    placed = [one.person for one, _address in form.addresses() if one.person]
    waits = all(
        invitation_queries.waits_for_morning(event, person.recipient, now=now)
        for person in (*chosen, *placed)
    )
    sentence = (
        ngettext(
            "%(count)s invitation will go out in the morning.",
            "%(count)s invitations will go out in the morning.",
            count,
        )
        if waits
        else ngettext(
            "%(count)s invitation will go out.", "%(count)s invitations will go out.", count
        )
    )
    link = ngettext("See it in the outbox.", "See them in the outbox.", count)
    outbox = reverse("notifications:messages-about", args=["events.event", event.pk])
    return format_html(
        '{} <a href="{}">{}</a>', sentence % {"count": formats.number(count)}, outbox, link
    )
