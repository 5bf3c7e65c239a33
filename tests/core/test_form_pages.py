"""Every form goes one way: shown, refused or saved."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from core.errors import DomainError
from core.form_pages import FormPage, Place, attempt, handle_act, handle_form, sent
from tests.factories import roles

pytestmark = pytest.mark.django_db


class NameForm(forms.Form):
    name = forms.CharField()
    photo = forms.FileField(required=False)


class TakenError(DomainError):
    pass


PAGE = FormPage(
    title="Add a name", success="%(name)s is in the directory now.", button="Add", lede="One."
)
PLACE = Place(trail=("Home", "/"), back="/names/", eyebrow="Names", draft="name-add")


@pytest.fixture
def ask(rf: RequestFactory):
    """Return a request of somebody who is signed in."""
    user = roles.staff()

    def request(data=None):
        made = rf.get("/x/") if data is None else rf.post("/x/", data)
        made.user, made.session, made.htmx = user, {}, False
        made._messages = FallbackStorage(made)
        return made

    return request


def notes(request):
    return [(note.level_tag, str(note)) for note in get_messages(request)]


def refuse():
    raise TakenError("This name is taken.")


def test_a_form_that_was_not_sent_is_bound_to_nothing(ask):
    assert sent(ask()) == {"data": None, "files": None}
    assert sent(ask({"name": "A"}))["data"]["name"] == "A"


def test_a_form_is_shown_where_it_stands_and_nothing_is_saved(ask):
    request = ask()

    response = handle_form(
        request, form=NameForm(**sent(request)), page=PAGE.at(PLACE), save=refuse
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert ">Add a name</h1>" in page
    assert 'data-draft="name-add"' in page
    assert 'enctype="multipart/form-data"' in page
    assert '<a class="btn btn-secondary" href="/names/">Cancel</a>' in page
    assert '<p class="eyebrow">Names</p>' in page
    assert '<p class="lede">One.</p>' in page
    assert '<a href="/">Home</a>' in page


def test_a_place_may_bring_the_lede(ask):
    assert PAGE.at(PLACE, lede="Other.").lede == "Other."


def test_a_wrong_answer_is_refused_and_nothing_is_saved(ask):
    request = ask({"name": ""})

    response = handle_form(request, form=NameForm(**sent(request)), page=PAGE, save=refuse)

    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize(("field", "place"), [(None, "__all__"), ("name", "name")])
def test_what_the_rules_refuse_stands_where_the_page_says(ask, field, place):
    request = ask({"name": "A"})
    form = NameForm(**sent(request))
    page = FormPage(title="Add", success="Added.", refused_at=field)

    response = handle_form(request, form=form, page=page, save=refuse)

    assert response.status_code == 422
    assert form.errors == {place: ["This name is taken."]}
    assert notes(request) == []


def test_what_was_saved_is_named_and_shown(ask):
    request, person = ask({"name": "A"}), Addressed("Sok")

    response = handle_form(request, form=NameForm(**sent(request)), page=PAGE, save=lambda: person)

    assert (response.status_code, response["Location"]) == (302, "/people/Sok/")
    assert notes(request) == [("success", "Sok is in the directory now.")]


def test_the_way_may_lead_elsewhere(ask):
    request = ask({"name": "A"})

    response = handle_form(
        request, form=NameForm(**sent(request)), page=PAGE, save=lambda: None, then="/away/"
    )

    assert response["Location"] == "/away/"


def test_attempt_says_whether_something_was_saved(ask):
    request = ask({"name": "A"})

    assert attempt(NameForm(), refuse) is None
    assert attempt(NameForm(**sent(request)), refuse) is None
    assert attempt(NameForm(**sent(request)), lambda: 7).record == 7


@pytest.mark.parametrize(
    ("act", "note"),
    [(lambda: None, ("success", "Done.")), (refuse, ("error", "This name is taken."))],
)
def test_a_button_says_what_came_of_it(ask, act, note):
    request = ask({})

    response = handle_act(request, act, success="Done.", then="/there/")

    assert response["Location"] == "/there/"
    assert notes(request) == [note]


class Addressed:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/people/{self.name}/"
