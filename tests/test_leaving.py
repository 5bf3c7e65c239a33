"""Whoever left opens nothing any more, by whatever way they came in; nobody has to close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import LinkPurpose
from accounts.operations import links
from events.enums import ParticipationState
from network.models import Organization, Person
from network.operations import focal_points, people
from tests.factories import roles
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, PairingFactory
from tests.walk import read

# An invitation is the account's own, and opens before there is anything to leave.
BEFORE = {LinkPurpose.ACCEPT_ACCOUNT}
OPENED_BY = {
    LinkPurpose.UPDATE_PROGRESS: "followup:update-by-link",
    LinkPurpose.ANSWER_INVITATION: "followup:reply-by-link",
    LinkPurpose.READ_CALENDAR: "followup:calendar-feed",
}


@dataclass
class Member:
    """A focal point with all that lets them in."""

    person: Person
    college: Organization
    session: Client
    addresses: dict[str, str]

    def opened(self) -> set[str]:
        """Return which links still open."""
        ask = Client().get
        return {name for name, url in self.addresses.items() if ask(url).status_code == 200}

    def sees(self, *urls: str) -> list[int]:
        """Return how the session is answered."""
        return [_status(self.session.get(url)) for url in urls]


def _status(response) -> int:
    read(response)
    return response.status_code


@pytest.fixture
def member(db, signed_in) -> Member:
    college = OrganizationFactory(name="NPIC")
    user = roles.focal_point(college)
    person = user.person
    FocalPointFactory(organization=college, person=person)
    pairing = PairingFactory(parties=[college, OrganizationFactory()])
    event = EventFactory(
        confirmed=True, day=timezone.localdate() + timedelta(days=20), pairings=[pairing]
    )
    ParticipationFactory(event=event, person=person, state=ParticipationState.INVITED)
    targets = {
        LinkPurpose.UPDATE_PROGRESS: ActionFactory(pairing=pairing, organization=college),
        LinkPurpose.ANSWER_INVITATION: event,
        LinkPurpose.READ_CALENDAR: person,
    }
    addresses = {}
    for purpose, target in targets.items():
        until = timezone.now() + timedelta(days=30)
        link = links.issue(purpose=purpose, holder=person, target=target, expires_at=until)
        addresses[purpose] = reverse(OPENED_BY[purpose], args=[links.token_of(link)])
    return Member(person, college, signed_in(user), addresses)


def test_every_kind_of_link_is_tried_here(member):
    assert set(OPENED_BY) | BEFORE == set(LinkPurpose)
    assert member.opened() == set(OPENED_BY)


def test_a_closed_account_opens_nothing(member):
    member.person.user.is_active = False
    member.person.user.save()

    assert member.opened() == set()
    for address in member.addresses.values():
        assert Client().post(address, {"answer": "done"}).status_code in (404, 405, 410)
    assert member.sees("/", "/pairings/") == [302, 302]


def test_a_closed_account_gets_no_new_link(member, mailoutbox):
    member.person.user.is_active = False
    member.person.user.save()
    address = f"{member.addresses[LinkPurpose.UPDATE_PROGRESS]}new/"

    assert Client().post(address).status_code == 200
    assert not member.person.recipient.messages.exists()


def test_whoever_handed_over_answers_for_nobody(member):
    today = timezone.localdate()
    seat = member.college.focal_points.get()
    profile = reverse("network:organization-edit", args=[member.college.pk])
    assert member.sees("/pairings/", profile) == [200, 200]

    # Where the reader lives it may be tomorrow already.
    focal_points.hand_over(seat, to=PersonFactory(), on=today + timedelta(days=2), by=None)
    assert member.sees("/pairings/", profile) == [200, 200]
    assert member.opened() == set(OPENED_BY)

    seat.ends_on = today
    seat.save()
    assert member.sees("/pairings/", profile) == [403, 404]
    # The invitation is their own: they are on the list by name.
    assert member.opened() == {LinkPurpose.ANSWER_INVITATION}


def test_whoever_is_appointed_again_answers_again(member):
    today = timezone.localdate()
    focal_points.end(member.college.focal_points.get(), on=today, by=None)
    focal_points.appoint(member.college, person=member.person, on=today, by=None)

    assert member.sees("/pairings/") == [200]
    assert member.opened() == set(OPENED_BY)


def test_another_role_stays(member):
    other = OrganizationFactory()
    member.person.user.memberships.create(role="focal_point", organization=other)

    focal_points.end(member.college.focal_points.get(), on=timezone.localdate(), by=None)

    there, here = (
        reverse("network:organization-edit", args=[x.pk]) for x in (other, member.college)
    )
    assert member.sees(there) == [200]
    assert member.sees(here)[0] in (403, 404)


def test_the_rights_over_a_colleague_end_with_the_position(member):
    colleague = PersonFactory(works_at=member.college, phone="+855 12 345", sex="female")
    page = reverse("network:person-detail", args=[colleague.pk])
    edit = reverse("network:person-edit", args=[colleague.pk])
    assert member.sees(page, edit) == [200, 200]
    assert "+855 12 345" in member.session.get(page).content.decode()

    yesterday = timezone.localdate() - timedelta(days=1)
    people.end_position(colleague.positions.get(), on=yesterday, by=None)

    assert member.sees(edit)[0] in (403, 404)
    shown = member.session.get(page).content.decode()
    assert "+855 12 345" not in shown
    assert colleague.recipient.email not in shown
