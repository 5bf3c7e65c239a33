"""Agreements: draft one, name its parties, sign it, stop it, keep its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import delete, save
from notifications.operations import messages
from partnerships.enums import CIRCULATED_AGREEMENTS, STOPPED_AGREEMENTS, AgreementState
from partnerships.models import (
    Agreement,
    AgreementArea,
    AgreementFile,
    AgreementParty,
    AgreementWitness,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from accounts.models import User
    from core.uploads import Checked
    from network.models import CooperationArea, Organization, Person
    from partnerships.models import AgreementType, Pairing


class WrongStateError(DomainError):
    """The agreement cannot go from where it stands to there."""


class ReasonMissingError(DomainError):
    """Whoever stops an agreement says why."""


class TooFewPartiesError(DomainError):
    """An agreement binds two or more."""


class NobodyError(DomainError):
    """A witness is somebody of the directory or has at least a name."""


class NotAfterError(DomainError):
    """An agreement renews an earlier one, never itself or a later one."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A party, and who signed for it as the document prints it."""

    organization: Organization
    signatory: Person | None = None
    signatory_name: str = ""
    capacity: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Somebody who attended the signing: a person of the directory, or a name as written."""

    person: Person | None = None
    name: str = ""
    capacity: str = ""


class AgreementChanges(TypedDict, total=False):
    """What may be corrected; the state is moved, never edited."""

    title: str
    type: AgreementType
    pairing: Pairing | None
    place: str
    starts_on: date | None
    ends_on: date | None
    is_open_ended: bool
    renews: Agreement | None
    note: str
    parties_confirmed: bool


@transaction.atomic
def draft(  # noqa: PLR0913 — an agreement is made of these
    *,
    title: str,
    type: AgreementType,  # noqa: A002 — the word of the model
    organizations: Iterable[Organization | Signed],
    pairing: Pairing | None = None,
    areas: Iterable[CooperationArea] = (),
    place: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    is_open_ended: bool = False,
    renews: Agreement | None = None,
    note: str = "",
    parties_confirmed: bool = True,
    source_key: str | None = None,
    by: User | None,
) -> Agreement:
    """Write down an agreement that is not signed yet.

    :raises TooFewPartiesError: if fewer than two organizations are named.
    :raises NotAfterError: if another agreement renews the earlier one already.
    :raises BrokenConstraintError: if its days contradict each other.
    """
    agreement = Agreement(
        title=clean_name(title),
        type=type,
        pairing=pairing,
        place=clean_name(place),
        starts_on=starts_on,
        ends_on=ends_on,
        is_open_ended=is_open_ended,
        renews=renews,
        note=note.strip(),
        parties_confirmed=parties_confirmed,
        source_key=source_key,
    )
    _check_renewal(agreement)
    save(agreement, by=by)
    bind(agreement, parties=organizations, by=by)
    cover(agreement, areas=areas, by=by)
    return agreement


@transaction.atomic
def edit(
    agreement: Agreement, *, by: User | None, **changes: Unpack[AgreementChanges]
) -> Agreement:
    """Correct what is written; a changed text that was circulated is a draft again.

    :raises NotAfterError: if it would renew itself, or what another one renews already.
    :raises BrokenConstraintError: if its days contradict each other.
    """
    agreement = locked(agreement)
    before, end = _text_of(agreement), _end_of(agreement)
    for field, value in changes.items():
        setattr(agreement, field, value)
    agreement.title = clean_name(agreement.title)
    agreement.place = clean_name(agreement.place)
    agreement.note = agreement.note.strip()
    _check_renewal(agreement)
    if agreement.state in CIRCULATED_AGREEMENTS and _text_of(agreement) != before:
        agreement.state = AgreementState.DRAFT
    if _end_of(agreement) != end:
        _renounce_notices(agreement, by=by)
    return save(agreement, by=by)


@transaction.atomic
def bind(
    agreement: Agreement, *, parties: Iterable[Organization | Signed], by: User | None
) -> Agreement:
    """Let these be the parties, in this order; others are no longer bound.

    :raises TooFewPartiesError: if fewer than two organizations are named.
    """
    agreement = locked(agreement)
    named = {each.organization: each for each in map(_as_party, parties)}
    if len(named) < 2:  # noqa: PLR2004 — a contract
        raise TooFewPartiesError(_("Name at least two different parties."))
    before = {party.organization: party for party in _parties(agreement)}
    for organization, party in before.items():
        if organization not in named:
            delete(party, by=by)
    for order, (organization, signed) in enumerate(named.items()):
        row = before.get(organization) or _new_party(agreement, organization)
        _write_party(row, signed, order, by=by)
    return agreement


@transaction.atomic
def cover(agreement: Agreement, *, areas: Iterable[CooperationArea], by: User | None) -> Agreement:
    """Let these be the areas that the agreement covers."""
    agreement = locked(agreement)
    wanted = {area.pk: area for area in areas}
    for row in agreement.areas.all():
        if wanted.pop(row.area_id, None) is None:
            delete(row, by=by)
    for area in wanted.values():
        save(AgreementArea(agreement=agreement, area=area), by=by)
    return agreement


@transaction.atomic
def name_witnesses(
    agreement: Agreement, *, witnesses: Iterable[Seen], by: User | None
) -> Agreement:
    """Let these be the people who attended the signing; others are no longer named.

    :raises NobodyError: if one of them is neither a person nor a name.
    """
    agreement = locked(agreement)
    before = {(row.person_id, row.name): row for row in agreement.witnesses.all()}
    for seen in witnesses:
        name = "" if seen.person else clean_name(seen.name)
        if seen.person is None and not name:
            raise NobodyError(_("Choose a person or write the name."))
        key = (seen.person.pk if seen.person else None, name)
        row = before.pop(key, None) or AgreementWitness(
            agreement=agreement, person=seen.person, name=name
        )
        row.capacity = clean_name(seen.capacity)
        save(row, by=by)
    for row in before.values():
        delete(row, by=by)
    return agreement


@transaction.atomic
def sign(agreement: Agreement, *, on: date | None, by: User | None) -> Agreement:
    """Record that the parties signed; the day may be unknown.

    :raises WrongStateError: if it is signed already, or was stopped.
    """
    agreement = locked(agreement)
    _require_move(agreement, AgreementState.SIGNED)
    agreement.state = AgreementState.SIGNED
    agreement.signed_on = on or agreement.signed_on
    agreement.reason = ""
    _renounce_notices(agreement, by=by)
    return save(agreement, by=by)


@transaction.atomic
def move(agreement: Agreement, *, state: str, reason: str = "", by: User | None) -> Agreement:
    """Circulate, agree on, suspend, resume, terminate or cancel an agreement.

    :raises WrongStateError: if ``state`` may not follow.
    :raises ReasonMissingError: if it is stopped and nobody says why.
    """
    agreement = locked(agreement)
    _require_move(agreement, AgreementState(state))
    if state in STOPPED_AGREEMENTS and not reason.strip():
        raise ReasonMissingError(_("Say why the agreement was stopped."))
    if AgreementState.SIGNED in (agreement.state, state):
        _renounce_notices(agreement, by=by)
    agreement.state = state
    agreement.reason = reason.strip()
    return save(agreement, by=by)


@transaction.atomic
def add_file(
    agreement: Agreement, *, file: Checked, language: str = "", by: User | None
) -> AgreementFile:
    """Keep the text of the agreement in one language."""
    agreement = locked(agreement)
    row = AgreementFile(
        agreement=agreement,
        file=file.file,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        language=language,
    )
    return save(row, by=by)


def _text_of(agreement: Agreement) -> list[object]:
    """Return what the parties approve; the note and the pairing are ours."""
    fields = ("title", "type", "place", "starts_on", "ends_on", "is_open_ended", "renews")
    return [getattr(agreement, field) for field in fields]


def _end_of(agreement: Agreement) -> list[object]:
    """Return what decides when an agreement ends, and when the one ends that it renews."""
    return [agreement.ends_on, agreement.renews_id]


def _renounce_notices(agreement: Agreement, *, by: User | None) -> None:
    """Call back what waits about the end of an agreement, and of the one that it renews."""
    _renounce(agreement)
    if agreement.renews is not None:
        earlier = locked(agreement.renews)
        _renounce(earlier)
        save(earlier, by=by)


def _renounce(agreement: Agreement) -> None:
    messages.cancel_pending(agreement, kinds=["partnerships.agreement_ending"])
    agreement.revision += 1


def _as_party(party: Organization | Signed) -> Signed:
    return party if isinstance(party, Signed) else Signed(organization=party)


def _parties(agreement: Agreement) -> list[AgreementParty]:
    return list(agreement.parties.select_related("organization"))


def _new_party(agreement: Agreement, organization: Organization) -> AgreementParty:
    return AgreementParty(agreement=agreement, organization=organization)


def _write_party(party: AgreementParty, signed: Signed, order: int, *, by: User | None) -> None:
    party.signatory = signed.signatory
    party.signatory_name = clean_name(signed.signatory_name)
    party.capacity = clean_name(signed.capacity)
    party.signed_on = signed.signed_on
    party.order = order
    save(party, by=by)


def _require_move(agreement: Agreement, state: AgreementState) -> None:
    now = AgreementState(agreement.state)
    if not now.can_become(state):
        raise WrongStateError(
            _("This agreement is “%(now)s”. It cannot become “%(next)s”."),
            now=now.label,
            next=state.label,
        )


def _check_renewal(agreement: Agreement) -> None:
    if agreement.renews is None:
        return
    if Agreement.objects.filter(renews=agreement.renews).exclude(pk=agreement.pk).exists():
        raise NotAfterError(_("That agreement was renewed by another one. Choose the later one."))
    earlier: Agreement | None = agreement.renews
    while earlier is not None:
        if earlier.pk == agreement.pk:
            raise NotAfterError(_("An agreement cannot renew itself. Choose an earlier one."))
        earlier = earlier.renews
