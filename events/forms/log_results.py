"""What was signed, given and handed over at a meeting: the rows of the log and of small forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.answers import RowsQuestion
from core.fields import ChoiceField, LongTextField, NameField
from core.normalisation import fold
from events.enums import OutcomeKind
from events.forms import signatures
from events.forms.log_rows import rows_of
from events.forms.participants import Directory
from events.forms.rows import LenientForm
from events.forms.signatures import Signer, Somebody, Written
from events.terms.logs import Results
from events.terms.outcomes import OutcomeTerms
from events.terms.records import DonationTerms
from events.wording import titles
from network.models import Organization
from partnerships.models import AgreementType, Pairing
from partnerships.terms.agreements import SignedAgreement
from partnerships.terms.designations import DesignationTerms

_LONGEST_CAPACITY = 200
_LONGEST_NAME = 250


class GivenForm(LenientForm):
    """A row of the log, which may stay empty; or a small form, which may not.

    ``needed`` says what is asked for once something is written.
    """

    may_be_empty = True
    needed: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in self.needed.items():
            field: Any = self.fields[name]
            field.required = not self.may_be_empty
            field.error_messages = {**field.error_messages, "required": said}

    @property
    def is_begun(self) -> bool:
        """Whether there is something to judge that was not refused yet."""
        return (self.has_changed() or not self.may_be_empty) and not self.errors

    def ask_for_the_rest(self) -> None:
        """Ask for what is missing in a row that was begun."""
        if self.is_begun:
            for name, said in self.needed.items():
                if not self.cleaned_data[name]:
                    self.add_error(name, said)


class AgreementRow(GivenForm):
    """An agreement that was signed: what it is, who signed it, and who saw that."""

    needed: ClassVar = {"type": _("Choose the type of the agreement.")}

    title = NameField(
        _("What is it called?"),
        max_length=300,
        help_text=_("If you leave it empty, we use the names of those who signed."),
    )
    type = ChoiceField(_("What type of agreement is it?"), required=False)
    parties = LongTextField(
        _("Who signed it?"),
        help_text=_("One organization on each line. For example: NPIC: Dara Sok, Dean."),
    )
    witnesses = LongTextField(
        _("Who were the witnesses?"), help_text=_("One person on each line: name, position.")
    )

    def __init__(
        self,
        *args: Any,
        kinds: Mapping[str, AgreementType],
        sides: Sequence[Organization] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kinds, self._sides = kinds, sides
        field: Any = self.fields["type"]
        field.choices = [("", _("Choose a type")), *((key, one.name) for key, one in kinds.items())]
        if len(sides) >= signatures.A_CONTRACT:
            parties: Any = self.fields["parties"]
            parties.help_text = (
                f"{parties.help_text} {_('If you leave it empty, all sides signed it.')}"
            )

    def clean_type(self) -> AgreementType | None:
        """Return the type."""
        return self._kinds.get(self.cleaned_data["type"])

    def clean_parties(self) -> list[Signer]:
        """Return those who signed, one of each line; nothing where all sides did."""
        found = signatures.signers(self.cleaned_data["parties"])
        if any(len(one.organization) > _LONGEST_NAME for one in found):
            raise forms.ValidationError(_("Write each organization on a new line."))
        _check_capacities(one.by for one in found)
        return found

    def clean_witnesses(self) -> list[Somebody]:
        """Return those who saw it, one of each line."""
        found = signatures.people(self.cleaned_data["witnesses"])
        _check_capacities(found)
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for what an agreement cannot be without."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        too_few = self.is_begun and len(cleaned["parties"] or self._sides) < signatures.A_CONTRACT
        self.ask_for_the_rest()
        if too_few:
            self.add_error("parties", _("Write at least two organizations that signed."))
        return cleaned

    def written(self) -> Written:
        """Return the agreement as it was written."""
        cleaned = self.cleaned_data
        return Written(
            title=cleaned["title"],
            type=cleaned["type"],
            signers=cleaned["parties"] or signatures.of_sides(self._sides),
            witnesses=cleaned["witnesses"],
        )


class TitleRow(GivenForm):
    """A title that one organization gave another."""

    needed: ClassVar = {
        "title": _("Write the title that they gave."),
        "giver": _("Write who gave the title."),
        "holder": _("Write who holds the title now."),
    }

    title = NameField(_("Which title did they give?"), max_length=200)
    giver = NameField(_("Who gave it?"), max_length=_LONGEST_NAME)
    holder = NameField(_("Who holds it now?"), max_length=_LONGEST_NAME)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, and for two different organizations."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_for_the_rest()
        if self.is_begun and fold(cleaned["giver"]) == fold(cleaned["holder"]):
            self.add_error("holder", _("Choose a different organization from the giver."))
        return cleaned

    @property
    def names(self) -> list[str]:
        """The organizations as they were written."""
        return [self.cleaned_data["giver"], self.cleaned_data["holder"]]

    def terms(
        self, directory: Directory, *, pairing: Pairing | None
    ) -> DesignationTerms | OutcomeTerms:
        """Return the title; in words where the directory does not know both."""
        title = self.cleaned_data["title"]
        giver, holder = (directory.organization(name) for name in self.names)
        if giver is None or holder is None or giver == holder:
            text = titles.conferred(title, *self.names)
            return OutcomeTerms(kind=OutcomeKind.DESIGNATION, text=text)
        is_own = signatures.is_between(pairing, [giver, holder])
        return DesignationTerms(
            title=title,
            conferred_by=giver,
            conferred_on=holder,
            pairing=pairing if is_own else None,
        )


class DonationRow(GivenForm):
    """What was given or handed over; who, how many and what worth may be unknown."""

    needed: ClassVar = {"what": _("Write what they handed over.")}

    what = NameField(_("What did they hand over?"), max_length=300)
    quantity = NameField(_("How many?"), max_length=100)
    giver = NameField(_("Who gave it?"), max_length=_LONGEST_NAME)
    receiver = NameField(_("Who received it?"), max_length=_LONGEST_NAME)
    value = NameField(_("What is it worth?"), max_length=100)

    def clean(self) -> dict[str, Any]:
        """Ask for the thing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_for_the_rest()
        return cleaned

    @property
    def names(self) -> list[str]:
        """The organizations as they were written."""
        return [self.cleaned_data["giver"], self.cleaned_data["receiver"]]

    def terms(self, directory: Directory) -> DonationTerms:
        """Return what was handed over, with those linked that the directory surely knows."""
        cleaned = self.cleaned_data
        giver, receiver = (directory.organization(name) for name in self.names)
        return DonationTerms(
            what=cleaned["what"],
            giver=giver,
            giver_name=cleaned["giver"],
            receiver=receiver,
            receiver_name=cleaned["receiver"],
            quantity=cleaned["quantity"],
            value=cleaned["value"],
        )


