"""What we hold about somebody: shown to them, and to the project staff for who has no account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import SignedInRequest, notes_contacts, shows
from core.wall import beyond_the_reader
from network.models import Person
from network.queries import holdings
from network.queries.holdings import Subject
from network.wording.holdings import in_words

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


def _page(request: SignedInRequest, subject: Subject, **context: Any) -> HttpResponse:
    # All of it is theirs to know, as far as it tells of them.
    with beyond_the_reader():
        held = [in_words(each) for each in holdings.on_page(subject)]
    context |= {"subject": subject, "held": held, "zone": request.user.time_zone}
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
