"""How long a pasted list may be, and what reading one costs."""

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from events.forms.pasted_list import MOST_PEOPLE, Preview, refuse_what_is_no_list, seal
from events.forms.pasted_people import outcomes
from events.forms.pasted_rows import LONGEST_LINE, MOST_LETTERS
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory

LINE = LONGEST_LINE - 1
HOSTILE = {
    "lines": "Dara Sok\n" * 100_000,
    "one line": "x" * 10_000_000,
    "one line of commas": "," * 10_000_000,
    "bullets": "-" * LINE,
    "quotes": ('"' * LINE + "\n") * 100,
    "open quotes": '"a\n' * 30_000,
    "addresses": "a@" * (LINE // 2),
    "almost an address": ("a" * LINE + "\n") * 100,
    "brackets": "(" * LINE,
    "closed brackets": ("(" * (LINE // 2) + ")" * (LINE // 2) + "\n") * 100,
    "titles": "Dr. " * (LINE // 4),
    "titles without end": ("u " * (LINE // 2) + "\n") * 100,
    "of": "x" + ", a" + " of the" * (LINE // 8),
    "dashes": "\u2014 - " * (LINE // 5),
    "cells": "\t" * LINE,
    "marks": "\u0301" * MOST_LETTERS,
    "company endings": "x" + ", Ltd" * (LINE // 5),
    "lines of the Burmese": ("\u1039" * LINE + "\n") * 100,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_pasted_is_read_to_its_end(kind):
    text = HOSTILE[kind]

    # A reading that tries every way to part a line ends with the limit of all tests, not here.
    found = outcomes(text)

    assert all(one.line is None or len(one.line.written) <= LINE for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * (MOST_LETTERS + 1), "This list is too long. Paste at most 100,000 letters at once."),
        (
            "\n".join(f"Dara{n} Sok" for n in range(MOST_PEOPLE + 1)),
            "Paste at most 500 people. Add the others after you save.",
        ),
        ("x" * 201, f"This line is too long: “{'x' * 40}…”. Write each person on a new line."),
    ],
)
def test_a_limit_is_said(text, said):
    with pytest.raises(forms.ValidationError) as refused:
        refuse_what_is_no_list(text)

    assert refused.value.messages == [said]


@pytest.mark.django_db
def test_whom_the_reader_may_not_see_is_not_told_to_be_known():
    college, other = OrganizationFactory(), OrganizationFactory()
    PersonFactory(name="Om Romny", works_at=other)
    PersonFactory(name="Dara Sok", works_at=college)

    shown = Preview("Om Romny\nDara Sok", roles.focal_point(college)).people

    assert [one.is_known for one in shown] == [False, True]


@pytest.mark.django_db
def test_a_preview_takes_as_many_queries_for_many_as_for_one(django_assert_num_queries):
    OrganizationFactory(acronym="NPIC")
    user = roles.staff()
    PersonFactory(name="Dara Sok")
    # What the user may do is read once.
    _ = Preview("Dara Sok", user).people
    with CaptureQueriesContext(connection) as one:
        _ = Preview("Dara1 Sok, Dean, NPIC\nDara Sok", user).people

    many = "".join(f"Dara{n} Sok, Dean, NPIC\n" for n in range(60))
    with django_assert_num_queries(len(one)):
        _ = Preview(f"{many}Dara Sok", user).people


@given(st.text())
def test_a_seal_holds_though_a_browser_writes_other_ends_of_lines(text):
    assert seal(text.replace("\n", "\r\n")) == seal(text)


def test_another_text_has_another_seal():
    assert seal("Om Romny") != seal("Om Romny, Dean")
