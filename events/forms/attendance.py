"""What people are asked about those who took part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import (
    ChoiceField,
    ChoicesField,
    NameField,
    NumberField,
    RecordField,
    TextField,
    narrow,
)
from core.pickers import PickField, PicksField
from core.terms import TermsForm
from events.enums import (
    SEEN_THERE,
    CountMethod,
    OrganizerRole,
    ParticipationRole,
    ParticipationState,
)
from events.forms import participants, pasted_people
from events.forms.pasted_addresses import addresses_to_keep
from events.forms.pasted_list import ChecksList, PastedListField
from events.models import Event, Participation
from events.queries.attendance import organizations_at, people_at, usual_state
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from network.forms.choices import ACQUAINTANCES, MOST_TICKS, ORGANIZATIONS, PEOPLE
from network.models import Organization, Person
from network.queries import matching


def number(label: Any) -> NumberField:
    """Return a field for a figure that may be unknown."""
    invalid = {"invalid": _("Enter a number, or leave it empty.")}
    return NumberField(label, max_value=1_000_000, error_messages=invalid)


class Somebody(forms.Form):
    """A person of the event, or a name as it was written."""

    person = PickField(_("Who was it?"), PEOPLE, empty=_("Somebody else"))
    name = NameField(_("Somebody else: what is the name?"), max_length=200)

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.user = event, user
        narrow(self, person=people_at(event, user))

    def clean(self) -> dict[str, Any]:
        """Link a written name where that is sure."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("name") and not cleaned.get("person"):
            cleaned["person"] = matching.link_person(cleaned["name"], by=self.user)
        return cleaned


