"""Names and words in one form, whatever keyboard they came from."""

import re
import unicodedata

# Khmer keyboards put a zero-width space for the space bar; str.strip() leaves it standing.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u2060\u00ad"))
# A Latin letter and its accents; other scripts keep their marks.
_ACCENTS = re.compile(r"([a-z])[\u0300-\u036f]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def clean_name(text: str) -> str:
    """Return ``text`` on one line, in NFC, without invisible characters or double spaces.

    Not NFKC: it splits the Lao letter ຳ.
    """
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(_CONTROLS.sub(" ", text).split())


def fold(text: str) -> str:
    """Return ``text`` for searching: lower case, Latin letters without accents, no punctuation."""
    letters = unicodedata.normalize("NFD", clean_name(text).casefold())
    text = unicodedata.normalize("NFC", _ACCENTS.sub(r"\1", letters))
    # Marks of Khmer, Lao and Burmese are part of the word, though not "word" characters to re.
    kept = (char if _in_word(char) else " " for char in text)
    return " ".join("".join(kept).split())


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
