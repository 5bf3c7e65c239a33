"""What it takes to ask, to remark, and to answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField
from partnerships.enums import CommentKind
from partnerships.forms.fields import text_field
from partnerships.models import Commitment, ProgressUpdate
from partnerships.terms.comments import CommentTerms


class WriteComment(forms.Form):
    """A question or a comment; the page says about what."""

    text = text_field(
        _("What do you want to ask or say?"),
        required=True,
        missing=_("Write your question or your comment."),
        help_text=_("In any language."),
    )
    kind = ChoiceField(
        _("Do you need an answer?"),
        [
            (CommentKind.QUESTION, _("Yes, please answer")),
            (CommentKind.COMMENT, _("No, it is a comment")),
        ],
        radio=True,
        initial=CommentKind.QUESTION,
    )

    def terms(self, about: object) -> CommentTerms:
        """Return what the form says ``about`` a pairing or something of it."""
        return CommentTerms(
            kind=self.cleaned_data["kind"],
            text=self.cleaned_data["text"],
            commitment=about if isinstance(about, Commitment) else None,
            progress_update=about if isinstance(about, ProgressUpdate) else None,
        )


class AnswerComment(forms.Form):
    """The answer to a question."""

    text = text_field(
        _("Your answer"),
        required=True,
        missing=_("Write your answer."),
        help_text=_("In any language."),
    )
