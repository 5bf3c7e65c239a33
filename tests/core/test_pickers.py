"""One record among many: a menu where there are few, else a box for words."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.answers import FieldQuestion
from core.fields import narrow
from core.pickers import FEW, PickField, PicksField, typed_at
from network.forms.choices import ORGANIZATIONS
from network.models import Organization
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


class Ask(forms.Form):
    one = PickField("Which one?", ORGANIZATIONS, empty="None")
    some = PicksField("Which ones?", ORGANIZATIONS)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        narrow(self, one=Organization.objects.all(), some=Organization.objects.all())


@pytest.fixture
def many():
    return [OrganizationFactory(name=f"College number{n}", acronym=f"C{n}") for n in range(FEW + 1)]


def sent(text):
    return Ask(QueryDict(text))


def test_few_are_a_menu_and_boxes_to_tick():
    college = OrganizationFactory(name="College", acronym="C")

    form = Ask()

    assert f'<option value="{college.pk}">C \N{EN DASH} College</option>' in str(form["one"])
    ticks = " ".join(str(form["some"]).split())
    assert f'type="checkbox" name="some" value="{college.pk}"' in ticks


def test_of_many_only_what_is_chosen_is_shown(many, django_assert_max_num_queries):
    form = Ask(initial={"one": many[3].pk, "some": [many[4].pk, many[5].pk]})

    with django_assert_max_num_queries(4):
        one, some = str(form["one"]), str(form["some"])

    assert one.count("College number") == 2  # its label, and the button that removes it
    assert (one.count("checked"), some.count("checked")) == (1, 2)
    assert 'name="one_words"' in one


def test_keys_are_taken_as_from_a_menu(many):
    form = sent(f"one={many[0].pk}&some={many[1].pk}&some={many[2].pk}&one_words=")

    assert form.is_valid()
    assert form.cleaned_data["one"] == many[0]
    assert set(form.cleaned_data["some"]) == {many[1], many[2]}


@pytest.mark.parametrize("words", ["c7", "college NUMBER7", "number7"])
def test_words_that_mean_one_are_taken(many, words):
    form = sent(f"one={many[0].pk}&some={many[1].pk}&one_words={words}&some_words={words}")

    assert form.is_valid()
    assert form.cleaned_data["one"] == many[7]
    assert set(form.cleaned_data["some"]) == {many[1], many[7]}


def test_words_that_mean_several_are_asked_about_and_stay(many):
    form = sent("one_words=number1")

    assert form.errors["one"] == ["Which one do you mean? Choose it below."]
    assert str(form["one"]).count("College number1") == 4
    assert 'value="number1"' in str(form["one"])


@pytest.mark.parametrize("words", ["weaving", "!!"])
def test_words_that_mean_nothing_are_told_and_stay(many, words):
    form = sent(f"one_words={words}")

    assert f"We did not find “{words}”." in form.errors["one"][0]
    assert f'value="{words}"' in str(form["one"])


def test_what_is_only_written_alike_is_asked_about(many):
    OrganizationFactory(name="Gwangju Polytechnic")

    form = sent("one_words=Gwangzu Polytechnic")

    assert form.errors["one"] == ["Which one do you mean? Choose it below."]
    assert "Gwangju Polytechnic" in str(form["one"])


def test_a_key_that_is_not_offered_is_refused(many):
    with pytest.raises(ValidationError, match="not in the list"):
        Ask().fields["one"].clean("999999999")


def test_answers_are_compared_and_told_by_names(many):
    question = FieldQuestion(sent(f"one={many[0].pk}&one_words=robots")["one"])

    assert question.sent() == (("one", (str(many[0].pk),)), ("one_words", ("robots",)))
    assert question.in_words(question.sent()) == "C0 \N{EN DASH} College number0, robots"


def test_words_that_were_not_judged_yet_are_shown_again(many):
    data = QueryDict("one_words=number7&some=&two=5")

    assert typed_at(data, "two") == "5"
    assert "College number7" in str(Ask(initial={"one": typed_at(data, "one")})["one"])