class GivenRows:
    """The rows of a log about what was signed, given and handed over."""

    def __init__(self, data: Any, pairing: Pairing | None) -> None:
        self._pairing = pairing
        sides = [party.organization for party in pairing.parties.all()] if pairing else []
        about = {"kinds": kinds(), "sides": sides}
        self.agreements = rows_of(AgreementRow, "agreements", data, **about)
        self.titles = rows_of(TitleRow, "conferred", data)
        self.donations = rows_of(DonationRow, "donations", data)

    @property
    def parts(self) -> list[Any]:
        """The sets of rows, in the order of the page."""
        return [self.agreements, self.titles, self.donations]

    @property
    def questions(self) -> list[RowsQuestion]:
        """The questions of the rows, to say what differs when the page is sent again."""
        labels = (_("Agreements signed"), _("Titles given"), _("Handed over"))
        pairs = zip(labels, self.parts, strict=True)
        return [RowsQuestion(str(label), part, part) for label, part in pairs]

    @property
    def has_any(self) -> bool:
        """Whether something stands in one of the rows."""
        return any(part.filled() for part in self.parts)

    @property
    def names(self) -> list[str]:
        """All organizations as they were written."""
        rows = [*self.titles.filled(), *self.donations.filled()]
        written = (row.written() for row in self.agreements.filled())
        signed = (signer.organization for each in written for signer in each.signers)
        return [*signed, *(name for row in rows for name in row.names if name)]

    def too_early(self) -> Iterable[tuple[Any, str, Any]]:
        """Say of each row that nothing was signed or given at a meeting that is to come."""
        said = _("This meeting is in the future. Write this down after the meeting.")
        for part, name in zip(self.parts, ("type", "title", "what"), strict=True):
            yield from ((row, name, said) for row in part.filled())

    def results(self, directory: Directory) -> Results:
        """Return what was signed, given and handed over; ``outcomes`` are those in words."""
        written = [row.written() for row in self.agreements.filled()]
        made: list[SignedAgreement | DesignationTerms | OutcomeTerms] = [
            *signatures.agreements(written, directory, pairing=self._pairing),
            *(row.terms(directory, pairing=self._pairing) for row in self.titles.filled()),
        ]
        return Results(
            agreements=[each for each in made if isinstance(each, SignedAgreement)],
            designations=[each for each in made if isinstance(each, DesignationTerms)],
            outcomes=[each for each in made if isinstance(each, OutcomeTerms)],
            donations=[row.terms(directory) for row in self.donations.filled()],
        )


def kinds() -> dict[str, AgreementType]:
    """Return the types of agreements by the keys that a menu sends."""
    return {str(each.pk): each for each in AgreementType.objects.all()}


def _check_capacities(people: Iterable[Somebody]) -> None:
    if any(len(one.capacity) > _LONGEST_CAPACITY for one in people):
        raise forms.ValidationError(_("Write each position in at most 200 letters."))
