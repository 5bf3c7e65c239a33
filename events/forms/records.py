"""What people are asked about statements, topics, presentations, visited places and files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import LongTextField, NameField
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


class AddTopic(forms.Form):
    """A topic that was discussed."""

    text = forms.CharField(
        label=gettext_lazy("What was discussed?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what was discussed.")},
    )

    def terms(self) -> TopicTerms:
        """Return the topic."""
        return TopicTerms.from_form(self.cleaned_data)


class AddStatement(Somebody):
    """What somebody said."""

    capacity = forms.CharField(
        label=gettext_lazy("In which capacity, as printed?"), required=False, max_length=300
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Are these their own words?"),
        choices=StatementKind.choices,
        widget=forms.RadioSelect,
        initial=StatementKind.PARAPHRASE,
    )
    text = LongTextField(
        rows=4,
        label=gettext_lazy("What did they say?"),
        error_messages={"required": gettext_lazy("Write what they said.")},
    )

    def clean(self) -> dict[str, Any]:
        """Somebody must have said it."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("person") and not cleaned.get("name"):
            self.add_error("person", _("Choose who said it, or write the name."))
        return cleaned

    def terms(self) -> StatementTerms:
        """Return what was said."""
        return StatementTerms.from_form(self.cleaned_data)


class AddPresentation(Somebody):
    """A presentation that was given; by whom may be unknown."""

    title = NameField(
        label=gettext_lazy("What was it about?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what the presentation was about.")},
    )
    field_order = ("title", "person", "name")

    def terms(self) -> PresentationTerms:
        """Return the presentation."""
        return PresentationTerms.from_form(self.cleaned_data)


class AddSiteVisit(forms.Form):
    """A place that the delegation saw."""

    name = NameField(
        label=gettext_lazy("What was visited?"),
        max_length=250,
        error_messages={"required": gettext_lazy("Write what was visited.")},
    )
    note = LongTextField(
        rows=2,
        label=gettext_lazy("What was seen there?"),
        required=False,
    )

    def terms(self) -> SiteVisitTerms:
        """Return the place, linked where the directory surely knows it."""
        organization = matching.link_organization(self.cleaned_data["name"])
        return SiteVisitTerms.from_form(self.cleaned_data, organization=organization)


class DescribeFile(forms.Form):
    """What is known of a file; a photo says who is shown and whether they agreed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=FileKind.choices, initial=FileKind.MINUTES
    )
    caption = forms.CharField(
        label=gettext_lazy("What does it show, or what is it called?"),
        required=False,
        max_length=300,
    )
    credit = forms.CharField(label=gettext_lazy("Who made it?"), required=False, max_length=200)
    shown = forms.CharField(
        label=gettext_lazy("On a photo: who is shown?"), required=False, max_length=300
    )
    consent = forms.NullBooleanField(
        label=gettext_lazy("On a photo: did the people shown agree?"),
        required=False,
        widget=forms.Select(
            choices=[
                ("unknown", gettext_lazy("Not known")),
                ("true", gettext_lazy("Yes")),
                ("false", gettext_lazy("No")),
            ]
        ),
    )

    @classmethod
    def of(cls, event_file: EventFile, **kwargs: Any) -> DescribeFile:
        """Return the form filled with what is known of ``event_file``."""
        return cls(initial=vars(EventFileTerms.of(event_file)), **kwargs)

    def terms(self) -> EventFileTerms:
        """Return what is said of the file."""
        return EventFileTerms.from_form(self.cleaned_data)


class AddFile(DescribeFile):
    """A new file."""

    file = CheckedFileField(
        label=gettext_lazy("Which file?"),
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint or a picture, at most 10 MB."),
        error_messages={"required": gettext_lazy("Choose a file.")},
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
        label=gettext_lazy("Which file?"),
        help_text=gettext_lazy("A picture, or a PDF, at most 10 MB."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
