"""States that pages show as a tag, and the tag in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.db.models import TextChoices


@dataclass(frozen=True)
class Shown:
    """Something in words, with its colour family and its shape; the tag ``status`` draws it."""

    label: str
    tone: str = "quiet"
    icon: str = "minus"


class ShownState(TextChoices):
    """A state that brings its look: ``DONE = "done", "good", "check", _("Done")``.

    ``tone`` is the colour family of the tag, ``icon`` the shape in front of the word; a state that
    names neither, ``DRAFT = "draft", _("Draft")``, is a quiet one.
    """

    tone: str
    icon: str

    def __new__(cls, value: str, tone: str = "quiet", icon: str = "minus") -> Self:
        """Make a member; Django has already put the label aside."""
        state = str.__new__(cls, value)
        state._value_ = value
        state.tone, state.icon = tone, icon
        return state
