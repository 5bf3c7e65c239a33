"""Languages by their codes."""

from babel import Locale
from django.utils.translation import get_language


def language_name(code: str) -> str:
    """Return "Khmer" for "km", in the reader's language."""
    here = Locale.parse(get_language() or "en", sep="-")
    return str(here.languages.get(code, code))
