"""Rows that can be added without JavaScript."""

from django import forms
from django.http import QueryDict

from events.forms.rows import LenientForm, LenientFormSet, asks_for_more, with_another_row


class Row(LenientForm):
    """A row with one question."""

    text = forms.CharField()


Rows = forms.formset_factory(Row, formset=LenientFormSet, extra=1)
SENT = {
    "rows-TOTAL_FORMS": "2",
    "rows-INITIAL_FORMS": "0",
    "rows-0-text": "Robots",
    "rows-1-text": "",
}


def test_a_button_for_another_row_asks_for_more():
    assert asks_for_more(QueryDict("add_rows=1"))
    assert asks_for_more(QueryDict("refresh=1"))
    assert not asks_for_more(QueryDict("text=1"))
    assert not asks_for_more(None)


def test_another_row_is_counted():
    data = with_another_row(QueryDict("add_rows=1&rows-TOTAL_FORMS=2"))

    assert data["rows-TOTAL_FORMS"] == "3"


def test_a_count_that_is_no_number_stays():
    data = with_another_row(QueryDict("add_rows=1&rows-TOTAL_FORMS=x"))

    assert data["rows-TOTAL_FORMS"] == "x"


def test_filled_rows_are_returned():
    rows = Rows(SENT, prefix="rows")

    assert rows.is_valid()
    assert [row.cleaned_data for row in rows.filled()] == [{"text": "Robots"}]


def test_a_form_may_show_what_was_typed_and_no_errors():
    form = Row({"text": ""})
    form.hide_errors()

    assert form.errors == {}


def test_rows_may_show_what_was_typed_and_no_errors():
    rows = Rows({**SENT, "rows-INITIAL_FORMS": "2"}, prefix="rows")
    rows.hide_errors()

    assert (rows.errors, rows.non_form_errors()) == ([{}, {}], [])
    assert rows.forms[0]["text"].value() == "Robots"


def test_a_count_of_thousands_of_digits_stays():
    data = with_another_row(QueryDict(f"add_rows=1&rows-TOTAL_FORMS={'9' * 5000}"))

    assert data["rows-TOTAL_FORMS"] == "9" * 5000
