"""Who is invited: somebody of the directory, or somebody new."""

from __future__ import annotations

from dataclasses import dataclass

from network.models import Person


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """A name and the address at which they sign in; ``person`` is who they are in the directory."""

    name: str
    email: str
    person: Person | None = None
