from django.utils.translation import gettext_lazy, ngettext_lazy, override

from core.errors import DomainError


class WrongStateError(DomainError):
    """A refusal of this test."""


class MovedError(DomainError):
    code = "core.elsewhere.moved"


def test_the_code_names_the_app_the_noun_and_the_refusal():
    assert WrongStateError.code == "tests.test_errors.wrong_state"


def test_a_class_that_moved_keeps_its_code():
    assert MovedError.code == "core.elsewhere.moved"


def test_the_sentence_is_filled_with_the_facts():
    error = WrongStateError("%(name)s is closed.", name="Hanoi")

    assert str(error) == "Hanoi is closed."
    assert error.facts == {"name": "Hanoi"}


def test_a_sentence_without_facts_is_taken_as_it_is():
    assert str(WrongStateError("It is done by 100%.")) == "It is done by 100%."


def test_a_number_chooses_its_sentence():
    people = ngettext_lazy("%(people)s person came.", "%(people)s people came.", "people")

    assert str(WrongStateError(people, people=1)) == "1 person came."
    assert str(WrongStateError(people, people=3)) == "3 people came."


def test_the_sentence_is_said_in_the_language_of_the_reader():
    with override("en"):
        error = WrongStateError(gettext_lazy("This field is required."))

    with override("fr"):
        assert str(error) == "Ce champ est obligatoire."
    with override("en"):
        assert str(error) == "This field is required."
