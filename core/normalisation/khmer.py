"""Khmer: what is spelt in several ways and looks the same.

Source: The Unicode Standard, chapter 16.4 (deprecated and discouraged letters, order of a
syllable) and "Khmer Encoding Structure" (Unicode document L2/22-290, M. Hosken), whose normalizer
mends the same slips for another end.
"""

from __future__ import annotations

import re

from core.normalisation.marks import in_order

_LETTER, _COENG = "[\u1780-\u17b3]", "\u17d2"
_ABOVE = "\u17b7-\u17ba\u17c6\u17d0"
_ALIKE = str.maketrans(
    {
        # Letters that should not be used, and those that stand for them.
        "\u17a3": "\u17a2",
        "\u17a4": "\u17a2\u17b6",
        "\u17a8": "\u17a7\u1780",
        "\u17b2": "\u17b1",
        # Vowels that look like two others, and are typed so.
        "\u17be": "\u17c1\u17b8",
        "\u17c4": "\u17c1\u17b6",
    }
)
# Below a letter, da and ta are the same.
_COENG_DA = (f"{_COENG}\u178a", f"{_COENG}\u178f")
_LOOSE_COENG = re.compile(f"{_COENG}(?!{_LETTER})")
_UNIT = f"(?:{_COENG}{_LETTER}|[\u17b6-\u17d1\u17d3\u17dd])"
_SYLLABLE_MARKS = re.compile(f"{_UNIT}+")
_SHIFTERS = re.compile("[\u17c9\u17ca]")
_ordered = in_order(_UNIT)


def fold(text: str) -> str:
    """Return ``text`` with its Khmer letters and marks spelt in one way."""
    if not re.search("[\u1780-\u17ff]", text):
        return text
    text = _LOOSE_COENG.sub("", text.translate(_ALIKE).replace(*_COENG_DA))
    return _ordered(_SYLLABLE_MARKS.sub(_shifted, text))


def _shifted(found: re.Match[str]) -> str:
    """Under a vowel that stands above, both register shifters look like the vowel u."""
    marks = found[0]
    return _SHIFTERS.sub("\u17bb", marks) if re.search(f"[{_ABOVE}]", marks) else marks
