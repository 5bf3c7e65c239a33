"""What is the same to a reader is the same to the search."""

# ruff: noqa: RUF001 - letters that look alike are what is tested
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.normalisation import fold, words

# Each pair: what may be typed in two ways and looks the same, or says the same, to its reader.
LAO = [
    ("ຄຳ", "ຄໍາ"),
    ("ນ້ຳ", "ນໍ້າ"),
    ("ນ້ຳ", "ນ້ໍາ"),
    ("ໜອງຄາຍ", "ຫນອງຄາຍ"),
    ("ແຂວງ", "ເເຂວງ"),
    ("ວິທະຍາໄລ ເຕັກນິກ", "ວິທະຍາໄລເຕັກນິກ"),
    ("໒໐໒໔", "2024"),
]
THAI = [("น้ำ", "นํ้า"), ("น้ำ", "นำ้"), ("แม่", "เเม่"), ("๒๕๖๗", "2567"), ("ที่", "ท่ี")]
KHMER = [
    ("ស៊ី", "សុី"),
    ("ខ្មែរ", "ខែ្មរ"),
    ("ស្ត្រី", "ស្រ្តី"),
    ("បណ្ដុះបណ្ដាល", "បណ្តុះបណ្តាល"),
    ("កើត", "កេីត"),
    ("កោះ", "កេាះ"),
    ("វិទ្យា\u200bស្ថាន", "វិទ្យាស្ថាន"),
    ("វិទ្យាស្ថាន ជាតិ", "វិទ្យាស្ថានជាតិ"),
    ("អាសយដ្ឋាន", "\u17a4សយដ្ឋាន"),
    ("២០២៤", "2024"),
]
BURMESE = [
    ("သို့", "သ့ို"),
    ("ကျောင်း", "ကေျာင်း"),
    ("၂၀၂၀", "၂ဝ၂ဝ"),
    ("ဝါဆို", "၀ါဆို"),
    ("၎င်း", "၄င်း"),
    ("ဈေး", "စျေး"),
    ("ဉာဏ်", "ဥာဏ်"),
    ("သြဂုတ်", "ဩဂုတ်"),
    ("သင်တန်း ကျောင်း", "သင်တန်းကျောင်း"),
]
# As Unicode's own conversion has it (CLDR, my-t-my-s0-zawgyi).
ZAWGYI = [
    ("သင်တန်းကျောင်း", "သင္တန္းေက်ာင္း"),
    ("မြန်မာ", "ျမန္မာ"),
    ("အင်္ဂလိပ်", "အဂၤလိပ္"),
    ("နည်းပညာတက္ကသိုလ်", "နည္းပညာတကၠသိုလ္"),
    ("ကျွန်ုပ်", "ကၽြန္ုပ္"),
    ("ပြည်ထောင်စု", "ျပည္ေထာင္စု"),
    ("ဝန်ကြီးဌာန", "ဝန္ႀကီးဌာန"),
    ("နိုင်ငံ", "ႏိုင္ငံ"),
    ("အလုပ်သမား", "အလုပ္သမား"),
    ("စက်မှု", "စက္မႈ"),
    ("မင်္ဂလာပါ", "မဂၤလာပါ"),
    ("ဥက္ကဋ္ဌ", "ဥကၠ႒"),
    ("သတ္တု", "သတၱဳ"),
    ("ကမ္ဘာ", "ကမၻာ"),
    ("စန္ဒား", "စႏၵား"),
    ("ဖွံ့ဖြိုးရေး", "ဖြံ႕ၿဖိဳးေရး"),
    ("ဒေါ်အေးအေး", "ေဒၚေအးေအး"),
]
CHINESE = [
    ("广州工贸技师学院", "廣州工貿技師學院"),
    ("广州 工贸", "广州工贸"),
    ("海南（三亚）", "海南 三亚"),
    ("乾隆", "乾 隆"),
]
LATIN = [
    ("Đặng Văn Ưu", "ĐẶNG VĂN ƯU"),
    ("Đặng", "Dang"),
    ("Đặng", "Ðặng"),
    ("Łódź Øresund", "lodz oresund"),
    ("ＮＰＩＣ　２０２４", "npic 2024"),
    ("ﬁne", "fine"),
    ("Science & Technology", "science and technology"),
    ("Science ＆ Technology", "science and technology"),
    ("Soft\u00adhyphen\u200e", "softhyphen"),
    ("O’Neil", "O'Neil"),
    ("Oʻzbekiston", "O'zbekiston"),
]
# What only looks alike in a hurry.
DIFFERENT = [
    ("ແກ", "ເກ"),
    ("ខ្មែរ", "ខ្មេរ"),
    ("ကျ", "ကြ"),
    ("ပုံ", "ပူ"),
    ("海南", "河南"),
    ("Hainan", "Henan"),
]
# Texts in Unicode that must not be taken for Zawgyi: Burmese, Shan and Karen.
UNICODE = ["ဗြဟ္မာ", "သင်္ဘော", "ယောက်ျား", "အတ္ထုပ္ပတ္တိ", "လၢၼ်ႉမၼ်း", "တႆး", "ထံၣ်", "ကညီ"]


