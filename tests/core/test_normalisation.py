"""Names and words in one form."""

import pytest

from core.normalisation import clean_name, fold


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Wuxi   College ", "Wuxi College"),
        ("Wuxi\nCollege\t1", "Wuxi College 1"),
        ("វិទ្យា\u200bស្ថាន\u200b", "វិទ្យាស្ថាន"),
        ("\ufeffNPIC", "NPIC"),
        ("Soft\u00adhyphen", "Softhyphen"),
        ("E\u0301cole", "École"),
        ("ຄຳ", "ຄຳ"),
        ("Line\u2028break", "Line break"),
        ("\x00", ""),
        ("", ""),
    ],
)
def test_a_name_is_kept_on_one_line_without_what_nobody_sees(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("École Technique", "ecole technique"),
        ("Lao-German (LGTC)", "lao german lgtc"),
        ("H.E. Pich", "h e pich"),
        ("STRASSE Straße", "strasse strasse"),
        ("វិទ្យាស្ថានជាតិ", "វិទ្យាស្ថានជាតិ"),
        ("ສະຖາບັນ", "ສະຖາບັນ"),
        ("သင်တန်း", "သင်တန်း"),
        ("广州市, 工贸", "广州市 工贸"),
        ("Ðặng", "ðang"),
        ("...", ""),
    ],
)
def test_a_word_is_searched_without_case_accents_and_punctuation(typed, folded):
    assert fold(typed) == folded


MIXED = [
    "  É\u200bcole  ǅ İstanbul ",
    "ﬁne ﬀ ½ ² №",
    "ᾼΣς ŉ ß",
    "วิทยาลัย ຄຳ ជាតិ\u200b",
    "a\u0301\u0323b\u2028c",
    "\U0001d4d0 \U00020bb7",
]


@pytest.mark.parametrize("text", MIXED)
def test_what_is_clean_or_folded_stays_as_it_is(text):
    assert clean_name(clean_name(text)) == clean_name(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["École Ä Č", "Straße", "Žilina-Ångström"])
def test_case_never_matters_to_the_search(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