class EnrolPeople(ChecksList):
    """Several people at once, picked or written one on a line."""

    picked = PicksField(_("Which of these people were there?"), PEOPLE, most=MOST_TICKS)
    names = PastedListField(
        _("Who else was there?"),
        help_text=_(
            "One person on each line: name, position, organization. You can copy from Excel."
        ),
    )
    state = ChoiceField(_("Did they take part?"), ParticipationState)

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        here = event.participations.filter(person__isnull=False).values("person")
        narrow(self, picked=people_at(event, user).exclude(pk__in=here))
        self.show_list_to(user)
        if not event.has_happened:
            self.fields["picked"].label = _("Which of these people will come?")
            self.fields["names"].label = _("Who else will come?")
        _ask_of_state(self, event, before=_("Will they come?"))

    def clean(self) -> dict[str, Any]:
        """Read the lines; at least one person is needed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_read = {"names", "picked"} <= cleaned.keys()
        if is_read and not (pasted_people.read(cleaned["names"]) or cleaned["picked"]):
            self.add_error("names", _("Choose somebody, or write a name."))
        return cleaned

    def terms(self) -> list[ParticipationTerms]:
        """Return everybody, each once."""
        everybody = participants.once(self._listed, known=self.cleaned_data["picked"])
        state = self.cleaned_data["state"]
        return [replace(somebody, state=state) for somebody in everybody]

    def addresses(self) -> Mapping[int, str]:
        """Return the e-mail addresses that the directory keeps, by the key of the person."""
        return addresses_to_keep(self._listed, self.user)

    @cached_property
    def _listed(self) -> list[participants.Listed]:
        lines = pasted_people.read(self.cleaned_data["names"])
        known = self.cleaned_data["picked"]
        return participants.listed_on(lines, participants.Directory(by=self.user), known=known)


def _ask_of_state(form: forms.Form, event: Event, *, before: Any) -> None:
    """Ask how far it has come; before a meeting nobody has taken part, or stayed away."""
    state: Any = form.fields["state"]
    state.initial = usual_state(event)
    if not event.has_happened:
        state.label = before
        state.choices = [choice for choice in state.choices if choice[0] not in SEEN_THERE]


class EnrolOrganization(forms.Form):
    """An organization that is invited or represented, without names."""

    organization_name = NameField(
        _("Which organization?"),
        missing=_("Write the name of the organization."),
        max_length=250,
        help_text=_("Its name or acronym. It does not have to be in the directory."),
    )
    state = ChoiceField(_("Did it take part?"), ParticipationState)

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        _ask_of_state(self, event, before=_("Will it come?"))

    def terms(self) -> ParticipationTerms:
        """Return the organization, linked where that is sure."""
        name = self.cleaned_data["organization_name"]
        return ParticipationTerms(
            organization=matching.link_organization(name, by=self.user),
            organization_name=name,
            state=self.cleaned_data["state"],
        )


class CorrectParticipation(forms.Form):
    """What the list says of somebody."""

    name = NameField(_("What is the name, as in the document?"), max_length=200)
    organization = PickField(
        _("For which organization?"), ORGANIZATIONS, empty=_("Another one, or not known")
    )
    organization_name = NameField(_("Another one: what is the name?"), max_length=250)
    capacity = TextField(_("Which position did they hold on that day?"), max_length=300)
    roles = ChoicesField(_("What did they do there?"), ParticipationRole.choices)
    state = ChoiceField(_("Did they take part?"), ParticipationState)

    def __init__(self, *args: Any, participation: Participation, **kwargs: Any) -> None:
        self.known = ParticipationTerms.of(participation)
        super().__init__(*args, **{"initial": vars(self.known), **kwargs})
        narrow(self, organization=organizations_at(participation.event))
        if not participation.name:
            # An organization without a name of somebody stays one.
            del self.fields["name"]

    def clean_name(self) -> str:
        """Keep the name that is there where none is written: somebody stays somebody."""
        return self.cleaned_data["name"] or self.known.name

    def terms(self) -> ParticipationTerms:
        """Return what the list says from now on; who it is stays."""
        return replace(self.known, **self.cleaned_data)


class SameAs(forms.Form):
    """Whom a written name means."""

    person = PickField(
        _("Who is it?"), ACQUAINTANCES, missing=_("Choose the person."), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, participation: Participation, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset, best = _suggested(participation, user)
        people.initial = best
        if not people.queryset.exists():
            people.help_text = _(
                "Nobody in the directory has a similar name. Add the person there first."
            )


def _suggested(participation: Participation, user: User) -> tuple[Any, int | None]:
    """Return whom the name may mean, and the key of the likeliest; else their colleagues."""
    taken = participation.event.participations.filter(person__isnull=False).values("person")
    free = Person.objects.visible_to(user).exclude(pk__in=taken)
    matches = [match.person.pk for match in matching.similar_people(participation.name, by=user)]
    if near := free.filter(pk__in=matches):
        return near, next(pk for pk in matches if pk in {person.pk for person in near})
    colleagues = free.filter(positions__organization=participation.organization)
    return colleagues.distinct(), None


class SameOrganizationAs(forms.Form):
    """Which organization a written name means."""

    organization = RecordField(
        _("Which one is it?"),
        Organization,
        missing=_("Choose the organization."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, participation: Participation, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = matching.similar_organizations(participation.organization_name, by=user, limit=5)
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=[one.organization.pk for one in near])
        if near:
            field.initial = near[0].organization.pk
        else:
            field.help_text = _(
                "The directory has no similar name. Add the organization there first."
            )


class CountHeads(TermsForm[HeadCountTerms]):
    """How many took part, in all or of one organization."""

    terms_class = HeadCountTerms
    organization = PickField(_("Of which organization?"), ORGANIZATIONS, empty=_("All together"))
    people = number(_("How many people took part?"))
    women = number(_("How many women were among them?"))
    persons_with_disabilities = number(_("How many were persons with disabilities?"))
    online = number(_("How many took part online?"))
    method = ChoiceField(
        _("How do you know the number?"), CountMethod, initial=CountMethod.REPORTED
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, organization=organizations_at(event))


class AddOrganizer(TermsForm[OrganizerTerms]):
    """Who convenes, hosts or coordinates."""

    terms_class = OrganizerTerms
    organization = PickField(
        _("Which organization?"), ORGANIZATIONS, empty=_("Another organization")
    )
    other = TextField(
        _("Another organization: which one?"),
        max_length=250,
        help_text=_("Its name or acronym as in the directory."),
    )
    role = ChoiceField(_("What does it do?"), OrganizerRole)

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        narrow(self, organization=organizations_at(event))

    def clean(self) -> dict[str, Any]:
        """Find the organization in the directory; an organizer must be there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        other = cleaned.pop("other", "")
        if not cleaned.get("organization"):
            cleaned["organization"] = (
                matching.link_organization(other, by=self.user) if other else None
            )
        if not cleaned["organization"] and not self.errors:
            self.add_error(*_which_one(other, self.user))
        return cleaned


def _which_one(written: str, user: User) -> tuple[str, Any]:
    if not written:
        return "organization", _("Choose the organization.")
    near = [match.organization.name for match in matching.similar_organizations(written, by=user)]
    if not near:
        return "other", _("The directory does not know this name. Add it there first.")
    return "other", _("Which one do you mean? Write the whole name: %(names)s.") % {
        "names": "; ".join(near)
    }
