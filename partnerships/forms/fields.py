"""Inputs that several forms share."""

from __future__ import annotations

from typing import Any

from core.fields import LongTextField


def text_field(label: Any, **options: Any) -> LongTextField:
    """Return a question for a few sentences in any language."""
    return LongTextField(label, max_length=5000, **options)
