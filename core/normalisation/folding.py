"""One form for all that is the same to a reader, in every script of the network.

Stored and searched texts go through the same function. Sources: Unicode Standard Annex 15
(normalization forms), Unicode 5.18 (case and default ignorables), and what each script's module
names. Nothing here depends on what stands in another word: a part of a text folds to a part of
the folded text, so that a part finds the whole.
"""

from __future__ import annotations

import re
import unicodedata

from core.normalisation import burmese, chinese, khmer, latin, thai_lao

# Burmese first: it takes marks away that stand between letters of others.
_SCRIPTS = (latin.fold, burmese.fold, khmer.fold, thai_lao.fold, chinese.fold)
# Thai and Lao, Burmese, Khmer, Japanese and Chinese: spaces there are a matter of taste. Not the
# letters of Karen and Shan: beside a Burmese one they would look like Zawgyi.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u104f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff"
)
_SPACE_BETWEEN = re.compile(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
_NOT_PLAIN = re.compile(r"[^0-9a-z]+")
# Unicode calls them letters or marks, and nobody sees them.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\u0640"
_AND = "and"
# No first letter of a name.
SMALL_WORDS = frozenset({"of", _AND, "the", "for", "in", "at", "to", "s", "de"})
_SHORTEST_INITIALS = 3


def fold(text: str) -> str:
    """Return ``text`` for searching: words in small letters, each thing written in one way."""
    return _SPACE_BETWEEN.sub("", " ".join(words(text)))


def initials(folded: str) -> str:
    """Return the first letters of a folded name: "lgtc" of Lao-German Technical College.

    Two letters say too little.
    """
    letters = "".join(word[0] for word in folded.split() if word not in SMALL_WORDS)
    return letters if len(letters) >= _SHORTEST_INITIALS else ""


def words(text: str) -> list[str]:
    """Return the folded words of ``text``: each is a part of every folded text that has it."""
    text = text.replace("&", f" {_AND} ")
    if text.isascii():
        return _NOT_PLAIN.sub(" ", text.lower()).split()
    text = _in_parts(text)
    for fold_script in _SCRIPTS:
        text = fold_script(text)
    kept = "".join(_kept(char) for char in text)
    bare = (_without_loose_marks(word) for word in kept.split())
    return [unicodedata.normalize("NFC", word) for word in bare if word]


def _in_parts(text: str) -> str:
    """Return ``text`` without case and widths, letters and marks apart, nothing invisible.

    A small letter may have a wide form and the other way round: hence twice.
    """
    for _turn in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(char for char in text if _is_seen(char))
    return unicodedata.normalize("NFKD", text.replace("&", f" {_AND} "))


def _is_seen(char: str) -> bool:
    if char in _UNSEEN or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return False
    return unicodedata.category(char) != "Cf"


def _kept(char: str) -> str:
    """Return a digit of any script as ours, a letter or a mark as it is, a space for the rest.

    Marks of Khmer, Lao and Burmese are part of the word, though not "word" characters to re.
    """
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return char if char.isalnum() or _is_mark(char) else " "


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _without_loose_marks(word: str) -> str:
    """A mark needs a letter before it: one that starts a word is a slip of the keyboard."""
    start = next((at for at, char in enumerate(word) if not _is_mark(char)), len(word))
    return word[start:]
