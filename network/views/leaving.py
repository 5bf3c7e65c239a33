"""Somebody leaves the network: asked first, with what ends, what goes and what stays."""

from __future__ import annotations

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from network.models import Person
from network.operations import leaving
from network.queries import holdings
from network.queries.holdings import Subject
from network.views.places import in_person


@asks("network.leave_network", Person)
def leave(request: SignedInRequest, person: Person) -> HttpResponse:
    """Ask, then end what the person holds; their name goes some weeks later."""
    page = FormPage(
        title=gettext("Does %(name)s leave the network?") % {"name": person.name},
        button=_("Leave the network"),
        success=_("%(name)s has left the network."),
        preface="network/person_leave_preface.html",
        is_grave=True,
        place=in_person(person),
    )
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=page,
        save=lambda: leaving.leave(person, by=request.user, now=timezone.now()),
        then=person,
        person=person,
        ending=holdings.ending(Subject.of_person(person), on=timezone.localdate()),
        days=settings.KEEP_LEAVERS_DAYS,
    )


@asks("network.take_back_leaving", Person)
def come_back(request: SignedInRequest, person: Person) -> HttpResponse:
    """Ask, then let the person stay after all."""
    page = FormPage(
        title=gettext("Does %(name)s stay in the network?") % {"name": person.name},
        button=_("Keep the person"),
        success=_("%(name)s stays in the network."),
        lede=_("We keep the name. Open the account and add positions again yourself."),
        place=in_person(person),
    )
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=page,
        save=lambda: leaving.come_back(person, by=request.user),
        then=person,
    )
