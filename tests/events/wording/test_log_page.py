"""The words of the page that plans a meeting or logs one."""

import pytest

from events.wording.log_page import LOGGED, PLANNED, words_of

WORDS = ("title", "lede", "by_day", "people", "talk", "save", "save_again", "saved", "draft")


@pytest.mark.parametrize("name", WORDS)
def test_a_plan_is_spoken_of_in_other_words(name):
    assert str(getattr(PLANNED, name)) != str(getattr(LOGGED, name))


def test_the_day_chooses_the_words():
    assert (words_of(is_planning=True), words_of(is_planning=False)) == (PLANNED, LOGGED)


@pytest.mark.parametrize("words", [PLANNED, LOGGED])
def test_the_button_is_called_as_the_sentences_call_it(words):
    for sentence in (words.save_again, words.save_other):
        assert (
            f"\N{LEFT DOUBLE QUOTATION MARK}{words.save}\N{RIGHT DOUBLE QUOTATION MARK}" in sentence
        )
