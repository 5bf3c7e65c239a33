"""What is said of a record, as one value."""

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest
from django import forms

from core.terms import Terms, TermsForm
from network.models import Programme
from tests.factories.events import TopicFactory


@dataclass(frozen=True, kw_only=True)
class TopicTerms(Terms):
    text: str
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class ProgrammeTerms(Terms):
    note: str = ""


def test_terms_are_written_to_a_record_and_read_from_it():
    topic = TopicFactory.build(text="Robots", order=3)

    known = TopicTerms.of(topic)

    assert known == TopicTerms(text="Robots", order=3)
    assert known.write_to(TopicFactory.build()).text == "Robots"


def test_texts_are_cleaned_when_they_are_written():
    topic = TopicTerms(text=" Robots\u200b  and\ndrones ").write_to(TopicFactory.build())

    assert topic.text == "Robots and drones"


def test_a_long_text_keeps_its_lines():
    terms = ProgrammeTerms(note=" One.\n\nTwo.  Three. \n")

    assert terms.write_to(Programme()).note == "One.\n\nTwo.  Three."


def test_who_changes_a_part_keeps_the_rest():
    topic = TopicFactory.build(text="Robots", order=3)

    replace(TopicTerms.of(topic), text="Drones").write_to(topic)

    assert (topic.text, topic.order) == ("Drones", 3)


def test_terms_do_not_change():
    terms = TopicTerms(text="Robots")

    with pytest.raises(FrozenInstanceError):
        terms.text = "Drones"


def test_terms_are_taken_from_a_form_and_from_what_it_does_not_ask():
    cleaned = {"text": "Robots", "confirmed": "yes"}

    assert TopicTerms.from_form(cleaned, order=2) == TopicTerms(text="Robots", order=2)


def test_a_field_that_nobody_says_is_not_passed_over():
    with pytest.raises(KeyError, match="order"):
        TopicTerms.from_form({"text": "Robots"})


class ProgrammeForm(TermsForm[ProgrammeTerms]):
    terms_class = ProgrammeTerms
    note = forms.CharField()


def test_a_form_returns_what_it_says_as_terms():
    form = ProgrammeForm({"note": "Second phase"})

    assert form.is_valid()
    assert form.terms() == ProgrammeTerms(note="Second phase")
