"""People of the network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, notes_contacts, shows
from core.form_pages import FormPage, handle_form, sent
from core.htmx import partial
from core.lists import show_list
from core.pages import A_PAGE
from network.filters import PersonFilter
from network.forms.people import NewPersonForm, PersonForm, people_like
from network.models import Person
from network.operations import people
from network.queries import profiles
from network.tables import PersonTable
from network.views.places import among_people, in_person
from notifications.models import Message
from notifications.queries import outbox

FORM = "network/person_form.html"
ADD = FormPage(
    title=_("Add a person"),
    button=_("Add person"),
    success=_("%(name)s is in the directory now."),
    lede=_("You need only the name. You can add the rest later."),
    template=FORM,
)
EDIT = FormPage(
    title=_("Edit the person"),
    button=_("Save person"),
    success=_("Changes saved: %(name)s."),
    template=FORM,
)


@shows("network.view_person")
def index(request: SignedInRequest) -> HttpResponseBase:
    """Show the people whom the reader may see."""
    rows = Person.objects.visible_to(request.user).with_details()
    filterset = PersonFilter(request.GET, rows)
    table = PersonTable(filterset.qs)
    return show_list(request, "network/person_index.html", filterset=filterset, table=table)


@shows("network.view_person", Person)
def detail(request: SignedInRequest, person: Person) -> HttpResponse:
    """Show a person: names, positions over time, what they answer for."""
    today, user = timezone.localdate(), request.user
    may_see_contacts = user.has_perm("network.view_contact_details", person)
    if may_see_contacts and person.phone:
        notes_contacts(request, person.recipient_id)
    held = profiles.positions(person, reader=user, on=today)
    context = {
        "person": person,
        "other_names": person.names.order_by("pk"),
        "held": held,
        "current": [one for one in held if one.is_current],
        "past": [one for one in held if not one.is_current],
        "focal_points": person.focal_points.on(today).select_related("organization"),
        "language": dict(settings.LANGUAGES).get(person.recipient.language),
        "may_edit": user.has_perm("network.change_person", person),
        "may_see_contacts": may_see_contacts,
        "name_goes_on": person.left_at
        and person.left_at + timedelta(days=settings.KEEP_LEAVERS_DAYS),
    }
    return render(request, "network/person_detail.html", context)


@shows("notifications.view_outbox", Person)
def messages_to(request: SignedInRequest, person: Person) -> HttpResponse:
    """Show what the network wrote to a person, as far as the reader may see it; a part."""
    written = Message.objects.visible_to(request.user).to(person.recipient)
    newest, is_cut = outbox.newest(written, most=A_PAGE)
    context = {
        "title": _("Messages to this person"),
        "recipient": person.recipient,
        "record": person,
        "record_url": person.get_absolute_url(),
        "message_list": newest,
        "is_cut": is_cut,
        "zone": request.user.time_zone,
    }
    return render(request, partial(request, "notifications/message_about.html", "part"), context)


@asks("network.add_person")
def add(request: SignedInRequest) -> HttpResponse:
    """Write a new person into the directory, with their first position."""
    initial = {name: request.GET.get(name, "") for name in ("name", "organization")}
    form = NewPersonForm(**sent(request), initial=initial, user=request.user)
    return handle_form(
        request,
        form=form,
        page=ADD.at(among_people()),
        save=lambda: people.enter(
            form.terms(),
            form.contact(),
            position=form.position(),
            other_name=form.cleaned_data["other_name"],
            by=request.user,
        ),
        **_around(form, None),
    )


@asks("network.change_person", Person)
def edit(request: SignedInRequest, person: Person) -> HttpResponse:
    """Change what is known of a person."""
    notes_contacts(request, person.recipient_id)
    # The form writes into its instance; the page keeps the name as it is stored.
    stored = Person.objects.select_related("recipient").get(pk=person.pk)
    form = PersonForm(**sent(request), instance=stored, user=request.user)
    return handle_form(
        request,
        form=form,
        edits=person,
        page=EDIT.at(in_person(person, draft=f"person-{person.pk}")),
        save=lambda: people.correct(
            person,
            form.terms(),
            form.contact(),
            other_name=form.cleaned_data["other_name"],
            by=request.user,
        ),
        **_around(form, person),
    )


@shows("network.add_person")
def similar(request: SignedInRequest) -> HttpResponse:
    """Show the people whose name is like the one being typed."""
    matches = people_like(request.GET.get("name", ""), by=request.user)
    template = partial(request, "network/person_similar.html", "similar")
    return render(request, template, {"similar": matches})


def _around(form: PersonForm, person: Person | None) -> dict[str, Any]:
    """Return what the page of a person shows around the fields."""
    # Who is similar is found when the form is judged.
    form.is_valid()
    return {"person": person, "similar": form.similar}
