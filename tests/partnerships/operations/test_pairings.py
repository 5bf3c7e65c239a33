"""Pairings are begun, corrected, moved on and ended by the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.records import BrokenConstraintError
from partnerships.enums import CooperationRole, PairingPhase
from partnerships.models import Pairing
from partnerships.operations import pairings
from partnerships.terms.endings import Ending
from partnerships.terms.pairings import LastMeeting, PairingPartyTerms, PairingTerms
from tests.factories import roles
from tests.factories.network import OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_start_pairs_organizations_in_their_order_with_their_roles():
    one, two = OrganizationFactory(acronym="GZ"), OrganizationFactory(name="Second College")
    programme = ProgrammeFactory()

    pairing = pairings.start(
        PairingTerms(
            programme=programme,
            started_on=TODAY,
            note=" Since the launch ",
            rhythm_days=60,
        ),
        parties=[
            PairingPartyTerms(organization=one),
            PairingPartyTerms(organization=two, role=CooperationRole.BENEFICIARY),
        ],
        phase=PairingPhase.ACTIVE,
        source_key="gz-second",
        by=roles.staff(),
    )

    pairing.refresh_from_db()
    assert (pairing.title, pairing.note) == ("GZ \N{EN DASH} Second College", "Since the launch")
    assert (pairing.phase, pairing.started_on, pairing.rhythm_days) == ("active", TODAY, 60)
    assert (pairing.programme, pairing.source_key) == (programme, "gz-second")
    assert [(party.organization, party.role) for party in pairing.parties.all()] == [
        (one, ""),
        (two, "beneficiary"),
    ]


def test_start_keeps_the_title_that_was_given():
    sides = [OrganizationFactory(), OrganizationFactory()]

    pairing = pairings.start(
        PairingTerms(title="  The  pair "),
        parties=[PairingPartyTerms(organization=each) for each in sides],
        by=None,
    )

    assert pairing.title == "The pair"


def test_start_takes_more_than_two_and_counts_each_once():
    one, two, three = OrganizationFactory.create_batch(3)

    pairing = pairings.start(
        PairingTerms(),
        parties=[
            PairingPartyTerms(organization=one),
            PairingPartyTerms(organization=two),
            PairingPartyTerms(organization=one),
            PairingPartyTerms(organization=three),
        ],
        by=None,
    )

    assert [party.organization for party in pairing.parties.all()] == [one, two, three]


def test_start_refuses_one_organization_and_writes_nothing():
    one = OrganizationFactory()

    with pytest.raises(pairings.TooFewPartiesError, match="Choose at least two institutions"):
        pairings.start(
            PairingTerms(),
            parties=[PairingPartyTerms(organization=one), PairingPartyTerms(organization=one)],
            by=None,
        )

    assert not Pairing.objects.exists()


@pytest.mark.parametrize("phase", ["paused", "concluded", "ended_early"])
def test_start_refuses_to_begin_with_an_end_or_a_pause(phase):
    sides = [OrganizationFactory(), OrganizationFactory()]

    with pytest.raises(pairings.WrongPhaseError, match="Start the pairing first"):
        pairings.start(
            PairingTerms(),
            parties=[PairingPartyTerms(organization=each) for each in sides],
            phase=phase,
            by=None,
        )


def test_edit_changes_what_is_named_and_leaves_the_rest():
    pairing = PairingFactory(title="Old", note="Stays")

    pairing = pairings.edit(
        pairing, replace(PairingTerms.of(pairing), title=" New ", rhythm_days=30), by=roles.staff()
    )

    pairing.refresh_from_db()
    assert (pairing.title, pairing.rhythm_days, pairing.note) == ("New", 30, "Stays")


def test_edit_names_a_pairing_without_a_title_after_its_sides():
    sides = [OrganizationFactory(acronym="A"), OrganizationFactory(acronym="B")]
    pairing = PairingFactory(parties=sides)

    pairing = pairings.edit(pairing, replace(PairingTerms.of(pairing), title=""), by=None)

    assert pairing.title == "A \N{EN DASH} B"


def test_edit_refuses_too_short_a_rhythm():
    pairing = PairingFactory()

    with pytest.raises(BrokenConstraintError):
        pairings.edit(pairing, replace(PairingTerms.of(pairing), rhythm_days=1), by=None)


def test_move_pauses_with_a_reason_and_forgets_it_afterwards():
    pairing = PairingFactory(phase=PairingPhase.ACTIVE)

    paused = pairings.move(pairing, phase="paused", reason=" Flood ", on=TODAY, by=None)
    again = pairings.move(pairing, phase="active", on=TODAY, by=None)

    assert (paused.phase, paused.reason) == ("paused", "Flood")
    assert (again.phase, again.reason) == ("active", "")


def test_move_refuses_a_pause_without_a_reason_and_changes_nothing():
    pairing = PairingFactory(phase=PairingPhase.ACTIVE)

    with pytest.raises(BrokenConstraintError, match="Say why the pairing was paused or ended"):
        pairings.move(pairing, phase="paused", reason=" ", on=TODAY, by=None)

    pairing.refresh_from_db()
    assert pairing.phase == "active"


def test_move_refuses_the_phase_that_the_pairing_is_in():
    pairing = PairingFactory(phase=PairingPhase.ACTIVE)

    with pytest.raises(pairings.WrongPhaseError, match="already in this phase"):
        pairings.move(pairing, phase="active", on=TODAY, by=None)


def test_close_keeps_the_day():
    pairing = pairings.close(PairingFactory(), Ending(state="concluded", on=TODAY), by=None)

    assert (pairing.phase, pairing.closed_on) == ("concluded", TODAY)


def test_close_refuses_what_is_not_an_end():
    with pytest.raises(pairings.WrongPhaseError, match="Choose how the pairing ended"):
        pairings.close(PairingFactory(), Ending(state="active", on=TODAY), by=None)


def test_a_closed_pairing_stays_closed():
    pairing = pairings.close(PairingFactory(), Ending(state="concluded", on=TODAY), by=None)

    with pytest.raises(pairings.WrongPhaseError, match="This pairing is closed"):
        pairings.move(pairing, phase="active", on=TODAY, by=None)


def test_met_keeps_the_last_day_and_writes_only_a_change():
    pairing = PairingFactory()

    pairings.record_contacts({pairing.pk: LastMeeting(on=TODAY)})
    written = Pairing.objects.get().updated_at
    pairings.record_contacts({pairing.pk: LastMeeting(on=TODAY)})

    assert Pairing.objects.values_list("last_met_on", "updated_at").get() == (TODAY, written)


def test_met_keeps_between_which_days_it_was():
    pairing = PairingFactory()

    pairings.record_contacts({pairing.pk: LastMeeting(on=TODAY, since=date(2026, 11, 1))})

    pairing.refresh_from_db()
    assert (pairing.last_met_since, pairing.last_met_on) == (date(2026, 11, 1), TODAY)


def test_met_forgets_a_meeting_that_did_not_happen():
    pairing = PairingFactory(last_met_on=TODAY)

    pairings.record_contacts({pairing.pk: None})

    pairing.refresh_from_db()
    assert pairing.last_met_on is None
