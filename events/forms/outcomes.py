"""What people are asked about what an event brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.fields import DayField, LongTextField, NameField
from core.normalisation import fold
from events.enums import OutcomeKind
from events.forms.attendance import number
from events.models import Event
from events.models.outcomes import ADOPTABLE
from events.terms.outcomes import OutcomeTerms
from network.models import CooperationArea, Organization
from partnerships.enums import Firmness
from partnerships.models import AgreementType, Pairing
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import AgreementTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.working_groups import WorkingGroupTerms


class WriteOutcome(forms.Form):
    """A decision, a recommendation or a document to draft, in words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of outcome is it?"),
        choices=[(kind.value, kind.label) for kind in OutcomeKind if kind in ADOPTABLE],
        widget=forms.RadioSelect,
        initial=OutcomeKind.DECISION,
    )
    text = LongTextField(
        label=gettext_lazy("What was decided or recommended?"),
        error_messages={"required": gettext_lazy("Write what was decided or recommended.")},
    )

    def terms(self) -> OutcomeTerms:
        """Return the outcome in words."""
        return OutcomeTerms(kind=self.cleaned_data["kind"], text=self.cleaned_data["text"])


class RewordOutcome(forms.Form):
    """The words of an outcome."""

    text = LongTextField(
        label=gettext_lazy("What was decided or recommended?"),
        error_messages={"required": gettext_lazy("Write what was decided or recommended.")},
    )


class OfPairing(forms.Form):
    """Something that belongs to a pairing: one that met, or any if none did."""

    pairing = forms.ModelChoiceField(
        label=gettext_lazy("Which pairing?"),
        queryset=Pairing.objects.none(),
        empty_label=gettext_lazy("Choose a pairing"),
        error_messages={"required": gettext_lazy("Choose the pairing.")},
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

    def sides(self) -> Any:
        """Return the organizations that may promise or act."""
        queryset: Any = self.fields["pairing"]
        parties = Organization.objects.filter(
            pairing_parties__pairing__in=queryset.queryset.values("pk")
        )
        return parties.distinct()

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
        for name in ("organization", "promised_by", "promised_to"):
            side = cleaned.get(name)
            if pairing and side and not pairing.parties.filter(organization=side).exists():
                self.add_error(name, _("Choose a side of this pairing."))
        return cleaned


class AgreeOnArea(OfPairing):
    """An agreed area: what, how firmly, for when, who promises."""

    area = forms.ModelChoiceField(
        label=gettext_lazy("In which area?"),
        queryset=CooperationArea.objects.all(),
        empty_label=gettext_lazy("Choose an area"),
        error_messages={"required": gettext_lazy("Choose the area.")},
    )
    text = LongTextField(
        rows=2,
        label=gettext_lazy("What exactly was agreed?"),
        required=False,
    )
    firmness = forms.ChoiceField(
        label=gettext_lazy("How firm is it?"), choices=Firmness.choices, initial=Firmness.AGREED
    )
    starts_on = DayField(label=gettext_lazy("From which day?"), required=False)
    ends_on = DayField(label=gettext_lazy("Until which day?"), required=False)
    promised_by = forms.ModelChoiceField(
        label=gettext_lazy("Who promises it?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("All sides"),
    )
    promised_to = forms.ModelChoiceField(
        label=gettext_lazy("To whom?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("All sides"),
    )
    quantity = number(gettext_lazy("How many?"))
    unit = forms.CharField(
        label=gettext_lazy("Of what?"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("For example teachers, days or courses."),
    )

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, event=event, user=user, **kwargs)
        for name in ("promised_by", "promised_to"):
            field: Any = self.fields[name]
            field.queryset = self.sides()

    def terms(self) -> CommitmentTerms:
        """Return what was agreed."""
        return CommitmentTerms.from_form(self.cleaned_data, agreed_on=None)


class PlanAction(OfPairing):
    """A next action: what, who, by when."""

    text = LongTextField(
        rows=2,
        label=gettext_lazy("What will be done?"),
        error_messages={"required": gettext_lazy("Write what will be done.")},
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Which side does it?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("All sides"),
    )
    due_on = DayField(label=gettext_lazy("By when?"), required=False)

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, event=event, user=user, **kwargs)
        field: Any = self.fields["organization"]
        field.queryset = self.sides()

    def terms(self) -> ActionTerms:
        """Return the next step."""
        cleaned = self.cleaned_data
        return ActionTerms(
            text=cleaned["text"], organization=cleaned["organization"], due_on=cleaned["due_on"]
        )


class SetUpGroup(OfPairing):
    """A working group."""

    name = NameField(
        label=gettext_lazy("What is the group called?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write what the group is called.")},
    )
    mandate = LongTextField(
        label=gettext_lazy("What is it for?"),
        required=False,
    )

    def terms(self) -> WorkingGroupTerms:
        """Return the group."""
        return WorkingGroupTerms(
            name=self.cleaned_data["name"], mandate=self.cleaned_data["mandate"]
        )


class DraftAgreement(OfPairing):
    """The draft of an agreement between all sides of the pairing."""

    title = NameField(
        label=gettext_lazy("What is the agreement called?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what the agreement is called.")},
    )
    type = forms.ModelChoiceField(
        label=gettext_lazy("What type of agreement is it?"),
        queryset=AgreementType.objects.all(),
        empty_label=gettext_lazy("Choose a type"),
        error_messages={"required": gettext_lazy("Choose the type.")},
    )

    def terms(self) -> AgreementTerms:
        """Return the draft."""
        return AgreementTerms(
            title=self.cleaned_data["title"],
            type=self.cleaned_data["type"],
            pairing=self.cleaned_data["pairing"],
        )


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
