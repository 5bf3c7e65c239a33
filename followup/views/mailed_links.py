"""The door of every page that a link in a mail opens, without a password and without a session.

The token in the address is what authorises: it is secret, bound to one person and one record,
expires and can be revoked. A cookie would add nothing, so the forms need no CSRF token, and a
form that was filled in offline can be sent hours later. GET changes nothing: mail scanners open
every link.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps

import pghistory
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation

from accounts.access import View, open_to_all, private
from accounts.models import ActionLink
from accounts.operations import links
from network.models import Person
from notifications.queries import quiet_hours


def by_token(view: View) -> View:
    """Hand the view the token and its link, if there is one, by its holder's words and clock."""

    @open_to_all("the secret token in the address authorises")
    @private
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponseBase:
        if links.is_cut(token):
            return render(request, "followup/mailed_link_cut.html", status=404)
        link = links.find(token)
        holder = link.holder if link else None
        if not isinstance(holder, Person):
            return view(request, token, link)
        zone = quiet_hours.clock(holder.recipient.time_zone)
        with translation.override(holder.recipient.spoken), timezone.override(zone):
            return view(request, token, link)

    return guarded


@contextmanager
def using(link: ActionLink, person: Person) -> Iterator[None]:
    """Let the history name who acts: the person of the link, whoever is signed in there."""
    by = translation.gettext("%(name)s by link") % {"name": person.name}
    with pghistory.context(user=None, by=by, person=person.pk):
        yield
        links.used(link, now=timezone.now())
