"""What an act is handed about one message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from notifications.enums import ErrorCode


@dataclass(frozen=True)
class DeliveryError:
    """Why a mail did not go, or not yet: a code and the facts of its sentence.

    The row keeps both; the sentence is said when it is shown, in the reader's language. What a
    mail server or a program said is the fact ``words``: nobody translates that.
    """

    code: ErrorCode
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def in_words(cls, words: str, code: ErrorCode = ErrorCode.MAIL_SERVER) -> DeliveryError:
        """Return the error that somebody else has put into ``words``; the database takes no NUL."""
        return cls(code, {"words": words.replace("\0", "")})

    @classmethod
    def of(cls, error: Exception, code: ErrorCode = ErrorCode.MAIL_SERVER) -> DeliveryError:
        """Return what an exception says, with its name."""
        return cls.in_words(f"{type(error).__name__}: {error}", code)

    def __str__(self) -> str:
        """Say the sentence in the language of this moment; a fact that is not there is left out."""
        return str(self.code.label) % defaultdict(str, self.facts)

    def columns(self) -> dict[str, Any]:
        """Return what the row of the message keeps."""
        return {"last_error": self.code, "error_facts": dict(self.facts)}


# The columns of a message with which nothing is wrong any more.
NO_ERROR: dict[str, Any] = {"last_error": "", "error_facts": {}}
