"""The one door to a record: who is let in, what a view may do, and what is kept of a form."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from accounts import access
from network.models import Organization
from tests.factories import roles
from tests.factories.network import OrganizationFactory

HERE = {"Origin": "http://testserver"}
asked = RequestFactory()


@pytest.fixture
def college(db):
    return OrganizationFactory(city="Wuxi")


@pytest.fixture
def staff(db):
    return roles.staff()


def by(user, request):
    request.user = user
    return request


def show(_request, record=None):
    return HttpResponse(record.city if record else "all")


def rename(_request, record):
    record.city = "Zibo"
    record.save()
    return HttpResponse(record.city)


def test_a_view_is_handed_the_record_that_its_reader_may_see(staff, college):
    view = access.access("network.change_organization", Organization)(show)

    assert view(by(staff, asked.get("/")), pk=college.pk).content == b"Wuxi"
    assert (view.permission, view.model) == ("network.change_organization", Organization)
    with pytest.raises(Http404):
        view(by(staff, asked.get("/")), pk=0)
    with pytest.raises(PermissionDenied):
        view(by(roles.official(), asked.get("/")), pk=college.pk)


def test_a_view_without_a_record_asks_for_the_permission_alone(staff):
    view = access.access("network.add_organization")(show)

    assert view(by(staff, asked.get("/"))).content == b"all"
    with pytest.raises(PermissionDenied):
        view(by(roles.nobody(), asked.get("/")))


def test_what_is_only_shown_writes_nothing_unless_it_hands_out_a_file(staff, college):
    view = access.shows("network.change_organization", Organization)(rename)

    for address in ("/?format=csv", "/list.xlsx"):
        assert view(by(staff, asked.get(address)), pk=college.pk).content == b"Zibo"
    with pytest.raises(InternalError, match="read-only"):
        view(by(staff, asked.get("/")), pk=college.pk)


@pytest.mark.parametrize(
    ("guard", "taken"),
    [(access.shows, ["get"]), (access.asks, ["get", "post"]), (access.acts, ["post"])],
)
def test_each_kind_of_view_takes_its_own_methods(guard, taken, staff):
    view = guard("network.add_organization")(show)
    methods = ["get", "post", "put"]

    codes = [view(by(staff, getattr(asked, method)("/"))).status_code for method in methods]

    assert codes == [200 if method in taken else 405 for method in methods]


def test_an_open_view_says_why_and_one_with_a_secret_keeps_its_address():
    view = access.open_to_all("Everybody may.")(access.private(show))

    answer = view(asked.get("/"))

    assert (view.permission, view.open_because) == (None, "Everybody may.")
    assert not view.login_required
    assert (answer["Referrer-Policy"], answer["Cache-Control"], answer["X-Robots-Tag"]) == (
        "no-referrer",
        "no-store",
        "noindex",
    )


@pytest.mark.parametrize(
    ("headers", "is_own"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site", **HERE}, False),
        (HERE, True),
        ({"Referer": "http://testserver/people/"}, True),
        ({"Referer": "http://testserver.example.org/"}, False),
        ({}, False),
    ],
)
def test_a_form_is_ours_if_the_browser_says_so(headers, is_own):
    assert access.is_own_form(asked.post("/", headers=headers)) is is_own


def test_what_was_typed_on_our_form_is_kept_and_no_password():
    typed = {"city": ["Wuxi", "Zibo"], "password1": "secret word", "csrfmiddlewaretoken": "t"}
    photo = SimpleUploadedFile("photo.jpg", b"x")

    def page(**headers):
        request = by(None, asked.post("/here/", {**typed, "photo": photo}, headers=headers))
        return access.keeps_what_was_typed(request, signed_out=True)

    ours, another = page(**HERE), page()

    assert (ours.status_code, another.status_code) == (403, 403)
    assert [word in ours.content.decode() for word in ("Wuxi", "Zibo", "photo.jpg")] == [True] * 3
    assert b"secret word" not in ours.content
    assert b"Wuxi" not in another.content


@pytest.mark.parametrize(
    ("draft", "secure", "kept"),
    [
        ("/people/add/", False, {}),
        ("people-add", False, {"saved-draft": "people-add"}),
        ("people-add", True, {"__Host-saved-draft": "people-add"}),
    ],
)
def test_a_draft_is_forgotten_on_the_word_of_the_server(draft, secure, kept):
    answer = HttpResponse()

    access.confirm_draft(asked.post("/", {access.DRAFT_FIELD: draft}, secure=secure), answer)

    assert {name: each.value for name, each in answer.cookies.items()} == kept


def test_whose_contacts_a_page_shows_is_remembered():
    request = asked.get("/")

    access.notes_contacts(request, 7)
    access.notes_contacts(request, 7, 8)

    assert request.shown_contacts == {7, 8}
