"""What we hold about somebody: shown to them, signed in or by a link that was mailed to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import (
    SignedInRequest,
    acts,
    notes_contacts,
    open_to_all,
    private,
    shows,
)
from accounts.operations import links
from core.errors import DomainError
from core.form_pages import handle_act
from core.wall import beyond_the_reader
from network.models import Person
from network.operations import own_data
from network.queries import holdings
from network.queries.holdings import Subject
from network.wording.holdings import in_words
from notifications.operations import choices
from notifications.queries import quiet_hours

_AS_JSON = DjangoJSONEncoder(ensure_ascii=False)


@shows("network.view_own_data")
def own(request: SignedInRequest) -> HttpResponse:
    """Show what is held about the reader."""
    subject = Subject.of_user(request.user)
    return _page(request, subject, is_own=True, file=reverse("network:own-data-file"))


@shows("network.view_own_data")
def own_file(request: SignedInRequest) -> HttpResponse:
    """Hand out all that is held about the reader."""
    return _file(Subject.of_user(request.user))


@shows("network.view_data", Person)
def detail(request: SignedInRequest, person: Person) -> HttpResponse:
    """Show what is held about a person, who may have asked for it on paper."""
    notes_contacts(request, person.recipient_id)
    file = reverse("network:person-data-file", args=[person.pk])
    return _page(request, Subject.of_person(person), is_own=False, file=file)


@shows("network.view_data", Person)
def file(request: SignedInRequest, person: Person) -> HttpResponse:
    """Hand out all that is held about a person."""
    notes_contacts(request, person.recipient_id)
    return _file(Subject.of_person(person))


@acts("network.view_data", Person)
def send(request: SignedInRequest, person: Person) -> HttpResponse:
    """Mail a link to it to somebody without an account."""
    return handle_act(
        request,
        lambda: own_data.send_link(person, by=request.user, now=timezone.now()),
        success=_("They get a mail with a link to what we hold about them."),
        then=reverse("network:person-data", args=[person.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("the signed name of a mail in the address authorises; it mails its reader a link")
@private
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the reader of a mail a link to what we hold about them; GET only asks.

    The address is at the foot of each mail, which may be handed on: the link goes to its reader.
    """
    message = choices.find(token)
    person = Person.objects.filter(recipient=message.recipient_id).first() if message else None
    if person is None:
        return render(request, "notifications/choices_unknown.html", status=404)
    with translation.override(person.recipient.spoken):
        is_sent = request.method == "POST"
        if is_sent:
            with suppress(DomainError):
                own_data.send_link(person, by=None, now=timezone.now())
        facts = {"person": person, "is_sent": is_sent}
        return render(request, "network/data_ask.html", facts)


@require_safe
@open_to_all("the secret token in the address authorises")
@private
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody without an account what is held about them, or hand all of it out."""
    if links.is_cut(token):
        return render(request, "followup/mailed_link_cut.html", status=404)
    person = own_data.find(token, now=timezone.now())
    if person is None:
        return render(request, "network/data_link_over.html", status=410)
    subject, zone = Subject.of_person(person), quiet_hours.clock(person.recipient.time_zone)
    with translation.override(person.recipient.spoken), timezone.override(zone):
        if "file" in request.GET:
            return _file(subject)
        return _page(request, subject, is_by_link=True, file="?file")


def _page(request: HttpRequest, subject: Subject, **context: Any) -> HttpResponse:
    # All of it is theirs to know, as far as it tells of them.
    with beyond_the_reader():
        held = [in_words(each) for each in holdings.on_page(subject)]
    is_by_link = context.setdefault("is_by_link", False)
    frame = "base_light.html" if is_by_link else "base.html"
    context |= {"subject": subject, "held": held, "frame": frame}
    return render(request, "network/data_held.html", context)


def _file(subject: Subject) -> HttpResponse:
    """Write the file at once: when the answer is on its way nobody is known to read it."""
    with beyond_the_reader():
        response = HttpResponse(_pieces(subject), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _pieces(subject: Subject) -> Iterator[str]:
    before = "{"
    for kind, rows in holdings.in_full(subject):
        yield f'{before}\n"{kind.model._meta.label_lower}": ['
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n  {_AS_JSON.encode(row)}"
        yield "]"
        before = ","
    yield "\n}\n"
