"""Agreements from the first draft to their end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile

from core.records import BrokenConstraintError
from core.uploads import Checked
from partnerships.enums import AgreementState
from partnerships.operations import agreements
from partnerships.operations.agreements import (
    NobodyError,
    NotAfterError,
    ReasonMissingError,
    TooFewPartiesError,
    WrongStateError,
)
from partnerships.terms.agreements import AgreementPartyTerms, AgreementTerms, AgreementWitnessTerms
from tests.factories.network import CooperationAreaFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import AgreementFactory, AgreementTypeFactory, PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def signatories(agreement):
    return [
        (each.organization, each.signatory, each.signatory_name, each.capacity, each.signed_on)
        for each in agreement.parties.order_by("order")
    ]


def two_parties():
    return [AgreementPartyTerms(organization=OrganizationFactory()) for _ in range(2)]


def test_a_draft_keeps_everything_that_is_known():
    college, ministry = OrganizationFactory(), OrganizationFactory()
    area, pairing, earlier = CooperationAreaFactory(), PairingFactory(), AgreementFactory()

    agreement = agreements.draft(
        AgreementTerms(
            title="  Framework  agreement ",
            type=AgreementTypeFactory(),
            pairing=pairing,
            place=" Shenyang ",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            renews=earlier,
            note=" As agreed. ",
            parties_confirmed=False,
        ),
        parties=[
            AgreementPartyTerms(organization=college),
            AgreementPartyTerms(organization=ministry, capacity=" Minister "),
        ],
        areas=[area],
        source_key="framework",
        by=staff(),
    )

    agreement.refresh_from_db()
    assert (agreement.title, agreement.place, agreement.note) == (
        "Framework agreement",
        "Shenyang",
        "As agreed.",
    )
    assert (agreement.state, agreement.parties_confirmed) == (AgreementState.DRAFT, False)
    assert (agreement.renews, agreement.pairing) == (earlier, pairing)
    assert [row.area for row in agreement.areas.all()] == [area]
    assert signatories(agreement) == [
        (college, None, "", "", None),
        (ministry, None, "", "Minister", None),
    ]


def test_an_agreement_binds_two():
    college = OrganizationFactory()

    with pytest.raises(TooFewPartiesError, match="at least two different parties"):
        agreements.draft(
            AgreementTerms(title="Alone", type=AgreementTypeFactory()),
            parties=[
                AgreementPartyTerms(organization=college),
                AgreementPartyTerms(organization=college),
            ],
            by=None,
        )


def test_an_agreement_ends_after_it_starts():
    with pytest.raises(BrokenConstraintError, match="must end after it starts"):
        agreements.draft(
            AgreementTerms(
                title="Backwards",
                type=AgreementTypeFactory(),
                starts_on=date(2026, 2, 1),
                ends_on=date(2026, 1, 1),
            ),
            parties=two_parties(),
            by=None,
        )


def test_the_history_knows_who_drafted():
    user = staff()

    agreement = agreements.draft(
        AgreementTerms(title="Known", type=AgreementTypeFactory()),
        parties=two_parties(),
        by=user,
    )

    assert agreement.history.get().pgh_context.metadata == {"user": user.pk}


def test_a_signatory_is_a_person_or_a_name_as_printed():
    agreement = AgreementFactory()
    first, second = (party.organization for party in agreement.parties.all())
    person = PersonFactory()

    agreements.bind(
        agreement,
        parties=[
            AgreementPartyTerms(
                organization=second,
                signatory=person,
                capacity="President",
                signed_on=date(2026, 5, 7),
            ),
            AgreementPartyTerms(organization=first, signatory_name="  Om  Romny "),
        ],
        by=None,
    )

    assert signatories(agreement) == [
        (second, person, "", "President", date(2026, 5, 7)),
        (first, None, "Om Romny", "", None),
    ]


def test_a_party_that_is_no_longer_named_is_no_longer_bound():
    agreement = AgreementFactory()
    first, _second = agreement.parties.all()
    third = OrganizationFactory()

    agreements.bind(
        agreement,
        parties=[
            AgreementPartyTerms(organization=first.organization),
            AgreementPartyTerms(organization=third),
        ],
        by=None,
    )

    parties = list(agreement.parties.all())
    assert [party.organization for party in parties] == [first.organization, third]
    assert parties[0].pk == first.pk


def test_the_areas_are_those_that_are_named_last():
    agreement, kept, dropped, new = AgreementFactory(), *CooperationAreaFactory.create_batch(3)
    agreements.cover(agreement, areas=[kept, dropped], by=None)

    agreements.cover(agreement, areas=[kept, new], by=None)

    assert {row.area for row in agreement.areas.all()} == {kept, new}


def test_witnesses_are_those_that_are_named_last():
    agreement, person = AgreementFactory(), PersonFactory()
    first = [
        AgreementWitnessTerms(person=person),
        AgreementWitnessTerms(name="Cao Lan"),
        AgreementWitnessTerms(name="Somebody"),
    ]
    agreements.name_witnesses(agreement, witnesses=first, by=None)
    before = agreement.witnesses.get(name="Cao Lan")

    later = [
        AgreementWitnessTerms(person=person, name="as typed"),
        AgreementWitnessTerms(name=" Cao  Lan ", capacity="Director"),
    ]
    agreements.name_witnesses(agreement, witnesses=later, by=None)

    rows = agreement.witnesses.order_by("pk")
    assert [(row.person, row.name, row.capacity) for row in rows] == [
        (person, "", ""),
        (None, "Cao Lan", "Director"),
    ]
    assert rows[1].pk == before.pk


def test_a_witness_is_somebody():
    with pytest.raises(NobodyError, match="Choose a person or write the name"):
        agreements.name_witnesses(
            AgreementFactory(), witnesses=[AgreementWitnessTerms(name=" ")], by=None
        )


def test_a_correction_is_kept_clean():
    agreement = AgreementFactory()

    changed = agreements.edit(
        agreement,
        replace(AgreementTerms.of(agreement), title=" New  title ", place=" Wuxi ", note=" x "),
        by=staff(),
    )

    assert (changed.title, changed.place, changed.note) == ("New title", "Wuxi", "x")


@pytest.mark.parametrize("state", [AgreementState.CIRCULATED, AgreementState.AGREED_TEXT])
def test_a_text_that_was_circulated_is_a_draft_again_when_it_changes(state):
    agreement = AgreementFactory(state=state)

    changed = agreements.edit(
        agreement, replace(AgreementTerms.of(agreement), title="Another text"), by=None
    )

    assert changed.state == AgreementState.DRAFT


def test_our_own_note_does_not_touch_a_circulated_text():
    agreement = AgreementFactory(state=AgreementState.CIRCULATED)

    changed = agreements.edit(
        agreement, replace(AgreementTerms.of(agreement), note="Sent by post."), by=None
    )

    assert changed.state == AgreementState.CIRCULATED


def test_a_correction_of_a_signed_agreement_leaves_it_signed():
    agreement = AgreementFactory(signed=True)

    changed = agreements.edit(
        agreement, replace(AgreementTerms.of(agreement), title="As printed"), by=None
    )

    assert (changed.state, changed.signed_on) == (AgreementState.SIGNED, date(2026, 1, 15))


def test_nothing_renews_itself_even_by_a_detour():
    first = AgreementFactory()
    second = AgreementFactory(renews=first)

    with pytest.raises(NotAfterError, match="cannot renew itself"):
        agreements.edit(first, replace(AgreementTerms.of(first), renews=second), by=None)


def test_an_agreement_is_renewed_once():
    first = AgreementFactory()
    AgreementFactory(renews=first)

    with pytest.raises(NotAfterError, match="Another agreement renewed that one"):
        agreements.draft(
            AgreementTerms(title="Third", type=AgreementTypeFactory(), renews=first),
            parties=two_parties(),
            by=None,
        )


@pytest.mark.parametrize("day", [date(2026, 5, 7), None])
def test_the_day_of_a_signing_may_be_unknown(day):
    signed = agreements.sign(AgreementFactory(), on=day, by=None)

    assert (signed.state, signed.signed_on) == (AgreementState.SIGNED, day)


def test_nothing_is_signed_twice():
    with pytest.raises(WrongStateError, match=r"“Signed”\. It cannot become “Signed”"):
        agreements.sign(AgreementFactory(signed=True), on=None, by=None)


def test_a_suspended_agreement_is_taken_up_again_with_its_day():
    agreement = AgreementFactory(signed=True)
    agreements.move(agreement, state=AgreementState.SUSPENDED, reason="Flood", by=None)

    again = agreements.move(agreement, state=AgreementState.SIGNED, by=None)

    assert (again.state, again.signed_on, again.reason) == (
        AgreementState.SIGNED,
        date(2026, 1, 15),
        "",
    )


@pytest.mark.parametrize("state", [AgreementState.SUSPENDED, AgreementState.TERMINATED])
def test_an_agreement_is_stopped_with_a_reason(state):
    agreement = AgreementFactory(signed=True)

    with pytest.raises(ReasonMissingError, match="Say why"):
        agreements.move(agreement, state=state, reason="  ", by=None)

    assert agreements.move(agreement, state=state, reason=" War ", by=None).reason == "War"


def test_a_cancelled_draft_stays_cancelled():
    agreement = AgreementFactory()
    agreements.move(agreement, state=AgreementState.CANCELLED, reason="No money", by=None)

    with pytest.raises(WrongStateError, match="cannot become “Draft”"):
        agreements.move(agreement, state=AgreementState.DRAFT, by=None)


def test_a_file_is_kept_with_its_language():
    agreement = AgreementFactory()
    file = Checked(ContentFile(b"%PDF-1.7", "mou.pdf"), "mou.pdf", "application/pdf", 8)

    kept = agreements.add_file(agreement, file=file, language="km", by=staff())

    kept.refresh_from_db()
    assert (kept.name, kept.content_type, kept.size, kept.language) == (
        "mou.pdf",
        "application/pdf",
        8,
        "km",
    )
    assert "mou" not in kept.file.name
    with kept.file.open("rb") as stored:
        assert stored.read() == b"%PDF-1.7"
