"""Names and words in one form, whatever keyboard they came from."""

import re
import unicodedata

# Khmer keyboards put a zero-width space for the space bar; str.strip() leaves it standing.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u2060\u00ad"))
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def clean_name(text: str) -> str:
    """Return ``text`` on one line, in NFC, without invisible characters or double spaces.

    Not NFKC: it splits the Lao letter ຳ.
    """
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(_CONTROLS.sub(" ", text).split())


def fold(text: str) -> str:
    """Return ``text`` for searching: lower case, Latin letters without accents, no punctuation."""
    text = "".join(_bare(char) for char in clean_name(text).casefold())
    # Marks of Khmer, Lao and Burmese are part of the word, though not "word" characters to re.
    kept = (char if _in_word(char) else " " for char in text)
    return " ".join("".join(kept).split())


def _bare(char: str) -> str:
    """Drop the accent of a Latin letter; other scripts keep their marks."""
    decomposed = unicodedata.normalize("NFD", char)
    return decomposed[0] if decomposed[0].isascii() else char


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
