"""What it takes to start a pairing, correct it, and move it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, DayField, NameField, NumberField, RecordField, narrow
from core.pickers import Offer, PickField
from core.terms import TermsForm
from network.forms.choices import ORGANIZATIONS, ask_for_programme
from network.models import Programme
from partnerships.enums import CLOSED_PHASES, REASONED_PHASES, CooperationRole, PairingPhase
from partnerships.forms.choices import to_be_paired
from partnerships.forms.fields import text_field
from partnerships.forms.rows import Rows
from partnerships.models import Pairing
from partnerships.terms.endings import Ending
from partnerships.terms.pairings import PairingPartyTerms, PairingTerms

FIRST_PHASES = [
    (phase.value, phase.label)
    for phase in PairingPhase
    if phase not in CLOSED_PHASES and phase not in REASONED_PHASES
]
ROLES = [("", _("No special role")), *CooperationRole.choices]
A_PAIR = 2


class AboutPairing(TermsForm[PairingTerms]):
    """What is written of a pairing besides its sides."""

    terms_class = PairingTerms
    programme = RecordField(
        _("In which programme?"),
        Programme.objects.all(),
        empty=_("No programme"),
    )
    started_on = DayField(_("Since when are they paired?"))
    title = NameField(
        _("What is the pairing called?"),
        help_text=_("If you leave it empty, we use the names of the institutions."),
        max_length=300,
    )
    rhythm_days = NumberField(
        _("After how many days without contact should we ask?"),
        required=True,
        initial=90,
        min_value=7,
        max_value=730,
        size=8,
    )
    note = text_field(_("What else should we know?"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_programme(self, user=user)


class StartPairing(AboutPairing):
    """A new pairing; ``confirmed`` lets a second pairing of the same sides through."""

    phase = ChoiceField(_("Which phase are they in?"), FIRST_PHASES, initial=PairingPhase.ACTIVE)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def typed(cls, data: Mapping[str, Any], *, user: User) -> Self:
        """Return the form as it was typed, not judged yet."""
        return cls(initial={name: data.get(name) for name in cls.base_fields}, user=user)


class Side(forms.Form):
    """One institution of a new pairing."""

    organization = PickField(
        _("Which institution?"), ORGANIZATIONS, empty=_("Choose an institution")
    )
    role = ChoiceField(_("Which role does it play?"), ROLES, required=False)

    def __init__(self, *args: Any, members: Offer, **options: Any) -> None:
        super().__init__(*args, **options)
        narrow(self, organization=members)


class _Sides(Rows):
    """Two sides or more, each named once; an empty row is ignored."""

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        members = Offer(to_be_paired(user), ORGANIZATIONS)
        super().__init__(*args, **{**options, "form_kwargs": {"members": members}})
        members.known(form["organization"].value() for form in self.forms)

    def clean(self) -> None:
        """Ask for two different institutions."""
        if any(self.errors):
            return
        chosen = [side.organization for side in self.terms()]
        if len(set(chosen)) < A_PAIR:
            raise forms.ValidationError(_("Choose at least two institutions."))
        if len(chosen) > len(set(chosen)):
            raise forms.ValidationError(_("Choose each institution only once."))

    def terms(self) -> list[PairingPartyTerms]:
        """Return the institutions that were chosen, in their order, with their roles."""
        return [PairingPartyTerms.from_form(row) for row in self.filled if row.get("organization")]


# Formsets made by the factory carry no types of their own.
Sides: Any = forms.formset_factory(Side, formset=_Sides, extra=0, min_num=2, max_num=12)


class EditPairing(AboutPairing):
    """A pairing as it is, with the role of each side."""

    def __init__(self, *args: Any, pairing: Pairing, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = list(pairing.parties.select_related("organization"))
        for party in self.parties:
            self.fields[f"role_{party.pk}"] = ChoiceField(
                _("Which role does %(name)s play in South-South cooperation?")
                % {"name": party.organization.short_name},
                ROLES,
                required=False,
                initial=party.role,
            )

    @property
    def role_fields(self) -> list[Any]:
        """The questions for the roles, one a side."""
        return [self[f"role_{party.pk}"] for party in self.parties]

    def parties_terms(self) -> list[PairingPartyTerms]:
        """Return the role that was chosen for each side."""
        return [
            PairingPartyTerms(
                organization=party.organization, role=self.cleaned_data[f"role_{party.pk}"]
            )
            for party in self.parties
        ]


class MovePairing(forms.Form):
    """Another phase, and why."""

    phase = ChoiceField(_("Which phase is the pairing in now?"), radio=True)
    reason = text_field(_("Why?"), help_text=_("Write this if you pause the pairing."))

    def __init__(self, *args: Any, pairing: Pairing, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["phase"]
        field.choices = [
            (phase.value, phase.label)
            for phase in PairingPhase
            if phase not in CLOSED_PHASES and phase != pairing.phase
        ]


class ClosePairing(forms.Form):
    """How a pairing ended, when, and why."""

    phase = ChoiceField(
        _("How did it end?"),
        [
            (PairingPhase.CONCLUDED.value, _("Concluded as planned")),
            (PairingPhase.ENDED_EARLY.value, _("Ended early")),
        ],
        radio=True,
    )
    on = DayField(_("On which day?"), required=True)
    reason = text_field(_("Why?"), help_text=_("Write this if the pairing ended early."))

    def ending(self) -> Ending:
        """Return how the pairing ended."""
        cleaned = self.cleaned_data
        return Ending(state=cleaned["phase"], on=cleaned["on"], reason=cleaned["reason"])
