"""Agreements: draft one, name its parties, sign it, stop it, keep its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import delete_all, save, save_all, save_changes
from core.uploads import Checked
from network.models import CooperationArea
from partnerships.enums import CIRCULATED_AGREEMENTS, STOPPED_AGREEMENTS, AgreementState
from partnerships.models import (
    Agreement,
    AgreementArea,
    AgreementFile,
    AgreementParty,
    AgreementWitness,
)
from partnerships.terms.agreements import (
    AgreementPartyTerms,
    AgreementTerms,
    AgreementWitnessTerms,
    SignedAgreement,
)

RowT = TypeVar("RowT", AgreementParty, AgreementWitness)


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


@transaction.atomic
def draft(
    terms: AgreementTerms,
    *,
    parties: Iterable[AgreementPartyTerms],
    areas: Iterable[CooperationArea] = (),
    source_key: str | None = None,
    by: User | None,
) -> Agreement:
    """Write down an agreement that is not signed yet.

    :raises TooFewPartiesError: if fewer than two organizations are named.
    :raises NotAfterError: if another agreement renews the earlier one already.
    :raises BrokenConstraintError: if its days contradict each other.
    """
    agreement = terms.write_to(Agreement(source_key=source_key))
    _check_renewal(agreement)
    save(agreement, by=by)
    bind(agreement, parties=parties, by=by)
    cover(agreement, areas=areas, by=by)
    return agreement


def write_signed(signed: Iterable[SignedAgreement], *, by: User | None) -> list[Agreement]:
    """Write down agreements that are signed already, each kind of row in one go.

    :raises TooFewPartiesError: if one of them names fewer than two organizations.
    :raises NobodyError: if a witness is neither a person nor a name.
    """
    pairs = [(_signed(each), each) for each in signed]
    made = save_all([agreement for agreement, _terms in pairs], by=by)
    parties = [_party_rows(row, each.parties, {}) for row, each in pairs]
    save_all([party for rows in parties for party in rows], by=by)
    seen = [_witness(row, terms) for row, each in pairs for terms in each.witnesses]
    save_all(seen, by=by)
    return made


@transaction.atomic
def edit(agreement: Agreement, terms: AgreementTerms, *, by: User | None) -> Agreement:
    """Correct what is written; a changed text that was circulated is a draft again.

    :raises NotAfterError: if it would renew itself, or what another one renews already.
    :raises BrokenConstraintError: if its days contradict each other.
    """
    agreement = locked(agreement)
    before, end = _text_of(agreement), _end_of(agreement)
    terms.write_to(agreement)
    _check_renewal(agreement)
    if agreement.state in CIRCULATED_AGREEMENTS and _text_of(agreement) != before:
        agreement.state = AgreementState.DRAFT
    if _end_of(agreement) != end:
        _count_revision(agreement, by=by)
    return save(agreement, by=by)


@transaction.atomic
def bind(
    agreement: Agreement, *, parties: Iterable[AgreementPartyTerms], by: User | None
) -> Agreement:
    """Let these be the parties, in this order; others are no longer bound.

    :raises TooFewPartiesError: if fewer than two organizations are named.
    """
    agreement = locked(agreement)
    before = {row.organization_id: row for row in agreement.parties.all()}
    rows = _party_rows(agreement, parties, before)
    named = [row.organization_id for row in rows]
    delete_all(agreement.parties.exclude(organization__in=named), by=by)
    _save_rows(
        rows, fields=["signatory", "signatory_name", "capacity", "signed_on", "order"], by=by
    )
    return agreement


@transaction.atomic
def cover(agreement: Agreement, *, areas: Iterable[CooperationArea], by: User | None) -> Agreement:
    """Let these be the areas that the agreement covers."""
    agreement = locked(agreement)
    wanted = list(dict.fromkeys(area.pk for area in areas))
    known = set(agreement.areas.values_list("area", flat=True))
    delete_all(agreement.areas.exclude(area__in=wanted), by=by)
    new = [AgreementArea(agreement=agreement, area_id=pk) for pk in wanted if pk not in known]
    save_all(new, by=by)
    return agreement


@transaction.atomic
def name_witnesses(
    agreement: Agreement, *, witnesses: Iterable[AgreementWitnessTerms], by: User | None
) -> Agreement:
    """Let these be the people who attended the signing; others are no longer named.

    :raises NobodyError: if one of them is neither a person nor a name.
    """
    agreement = locked(agreement)
    before = {(row.person_id, row.name): row for row in agreement.witnesses.all()}
    rows = []
    for terms in witnesses:
        new = _witness(agreement, terms)
        row = before.pop((new.person_id, new.name), new)
        row.capacity = new.capacity
        rows.append(row)
    gone = agreement.witnesses.filter(pk__in=[row.pk for row in before.values()])
    delete_all(gone, by=by)
    _save_rows(rows, fields=["capacity"], by=by)
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
    _count_revision(agreement, by=by)
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
        _count_revision(agreement, by=by)
    agreement.state = state
    agreement.reason = reason.strip()
    return save(agreement, by=by)


@transaction.atomic
def add_file(
    agreement: Agreement, *, file: Checked, language: str = "", by: User | None
) -> AgreementFile:
    """Keep the text of the agreement in one language."""
    agreement = locked(agreement)
    return save(AgreementFile(agreement=agreement, language=language, **vars(file)), by=by)


def _signed(signed: SignedAgreement) -> Agreement:
    agreement = Agreement(state=AgreementState.SIGNED, signed_on=signed.signed_on)
    return signed.terms.write_to(agreement)


def _party_rows(
    agreement: Agreement,
    parties: Iterable[AgreementPartyTerms],
    before: Mapping[int, AgreementParty],
) -> list[AgreementParty]:
    """Return the rows of the parties, each once, in their order; ``before`` are those there."""
    named = {each.organization.pk: each for each in parties}
    if len(named) < 2:  # noqa: PLR2004 — a contract
        raise TooFewPartiesError(_("Name at least two different parties."))
    rows = []
    for order, (pk, terms) in enumerate(named.items()):
        row = terms.write_to(before.get(pk) or AgreementParty(agreement=agreement))
        row.order = order
        rows.append(row)
    return rows


def _witness(agreement: Agreement, terms: AgreementWitnessTerms) -> AgreementWitness:
    name = "" if terms.person else clean_name(terms.name)
    if terms.person is None and not name:
        raise NobodyError(_("Choose a person or write the name."))
    return AgreementWitness(
        agreement=agreement, person=terms.person, name=name, capacity=clean_name(terms.capacity)
    )


def _text_of(agreement: Agreement) -> list[object]:
    """Return what the parties approve; the note and the pairing are ours."""
    fields = ("title", "type", "place", "starts_on", "ends_on", "is_open_ended", "renews")
    return [getattr(agreement, field) for field in fields]


def _end_of(agreement: Agreement) -> list[object]:
    """Return what decides when an agreement ends, and when the one ends that it renews."""
    return [agreement.ends_on, agreement.renews_id]


def _count_revision(agreement: Agreement, *, by: User | None) -> None:
    """Make the end another one: of this agreement, and of the one that it renews.

    What was to be said of the end as it was is not said. Whoever saves it then saves the count.
    """
    agreement.revision += 1
    if agreement.renews is not None:
        earlier = locked(agreement.renews)
        earlier.revision += 1
        save(earlier, by=by)


def _save_rows(rows: list[RowT], *, fields: Iterable[str], by: User | None) -> None:
    """Save the rows of an agreement: the new ones in one statement, the known in another."""
    save_all([row for row in rows if row.pk is None], by=by)
    save_changes([row for row in rows if row.pk is not None], fields=fields, by=by)


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
        raise NotAfterError(_("Another agreement renewed that one. Choose the later one."))
    earlier: Agreement | None = agreement.renews
    while earlier is not None:
        if earlier.pk == agreement.pk:
            raise NotAfterError(_("An agreement cannot renew itself. Choose an earlier one."))
        earlier = earlier.renews
