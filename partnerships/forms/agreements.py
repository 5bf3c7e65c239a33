"""What it takes to write down an agreement, its parties and witnesses, and to sign or stop it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import formats
from core.answers import RowsQuestion
from core.fields import (
    ChoiceField,
    DayField,
    NameField,
    RecordField,
    RecordsField,
    TextField,
    TickField,
    narrow,
)
from core.pickers import Offer, PickField, typed_at
from core.uploads import CheckedFileField
from network.forms.choices import ORGANIZATIONS
from network.models import CooperationArea, Country, Organization, Person
from network.queries.matching import link_person
from partnerships.enums import STOPPED_AGREEMENTS, AgreementState
from partnerships.forms.choices import AGREEMENTS, PAIRINGS, ask_for_pairing, is_concern_of
from partnerships.forms.fields import text_field
from partnerships.forms.rows import Rows
from partnerships.models import Agreement, AgreementType, Pairing
from partnerships.terms.agreements import (
    AgreementPartyTerms,
    AgreementTerms,
    AgreementWitnessTerms,
)

A_CONTRACT = 2
SIGNED = AgreementState.SIGNED


class WriteAgreement(forms.Form):
    """The agreement itself."""

    title = NameField(_("What is the agreement called?"), required=True, max_length=300)
    type = RecordField(
        _("What type of agreement is it?"),
        AgreementType.objects.all(),
        empty=_("Choose a type"),
        required=True,
    )
    pairing = PickField(_("Which pairing does it belong to?"), PAIRINGS, empty=_("No pairing"))
    parties_confirmed = TickField(
        _("We know which parties sign"),
        help_text=_("Remove the tick if the document does not say who signs."),
        initial=True,
    )
    areas = RecordsField(_("Which areas does it cover?"), CooperationArea.objects.all())
    starts_on = DayField(_("Valid from which day?"))
    ends_on = DayField(_("Valid until which day?"))
    is_open_ended = TickField(_("It has no end"))
    renews = PickField(_("Which earlier agreement does it renew?"), AGREEMENTS, empty=_("None"))
    place = TextField(_("Where is it signed?"), max_length=200)
    note = text_field(_("What else should we know?"))

    def __init__(self, *args: Any, user: User, agreement: Agreement | None, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["pairing"].queryset = Pairing.objects.visible_to(user)
        may_lack_it = agreement is not None and agreement.pairing_id is None
        ask_for_pairing(self, user=user, may_lack_it=may_lack_it)
        own = agreement.pk if agreement else None
        earlier = Agreement.objects.visible_to(user)
        if agreement:
            earlier = earlier.exclude(pk=agreement.pk)
        fields["renews"].queryset = earlier.filter(Q(renewed_by=None) | Q(renewed_by=own))
        for name in ("pairing", "renews"):
            # What the user may not see stays as it is.
            chosen = getattr(agreement, f"{name}_id", None)
            if chosen and not fields[name].queryset.filter(pk=chosen).exists():
                del fields[name]

    def clean(self) -> dict[str, Any]:
        """Say which day to change when the days contradict each other."""
        data = self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if last and data.get("is_open_ended"):
            self.add_error("ends_on", _("Clear this day, or remove the tick from “It has no end”."))
        if first and last and last < first:
            self.add_error("ends_on", _("Choose a day after the first day."))
        return data


class Party(forms.Form):
    """One party, and who signs for it."""

    organization = PickField(
        _("Which organization?"), ORGANIZATIONS, empty=_("Choose an organization")
    )
    signatory_name = NameField(_("Who signs for it?"), max_length=200)
    capacity = TextField(_("Which position, as in the document?"), max_length=200)
    signed_on = DayField(_("On which day did they sign?"))

    def __init__(self, *args: Any, organizations: Offer, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(self, organization=organizations)

    def clean(self) -> dict[str, Any]:
        """A signature needs its party."""
        if self.has_changed() and not self.cleaned_data.get("organization"):
            self.add_error("organization", _("Choose the organization, or clear this row."))
        return self.cleaned_data


class _Parties(Rows):
    """Two parties or more, each named once."""

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        # A ministry or a department may sign, too.
        bound = Offer(Organization.objects.visible_to(user), ORGANIZATIONS)
        super().__init__(*args, **{**options, "form_kwargs": {"organizations": bound}})
        self.user = user
        bound.known(form["organization"].value() for form in self.forms)

    def clean(self) -> None:
        """Ask for two different parties, one of them the user's own concern."""
        if any(self.errors):
            return
        chosen = [row["organization"] for row in self.filled]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Name each party only once."))
        if len(chosen) < A_CONTRACT:
            raise forms.ValidationError(_("Name at least two different parties."))
        if not is_concern_of(self.user, chosen):
            raise forms.ValidationError(
                _("Name your own organization, or one of your country, among the parties.")
            )


