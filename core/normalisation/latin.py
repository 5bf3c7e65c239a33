"""Latin letters, those of Vietnamese among them: without accents, and ligatures apart."""

from __future__ import annotations

import re

_ACCENTS = re.compile(r"([a-z])[\u0300-\u036f]+")
# Letters that Unicode does not take apart; Ð and Đ look the same as capitals. Two apostrophes
# that Unicode calls letters.
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ɖ": "d",
        "ø": "o",
        "ł": "l",
        "ħ": "h",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\u02bb": "'",
        "\u02bc": "'",
    }
)


def fold(text: str) -> str:
    """Return ``text``, small and taken apart already, with the plain letters a to z."""
    return _ACCENTS.sub(r"\1", text.translate(_LETTERS))
