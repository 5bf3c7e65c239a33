"""The small forms about what was signed, given and handed over at a meeting."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.pickers import Kind, PickField
from events.forms import signatures
from events.forms.choices import MEETINGS
from events.forms.log_results import AgreementRow, DonationRow, TitleRow, kinds
from events.forms.participants import Directory
from events.models import Event
from events.queries import outcomes
from events.terms.outcomes import OutcomeTerms
from events.terms.records import DonationTerms
from events.wording import titles
from partnerships.forms.choices import AGREEMENTS, DESIGNATIONS
from partnerships.models import Agreement, Designation, Pairing
from partnerships.terms.agreements import SignedAgreement
from partnerships.terms.designations import DesignationTerms

# So many are shown before anybody writes a word.
SHOWN_FIRST = 5


class WriteSigned(AgreementRow):
    """An agreement that was signed at a meeting."""

    may_be_empty = False

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        self._pairing, self._user = _only_pairing(event), user
        sides = [each.organization for each in self._pairing.parties.all()] if self._pairing else []
        super().__init__(*args, kinds=kinds(), sides=sides, **kwargs)

    def signed(self) -> SignedAgreement | OutcomeTerms:
        """Return the agreement; in words where the directory knows too few of its parties."""
        directory = Directory(by=self._user)
        return signatures.agreements([self.written()], directory, pairing=self._pairing)[0]


class EnterSigned(WriteSigned):
    """An agreement that stands on the page in words, and enters the register."""

    # What the directory made of it.
    entry: Any = None

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        known = signatures.answers_in(words, kinds())
        super().__init__(*args, initial=known, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for two parties that the directory knows."""
        cleaned = super().clean()
        self.entry = None if self.errors else self.signed()
        if isinstance(self.entry, OutcomeTerms):
            said = _("The directory must know two of them. Add them there first.")
            self.add_error("parties", said)
        return cleaned


class ConferTitle(TitleRow):
    """A title that was given at a meeting."""

    may_be_empty = False

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pairing, self._user = _only_pairing(event), user

    def given(self) -> DesignationTerms | OutcomeTerms:
        """Return the title; in words where the directory does not know both."""
        return self.terms(Directory(self.names, by=self._user), pairing=self._pairing)


class EnterTitle(ConferTitle):
    """A title that stands on the page in words, and enters the register."""

    # What the directory made of it.
    entry: Any = None

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        title, giver, holder = titles.conferred_in(words)
        known = {"title": title, "giver": giver, "holder": holder}
        super().__init__(*args, initial=known, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for two organizations that the directory knows."""
        cleaned = super().clean()
        self.entry = None if self.errors else self.given()
        if isinstance(self.entry, OutcomeTerms):
            said = _("The directory must know both of them. Add them there first.")
            self.add_error(None, said)
        return cleaned


class HandOver(DonationRow):
    """What was handed over at a meeting."""

    may_be_empty = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def donation(self) -> DonationTerms:
        """Return what was handed over."""
        return self.terms(Directory([name for name in self.names if name], by=self._user))


class ChooseRecord(forms.Form):
    """A record that is there already; those of the same organizations are shown first."""

    which: ClassVar[Any]
    missing: ClassVar[Any]
    kind: ClassVar[Kind]

    def __init__(
        self, *args: Any, near: QuerySet[Any], everywhere: QuerySet[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = PickField(self.which, self.kind, empty=_("Choose one"), missing=self.missing)
        self.fields["record"] = field
        keys = list(near.values_list("pk", flat=True)[:SHOWN_FIRST])
        field.queryset = everywhere
        field.first = field.offer.known(keys)
        field.first_label = _("Of the same organizations")


class TieAgreement(ChooseRecord):
    """An agreement of the register that was signed at a meeting."""

    which, missing = _("Which agreement did they sign?"), _("Choose the agreement.")
    kind = AGREEMENTS

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        near = outcomes.near_agreements(event, user).order_by("-signed_on", "-pk")
        rest = outcomes.agreements_to_tie(event, user)
        super().__init__(*args, near=near, everywhere=rest, **kwargs)


class TieDesignation(ChooseRecord):
    """A title of the register that was given at a meeting."""

    which, missing = _("Which title did they give?"), _("Choose the title.")
    kind = DESIGNATIONS

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        near = outcomes.near_designations(event, user).order_by("-given_on", "-pk")
        rest = outcomes.designations_to_tie(event, user)
        super().__init__(*args, near=near, everywhere=rest, **kwargs)


class ChooseMeeting(ChooseRecord):
    """The meeting at which an agreement was signed, or a title given."""

    which, missing = _("At which meeting?"), _("Choose the meeting.")
    kind = MEETINGS

    def __init__(
        self, *args: Any, record: Agreement | Designation, user: User, **kwargs: Any
    ) -> None:
        mine = outcomes.meetings_to_tie(record, user)
        near = outcomes.near_meetings(record, mine).order_by("-known_from", "-pk")
        super().__init__(*args, near=near, everywhere=mine, **kwargs)


def _only_pairing(event: Event) -> Pairing | None:
    """Return the pairing that met, where it is one."""
    met = list(Pairing.objects.filter(meetings__event=event).with_parties()[:2])
    return met[0] if len(met) == 1 else None
