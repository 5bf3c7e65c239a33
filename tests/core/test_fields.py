"""Questions for a day, a name, an address, a link and several words."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.fields import (
    Asked,
    ChoiceField,
    ChoicesField,
    DayField,
    EmailField,
    LinesField,
    LinkField,
    LongTextField,
    NameField,
    NumberField,
)

TOO_LONG = "This text is too long: it has"
LINES = LinesField("Which?", longest=9, too_long="Short names, please.")


def test_a_day_of_our_time_is_taken():
    assert DayField().clean("2026-11-22") == date(2026, 11, 22)


def test_no_day_stays_unknown():
    assert DayField().clean("") is None


@pytest.mark.parametrize("text", ["0001-01-01", "0206-11-22", "9999-12-31"])
def test_a_year_that_cannot_be_meant_is_asked_for_again(text):
    with pytest.raises(ValidationError, match="Check the year: write one from 1900 to 2100"):
        DayField(required=True).clean(text)


def test_a_name_is_taken_on_one_line():
    assert NameField().clean(" Sok\n  Dara\u200b ") == "Sok Dara"


def test_no_name_may_stay_so():
    assert NameField().clean(None) == ""


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200b", "\u2060 \ufeff"])
def test_what_cannot_be_seen_is_no_name(text):
    with pytest.raises(ValidationError, match="required"):
        NameField(required=True).clean(text)


@pytest.mark.parametrize(
    "text", ["ftp://example.org/a", "javascript:alert(1)", "data:text/html,a", "//", "report"]
)
def test_only_an_address_of_the_web_is_taken(text):
    with pytest.raises(ValidationError, match="Paste the whole link"):
        LinkField().clean(text)


def test_an_address_is_whole_though_it_was_written_without_its_beginning():
    assert LinkField().clean(" www.ilo.org/a ") == "https://www.ilo.org/a"
    assert LinkField().clean("http://example.org/a?b=1") == "http://example.org/a?b=1"
    assert LinkField().clean("") == ""


def test_an_address_and_a_link_may_stay_empty_and_are_asked_for_whole():
    assert (EmailField().clean(""), LinkField().clean("")) == ("", "")
    assert LinkField().clean("meet.example.org/1") == "https://meet.example.org/1"
    with pytest.raises(ValidationError, match="Write the whole address"):
        EmailField().clean("sok@npic")
    with pytest.raises(ValidationError, match="Paste the whole link"):
        LinkField().clean("meet me there")


def test_several_words_are_ticked_or_none():
    field = ChoicesField("At which times?", [(60, "an hour before"), (5, "soon")], coerce=int)

    assert field.clean(["60"]) == [60]
    assert field.clean([]) == []


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        (NameField(max_length=3), "Dara", f"{TOO_LONG} 4 letters. Write at most 3."),
        (LongTextField(), "x" * 20_001, f"{TOO_LONG} 20,001 letters. Write at most 20,000."),
        (LINES, "x\n" * 201, "Write at most 200 lines. You wrote 201."),
        (LINES, "Robots\nand much more", "Short names, please."),
        (NumberField(), "-1", "This number is too small. Write at least 0."),
        (NumberField(max_value=9000), "10000", "This number is too large. Write at most 9,000."),
        (DayField(), "tomorrow", "Enter the date as day, month and year."),
        (
            ChoiceField(choices=[("a", "A")]),
            "b",
            "This answer is not in the list. Choose another one.",
        ),
    ],
)
def test_what_is_not_taken_is_said_in_plain_words(field, answer, said):
    with pytest.raises(ValidationError) as refused:
        field.clean(answer)

    assert refused.value.messages == [said]


class _Exact(Asked, forms.DecimalField):
    """A number of few digits."""


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        (_Exact("How far?", max_digits=7), "1e309", "no more than 7 digits in total"),
        (_Exact("How far?", max_digits=7), "12345678", "no more than 7 digits in total"),
        (_Exact("How far?", decimal_places=4), "0.12345", "no more than 4 decimal places"),
        (NameField("Who?", min_length=3), "An", "at least 3 characters"),
    ],
)
def test_a_sentence_with_a_plural_gets_its_number(field, answer, said):
    with pytest.raises(ValidationError) as refused:
        field.clean(answer)

    assert said in " ".join(refused.value.messages)


def test_a_browser_cuts_no_text_that_is_pasted():
    class Form(forms.Form):
        name, text = NameField(max_length=3), LongTextField()

    assert "maxlength" not in str(Form())


def test_a_short_limit_is_said_before_somebody_writes():
    short = LongTextField(help_text="In each mail.", max_length=1000)

    assert str(short.help_text) == "In each mail. At most 1,000 letters."
    assert LongTextField(max_length=5000).help_text == ""


def test_lines_are_names_or_none():
    assert LINES.clean(" NPIC \n\n\u200b\nHTC") == ["NPIC", "HTC"]
    assert LINES.clean("") == []


def test_a_menu_has_its_groups_and_what_was_chosen():
    choices = [("", "-"), ("Asia & more", [("kh", "<Cambodia>"), ("la", "Lao PDR")])]
    field = forms.ChoiceField(choices=choices)
    form = type("Where", (forms.Form,), {"country": field})({"country": "la"})

    assert "".join(str(form["country"]).split("\n")).replace("  ", " ") == (
        '<select name="country" required id="id_country"><option value="">-</option>'
        '<optgroup label="Asia &amp; more"><option value="kh">&lt;Cambodia&gt;</option>'
        '<option value="la" selected>Lao PDR</option></optgroup></select>'
    )