@pytest.mark.parametrize(
    ("one", "other"), [*LAO, *THAI, *KHMER, *BURMESE, *ZAWGYI, *CHINESE, *LATIN]
)
def test_what_a_reader_takes_for_the_same_is_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_another_word_stays_another(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("École Technique", "ecole technique"),
        ("Lao-German (LGTC)", "lao german lgtc"),
        ("H.E. Pich", "h e pich"),
        ("STRASSE Straße", "strasse strasse"),
        ("វិទ្យាស្ថានជាតិ", "វិទ្យាស្ថានជាតិ"),
        ("ສະຖາບັນ", "ສະຖາບັນ"),
        ("广州市, 工贸", "广州市工贸"),
        ("НПИК й", "нпик й"),
        ("...", ""),
    ],
)
def test_a_word_is_searched_without_case_accents_and_punctuation(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize("text", UNICODE)
def test_what_is_in_unicode_keeps_its_letters(text):
    def letters(written):
        return sorted(char for char in written if "\u1000" <= char <= "\u1021")

    assert letters(fold(text)) == letters(text)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Lao-German (LGTC)", ["lao", "german", "lgtc"]),
        ("广州 工贸", ["广州", "工贸"]),
        ("វិទ្យាស្ថាន ជាតិ", ["វិទ្យាស្ថាន", "ជាតិ"]),
        ("... \u0301 \u200b", []),
    ],
)
def test_a_question_falls_into_words(typed, asked):
    assert words(typed) == asked


@pytest.mark.parametrize(
    "text", ["广州 工贸", "工贸 广州", "វិទ្យាស្ថាន ជាតិ", "College of Wuxi", "乾 隆"]
)
def test_each_word_is_a_part_of_the_folded_text(text):
    assert all(word in fold(text) for word in words(text))


def _fit_to_be_written():
    """All of Unicode but what is not assigned, private or half a letter; of Chinese, the start."""
    letters = (chr(code) for code in range(sys.maxunicode + 1) if not 0x4F00 <= code < 0xD800)
    return [char for char in letters if unicodedata.category(char) not in {"Cn", "Co", "Cs"}]


def test_every_letter_alone_is_settled():
    folded = {char: fold(char) for char in _fit_to_be_written() if ord(char) < 0x20000}

    assert [char for char, text in folded.items() if fold(text) != text] == []


def test_half_a_letter_is_no_word():
    assert fold("a\ud800b") == "a b"


_RANGES = [
    "\u1000-\u109f 0a",
    "\u1780-\u17ff \u200b0",
    "\u0e00-\u0eff ",
    "a-z\u00c0-\u024f\u0300-\u036f '&",
    "\u4e00-\u9fff\uff00-\uffef ",
]


def _letters(ranges):
    return st.text(st.from_regex(f"[{ranges}]", fullmatch=True), max_size=10)


@given(st.text() | st.one_of(*map(_letters, _RANGES)))
@settings(max_examples=400)
def test_what_is_folded_stays_as_it_is(text):
    folded = fold(text)

    assert fold(folded) == folded
    assert "".join(words(text)) == folded.replace(" ", "")
