"""Errors that carry a code for programs and a sentence for the person who asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

_WORD = re.compile("(?<=[a-z])(?=[A-Z])")


class DomainError(Exception):
    """An act that the rules refuse; its text says to the person what to do.

    ``code`` names the class for programs: "partnerships.actions.wrong_state". A class that moves to
    another module writes down the code that it had. The sentence is a lazy translation with named
    placeholders, and ``facts`` fill them: it is said when it is shown, in the reader's language.
    """

    code: str

    def __init_subclass__(cls) -> None:
        """Derive the code from the app, the noun and the name of the class."""
        super().__init_subclass__()
        if "code" not in cls.__dict__:
            cls.code = _code(cls)

    def __init__(self, sentence: _StrOrPromise, /, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        """Say the sentence in the language of this moment."""
        return str(self.sentence % self.facts if self.facts else self.sentence)


def _code(cls: type[DomainError]) -> str:
    app, *_layers, noun = cls.__module__.split(".")
    return f"{app}.{noun}.{_WORD.sub('_', cls.__name__.removesuffix('Error')).lower()}"
