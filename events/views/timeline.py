"""What this app shows on the pages of pairings, organizations, people and agreements."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.htmx import partial
from events.enums import TimelineKind
from events.models import Event
from events.queries import involvement
from events.queries.timeline import STEP, timeline
from events.wording import timeline as timeline_wording
from network.models import Organization, Person
from partnerships.models import Pairing

SHORT = 10
# What the page of a pairing shows of its timeline; the rest is one press away.
FEW = 5
# Of which records the meeting may be chosen later: who may, and where.
CHOOSE = {
    "partnerships.agreement": ("partnerships.edit_agreement", "events:agreement-meeting"),
    "partnerships.designation": ("partnerships.edit_designation", "events:designation-meeting"),
}


@shows("partnerships.view_pairing", Pairing)
def of_pairing(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Show what happened in a pairing, newest first."""
    template = partial(request, "events/pairing_timeline.html", "timeline")
    address = address_of(request)
    address.know(["kind", "show"])
    kind = TimelineKind(address.one_of("kind", TimelineKind.values) or TimelineKind.ALL)
    show = address.number("show") or (FEW if "#" in template else STEP)
    found = timeline(pairing, user=request.user, kind=kind, show=show)
    values = {
        "pairing": pairing,
        "timeline": found,
        "years": timeline_wording.years(found),
        "kinds": TimelineKind.choices,
        "plan_url": _plan_url(request, pairing),
    }
    return render(request, template, values)


@shows("network.view_organization", Organization)
def of_organization(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """List the events in which an organization was involved."""
    found = involvement.events_of_organization(organization, user=request.user)
    return _list(request, organization, found, _("No workshop of this organization yet."))


@shows("network.view_person", Person)
def of_person(request: SignedInRequest, person: Person) -> HttpResponse:
    """List the events at which a person was or spoke, and as what."""
    found = involvement.events_of_person(person, user=request.user)
    return _list(request, person, found, _("No workshop of this person yet."), with_parts=True)


@shows("events.view_event")
def origin(request: SignedInRequest, label: str, pk: int) -> HttpResponse:
    """List the events in which a record was made."""
    if label not in involvement.MADE_AT_EVENTS:
        raise Http404
    model, _name = involvement.MADE_AT_EVENTS[label]
    record = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    found = involvement.events_of_record(record, label=label, user=request.user)
    choose = _choose_url(request, label, record)
    none = (
        _("We do not know the meeting.") if label in CHOOSE else _("It was not made at a workshop.")
    )
    # What was made without a meeting needs none.
    return _list(request, record, found, none, choose=choose, may_follow=False)


def _choose_url(request: SignedInRequest, label: str, record: Any) -> str:
    """Return where the meeting of a record is chosen, for those who may."""
    if label not in CHOOSE or not request.user.has_perm(CHOOSE[label][0], record):
        return ""
    return reverse(CHOOSE[label][1], args=[record.pk])


def _plan_url(request: SignedInRequest, pairing: Pairing) -> str:
    """Return where a reader who may do so plans a meeting of the pairing."""
    may_write = request.user.has_perm("partnerships.write_update", pairing)
    if not (may_write and request.user.has_perm("events.log_event")):
        return ""
    return f"{reverse('events:event-log')}?{urlencode({'plan': 1, 'pairing': pairing.pk})}"


def _list(
    request: SignedInRequest, record: Any, found: Any, none: str, **context: Any
) -> HttpResponse:
    """Show the newest events as a part, all of them as a page."""
    template = partial(request, "events/event_involvement.html", "events")
    events: list[Event] = list(found[: SHORT + 1] if "#" in template else found)
    values = {
        "record": record,
        "events": events[:SHORT] if "#" in template else events,
        "has_more": "#" in template and len(events) > SHORT,
        "none": none,
        "may_follow": True,
        "choose": "",
        "path": request.path,
        **context,
    }
    return render(request, template, values)
