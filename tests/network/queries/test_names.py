"""How near a written name is to a known one."""

import pytest

from network.queries.names import ACRONYM_IN_BRACKETS, NEVER_SURE, Known, Weights, nearness, written

HTC = Known(
    pk=1,
    names=frozenset({"hainan technician college"}),
    acronyms=frozenset({"htc"}),
    beside=frozenset({"china"}),
    country="china",
)
WEIGHTS = Weights(40, {"technician": 9, "college": 10, "hainan": 1})


def near(name, known=HTC, countries=("china", "cambodia")):
    return round(nearness(written(name, countries), known, WEIGHTS), 2)


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("Hainan Technician College", 1.0),
        ("HTC", 1.0),
        ("H.T.C.", 1.0),
        ("Hainan Technician College of China (HTC)", 1.0),
        ("(Hainan Technician College)", 1.0),
        ("College of Technicians (HTC)", ACRONYM_IN_BRACKETS),
        ("Hainan Technician College of Cambodia", 0.79),
        ("Wuxi", 0.0),
    ],
)
def test_the_same_words_are_sure_and_other_words_are_not(name, score):
    assert near(name) == score


def test_a_letter_that_differs_counts_less_than_its_share_and_a_city_not_at_all():
    assert near("Hainan Technican College") > 0.9
    assert near("Henan Technician College") < 0.5
    assert near("Hunan Technician College") < 0.5


def test_the_rarest_word_must_be_there_to_be_sure():
    long = Known(pk=2, names=frozenset({"wuxi technician college"}), acronyms=frozenset())
    common = Weights(40, {"technician": 1, "college": 1, "wuxi": 1})

    score = nearness(written("technician college"), long, common)

    assert score <= NEVER_SURE


def test_a_department_needs_its_house_beside_its_name():
    department = Known(
        pk=3,
        names=frozenset({"foreign affairs office"}),
        acronyms=frozenset(),
        beside=frozenset({"shenyang"}),
        is_part=True,
    )

    assert near("Foreign Affairs Office", department) == NEVER_SURE
    assert near("Shenyang Foreign Affairs Office", department) == 1.0


def test_first_letters_and_near_letters_only_suggest():
    chinese = Known(pk=4, names=frozenset({"广州市工贸技师学院"}), acronyms=frozenset())
    plain = Known(pk=5, names=frozenset({"lao german technical college"}), acronyms=frozenset())

    assert near("LGTC", plain) == ACRONYM_IN_BRACKETS
    assert near("LG", plain) == 0.0
    assert near("广州工贸技师学院", chinese) == NEVER_SURE


def test_brackets_of_a_chinese_keyboard_are_brackets():
    assert written("Wuxi\uff08WTC\uff09").in_brackets == {"wtc"}