class Witness(forms.Form):
    """Somebody who attended the signing."""

    name = NameField(_("Who attended?"), max_length=200)
    capacity = TextField(_("Which position, as in the document?"), max_length=200)

    def clean(self) -> dict[str, Any]:
        """A position needs its name."""
        if self.has_changed() and not self.cleaned_data.get("name"):
            self.add_error("name", _("Write the name, or clear this row."))
        return self.cleaned_data


# Formsets made by the factory carry no types of their own.
Parties: Any = forms.formset_factory(Party, formset=_Parties, extra=0, min_num=2, max_num=20)
Witnesses: Any = forms.formset_factory(Witness, formset=Rows, extra=1, max_num=20)


class Sheet:
    """The whole page: the agreement, its parties and its witnesses."""

    def __init__(
        self,
        *,
        user: User,
        agreement: Agreement | None = None,
        pairing: Pairing | None = None,
        data: Any = None,
    ) -> None:
        self.agreement, self.pairing = agreement, pairing
        self.user = user
        self.is_growing = any(f"add_{name}" in (data or ()) for name in ("parties", "witnesses"))
        about: dict[str, Any] = {"user": user, "agreement": agreement}
        if self.is_growing:
            self.form = WriteAgreement(initial=_typed(data), **about)
            self.parties: Any = Parties.longer(data, prefix="parties", user=user)
            self.witnesses: Any = Witnesses.longer(data, prefix="witnesses")
            return
        self.form = WriteAgreement(data, initial=_initial(agreement, pairing), **about)
        # A row that was sent as it is known has to count as filled: it gets nothing to begin with.
        if data is None:
            self.parties, self.witnesses = self._known_parties(), self._known_witnesses()
        else:
            self.parties = Parties(data, prefix="parties", user=user)
            self.witnesses = Witnesses(data, prefix="witnesses")

    @property
    def rows(self) -> tuple[RowsQuestion, ...]:
        """Return the parties and the witnesses, as they are known and as they were sent."""
        return (
            RowsQuestion(gettext("Parties"), self._known_parties(), self.parties),
            RowsQuestion(gettext("Witnesses"), self._known_witnesses(), self.witnesses),
        )

    def _known_parties(self) -> Any:
        return Parties(
            initial=_initial_parties(self.agreement, self.pairing),
            prefix="parties",
            user=self.user,
        )

    def _known_witnesses(self) -> Any:
        return Witnesses(initial=_initial_witnesses(self.agreement), prefix="witnesses")

    def is_valid(self) -> bool:
        """Say whether everything can be saved; all three are judged, so all errors are shown."""
        return all([self.form.is_valid(), self.parties.is_valid(), self.witnesses.is_valid()])

    def terms(self) -> AgreementTerms:
        """Return the agreement; what its writer may not see stays as it is."""
        hidden = WriteAgreement.base_fields.keys() - self.form.fields.keys()
        kept = {name: getattr(self.agreement, name, None) for name in hidden}
        return AgreementTerms.from_form(self.form.cleaned_data, **kept)

    def areas(self) -> list[CooperationArea]:
        """Return the areas that the agreement covers."""
        return list(self.form.cleaned_data["areas"])

    def parties_terms(self) -> list[AgreementPartyTerms]:
        """Return the parties; a signatory of the directory is linked where there is no doubt."""
        return [
            AgreementPartyTerms.from_form(
                row, signatory=self._person(row["signatory_name"], row["organization"])
            )
            for row in self.parties.filled
        ]

    def witnesses_terms(self) -> list[AgreementWitnessTerms]:
        """Return the witnesses; a person of the directory is linked where there is no doubt."""
        return [
            AgreementWitnessTerms.from_form(row, person=self._person(row["name"]))
            for row in self.witnesses.filled
        ]

    def _person(self, name: str, organization: Organization | None = None) -> Person | None:
        """Return who stood there under this name before, or whom it surely means."""
        return _linked(self.agreement).get(name) or link_person(name, organization, by=self.user)


