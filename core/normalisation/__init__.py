"""Names and words in one form, whatever keyboard they came from; decision 0031."""

from core.normalisation.folding import fold, words
from core.normalisation.names import clean_name

__all__ = ["clean_name", "fold", "words"]
