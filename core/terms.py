"""What is said of a record, as one value: a form returns it, an operation takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, Self, TypeVar

from django import forms
from django.db import models

from core.normalisation import clean_name
from core.wall import beyond_the_reader

ModelT = TypeVar("ModelT", bound="models.Model")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The base of the terms of a noun: its fields are named as those of the model.

    An operation takes all of them; ``None`` and an empty text say that something is not known.
    Who changes only a part begins with what is known: ``replace(Terms.of(record), text="...")``.
    """

    @classmethod
    @beyond_the_reader()
    def of(cls, record: models.Model) -> Self:
        """Return what is known of ``record``."""
        known: dict[str, Any] = {each.name: getattr(record, each.name) for each in fields(cls)}
        return cls(**known)

    @classmethod
    def from_form(cls, cleaned: Mapping[str, Any], **others: Any) -> Self:
        """Return what a form says; what it does not ask comes from ``others``.

        :raises KeyError: if neither of them says one of the fields.
        """
        asked = [each.name for each in fields(cls) if each.name not in others]
        return cls(**{name: cleaned[name] for name in asked}, **others)

    @classmethod
    def partly(cls, cleaned: Mapping[str, Any], **others: Any) -> Self:
        """Return what a form for something new says; what it does not ask is not known."""
        asked = {each.name for each in fields(cls)} & cleaned.keys()
        return cls(**{name: cleaned[name] for name in asked} | others)

    def write_to(self, record: ModelT) -> ModelT:
        """Let ``record`` say this, and return it; nothing is saved.

        A text of one line is cleaned as a name is; a longer one loses the space around it.
        """
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, str):
                is_long = isinstance(record._meta.get_field(each.name), models.TextField)
                value = value.strip() if is_long else clean_name(value)
            setattr(record, each.name, value)
        return record


TermsT = TypeVar("TermsT", bound=Terms)


class TermsForm(forms.Form, Generic[TermsT]):
    """A form that asks for everything that its terms say."""

    terms_class: type[TermsT]

    def terms(self) -> TermsT:
        """Return what the form says."""
        return self.terms_class.from_form(self.cleaned_data)
