"""Who is put on the list of a meeting to be invited."""

from __future__ import annotations

from dataclasses import dataclass

from events.terms.attendance import ParticipationTerms


@dataclass(frozen=True)
class Newcomer:
    """Somebody, and the e-mail address that stood beside the name; "" if none did."""

    terms: ParticipationTerms
    mail: str = ""
