"""What people are asked about what an event brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    NameField,
    RecordField,
    TextField,
    narrow,
)
from core.normalisation import fold
from core.pickers import Offer, PickField
from events.enums import OutcomeKind
from events.forms.attendance import number
from events.models import Event
from events.models.outcomes import ADOPTABLE
from events.terms.outcomes import OutcomeTerms
from network.forms.choices import ORGANIZATIONS
from network.models import CooperationArea, Organization
from partnerships.enums import Firmness
from partnerships.forms.choices import PAIRINGS
from partnerships.models import AgreementType, Pairing
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import AgreementTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.working_groups import WorkingGroupTerms

# The questions for an organization that promises or acts.
_SIDES = ("organization", "promised_by", "promised_to")


class RewordOutcome(forms.Form):
    """The words of an outcome."""

    text = LongTextField(
        _("What did they decide or recommend?"),
        missing=_("Write what they decided or recommended."),
    )


class WriteOutcome(RewordOutcome):
    """A decision, a recommendation or a document to draft, in words."""

    kind = ChoiceField(
        _("What kind of outcome is it?"),
        [(kind.value, kind.label) for kind in OutcomeKind if kind in ADOPTABLE],
        radio=True,
        initial=OutcomeKind.DECISION,
    )
    field_order = ("kind", "text")

    def terms(self) -> OutcomeTerms:
        """Return the outcome in words."""
        return OutcomeTerms(**self.cleaned_data)


class OfPairing(forms.Form):
    """Something that belongs to a pairing: one that met, or any if none did."""

    pairing = PickField(
        _("Which pairing?"),
        PAIRINGS,
        empty=_("Choose a pairing"),
        missing=_("Choose the pairing."),
    )

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Pairing.objects.visible_to(user)
        met = visible.filter(meetings__event=event)
        field: Any = self.fields["pairing"]
        self.pairings = list(met)
        field.queryset = met if self.pairings else visible.open()
        if len(self.pairings) == 1:
            field.initial = self.pairings[0].pk
            field.widget = field.hidden_widget()
        offered = field.queryset.values("pk")
        sides = Organization.objects.filter(pairing_parties__pairing__in=offered).distinct()
        shared = Offer(sides, ORGANIZATIONS)
        narrow(self, **{name: shared for name in _SIDES if name in self.fields})

    def known_answers(self) -> dict[str, Any]:
        """Return what the form would send if nobody touched it."""
        answers = {
            name: self.get_initial_for_field(self.fields[name], name) for name in self.fields
        }
        return {name: value for name, value in answers.items() if value is not None}

    def clean(self) -> dict[str, Any]:
        """Let only a party of the pairing promise or act."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        pairing = cleaned.get("pairing")
        for name in _SIDES:
            side = cleaned.get(name)
            if pairing and side and not pairing.parties.filter(organization=side).exists():
                self.add_error(name, _("Choose a side of this pairing."))
        return cleaned


class AgreeOnArea(OfPairing):
    """An agreed area: what, how firmly, for when, who promises."""

    area = RecordField(
        _("In which area?"),
        CooperationArea.objects.all(),
        empty=_("Choose an area"),
        missing=_("Choose the area."),
    )
    text = LongTextField(_("What exactly did they agree?"), rows=2)
    firmness = ChoiceField(_("How firm is it?"), Firmness, initial=Firmness.AGREED)
    starts_on = DayField(_("From which day?"))
    ends_on = DayField(_("Until which day?"))
    promised_by = PickField(_("Who promises it?"), ORGANIZATIONS, empty=_("All sides"))
    promised_to = PickField(_("For which side?"), ORGANIZATIONS, empty=_("All sides"))
    quantity = number(_("How many?"))
    unit = TextField(
        _("Of what?"), max_length=100, help_text=_("For example teachers, days or courses.")
    )

    def terms(self) -> CommitmentTerms:
        """Return what was agreed."""
        return CommitmentTerms.from_form(self.cleaned_data, agreed_on=None)


class PlanAction(OfPairing):
    """A next action: what, who, by when."""

    text = LongTextField(_("What will be done?"), missing=_("Write what will be done."), rows=2)
    organization = PickField(_("Which side does it?"), ORGANIZATIONS, empty=_("All sides"))
    due_on = DayField(_("By when?"))

    def terms(self) -> ActionTerms:
        """Return the next step."""
        return ActionTerms.partly(self.cleaned_data)


class SetUpGroup(OfPairing):
    """A working group."""

    name = NameField(
        _("What is the group called?"), missing=_("Write the name of the group."), max_length=200
    )
    mandate = LongTextField(_("What is it for?"))

    def terms(self) -> WorkingGroupTerms:
        """Return the group."""
        return WorkingGroupTerms.partly(self.cleaned_data)


class DraftAgreement(OfPairing):
    """The draft of an agreement between all sides of the pairing."""

    title = NameField(
        _("What is the agreement called?"),
        missing=_("Write the name of the agreement."),
        max_length=300,
    )
    type = RecordField(
        _("What type of agreement is it?"),
        AgreementType.objects.all(),
        empty=_("Choose a type"),
        missing=_("Choose the type."),
    )

    def terms(self) -> AgreementTerms:
        """Return the draft."""
        return AgreementTerms.partly(self.cleaned_data)


# What an outcome in words may become, and what is asked then.
Adoption: TypeAlias = AgreeOnArea | PlanAction | SetUpGroup | DraftAgreement
ADOPTIONS: Mapping[str, Callable[..., Adoption]] = {
    "commitment": AgreeOnArea,
    "action": PlanAction,
    "working_group": SetUpGroup,
    "agreement": DraftAgreement,
}


def guessed(text: str) -> dict[str, Any]:
    """Return what the words of an outcome already say, for whatever it is to become."""
    return {
        "text": text,
        "name": text[:200],
        "mandate": text,
        "title": text[:300],
        "area": _area_named_in(text),
        "firmness": Firmness.AGREED.value,
    }


def _area_named_in(text: str) -> int | None:
    """Return the one area whose name or synonym stands in ``text``."""
    words = f" {fold(text)} "
    named = {
        area.pk
        for area in CooperationArea.objects.all()
        if any(f" {fold(name)} " in words for name in (area.name, *area.synonyms))
    }
    return named.pop() if len(named) == 1 else None
