"""The question for a pasted list: what it may be, and what became of each line before it counts.

A list is shown as it was read, and counts when it is sent once more as it was shown. No script is
needed for that, and any form can ask for a list in this way: ``ChecksList`` beside its field.
A file that is chosen there becomes lines of the same text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import formats
from core.fields import TextField
from core.uploads import MAX_BYTES, UploadRefusedError
from events.enums import AddressFate, NoPerson
from events.forms import pasted_files
from events.forms.participants import Directory, Listed, listed_on
from events.forms.pasted_addresses import addresses_to_keep, is_address
from events.forms.pasted_people import Outcome, outcomes
from events.forms.pasted_rows import MOST_LETTERS
from events.forms.rows import REFRESH

MOST_PEOPLE = 500


def refuse_what_is_no_list(text: str) -> list[Outcome]:
    """Return what each line is.

    :raises forms.ValidationError: if the list is longer than one page can hold, or a line is.
    """
    if len(text) > MOST_LETTERS:
        raise forms.ValidationError(pasted_files.TOO_LONG % {"most": f"{MOST_LETTERS:,}"})
    found = outcomes(text)
    if sum(one.line is not None for one in found) > MOST_PEOPLE:
        raise forms.ValidationError(
            _("Paste at most %(most)s people. Add the others after you save.")
            % {"most": MOST_PEOPLE}
        )
    if too_long := [one.written[:40] for one in found if one.why == NoPerson.TOO_LONG]:
        raise forms.ValidationError(
            _("This line is too long: “%(start)s…”. Write each person on a new line.")
            % {"start": too_long[0]}
        )
    return found


def seal(text: str) -> str:
    """Return what tells this text from another; a browser sends other ends of lines than ours."""
    lines = [line for line in text.strip().splitlines() if line]
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class Shown:
    """One line as the preview tells it."""

    outcome: Outcome
    listed: Listed | None
    is_known: bool
    # What becomes of the e-mail address.
    mail: AddressFate | None = None

    @property
    def notes(self) -> list[str]:
        """What somebody should know who wrote the line, in sentences."""
        return list(self._notes())

    def _notes(self) -> Iterator[str]:
        if self.listed and self.listed.is_twice:
            yield _("This person is on the list already. We count them once.")
        if self.mail:
            yield str(self.mail.label)
        if words := self.outcome.said_to_be_left_out:
            yield _("We left out: %(words)s.") % {"words": "; ".join(words)}


class Preview:
    """What becomes of a pasted list: who is on it, and which lines are no people."""

    def __init__(self, text: str, user: User, *, enters: bool = False, refused: str = "") -> None:
        self.text = text
        self.refused = refused
        self.user = user
        self.enters = enters

    @property
    def seal(self) -> str:
        """What the list must be sent with to count."""
        return seal(self.text)

    @cached_property
    def problem(self) -> str:
        """Why the list, or the file of it, is no list at all, in a sentence."""
        if self.refused:
            return self.refused
        try:
            refuse_what_is_no_list(self.text)
        except forms.ValidationError as refused:
            return refused.messages[0]
        return ""

    @cached_property
    def people(self) -> list[Shown]:
        """The lines that are people."""
        people = [one for one in self._outcomes if one.line]
        listed = listed_on([one.line for one in people if one.line], Directory(by=self.user))
        kept = addresses_to_keep(listed, self.user)
        return [
            Shown(one, who, who.terms.person is not None, self._fate(who, kept))
            for one, who in zip(people, listed, strict=True)
        ]

    def _fate(self, who: Listed, kept: Mapping[int, str]) -> AddressFate | None:
        if not who.mail:
            return None
        person = who.terms.person
        if person and kept.get(person.pk) == who.mail:
            return AddressFate.KEPT
        is_new = self.enters and not person and not who.is_twice
        return AddressFate.ENTERED if is_new and is_address(who.mail) else AddressFate.LEFT_OUT

    @property
    def others(self) -> list[Outcome]:
        """The lines that are no people."""
        return [one for one in self._outcomes if not one.line]

    @property
    def summary(self) -> str:
        """How many people there are, in a sentence."""
        once = sum(not one.listed.is_twice for one in self.people if one.listed)
        return ngettext(
            "%(count)s person is on the list.", "%(count)s people are on the list.", once
        ) % {"count": formats.number(once)}

    @cached_property
    def _outcomes(self) -> list[Outcome]:
        return [] if self.problem else outcomes(self.text)


class PastedList(forms.Textarea):
    """A box for a list, a file instead, a button to check it, and what becomes of each line."""

    template_name = "components/pasted_list.html"
    needs_multipart_form = True
    reader: User | None = None
    # Whether who is new and has an address enters the directory.
    enters = False
    # A template: what htmx does with the button, where the whole form is no part of the page.
    button: str = ""
    # Why the file that was sent is not taken.
    refused: str = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add what became of the list."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if (value or self.refused) and self.reader:
            context["preview"] = Preview(
                value or "", self.reader, enters=self.enters, refused=self.refused
            )
        context["file"] = {"largest": MAX_BYTES, "accept": pasted_files.ACCEPT}
        context["wrong_kind"] = pasted_files.WRONG_KIND
        return context | {"refresh": REFRESH, "button": self.button}


class PastedListField(TextField):
    """A list of people, one on a line, as it was copied from anywhere."""

    widget = PastedList

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, widget=PastedList(attrs={"rows": 4}), **options)

    def clean(self, value: Any) -> str:
        """Refuse what is no list."""
        box: Any = self.widget
        if box.refused:
            raise forms.ValidationError(box.refused)
        text: str = super().clean(value)
        refuse_what_is_no_list(text)
        return text


class ChecksList(forms.Form):
    """A form with one pasted list; it is valid when the list was shown as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._take_file()

    def show_list_to(self, user: User, *, button: str = "", enters: bool = False) -> None:
        """Let the preview tell what ``user`` may know."""
        box: Any = self.fields[self._list_name].widget
        box.reader, box.button, box.enters = user, button, enters

    @property
    def waits_for_check(self) -> bool:
        """Whether the list must be looked at before it counts."""
        name = self.add_prefix(self._list_name)
        text = self.data.get(name, "")
        if not text.strip():
            return REFRESH in self.data
        return REFRESH in self.data or self.data.get(f"{name}_checked") != seal(text)

    def is_valid(self) -> bool:
        """Say whether the form can be saved."""
        return super().is_valid() and not self.waits_for_check

    def _take_file(self) -> None:
        """Write the rows of a file below what stands in the box, as if they had been pasted."""
        name = self.add_prefix(self._list_name)
        upload = self.files.get(f"{name}_file")
        if not upload:
            return
        box: Any = self.fields[self._list_name].widget
        sent: Any = self.data
        data = sent.copy()
        self.files = self.files.copy()
        del self.files[f"{name}_file"]
        try:
            read = pasted_files.text_of(upload)
        except UploadRefusedError as refused:
            box.refused = f"{upload.name}: {refused}"
            return
        data[name] = "\n".join(filter(None, [data.get(name, "").strip(), read]))
        self.data = data
        # What a script keeps of the box is older.
        box.attrs["data-anew"] = True

    @cached_property
    def _list_name(self) -> str:
        return next(
            name for name, field in self.fields.items() if isinstance(field, PastedListField)
        )
