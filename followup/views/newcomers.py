"""Put more people on the list of a meeting before the invitations go out."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, Place, handle_form, sent
from events.models import Event
from events.views.places import in_event
from followup.forms.newcomers import InviteMore
from followup.operations import newcomers

ADD = FormPage(
    title=_("Invite more people"),
    lede=_("This puts them on the list of the meeting. We send nothing yet."),
    button=_("Put them on the list"),
    success=_("List changed. Now choose who gets an invitation."),
)


@asks("events.confirm_event", Event)
def add(request: SignedInRequest, event: Event) -> HttpResponse:
    """Put more people on the list, as they stand in somebody's own list."""
    form = InviteMore(**sent(request), event=event, user=request.user)
    page = ADD.at(_place(event))
    response = handle_form(
        request,
        form=form,
        page=page,
        save=lambda: newcomers.enlist(
            event, form.newcomers(), addresses=form.addresses(), by=request.user
        ),
        then=page.place.back,
    )
    if form.is_bound and form.waits_for_check and not form.errors:
        # A list that waits to be looked at was neither refused nor saved.
        response.status_code = 200
    return response


def _place(event: Event) -> Place:
    back = reverse("followup:invitation-send", args=[event.pk])
    place = in_event(event, draft="invite-more")
    trail = (*place.trail, _("Send invitations"), back)
    return replace(place, trail=trail, back=back)
