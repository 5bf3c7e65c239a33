"""What an agreement says of itself, who is bound by it, and who saw it signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Organization, Person
from partnerships.models import Agreement, AgreementType, Pairing


@dataclass(frozen=True, kw_only=True)
class AgreementTerms(Terms):
    """An agreement; its state is moved, never edited."""

    title: str
    type: AgreementType
    pairing: Pairing | None = None
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_open_ended: bool = False
    renews: Agreement | None = None
    note: str = ""
    parties_confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class AgreementPartyTerms(Terms):
    """A party, and who signed for it as the document prints it."""

    organization: Organization
    signatory: Person | None = None
    signatory_name: str = ""
    capacity: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementWitnessTerms(Terms):
    """Somebody who attended the signing: a person of the directory, or a name as written."""

    person: Person | None = None
    name: str = ""
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class SignedAgreement:
    """An agreement that was signed before anybody wrote it down; its day may be unknown."""

    terms: AgreementTerms
    parties: Sequence[AgreementPartyTerms]
    witnesses: Sequence[AgreementWitnessTerms] = ()
    signed_on: date | None = None
