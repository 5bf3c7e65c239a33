"""What is asked of a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, EmailField, NameField, TextField, narrow
from core.normalisation import clean_name
from core.pickers import PickField
from core.zones import ZoneField
from network.forms.checks import CarefulForm, SeenField
from network.forms.choices import ORGANIZATIONS
from network.models import Organization, Person, scope_of
from network.queries.matching import PersonMatch, similar_people
from network.terms.people import Contact, PersonTerms, PositionTerms

_REACHED = ("email", "language", "time_zone")


class PersonForm(CarefulForm[Person]):
    """A person as they write themselves, and how they are reached."""

    name = NameField(
        _("What is the full name?"),
        missing=_("Enter the full name."),
        help_text=_("As the person writes it, without Mr or Ms."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    local_name = NameField(_("What is the name in the local script?"), max_length=200)
    other_name = NameField(
        _("Is the name also written in another way?"),
        help_text=_("For example Yutong Liu for Liu Yutong."),
        max_length=200,
    )
    email = EmailField(
        _("What is the e-mail address?"), help_text=_("Reminders and questions go there.")
    )
    phone = TextField(
        _("What is the phone number?"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    language = ChoiceField(_("In which language do we write to them?"), settings.LANGUAGES)
    time_zone = ZoneField(_("Which time zone are they in?"))
    seen = SeenField()

    class Meta:
        model = Person
        fields = [
            "name",
            "honorific",
            "local_name",
            "family_name",
            "given_name",
            "name_order",
            "sex",
            "country",
            "phone",
        ]
        labels = {
            "honorific": _("How do we address the person?"),
            "family_name": _("What is the family name?"),
            "given_name": _("What is the given name?"),
            "name_order": _("Which part of the name comes first?"),
            "sex": _("Is the person a woman or a man?"),
            "country": _("In which country does the person work?"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["honorific"].empty_label = _("By name only")  # type: ignore[attr-defined]
        self.fields["country"].empty_label = _("Not known")  # type: ignore[attr-defined]
        if self.instance.pk:
            for name in _REACHED:
                self.fields[name].initial = getattr(self.instance.recipient, name)
        else:
            self.fields["language"].initial = settings.LANGUAGE_CODE
            self.fields["time_zone"].initial = "Asia/Bangkok"

    def clean(self) -> dict[str, Any]:
        """Warn once of people with a similar name."""
        super().clean()
        if "name" in self.changed_data and self.cleaned_data.get("name"):
            self._warn_of_similar()
        return self.cleaned_data

    def terms(self) -> PersonTerms:
        """Return what is known of the person after this: the form wrote into its instance."""
        return PersonTerms.of(self.instance)

    def contact(self) -> Contact:
        """Return how the person is reached."""
        return Contact(**{name: self.cleaned_data[name] for name in _REACHED})

    def _warn_of_similar(self) -> None:
        similar = people_like(self.cleaned_data["name"], by=self.user, but=self.instance.pk)
        self.warn_of(
            similar,
            keys=[match.person.pk for match in similar],
            warning=_("A person with a similar name is here already. Look at them below first."),
        )


class NewPersonForm(PersonForm):
    """A new person, with their first position."""

    organization = PickField(_("Where does the person work?"), ORGANIZATIONS, empty=_("Not known"))
    title = NameField(_("What is their position there?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, organization=Organization.objects.editable_by(self.user))
        user_scope = scope_of(self.user)
        if user_scope.organizations or user_scope.is_limited:
            field: Any = self.fields["organization"]
            field.required, field.empty_label = True, _("Choose an organization")
            field.error_messages["required"] = _("Choose where the person works.")

    def clean(self) -> dict[str, Any]:
        """A position is held somewhere."""
        super().clean()
        if self.cleaned_data.get("title") and not self.cleaned_data.get("organization"):
            self.add_error("organization", _("Choose the organization of this position."))
        return self.cleaned_data

    def position(self) -> PositionTerms | None:
        """Return the first position, if it is known where."""
        organization, title = self.cleaned_data["organization"], self.cleaned_data["title"]
        return PositionTerms(organization=organization, title=title) if organization else None


def people_like(name: str, *, by: User, but: int | None = None) -> list[PersonMatch]:
    """Return the people with a similar name whom ``by`` may see."""
    found = similar_people(clean_name(name), by=by)
    return [match for match in found if match.person.pk != but]
