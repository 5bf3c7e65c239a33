"""How a name is kept: as it was written, without what nobody sees."""

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
