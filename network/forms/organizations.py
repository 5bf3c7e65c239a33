"""What is asked of an organization, and what the ILO alone is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import (
    Asked,
    LinkField,
    LongTextField,
    NameField,
    NumberField,
    RecordField,
    TextField,
    TickField,
    narrow,
)
from core.normalisation import clean_name
from core.pickers import PickField
from network.forms.checks import CarefulForm, SeenField
from network.forms.choices import ORGANIZATIONS
from network.models import Country, Organization, OrganizationKind, scope_of
from network.queries.matching import Match, similar_organizations
from network.terms.organizations import OrganizationTerms

# Below this two colleges of one kind look alike only because they are colleges.
WARN = 0.65


class CoordinateField(Asked, forms.DecimalField):
    """Degrees of latitude or longitude, as far as ``most`` on either side."""

    def __init__(self, label: Any, *, most: int, **options: Any) -> None:
        super().__init__(
            label,
            min_value=-most,
            max_value=most,
            max_digits=7,
            decimal_places=4,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **options,
        )


class ProfileForm(CarefulForm[Organization]):
    """What an institution says of itself."""

    local_name = NameField(_("What is the name in the local script?"), max_length=250)
    city = TextField(_("In which city is it?"), max_length=100)
    website = LinkField(
        _("What is the website?"), widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    about = LongTextField(
        _("What should partners know about it?"),
        rows=4,
        help_text=_("Two or three sentences, in any language."),
    )
    latitude = CoordinateField(
        _("Latitude"), most=90, help_text=_("A number with a point, for example 11.5449.")
    )
    longitude = CoordinateField(_("Longitude"), most=180, help_text=_("For example 104.8922."))

    class Meta:
        model = Organization
        fields = ["local_name", "city", "website", "about", "latitude", "longitude"]

    def clean(self) -> dict[str, Any]:
        """Both coordinates or none."""
        super().clean()
        place = [self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude")]
        if place.count(None) == 1:
            self.add_error(
                "latitude", _("Enter both the latitude and the longitude, or leave both empty.")
            )
        return self.cleaned_data

    def terms(self) -> OrganizationTerms:
        """Return what is known of the organization after this: the form wrote into its instance."""
        return OrganizationTerms.of(self.instance)


class OrganizationForm(ProfileForm):
    """The whole record, as the ILO writes it."""

    name = NameField(
        _("What is the full name in English?"),
        missing=_("Enter the full name."),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    acronym = TextField(_("What is the acronym?"), max_length=40)
    kind = RecordField(
        _("What kind of organization is it?"),
        OrganizationKind.objects.all(),
        empty=_("Choose a kind"),
        missing=_("Choose the kind of organization."),
    )
    country = RecordField(
        _("In which country does it work?"),
        Country.objects.all(),
        empty=_("Several countries, or not known"),
        help_text=_("Leave it empty for an ILO office that serves several countries."),
    )
    parent = PickField(
        _("Is it part of another organization?"), ORGANIZATIONS, empty=_("No, it is independent")
    )
    is_member = TickField(
        _("It is a member of the network"),
        help_text=_("Leave the box empty for a partner outside the network."),
    )
    list_number = NumberField(
        _("Which number does it have in the launch note?"), min_value=1, max_value=999
    )
    seen = SeenField()

    class Meta(ProfileForm.Meta):
        fields = ["name", "acronym", "kind", "country", "parent", "is_member", "list_number"]
        fields += ProfileForm.Meta.fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Organization.objects.editable_by(self.user).exclude(pk=self.instance.pk)
        narrow(self, parent=parents)
        user_scope = scope_of(self.user)
        if not user_scope.is_staff:
            narrow(self, country=Country.objects.filter(pk__in=user_scope.coordinated))
            self._ask_for_country()

    def clean(self) -> dict[str, Any]:
        """Warn once of organizations with a similar name."""
        super().clean()
        if {"name", "acronym"} & set(self.changed_data) and not self.errors.get("name"):
            self._warn_of_similar()
        return self.cleaned_data

    def _ask_for_country(self) -> None:
        """A coordinator writes for a country: without it the record would not be theirs to edit."""
        field: Any = self.fields["country"]
        field.required, field.help_text = True, ""
        field.error_messages["required"] = _("Choose the country.")
        field.empty_label = _("Choose a country")

    def _warn_of_similar(self) -> None:
        similar = similar_to(
            self.cleaned_data.get("name", ""),
            by=self.user,
            acronym=self.cleaned_data.get("acronym", ""),
            country=self.cleaned_data.get("country"),
            but=self.instance.pk,
        )
        self.warn_of(
            similar,
            keys=[match.organization.pk for match in similar],
            warning=_("Similar organizations are in the directory. Look at them below first."),
        )


class DepartmentForm(forms.Form):
    """A department, a centre or another part of an organization."""

    name = NameField(
        _("What is the name of the department?"),
        missing=_("Enter the name of the department."),
        max_length=250,
    )
    kind = RecordField(
        _("What kind of department is it?"),
        OrganizationKind.objects.filter(is_part=True),
        empty=_("Choose a kind"),
        missing=_("Choose the kind of department."),
    )
    acronym = TextField(_("What is the acronym?"), max_length=40)
    local_name = NameField(_("What is the name in the local script?"), max_length=250)

    def terms(self, organization: Organization) -> OrganizationTerms:
        """Return a part of ``organization``, in its country."""
        return OrganizationTerms.partly(
            self.cleaned_data,
            country=organization.country,
            parent=organization,
            is_member=organization.is_member,
        )


def similar_to(
    name: str,
    *,
    by: User,
    acronym: str = "",
    country: Country | None = None,
    but: int | None = None,
) -> list[Match]:
    """Return the organizations whose name or acronym is near enough to warn of."""
    found: dict[int, Match] = {}
    for asked in filter(None, (clean_name(name), clean_name(acronym))):
        for match in similar_organizations(asked, by=by, country=country):
            if match.score >= WARN and match.organization.pk != but:
                found.setdefault(match.organization.pk, match)
    return sorted(found.values(), key=lambda match: -match.score)
