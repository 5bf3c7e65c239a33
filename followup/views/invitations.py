"""Before invitations go out: to whom, what they say, and who cannot be reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import ngettext

from accounts.access import SignedInRequest, asks
from core import formats
from core.errors import DomainError
from core.form_pages import sent
from core.htmx import partial
from events.models import Event
from followup.forms.invitations import SendInvitations
from followup.operations import invitations
from followup.queries import invitations as invitation_queries
from network.models import Person

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
    form = SendInvitations(**sent(request), guests=guests)
    why = invitation_queries.why_not_yet(event, now=now)
    problem = str(why.label) if why else ""
    if form.is_bound and form.is_valid():
        people = form.cleaned_data["people"].select_related("recipient")
        try:
            count = invitations.send(event, people, by=request.user, now=now)
        except DomainError as error:
            problem = str(error)
        else:
            messages.success(request, _success(event, people, count, now))
            return redirect(event)
    first = next(iter(guests.to_invite), None)
    context = {
        "event": event,
        "form": form,
        "guests": guests,
        "problem": problem,
        "sample": invitations.preview(event, first) if first and not problem else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, TEMPLATE, context, status=status)


def _success(event: Event, people: Iterable[Person], count: int, now: datetime) -> str:
    """Say how many invitations go out, and when if all of them wait for the morning."""
    waits = all(
        invitation_queries.waits_for_morning(event, person.recipient, now=now) for person in people
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
