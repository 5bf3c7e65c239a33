"""What people are asked about statements, topics, presentations, visited places and files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, LongTextField, NameField, TextField
from core.terms import TermsForm
from core.uploads import CheckedFileField
from events.enums import FileKind, StatementKind
from events.forms.attendance import Somebody
from events.models import EventFile
from events.terms.records import (
    EventFileTerms,
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)
from network.queries import matching


class AddTopic(TermsForm[TopicTerms]):
    """A topic that was discussed."""

    terms_class = TopicTerms
    text = TextField(
        _("What did they discuss?"), missing=_("Write what they discussed."), max_length=300
    )


class AddStatement(Somebody, TermsForm[StatementTerms]):
    """What somebody said."""

    terms_class = StatementTerms
    capacity = TextField(_("Which role or position, as in the document?"), max_length=300)
    kind = ChoiceField(
        _("Are these their own words?"), StatementKind, radio=True, initial=StatementKind.PARAPHRASE
    )
    text = LongTextField(_("What did they say?"), missing=_("Write what they said."), rows=4)

    def clean(self) -> dict[str, Any]:
        """Somebody must have said it."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("person") and not cleaned.get("name"):
            self.add_error("person", _("Choose who said it, or write the name."))
        return cleaned


class AddPresentation(Somebody, TermsForm[PresentationTerms]):
    """A presentation that was given; by whom may be unknown."""

    terms_class = PresentationTerms
    title = NameField(
        _("What was it about?"),
        missing=_("Write what the presentation was about."),
        max_length=300,
    )
    field_order = ("title", "person", "name")


class AddSiteVisit(forms.Form):
    """A place that the delegation saw."""

    name = NameField(
        _("What did they visit?"), missing=_("Write what they visited."), max_length=250
    )
    note = LongTextField(_("What did they see there?"), rows=2)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def terms(self) -> SiteVisitTerms:
        """Return the place, linked where the directory surely knows it."""
        organization = matching.link_organization(self.cleaned_data["name"], by=self.user)
        return SiteVisitTerms.from_form(self.cleaned_data, organization=organization)


class DescribeFile(TermsForm[EventFileTerms]):
    """What is known of a file; a photo says who is shown and whether they agreed."""

    terms_class = EventFileTerms
    kind = ChoiceField(_("What is it?"), FileKind, initial=FileKind.MINUTES)
    caption = TextField(_("What does it show, or what is it called?"), max_length=300)
    credit = TextField(_("Who made it?"), max_length=200)
    shown = TextField(_("On a photo: who is in it?"), max_length=300)
    consent = forms.NullBooleanField(
        label=_("On a photo: did the people in it agree?"),
        required=False,
        widget=forms.Select(
            choices=[
                ("unknown", _("Not known")),
                ("true", _("Yes")),
                ("false", _("No")),
            ]
        ),
    )

    @classmethod
    def of(cls, event_file: EventFile, **kwargs: Any) -> DescribeFile:
        """Return the form filled with what is known of ``event_file``."""
        return cls(initial=vars(EventFileTerms.of(event_file)), **kwargs)


class AddFile(DescribeFile):
    """A new file."""

    file = CheckedFileField(
        label=_("Which file?"),
        help_text=_("PDF, Word, Excel, PowerPoint or a picture, up to 10 MB."),
        error_messages={"required": _("Choose a file.")},
    )
    field_order = ("file", "kind", "caption", "credit", "shown", "consent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["data-photo-resize"] = True

    def new_file(self) -> NewFile:
        """Return the file and what is said of it."""
        return NewFile(file=self.cleaned_data["file"], terms=self.terms())


class SupplyFile(forms.Form):
    """The file of which only the caption was known."""

    file = CheckedFileField(
        label=_("Which file?"),
        help_text=_("A picture or a PDF, up to 10 MB."),
        error_messages={"required": _("Choose a file.")},
    )
