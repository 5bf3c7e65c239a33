"""Names as they are kept."""

import pytest

from core.normalisation import clean_name


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
    "text", ["  E\u200bcole  ǅ İstanbul ", "ﬁne ½ № ß", "a\u0301\u0323b\u2028c"]
)
def test_a_clean_name_stays_as_it_is(text):
    assert clean_name(clean_name(text)) == clean_name(text)
