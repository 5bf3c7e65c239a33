"""What is asked of an organization, and what the ILO alone is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import LongTextField, NameField
from core.normalisation import clean_name
from network.forms.checks import SeenField, remember
from network.models import Country, Organization, OrganizationKind, scope_of
from network.queries.matching import Match, similar_organizations
from network.terms.organizations import OrganizationTerms

# Below this two colleges of one kind look alike only because they are colleges.
WARN = 0.65
_SMALL = {"autocomplete": "off"}
_LAT_LON = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


class ProfileForm(forms.ModelForm[Organization]):
    """What an institution says of itself."""

    local_name = NameField(
        label=_("What is the name in the local script?"), max_length=250, required=False
    )
    city = forms.CharField(label=_("In which city is it?"), max_length=100, required=False)
    website = forms.URLField(
        label=_("What is the website?"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    about = LongTextField(
        rows=4,
        label=_("What should partners know about it?"),
        help_text=_("Two or three sentences, in any language."),
        required=False,
    )
    latitude = forms.DecimalField(
        label=_("Latitude"),
        help_text=_("A number with a point, for example 11.5449."),
        max_digits=7,
        decimal_places=4,
        min_value=-90,
        max_value=90,
        required=False,
        widget=_LAT_LON,
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        help_text=_("For example 104.8922."),
        max_digits=7,
        decimal_places=4,
        min_value=-180,
        max_value=180,
        required=False,
        widget=_LAT_LON,
    )

    class Meta:
        model = Organization
        fields = ["local_name", "city", "website", "about", "latitude", "longitude"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.similar: list[Match] = []

    def clean(self) -> dict[str, Any]:
        """Both coordinates or none."""
        super().clean()
        place = [self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude")]
        if place.count(None) == 1:
            self.add_error("latitude", _("Give both the latitude and the longitude, or neither."))
        return self.cleaned_data

    def terms(self) -> OrganizationTerms:
        """Return what is known of the organization after this: the form wrote into its instance."""
        return OrganizationTerms.of(self.instance)


class OrganizationForm(ProfileForm):
    """The whole record, as the ILO writes it."""

    name = NameField(
        label=_("What is the full name in English?"),
        error_messages={"required": _("Enter the full name.")},
        max_length=250,
        widget=forms.TextInput(attrs=_SMALL),
    )
    acronym = forms.CharField(label=_("What is the acronym?"), max_length=40, required=False)
    kind = forms.ModelChoiceField(
        OrganizationKind.objects.all(),
        label=_("What kind of organization is it?"),
        error_messages={"required": _("Choose the kind of organization.")},
        empty_label=_("Choose a kind"),
    )
    country = forms.ModelChoiceField(
        Country.objects.all(),
        label=_("In which country does it work?"),
        help_text=_("An ILO office may serve several countries: then leave it empty."),
        empty_label=_("Several countries, or not known"),
        required=False,
    )
    parent = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Is it part of another organization?"),
        empty_label=_("No, it stands alone"),
        required=False,
    )
    is_member = forms.BooleanField(
        label=_("It is a member of the network"),
        help_text=_("Leave the box empty for a partner outside the network."),
        required=False,
    )
    list_number = forms.IntegerField(
        label=_("Which number does it have in the launch note?"),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    seen = SeenField()

    class Meta(ProfileForm.Meta):
        fields = [
            "name",
            "acronym",
            "kind",
            "country",
            "parent",
            "is_member",
            "list_number",
            *ProfileForm.Meta.fields,
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Organization.objects.editable_by(self.user).exclude(pk=self.instance.pk)
        _choices(self, "parent", parents)
        user_scope = scope_of(self.user)
        if not user_scope.is_staff:
            _choices(self, "country", Country.objects.filter(pk__in=user_scope.coordinated))
            _choice_is_needed(self, "country")

    def clean(self) -> dict[str, Any]:
        """Warn once of organizations with a similar name."""
        super().clean()
        if {"name", "acronym"} & self.changed_data_of_name() and not self.errors.get("name"):
            self._warn_of_similar()
        return self.cleaned_data

    def changed_data_of_name(self) -> set[str]:
        """Return the names that are new."""
        return set(self.changed_data) & {"name", "acronym"}

    def _warn_of_similar(self) -> None:
        self.similar = similar_to(
            self.cleaned_data.get("name", ""),
            acronym=self.cleaned_data.get("acronym", ""),
            country=self.cleaned_data.get("country"),
            but=self.instance.pk,
        )
        found = ",".join(str(match.organization.pk) for match in self.similar)
        if found and self.cleaned_data.get("seen") != found:
            self.add_error(
                "name", _("Similar organizations are in the directory. Look at them below first.")
            )
            remember(self, "seen", found)


class DepartmentForm(forms.Form):
    """A department, a centre or another part of an organization."""

    name = NameField(
        label=_("What is the name of the department?"),
        max_length=250,
        error_messages={"required": _("Enter the name of the department.")},
    )
    kind = forms.ModelChoiceField(
        OrganizationKind.objects.filter(is_part=True),
        label=_("What kind of department is it?"),
        error_messages={"required": _("Choose the kind of department.")},
        empty_label=_("Choose a kind"),
    )
    acronym = forms.CharField(label=_("What is its acronym?"), max_length=40, required=False)
    local_name = NameField(
        label=_("What is its name in the local script?"), max_length=250, required=False
    )

    def terms(self, organization: Organization) -> OrganizationTerms:
        """Return a part of ``organization``, in its country."""
        cleaned = self.cleaned_data
        return OrganizationTerms(
            name=cleaned["name"],
            local_name=cleaned["local_name"],
            acronym=cleaned["acronym"],
            kind=cleaned["kind"],
            country=organization.country,
            parent=organization,
            is_member=organization.is_member,
        )


def similar_to(
    name: str, *, acronym: str = "", country: Country | None = None, but: int | None = None
) -> list[Match]:
    """Return the organizations whose name or acronym is near enough to warn of."""
    found: dict[int, Match] = {}
    for asked in filter(None, (clean_name(name), clean_name(acronym))):
        for match in similar_organizations(asked, country=country):
            if match.score >= WARN and match.organization.pk != but:
                found.setdefault(match.organization.pk, match)
    return sorted(found.values(), key=lambda match: -match.score)


def _choices(form: forms.BaseForm, name: str, queryset: Any) -> None:
    field = form.fields[name]
    field.queryset = queryset  # type: ignore[attr-defined]


def _choice_is_needed(form: forms.BaseForm, name: str) -> None:
    """A coordinator writes for a country: without it the record would not be theirs to edit."""
    field = form.fields[name]
    field.required = True
    field.error_messages["required"] = _("Choose the country.")
    field.empty_label = _("Choose a country")  # type: ignore[attr-defined]
    field.help_text = ""
