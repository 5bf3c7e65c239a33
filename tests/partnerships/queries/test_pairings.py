"""The list, one pairing's page, and who answers for it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from partnerships.enums import CooperationRole, PairingPhase, PairingStatus
from partnerships.models import Pairing
from partnerships.queries import pairings
from partnerships.queries.pairings import Standing
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    AnswerReferralFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def page(pairing, user=None):
    return pairings.page(pairing, user=user or roles.staff(), today=TODAY)


def test_the_list_stands_in_the_order_of_urgency():
    PairingFactory(title="closed", phase=PairingPhase.CONCLUDED, closed_on=TODAY)
    PairingFactory(title="paused", phase=PairingPhase.PAUSED, reason="Flood")
    PairingFactory(title="on track", last_met_on=date(2026, 11, 1))
    PairingFactory(title="new", started_on=date(2026, 11, 1))
    PairingFactory(title="quiet since 2022", last_met_on=date(2022, 1, 1))
    PairingFactory(title="never met")
    ActionFactory(pairing__title="overdue", due_on=date(2026, 11, 1))
    ActionFactory(pairing__title="overdue since 2025", due_on=date(2025, 11, 1))
    blocked = ProgressUpdateFactory(pairing__title="blocked", answer="blocked")
    ProgressUpdateFactory(
        pairing__title="blocked for longer",
        answer="blocked",
        submitted_at=blocked.submitted_at.replace(day=1),
    )

    found = pairings.listed(Pairing.objects.all(), today=TODAY)

    in_order = [each.title for each in found]
    assert in_order == [
        "blocked for longer",
        "blocked",
        "overdue since 2025",
        "overdue",
        "never met",
        "quiet since 2022",
        "new",
        "on track",
        "paused",
        "closed",
    ]
    for number in range(1, 12):
        first = pairings.most_urgent(Pairing.objects.all(), number, today=TODAY)
        assert [each.title for each in first] == in_order[:number]


def test_the_list_knows_the_next_action_by_its_day():
    pairing = PairingFactory()
    some_day = ActionFactory(pairing=pairing)
    later = ActionFactory(pairing=pairing, due_on=date(2026, 12, 24))
    soon = ActionFactory(pairing=pairing, due_on=date(2026, 12, 1))
    ActionFactory(pairing=pairing, done=True)
    other = PairingFactory()

    for first in (soon, later, some_day):
        found = pairings.listed(Pairing.objects.all(), today=TODAY).get(pk=pairing.pk)
        shown = pairings.next_action(found)
        assert shown == first
        assert (shown.text, shown.due_on) == (first.text, first.due_on)
        assert (shown.state, shown.pairing) == (first.state, pairing)
        first.delete()
    for each in pairings.listed(Pairing.objects.all(), today=TODAY):
        assert pairings.next_action(each) is None, other


@pytest.mark.parametrize(
    ("last_met_on", "days"), [(None, None), (date(2026, 6, 11), 164), (date(2022, 1, 21), 1766)]
)
def test_a_quiet_pairing_tells_for_how_many_days(last_met_on, days):
    pairing = PairingFactory(last_met_on=last_met_on)

    assert page(pairing).standing == Standing(PairingStatus.QUIET, days)


def test_the_silence_counts_from_the_start_where_there_was_no_contact():
    pairing = PairingFactory(started_on=date(2026, 11, 1))

    assert page(pairing).standing == Standing(PairingStatus.NEW, 21)


def test_an_update_counts_as_contact():
    pairing = PairingFactory(last_met_on=date(2022, 1, 1))
    ProgressUpdateFactory(pairing=pairing, submitted_at=datetime(2026, 11, 20, tzinfo=UTC))

    assert page(pairing).pairing.last_contact_on == date(2026, 11, 20)


def test_the_page_parts_open_actions_from_closed_ones():
    pairing = PairingFactory()
    some_day = ActionFactory(pairing=pairing)
    due = ActionFactory(pairing=pairing, due_on=TODAY)
    done = ActionFactory(pairing=pairing, done=True)

    shown = page(pairing)

    assert shown.open_actions == (due, some_day)
    assert shown.closed_actions == (done,)


def test_the_page_holds_what_belongs_to_the_pairing_and_nothing_else():
    pairing = PairingFactory()
    commitment = CommitmentFactory(pairing=pairing)
    agreement = AgreementFactory(pairing=pairing)
    designation = DesignationFactory(pairing=pairing)
    work_plan = WorkPlanFactory(pairing=pairing)
    referral = AnswerReferralFactory(pairing=pairing)
    for factory in (CommitmentFactory, AnswerReferralFactory):
        factory()
    AgreementFactory(pairing=PairingFactory())

    shown = page(pairing)

    assert [group.commitments for group in shown.commitments] == [(commitment,)]
    assert shown.agreements == (agreement,)
    assert shown.designations == (designation,)
    assert shown.work_plans == (work_plan,)
    assert shown.referrals == (referral,)


def test_the_page_shows_the_newest_updates_without_those_that_were_corrected():
    pairing = PairingFactory()
    old = ProgressUpdateFactory(pairing=pairing)
    correction = ProgressUpdateFactory(pairing=pairing, supersedes=old)
    ProgressUpdateFactory.create_batch(5, pairing=pairing)

    shown = page(pairing).updates

    assert len(shown) == 2
    assert old not in shown
    assert correction not in shown


def test_an_agreement_of_others_is_not_shown_on_a_pairing_that_is():
    own = OrganizationFactory()
    pairing = PairingFactory(parties=[own, OrganizationFactory()])
    ours = AgreementFactory(pairing=pairing, parties=[own, OrganizationFactory()])
    AgreementFactory(pairing=pairing)

    assert page(pairing, roles.focal_point(own)).agreements == (ours,)


def test_the_sides_tell_their_role_and_who_answers():
    pairing = PairingFactory()
    first, second = pairing.parties.all()
    first.role = CooperationRole.PIVOTAL
    first.save()
    own = PairingFocalPointFactory(pairing=pairing, organization=first.organization)
    FocalPointFactory(organization=first.organization)
    general = FocalPointFactory(organization=second.organization)

    one, two = page(pairing).sides

    assert (one.organization, one.role) == (first.organization, CooperationRole.PIVOTAL)
    assert [(each.person, each.own_appointment) for each in one.contacts] == [(own.person, own.pk)]
    assert (two.organization, two.role) == (second.organization, None)
    assert [(each.person, each.own_appointment) for each in two.contacts] == [
        (general.person, None)
    ]


def test_a_focal_point_whom_the_user_may_not_see_is_marked():
    own = OrganizationFactory()
    pairing = PairingFactory(parties=[own, OrganizationFactory()])
    PairingFocalPointFactory(
        pairing=pairing, organization=own, person__works_at=OrganizationFactory()
    )

    (side, _other) = page(pairing, roles.focal_point(own)).sides

    assert [contact.is_visible for contact in side.contacts] == [False]


def test_a_pairing_of_the_same_parties_is_found_if_it_is_open_and_visible():
    one, two, three = OrganizationFactory.create_batch(3)
    wider = PairingFactory(parties=[one, two, three])
    PairingFactory(parties=[one, three])
    PairingFactory(parties=[one, two], phase=PairingPhase.CONCLUDED, closed_on=TODAY)

    found = pairings.of_same_parties([one, two], user=roles.staff())

    assert found == [wider]
    assert pairings.of_same_parties([one, two], user=roles.nobody()) == []
