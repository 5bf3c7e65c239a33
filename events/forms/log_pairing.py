"""In the log: organizations that are no pairing yet start one at their meeting."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, LongTextField
from core.normalisation import clean_name
from events.forms.participants import Directory
from events.forms.rows import LenientForm
from events.queries.events import pairings_to_log
from network.models import Organization
from partnerships.enums import PairingPhase
from partnerships.forms.choices import to_be_paired
from partnerships.forms.pairings import A_PAIR, FIRST_PHASES
from partnerships.models import PairingParty
from partnerships.queries.pairings import of_same_parties
from partnerships.terms.pairings import NewPairing, PairingPartyTerms, PairingTerms

MOST_SIDES = 12


class StartAtMeeting(LenientForm):
    """The sides of the new pairing, and how far they are; asked if they start one."""

    sides = LongTextField(
        _("Which organizations start it?"),
        rows=3,
        help_text=_("Two or more, one on each line: the name or the acronym."),
    )
    phase = ChoiceField(
        _("Which phase are they in?"),
        FIRST_PHASES,
        initial=PairingPhase.ACTIVE,
        required=False,
    )

    def __init__(self, *args: Any, user: User, is_meant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.is_meant = user, is_meant

    @property
    def parties(self) -> list[PairingParty]:
        """The sides as far as they are known now, whether the rest is right or not."""
        known = [one for one in self._found.values() if one] if self.is_meant else []
        return [PairingParty(organization=one) for one in dict.fromkeys(known)]

    def clean_sides(self) -> list[Organization]:
        """Return the sides: members that the directory surely knows, and that are no pairing."""
        if not self.is_meant:
            if self._names:
                asked = _("Choose “They start a pairing” above, or clear this.")
                raise forms.ValidationError(asked)
            return []
        sides = self._known_sides()
        self._refuse_others(sides)
        self._refuse_a_pairing(sides)
        return sides

    def terms(self, programme: Any) -> NewPairing | None:
        """Return the pairing that is to be; None if they start none."""
        if not self.is_meant:
            return None
        sides = self.cleaned_data["sides"]
        return NewPairing(
            terms=PairingTerms(programme=programme),
            parties=[PairingPartyTerms(organization=one) for one in sides],
            phase=self.cleaned_data["phase"] or PairingPhase.ACTIVE,
        )

    @property
    def _names(self) -> list[str]:
        written = str(self["sides"].value() or "").splitlines()
        return [name for line in written if (name := clean_name(line))]

    @cached_property
    def _found(self) -> dict[str, Organization | None]:
        names = self._names[: MOST_SIDES + 1]
        directory = Directory(names, by=self.user)
        return {name: directory.organization(name) for name in names}

    def _known_sides(self) -> list[Organization]:
        for name, organization in self._found.items():
            if organization is None:
                raise forms.ValidationError(
                    _("We do not know “%(name)s”. Write its full name, or add it to the directory.")
                    % {"name": name}
                )
        sides = list(dict.fromkeys(one for one in self._found.values() if one))
        if len(sides) < A_PAIR:
            raise forms.ValidationError(_("Write at least two organizations, each on a line."))
        if len(sides) > MOST_SIDES:
            raise forms.ValidationError(_("Write at most 12 organizations."))
        return sides

    def _refuse_others(self, sides: list[Organization]) -> None:
        may = to_be_paired(self.user).filter(pk__in=[one.pk for one in sides])
        members = set(may.values_list("pk", flat=True))
        for side in sides:
            if side.pk not in members:
                raise forms.ValidationError(
                    _(
                        "“%(name)s” is not a member of the network. Only members can start a "
                        "pairing."
                    )
                    % {"name": side}
                )

    def _refuse_a_pairing(self, sides: list[Organization]) -> None:
        """What they agree belongs to the pairing that they are, and not to a second one."""
        mine = pairings_to_log(self.user)
        for pairing in of_same_parties(sides, user=self.user):
            if pairing.parties.count() == len(sides) and mine.filter(pk=pairing.pk).exists():
                raise forms.ValidationError(
                    _("They are a pairing already. Choose “%(pairing)s” above.")
                    % {"pairing": pairing}
                )
