"""An agreement as people write it: who signed, and who saw it; linked only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.normalisation import clean_name, fold
from events.enums import OutcomeKind
from events.forms import pasted_people, pasted_rows
from events.forms.participants import Directory
from events.terms.outcomes import OutcomeTerms
from events.wording import titles
from network.models import Organization, Person
from partnerships.models import AgreementType, Pairing
from partnerships.terms.agreements import (
    AgreementPartyTerms,
    AgreementTerms,
    AgreementWitnessTerms,
    SignedAgreement,
)

# "NPIC: Seng Sokheng, Director"; a comma would stand in the names of ministries.
_SIGNED_BY = re.compile("[:;\t\uff1a\uff1b]")
# "NPIC (Seng Sokheng, Director)", as it is kept in words.
_WITH_SIGNER = re.compile(r"(.+) \((.+)\)$")
# So many have to sign.
A_CONTRACT = 2
_Asked = tuple[str, Organization | None]


@dataclass(frozen=True)
class Somebody:
    """A name with a position, as written."""

    name: str
    capacity: str = ""

    @property
    def in_words(self) -> str:
        """Return "Seng Sokheng, Director"."""
        return ", ".join(filter(None, (self.name, self.capacity)))


@dataclass(frozen=True)
class Signer:
    """An organization that signed, and who did it; ``known`` needs no search."""

    organization: str
    by: Somebody = Somebody("")
    known: Organization | None = None

    @property
    def in_words(self) -> str:
        """Return "NPIC (Seng Sokheng, Director)"."""
        by = self.by.in_words
        return f"{self.organization} ({by})" if by else self.organization


@dataclass(frozen=True)
class Written:
    """What somebody wrote of an agreement; without a title it is named after its parties."""

    title: str
    type: AgreementType
    signers: Sequence[Signer]
    witnesses: Sequence[Somebody] = ()


def signers(text: str) -> list[Signer]:
    """Return the organizations that signed, one of each line."""
    lines = (line for line in text.splitlines() if clean_name(line))
    return [_signer(*_SIGNED_BY.split(line, maxsplit=1)) for line in lines]


def answers_in(words: str, kinds: Mapping[str, AgreementType]) -> dict[str, str]:
    """Return what a form would ask to get these words of an agreement."""
    what, parties, witnesses = titles.signed_in(words)
    signed = [_WITH_SIGNER.sub(r"\1: \2", each) for each in parties]
    answers = {"title": what, "parties": "\n".join(signed), "witnesses": "\n".join(witnesses)}
    for key, kind in kinds.items():
        if what == kind.name:
            return {**answers, "title": "", "type": key}
        if what.endswith(f" ({kind.name})"):
            return {**answers, "title": what.removesuffix(f" ({kind.name})"), "type": key}
    return answers


def people(text: str) -> list[Somebody]:
    """Return the people of a list, one of each line."""
    found = pasted_people.read(text)
    return [
        Somebody(line.written, ", ".join(filter(None, (line.position, line.organization))))
        for line in found
    ]


def of_sides(sides: Iterable[Organization]) -> list[Signer]:
    """Return organizations of which nobody knows who signed for them."""
    return [Signer(side.name, known=side) for side in sides]


def agreements(
    written: Sequence[Written], directory: Directory, *, pairing: Pairing | None
) -> list[SignedAgreement | OutcomeTerms]:
    """Return each agreement; in words where the directory knows too few of those who signed."""
    directory.learn(signer.organization for each in written for signer in each.signers)
    asked: list[_Asked] = []
    for each in written:
        asked += [(one.by.name, _house(one, directory)) for one in each.signers if one.by.name]
        asked += [(one.name, None) for one in each.witnesses]
    linked = dict(zip(asked, directory.people(asked), strict=True))
    return [_agreement(each, directory, linked, pairing) for each in written]


def _signer(organization: str, by: str = "") -> Signer:
    signed = people(by) or [Somebody(clean_name(pasted_rows.without_mail(by)[0]))]
    return Signer(clean_name(organization), signed[0])


def _house(signer: Signer, directory: Directory) -> Organization | None:
    return signer.known or directory.organization(signer.organization)


def _agreement(
    written: Written,
    directory: Directory,
    linked: Mapping[_Asked, Person | None],
    pairing: Pairing | None,
) -> SignedAgreement | OutcomeTerms:
    found = [(signer, _house(signer, directory)) for signer in written.signers]
    bound = list({house.pk: house for _signer, house in found if house}.values())
    if len(bound) < A_CONTRACT:
        return _in_words(written)
    unknown = [signer.in_words for signer, house in found if house is None]
    terms = AgreementTerms(
        title=written.title or titles.default(written.type, [house.short_name for house in bound]),
        type=written.type,
        pairing=pairing if is_between(pairing, bound) else None,
        note=titles.also_signed(unknown) if unknown else "",
    )
    return SignedAgreement(
        terms=terms,
        parties=[_party(signer, house, linked) for signer, house in found if house],
        witnesses=[_witness(one, linked) for one in written.witnesses],
    )


def _in_words(written: Written) -> OutcomeTerms:
    kind = written.type.name
    text = titles.signed(
        written.title or kind,
        kind if written.title and fold(written.title) != fold(kind) else "",
        parties=[signer.in_words for signer in written.signers],
        witnesses=[one.in_words for one in written.witnesses],
    )
    return OutcomeTerms(kind=OutcomeKind.AGREEMENT, text=text)


def _party(
    signer: Signer, house: Organization, linked: Mapping[_Asked, Person | None]
) -> AgreementPartyTerms:
    return AgreementPartyTerms(
        organization=house,
        signatory=linked.get((signer.by.name, house)),
        signatory_name=signer.by.name,
        capacity=signer.by.capacity,
    )


def _witness(one: Somebody, linked: Mapping[_Asked, Person | None]) -> AgreementWitnessTerms:
    return AgreementWitnessTerms(
        person=linked.get((one.name, None)), name=one.name, capacity=one.capacity
    )


def is_between(pairing: Pairing | None, bound: Sequence[Organization]) -> bool:
    """Say whether all sides of the pairing signed: an agreement of others is none of its own."""
    if pairing is None:
        return False
    sides = {party.organization_id for party in pairing.parties.all()}
    return sides <= {organization.pk for organization in bound}
