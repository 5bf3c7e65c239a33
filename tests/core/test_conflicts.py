"""Two people change one record: nobody's text is lost, and who saves last chooses."""

import json

import pghistory
import pytest
from django import forms
from django.http import QueryDict

from core.conflicts import Sides, saved_by
from core.fields import DayField
from core.form_pages import attempt
from network.models import CooperationArea, Organization
from tests.factories import roles
from tests.factories.network import CooperationAreaFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


class Edit(forms.Form):
    name = forms.CharField(label="Name")
    city = forms.CharField(label="City", required=False)
    day = DayField(label="Day", required=False)
    is_open = forms.BooleanField(label="Open", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("s", "School"), ("Others", [("m", "Ministry")])], required=False
    )
    areas = forms.ModelMultipleChoiceField(
        label="Areas", queryset=CooperationArea.objects.all(), required=False
    )


class Page:
    """The page of a form that one has open, while what is known changes."""

    def __init__(self, record, **known):
        self.record, self.known = record, {"name": record.name, **known}
        form = self.form()
        self.marks = Sides(form).marks
        self.texts = {name: form[name].value() for name in form.fields}

    def form(self, data=None):
        return Edit(data=data, initial=self.known)

    def send(self, **typed):
        data = QueryDict(mutable=True)
        for name, value in {**self.texts, "marks": self.marks, **typed}.items():
            values = value if isinstance(value, list) else [value]
            texts = [str(one) for one in values if one not in (None, "", False)]
            data.setlist(name, texts)
        form = self.form(data)
        return attempt(form, lambda: dict(form.cleaned_data), edits=self.record), form


@pytest.fixture
def record():
    return OrganizationFactory(name="NPIC")


def test_who_was_alone_saves(record):
    saved, _form = Page(record).send(name="New")

    assert saved.record["name"] == "New"


@pytest.mark.parametrize(
    ("name", "theirs"),
    [("city", "Vientiane"), ("day", "2026-05-04"), ("is_open", True), ("kind", "m")],
)
def test_what_others_wrote_elsewhere_stays(record, name, theirs):
    page = Page(record)
    page.known[name] = theirs

    saved, form = page.send(name="New")

    assert saved.record["name"] == "New"
    assert saved.record[name] == form.fields[name].clean(theirs)


def test_areas_that_others_chose_stay(record):
    one, two = CooperationAreaFactory.create_batch(2)
    page = Page(record, areas=[one.pk])
    page.known["areas"] = [two.pk, one.pk]

    saved, _form = page.send(name="New")

    assert set(saved.record["areas"]) == {one, two}


def test_the_same_word_from_both_is_no_conflict(record):
    page = Page(record)
    page.known["city"] = "Vientiane"

    assert page.send(city="Vientiane")[0].record["city"] == "Vientiane"


def test_what_both_wrote_is_asked_and_shown(record):
    page = Page(record, city="Phnom Penh", kind="s")
    page.known |= {"city": "Vientiane", "kind": "m", "name": "Theirs"}

    saved, form = page.send(city="Yangon", kind="")

    assert saved is None
    assert [(one.label, one.theirs, one.mine) for one in Sides(form).conflicts()] == [
        ("City", "Vientiane", "Yangon"),
        ("Kind", "Ministry", "Nothing"),
    ]
    assert form["name"].value() == "Theirs"
    assert form["city"].value() == "Yangon"


@pytest.mark.parametrize(("whose", "city"), [("mine", "Yangon"), ("theirs", "Vientiane")])
def test_the_chosen_text_is_saved(record, whose, city):
    page = Page(record)
    page.known["city"] = "Vientiane"
    [conflict] = Sides(page.send(city="Yangon")[1]).conflicts()

    saved, _form = page.send(city="Yangon", **{conflict.choice: f"{whose}:{conflict.mark}"})

    assert saved.record["city"] == city


def test_a_choice_counts_for_the_text_that_was_shown(record):
    page = Page(record)
    page.known["city"] = "Vientiane"
    [conflict] = Sides(page.send(city="Yangon")[1]).conflicts()
    page.known["city"] = "Hanoi"

    saved, form = page.send(city="Yangon", **{conflict.choice: f"mine:{conflict.mark}"})

    assert saved is None
    assert [one.theirs for one in Sides(form).conflicts()] == ["Hanoi"]


def test_a_page_that_asks_goes_on_asking_until_somebody_chose(record):
    page = Page(record)
    page.known["city"] = "Vientiane"
    _saved, form = page.send(city="Yangon")
    page.marks = Sides(form).marks

    assert page.send(city="Yangon")[0] is None
    assert json.loads(page.marks).keys() == set(form.fields)


@pytest.mark.parametrize("marks", ["", "[]", "{", '{"name": 3}', '{"nothing": "x"}'])
def test_marks_that_cannot_be_read_stop_nobody(record, marks):
    page = Page(record)
    page.marks = marks

    assert page.send(city="Yangon")[0] is not None


def test_who_saved_in_the_same_moment_is_not_overwritten(record):
    page = Page(record)
    Organization.objects.get(pk=record.pk).save()

    saved, form = page.send(name="New")

    assert saved is None
    assert "Save again." in str(form.errors)


def test_who_saved_last_is_named(record):
    user = roles.staff()
    with pghistory.context(user=user.pk):
        record.save()

    assert saved_by(record) == str(user)


def test_nobody_is_named_where_nobody_is_known(record):
    assert saved_by(record) == ""
