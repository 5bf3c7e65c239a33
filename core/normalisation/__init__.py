"""Names and words in one form, whatever keyboard they came from; decision 0031."""

from core.normalisation.folding import SMALL_WORDS, fold, initials, words
from core.normalisation.names import clean_name

__all__ = ["SMALL_WORDS", "clean_name", "fold", "initials", "words"]
