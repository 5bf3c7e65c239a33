"""What was typed outlives a sign-in in another tab, and the end of a session."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import Organization
from tests.factories import roles
from tests.factories.network import OrganizationFactory

PASSWORD = "three calm green rivers"
HERE = {"Origin": "http://testserver"}
SITE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"city": "Phnom Penh", "about": 'We said "yes" & <more>\nin two lines.'}


@pytest.fixture
def college(db):
    return OrganizationFactory(name="NPIC")


@pytest.fixture
def user(college):
    user = roles.focal_point(college)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser(user):
    """Return a browser that is signed in and whose forms need their token."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, user)
    return client


def sign_in(client, user):
    page = client.get(reverse("account_login")).content.decode()
    said = {"login": user.email, "password": PASSWORD, **hidden(page)}
    assert client.post(reverse("account_login"), said).status_code == 302


def hidden(page):
    """Return the hidden fields of a page, as a browser sends them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def form_of(client, college):
    address = reverse("network:organization-edit", args=[college.pk])
    response = client.get(address)
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: value for name, value in values.items() if value not in (None, False)}
    return address, {**values, **hidden(response.content.decode()), **TYPED}


def test_a_sign_in_in_another_tab_costs_nothing_that_was_typed(browser, college, user):
    address, typed = form_of(browser, college)
    browser.post(
        reverse("accounts:logout"), hidden(browser.get("/account/logout/").content.decode())
    )
    sign_in(browser, user)

    refused = browser.post(address, typed, headers=HERE)
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "Your form is not sent yet" in page
    assert "You are signed out" not in page

    again = browser.post(address, hidden(page), headers=HERE)

    assert again.status_code == 302
    saved = Organization.objects.get(pk=college.pk)
    assert (saved.city, saved.about) == ("Phnom Penh", TYPED["about"])


def test_the_end_of_a_session_costs_nothing_that_was_typed(browser, college, user):
    """Without scripts as well: the form waits on the page until its owner has signed in."""
    address, typed = form_of(browser, college)
    del browser.cookies["sessionid"]

    waiting = browser.post(address, typed, headers=SITE).content.decode()
    assert "You are signed out. We kept what you typed." in waiting
    sign_in(browser, user)
    stale = browser.post(address, hidden(waiting), headers=SITE).content.decode()
    browser.post(address, hidden(stale), headers=SITE)

    assert Organization.objects.get(pk=college.pk).city == "Phnom Penh"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example.org", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
        {"Referer": "https://evil.example.org/page"},
        {"Referer": "http://[::evil"},
        {"Origin": "http://testserver.evil.example.org"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {},
    ],
)
def test_what_another_site_sends_is_not_offered(browser, college, headers):
    address = reverse("network:organization-edit", args=[college.pk])

    page = browser.post(address, TYPED, headers=headers)

    assert page.status_code == 403
    assert "Send again" not in page.content.decode()
    assert "Phnom Penh" not in page.content.decode()


def test_passwords_and_files_are_not_given_back(browser, college):
    file = SimpleUploadedFile("photo <1>.jpg", b"x")
    said = {**TYPED, "password1": "secret-one", "oldpassword": "secret-two", "photo": file}

    page = browser.post(f"/organizations/{college.pk}/edit/", said, headers=HERE).content.decode()

    assert "secret-" not in page
    assert "photo &lt;1&gt;.jpg" in page
    assert "We could not keep your files" in page


def test_a_stranger_still_signs_in_first(client, college):
    answer = client.post(f"/organizations/{college.pk}/edit/", TYPED)

    assert answer.url.startswith(reverse("account_login"))


def test_a_draft_is_confirmed_when_its_form_was_taken_and_only_then(signed_in, college, user):
    client = signed_in(user)
    address, typed = form_of(client, college)
    draft = {"_draft": f"organization-{college.pk}"}

    refused = client.post(address, {**typed, **draft, "website": "no address"})
    assert (refused.status_code, "saved-draft" in refused.cookies) == (422, False)
    signed_out = Client().post(address, {**typed, **draft})
    assert (signed_out.status_code, "saved-draft" in signed_out.cookies) == (302, False)
    strange = client.post(address, {**typed, "_draft": "x; Path=/"})
    assert (strange.status_code, "saved-draft" in strange.cookies) == (302, False)

    taken = client.post(address, {**typed, **draft})
    assert taken.cookies["saved-draft"].value == draft["_draft"]
