"""How it goes: the quick answer, the full update, what to do with somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, DayField, NumberField, TextField
from core.uploads import CheckedFileField, CheckedFilesField
from partnerships.enums import Answer, ReachedKind
from partnerships.forms.fields import text_field
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.operations.updates import PastDayError, check_new_day
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms

# The mail's addresses end in the short words; what people see in a link should be readable.
SHORT = {"done": "done", "going": "going_well", "late": "late", "blocked": "blocked"}
NEW_DAY = _("If you are late: which new date do you expect?")
LONGEST_LABEL = 90
MANY = 1_000_000
_ALWAYS_SHOWN = {"about", "answer", "new_due_on", "text", "attachments", "__all__"}


class _Answered(forms.Form):
    """One of four answers; everything else may stay empty."""

    answer = ChoiceField(
        _("How is it going?"), Answer, radio=True, missing=_("Choose one of the four answers.")
    )
    new_due_on = DayField(NEW_DAY)
    text = text_field(_("What happened?"), help_text=_("In any language."))

    def __init__(
        self, *args: Any, today: date, corrects: ProgressUpdate | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today, self.corrects = today, corrects

    def clean_new_due_on(self) -> date | None:
        """Ask for another day where the one that was chosen has come already."""
        day: date | None = self.cleaned_data["new_due_on"]
        try:
            check_new_day(day, corrects=self.corrects, today=self.today)
        except PastDayError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return day


class QuickUpdate(_Answered):
    """The thirty seconds: an answer, one text, one photo."""

    photo = CheckedFileField(
        label=_("A photo or a file"),
        required=False,
        widget=forms.FileInput(attrs={"data-photo-resize": True}),
    )
    change = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def new(self, *, supersedes: ProgressUpdate | None) -> NewUpdate:
        """Return the answer with the file that was chosen, if any; the link says about what."""
        cleaned = self.cleaned_data
        terms = ProgressUpdateTerms(
            answer=cleaned["answer"], text=cleaned["text"], new_due_on=cleaned["new_due_on"]
        )
        return NewUpdate(
            terms=terms,
            files=[cleaned["photo"]] if cleaned["photo"] else [],
            supersedes=supersedes,
        )


class WriteUpdate(_Answered):
    """The same with figures, challenges and any number of files."""

    about = ChoiceField(_("What is the update about?"))
    percent = NumberField(_("How much is done, in percent?"), max_value=100, size=8)
    challenges = text_field(_("What makes it difficult?"))
    attachments = CheckedFilesField(
        label=_("Photos or files"),
        help_text=_("PDF, Word, Excel, PowerPoint or pictures, up to 10 MB each."),
        required=False,
    )

    def __init__(
        self, *args: Any, pairing: Pairing, with_closed: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._with_closed, self.leaves_out_closed = with_closed, False
        self.actions = list(self._offered(pairing.actions.all()))
        self.commitments = list(self._offered(pairing.commitments.select_related("area")))
        self.fields["attachments"].widget.attrs["data-photo-resize"] = True
        about: Any = self.fields["about"]
        about.choices = self._subjects()
        for kind in ReachedKind:
            self.fields[f"{kind}_total"] = NumberField(kind.label, max_value=MANY, size=8)
            self.fields[f"{kind}_women"] = NumberField(
                _("Women (%(who)s)") % {"who": kind.label}, max_value=MANY, size=8
            )

    @property
    def asks_again_below(self) -> bool:
        """Whether a question that stands folded away was answered wrongly."""
        folded = [name for name in self.errors if name not in _ALWAYS_SHOWN]
        return self.is_bound and bool(folded)

    @property
    def reached_fields(self) -> list[tuple[Any, Any]]:
        """The questions for the people reached: how many, how many women."""
        return [(self[f"{kind}_total"], self[f"{kind}_women"]) for kind in ReachedKind]

    def new(self) -> NewUpdate:
        """Return everything that was written."""
        return NewUpdate(
            terms=ProgressUpdateTerms.from_form(self.cleaned_data, **self._subject()),
            reached=[self._reached(kind) for kind in ReachedKind],
            files=self.cleaned_data["attachments"],
            supersedes=self.corrects,
        )

    def clean(self) -> dict[str, Any]:
        """Ask again where there are more women than people."""
        for kind in ReachedKind:
            total, women = self._figures(kind)
            if total is not None and women is not None and women > total:
                self.add_error(f"{kind}_women", _("There cannot be more women than people."))
        return self.cleaned_data

    def _figures(self, kind: str) -> tuple[int | None, int | None]:
        cleaned = self.cleaned_data
        return cleaned.get(f"{kind}_total"), cleaned.get(f"{kind}_women")

    def _reached(self, kind: str) -> PeopleReachedTerms:
        total, women = self._figures(kind)
        return PeopleReachedTerms(kind=kind, total=total, women=women)

    def _subject(self) -> dict[str, Any]:
        kind, _dash, pk = self.cleaned_data["about"].partition("-")
        records_of: dict[str, list[Any]] = {"action": self.actions, "commitment": self.commitments}
        return {
            name: next((each for each in records if kind == name and str(each.pk) == pk), None)
            for name, records in records_of.items()
        }

    def _offered(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield what is open, and what is asked about or was written on though it is closed.

        The rest is history; who writes on it asks for it.
        """
        named = {self.initial.get("about"), self.data.get("about")}
        for each in items:
            is_named = f"{each._meta.model_name}-{each.pk}" in named
            if each.is_open or is_named or self._with_closed:
                yield each
            else:
                self.leaves_out_closed = True

    def _subjects(self) -> list[Any]:
        """The whole pairing, then what is offered of it."""
        groups = [
            (_("Actions"), [(f"action-{each.pk}", _short(each)) for each in self.actions]),
            (
                _("Agreed areas"),
                [(f"commitment-{each.pk}", _named(each)) for each in self.commitments],
            ),
        ]
        return [("pairing", _("The pairing as a whole")), *(group for group in groups if group[1])]


class SomebodyElse(forms.Form):
    """Who should answer instead."""

    who = TextField(_("Who should answer?"), missing=_("Write who should answer."), max_length=500)


class SendBack(forms.Form):
    """What should be changed."""

    comment = text_field(_("What should they change?"), required=True)


def about(update: ProgressUpdate) -> str:
    """Return the choice of ``WriteUpdate.about`` that an update was written on."""
    if update.action_id:
        return f"action-{update.action_id}"
    return f"commitment-{update.commitment_id}" if update.commitment_id else "pairing"


def _short(record: Action | Commitment) -> str:
    return Truncator(str(record)).chars(LONGEST_LABEL)


def _named(commitment: Commitment) -> str:
    area = str(commitment.area)
    return f"{area}: {_short(commitment)}" if commitment.text else area
