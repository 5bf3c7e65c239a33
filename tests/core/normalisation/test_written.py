# ruff: noqa: RUF001 - wide forms and other digits are what is tested
"""Numbers, times and periods as people write them."""

from datetime import date, time

import pytest
from django.utils import translation

from core.formats import period as in_words
from core.normalisation import written


@pytest.mark.parametrize(
    "text",
    ["31688", "31,688", "31.688", "31 688", "31\u202f688", "31'688", "３１，６８８", "៣១៦៨៨"],
)
def test_a_number_is_read_with_its_separators_and_in_every_script(text):
    assert written.number(text) == "31688"


@pytest.mark.parametrize("text", ["1.5", "3,5", "12 34", "1,234.567", "ten", "-5"])
def test_what_is_no_whole_number_stays_as_it_is(text):
    assert written.number(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *((text, time(14)) for text in ("14:00", "14.00", "14h", "14 h", "1400", "2pm", "2 p.m.")),
        *((text, time(14, 30)) for text in ("14h30", "2:30 PM", "14：30", "១៤:៣០", "໑໔.໓໐")),
        ("၀၉:၀၀", time(9)),
        ("9.00 am", time(9)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("14:00:00", time(14)),
        *((text, None) for text in ("", "14", "25:00", "14:75", "13 pm", "noon", "2.5")),
    ],
)
def test_a_time_is_read_as_people_write_it(text, read):
    assert written.clock(text) == read


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("២០២១", date(2021, 1, 1), date(2021, 12, 31)),
        *(
            (text, date(2022, 5, 1), date(2022, 5, 31))
            for text in ("May 2022", "05/2022", "2022-05", "5.2022", "2022年5月", "2022 may")
        ),
        ("Feb. 2024", date(2024, 2, 1), date(2024, 2, 29)),
        *(
            (text, date(2022, 4, 1), date(2022, 6, 30))
            for text in ("Q2 2022", "2022-Q2", "2nd quarter of 2022", "April\u2013June 2022")
        ),
    ],
)
def test_a_period_is_read_from_its_first_to_its_last_day(text, first, last):
    assert written.period(text) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "13/2022", "June-April 2022", "12 May 2022", "0000"])
def test_what_is_no_period_is_none(text):
    assert written.period(text) is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("text", ["2021", "May 2022", "Q2 2022", "Q1 2024"])
def test_a_period_is_read_again_from_its_words(text, language):
    with translation.override(language):
        read = written.period(text)
        assert written.period(in_words(*read)) == read
