"""One's own calendar: its secret address on a page, and the file that calendar programs fetch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, acts, open_to_all, shows
from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from core.form_pages import handle_act
from followup import calendars as files
from followup.operations import calendars
from followup.queries import calendars as calendar_queries
from network.models import Person


@shows("followup.read_own_calendar")
def detail(request: SignedInRequest) -> HttpResponse:
    """Show the address of the reader's calendar and how to add it to a program."""
    person = Person.objects.filter(user=request.user).first()
    link = calendar_queries.link_of(person, now=timezone.now()) if person else None
    context = {"person": person, **(_addresses(link) if link else {})}
    return render(request, "followup/calendar_detail.html", context)


@acts("followup.read_own_calendar")
def make(request: SignedInRequest) -> HttpResponse:
    """Make the address."""
    return _give_address(request, calendars.make, _("Your calendar has an address now."))


@acts("followup.read_own_calendar")
def renew(request: SignedInRequest) -> HttpResponse:
    """Make a new address in place of the old one."""
    words = _("Your calendar has a new address. The old one does not work any more.")
    return _give_address(request, calendars.renew, words)


@require_safe
@open_to_all("the secret token in the address authorises; calendar programs have no session")
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Return the meetings of the person whose address it is, as a calendar file."""
    link = links.find(token)
    person = link.holder if link and link.purpose == LinkPurpose.READ_CALENDAR else None
    if link is None or not isinstance(person, Person):
        raise Http404
    response = _file(link, person) if _may_read(link, person) else HttpResponse(status=410)
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    # A meeting may leave the calendar and nothing in it is newer: only the ETag says "the same".
    return (
        get_conditional_response(request, etag=response.get("ETag"), response=response) or response
    )


def _give_address(
    request: SignedInRequest, act: Callable[..., ActionLink], words: str
) -> HttpResponse:
    person = get_object_or_404(Person, user=request.user)
    return handle_act(
        request,
        lambda: act(person, by=request.user, now=timezone.now()),
        success=words,
        then=reverse("followup:calendar-detail"),
    )


def _file(link: ActionLink, person: Person) -> HttpResponse:
    events = list(calendar_queries.events_of(person, now=timezone.now()))
    with translation.override(person.recipient.spoken):
        name = _("Meetings of %(name)s") % {"name": person.name}
        octets = files.feed(events, name=name)
    changed = max([link.created_at, *(event.updated_at for event in events)])
    return HttpResponse(
        octets,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="meetings.ics"',
            "ETag": quote_etag(hashlib.sha256(octets).hexdigest()),
            "Last-Modified": http_date(changed.timestamp()),
        },
    )


def _may_read(link: ActionLink, person: Person) -> bool:
    """Say whether the address is open: as long as who made it may read the own calendar."""
    may_read = person.user is not None and person.user.has_perm("followup.read_own_calendar")
    return may_read and link.is_usable(timezone.now())


def _addresses(link: ActionLink) -> dict[str, str]:
    """Return the address as it is pasted, and as a telephone opens it."""
    path = reverse("followup:calendar-feed", args=[links.token_of(link)])
    url = urljoin(settings.SITE_URL, path)
    return {"address": url, "telephone_address": urlsplit(url)._replace(scheme="webcal").geturl()}