class SignAgreement(forms.Form):
    """When the agreement was signed; the day may be unknown."""

    on = DayField(
        _("On which day was it signed?"),
        help_text=_("Leave it empty if you do not know the day."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date | None:
        """Refuse a day that is still to come: nobody has signed on it."""
        on: date | None = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError(_("This day is in the future. Enter it after the signing."))
        return on


class MoveAgreement(forms.Form):
    """Where the agreement stands now, and why if it was stopped."""

    state = ChoiceField(_("What is the state of the agreement now?"), radio=True)
    reason = text_field(
        _("Why?"),
        help_text=_("Write this if you suspend, terminate or cancel the agreement."),
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        now = AgreementState(agreement.state)
        field: Any = self.fields["state"]
        field.choices = [
            (state.value, _("Signed, in use again") if state == SIGNED else state.label)
            for state in AgreementState
            # A first signing has a page of its own: it asks for the day.
            if now.can_become(state) and (state != SIGNED or now == AgreementState.SUSPENDED)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask why an agreement was stopped."""
        data = self.cleaned_data
        if data.get("state") in STOPPED_AGREEMENTS and not data.get("reason"):
            self.add_error("reason", _("Say why the agreement was stopped."))
        return data


class AddAgreementFile(forms.Form):
    """The text of the agreement in one language."""

    file = CheckedFileField(
        label=_("Which file?"),
        help_text=_("PDF, Word, Excel, PowerPoint or a picture, up to 10 MB."),
    )
    language = ChoiceField(_("In which language is it written?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["language"]
        field.choices = language_choices()


def language_choices() -> list[tuple[str, Any]]:
    """Return English and the languages of the network's countries, named in English."""
    spoken = {code for row in Country.objects.values_list("languages", flat=True) for code in row}
    known = [(code, formats.language(code)) for code in sorted({"en", *spoken})]
    return [("", _("Not known")), *known]


def _linked(agreement: Agreement | None) -> dict[str, Person]:
    if agreement is None:
        return {}
    signed = [row.signatory for row in agreement.parties.select_related("signatory")]
    seen = [row.person for row in agreement.witnesses.select_related("person")]
    return {person.name: person for person in [*signed, *seen] if person}


def _initial(agreement: Agreement | None, pairing: Pairing | None) -> dict[str, Any]:
    if agreement is None:
        return {"pairing": pairing}
    areas = [row.area_id for row in agreement.areas.all()]
    return {**vars(AgreementTerms.of(agreement)), "areas": areas}


def _typed(data: Any) -> dict[str, Any]:
    """Return what was typed, to be shown again without being judged."""
    names = WriteAgreement.base_fields
    return {name: data.getlist(name) if name == "areas" else typed_at(data, name) for name in names}


def _initial_parties(agreement: Agreement | None, pairing: Pairing | None) -> list[dict[str, Any]]:
    """Return the parties as they are known; of an agreement to be they are the pairing's sides."""
    if agreement is None:
        sides = pairing.parties.all() if pairing else []
        return [{"organization": side.organization_id} for side in sides]
    rows = agreement.parties.select_related("organization", "signatory")
    return [
        vars(AgreementPartyTerms.of(party))
        | {"signatory_name": party.signatory_name or str(party.signatory or "")}
        for party in rows
    ]


def _initial_witnesses(agreement: Agreement | None) -> list[dict[str, Any]]:
    if agreement is None:
        return []
    rows = agreement.witnesses.select_related("person")
    return [{"name": row.name or str(row.person), "capacity": row.capacity} for row in rows]
