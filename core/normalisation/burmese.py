"""Burmese: one spelling for what looks the same, Zawgyi included.

Source: Unicode Technical Note 11, "Representing Myanmar in Unicode" (order of a syllable, letters
that are taken for each other), and The Unicode Standard, chapter 16.3.
"""

from __future__ import annotations

import re

from core.normalisation import zawgyi
from core.normalisation.marks import in_order

_LETTER, _STACKED = f"[{zawgyi.LETTERS}]", f"\u1039[{zawgyi.STACKABLE}]"
_MARK = (
    "[\u102b-\u1038\u103a-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d"
    "\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d]"
)
_ALIKE = str.maketrans(
    {
        # Letters that look like others written together.
        "\u1008": "\u1005\u103b",
        "\u1009": "\u1025",
        "\u1029": "\u101e\u103c",
        "\u102a": "\u101e\u103c\u1031\u102c\u103a",
        "\u103f": "\u101e\u1039\u101e",
        # The sign "as above" is typed as a four; aa is tall by a rule that not all follow.
        "\u104e": "\u1044",
        "\u102b": "\u102c",
    }
)
_DIGIT = r"\d"
# Zero and wa, seven and ra look the same, and either key is pressed for the other.
_WORD = f"(?:{_LETTER}|{_MARK})"
_ZERO_IN_A_WORD = re.compile(
    f"[\u1040\u1047](?=\u1039|{_MARK})|(?<!{_DIGIT})[\u1040\u1047](?={_LETTER})"
    f"|(?<={_WORD})[\u1040\u1047](?!{_DIGIT})"
)
_WA_IN_A_NUMBER = re.compile(f"(?<={_DIGIT})[\u101d\u101b](?!{_WORD}|\u1039)")
_LETTER_FOR = {"\u1040": "\u101d", "\u1047": "\u101b"}
_DIGIT_FOR = {letter: digit for digit, letter in _LETTER_FOR.items()}
_LOOSE_STACK = re.compile(f"\u1039(?![{zawgyi.STACKABLE}])")
_UNIT = f"(?:\u103a?{_STACKED}|{_MARK})"
_LOOSE_MARKS = re.compile(f"(?<!{_LETTER})(?<!{_MARK})(?<![\u1040\u1047]){_UNIT}+")
# The medials stand before the vowel e, so that nothing looks like Zawgyi.
_ordered = in_order(_UNIT, first="\u103b\u103c\u103d\u103e\u105e\u105f\u1060\u1082\u1031")
# Some slips show others when they are mended; real words need one turn.
_TURNS = 8


def fold(text: str) -> str:
    """Return ``text`` with its Burmese letters and marks spelt in one way."""
    if not re.search("[\u1000-\u109f]", text):
        return text
    for _turn in range(_TURNS):
        before = text
        text = _spelt(zawgyi.to_unicode(text) if zawgyi.is_zawgyi(text) else text)
        if text == before:
            break
    return text


def _spelt(text: str) -> str:
    text = _LOOSE_STACK.sub("", text.translate(_ALIKE))
    text = _LOOSE_MARKS.sub("", text)
    text = _ZERO_IN_A_WORD.sub(lambda found: _LETTER_FOR[found[0]], text)
    return _ordered(_WA_IN_A_NUMBER.sub(lambda found: _DIGIT_FOR[found[0]], text))
