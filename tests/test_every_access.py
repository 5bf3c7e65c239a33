"""Each kind of access, and each way in which it ends: it is refused at once, and nothing else is.

A table: what somebody has who works for a college and answers for it, and what stays theirs when
their account is closed, their role is taken away, their seat is handed over, or they leave.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import mails as account_mails
from accounts.enums import LinkPurpose
from accounts.models import LinkRequest, User
from accounts.operations import links, password_links
from documents.models import Subscription
from events.enums import ParticipationState
from network.enums import Role
from network.models import Organization, Person
from network.models.memberships import day_of_roles
from network.operations import accounts, focal_points, memberships, people
from notifications import mails
from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import choices
from tests.factories import roles
from tests.factories.documents import SubscriptionFactory
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import ActionFactory, CommentFactory, PairingFactory
from tests.followup.planning import plan_requests
from tests.walk import read

PASSWORD = "a long password"
DAY = timedelta(days=1)
OPENED_BY = {
    LinkPurpose.UPDATE_PROGRESS: "followup:update-by-link",
    LinkPurpose.ANSWER_INVITATION: "followup:reply-by-link",
    LinkPurpose.ANSWER_COMMENT: "followup:comment-by-link",
    LinkPurpose.READ_CALENDAR: "followup:calendar-feed",
    LinkPurpose.ACCEPT_ACCOUNT: "accounts:invitation-accept",
    LinkPurpose.SEE_OWN_DATA: "network:data-by-link",
}


@dataclass
class Member:
    """A focal point with all that lets them in."""

    person: Person
    college: Organization
    session: Client
    # Addresses that were mailed, by what they open.
    mailed: dict[str, str] = field(default_factory=dict)

    def sees(self, *urls: str) -> list[int]:
        """Return how the session is answered."""
        return [_status(self.session.get(url)) for url in urls]

    def mail(self, name, purpose, target, holder=None):
        whose, until = holder or self.person, timezone.now() + 30 * DAY
        link = links.issue(purpose=purpose, holder=whose, target=target, expires_at=until)
        self.mailed[name] = reverse(OPENED_BY[purpose], args=[links.token_of(link)])


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
    soon = {"confirmed": True, "day": timezone.localdate() + 20 * DAY}
    own, theirs = EventFactory(**soon), EventFactory(pairings=[pairing], **soon)
    ParticipationFactory(event=own, person=person, state=ParticipationState.INVITED)
    for_the_side = {"pairing": pairing, "organization": college}
    action = ActionFactory(due_on=timezone.localdate(), **for_the_side)
    found = Member(person, college, signed_in(user))
    found.mail("answer to a question", LinkPurpose.UPDATE_PROGRESS, action)
    asked = CommentFactory(pairing=pairing)
    found.mail("answer to an official", LinkPurpose.ANSWER_COMMENT, asked)
    found.mail("reply for the college", LinkPurpose.ANSWER_INVITATION, theirs)
    found.mail("reply of their own", LinkPurpose.ANSWER_INVITATION, own)
    found.mail("calendar", LinkPurpose.READ_CALENDAR, person)
    found.mail("invitation", LinkPurpose.ACCEPT_ACCOUNT, user, holder=user)
    [password] = account_mails.password_links(user.email)
    found.mailed["password"] = re.search(r"https?://[^/]+(/\S+)", password.body)[1]
    password_links.ask(user.email)
    plan_requests(now=timezone.now())
    found.mailed["choice of mails"] = reverse(
        "notifications:choices-by-link", args=[choices.token_of(_waiting(found))]
    )
    return found


def _waiting(member: Member) -> Message:
    return Message.objects.filter(recipient=member.person.recipient).earliest("due_at", "pk")


def _will_say_something(member: Member) -> bool:
    message = _waiting(member)
    is_waiting = message.state == MessageState.PENDING
    return is_waiting and mails.kind_of(message.kind).compose(message) is not None


def _signs_in(member: Member) -> bool:
    filled_in = {"login": member.person.user.email, "password": PASSWORD}
    client = Client()
    client.post(reverse("account_login"), filled_in)
    return client.get(reverse("accounts:profile")).status_code == 200


def _by_mail(name: str) -> Callable[[Member], bool]:
    return lambda member: Client().get(member.mailed[name]).status_code == 200


def _sets_a_password(member: Member) -> bool:
    return b"password1" in Client().get(member.mailed["password"], follow=True).content


def _accepts(member: Member) -> bool:
    """Say whether the invitation opens: it does for who has set no password in another way."""
    user = User.objects.get(pk=member.person.user_id)
    password = user.password
    user.set_unusable_password()
    user.save()
    opens = _by_mail("invitation")(member)
    user.password = password
    user.save()
    return opens


KINDS: dict[str, Callable[[Member], bool]] = {
    "session": lambda member: member.sees(reverse("accounts:profile")) == [200],
    "pages of the role": lambda member: member.sees("/pairings/") == [200],
    "pages of the college": lambda member: (
        member.sees(reverse("network:organization-edit", args=[member.college.pk])) == [200]
    ),
    "link to set a password": _sets_a_password,
    "link that was asked for": lambda _member: LinkRequest.objects.exists(),
    "waiting mail": _will_say_something,
    "answer to a question": _by_mail("answer to a question"),
    "answer to an official": _by_mail("answer to an official"),
    "reply for the college": _by_mail("reply for the college"),
    "reply of their own": _by_mail("reply of their own"),
    "calendar": _by_mail("calendar"),
    "invitation": _accepts,
    "choice of mails": _by_mail("choice of mails"),
    # Last: whoever signs in needs no link to set a password that was mailed before.
    "sign-in": _signs_in,
}

# The account is their own, and so is a place on a list that was given to them by name. How mails
# come may be chosen for ever: mail programs offer it beside each old mail, and it opens no more.
OWN = {
    "session",
    "sign-in",
    "link to set a password",
    "link that was asked for",
    "invitation",
    "reply of their own",
    "choice of mails",
}


def close(member: Member) -> None:
    accounts.close(member.person.user, by=None, now=timezone.now())


def take_the_role(member: Member) -> None:
    memberships.end(member.person.user.memberships.get(), on=day_of_roles(), by=None)


def hand_over(member: Member) -> None:
    seat = member.college.focal_points.get()
    focal_points.hand_over(seat, to=PersonFactory(), on=timezone.localdate(), by=None)


def leave(member: Member) -> None:
    people.end_position(member.person.positions.get(), on=timezone.localdate() - DAY, by=None)


WAYS: dict[Callable[[Member], None], set[str]] = {
    close: {"choice of mails"},
    take_the_role: OWN,
    hand_over: OWN,
    leave: OWN,
}


def opened(member: Member) -> set[str]:
    return {name for name, is_open in KINDS.items() if is_open(member)}


def test_every_kind_of_link_is_tried_here(member):
    assert set(OPENED_BY) == set(LinkPurpose)
    assert opened(member) == set(KINDS)


@pytest.mark.parametrize("end", WAYS, ids=lambda each: each.__name__)
def test_what_ends_is_refused_at_once_and_nothing_else_is(member, end):
    end(member)

    assert opened(member) == WAYS[end]


def test_what_was_given_before_an_account_was_closed_does_not_come_back_with_it(member):
    user = member.person.user
    close(member)
    accounts.reopen(user, by=None)

    # Their roles are theirs again, and with them the address where they ask for a password.
    assert opened(member) == {"choice of mails", "link that was asked for"}
    password_links.send_due(now=timezone.now())
    assert [each.to for each in mail.outbox] == [[user.email]]


def test_a_closed_account_answers_nothing_and_gets_no_new_link(member):
    close(member)

    for name in (
        "answer to a question",
        "answer to an official",
        "reply for the college",
        "calendar",
    ):
        assert Client().post(member.mailed[name], {"answer": "done"}).status_code in (404, 405, 410)
    assert Client().post(f"{member.mailed['answer to a question']}new/").status_code == 200
    assert not Message.objects.filter(state=MessageState.PENDING).exists()


def test_a_day_that_has_not_come_ends_nothing(member):
    seat = member.college.focal_points.get()
    # Where the reader lives it may be tomorrow already.
    focal_points.hand_over(seat, to=PersonFactory(), on=timezone.localdate() + 2 * DAY, by=None)

    # The meeting comes after that day: whoever takes over is asked whether they will be there.
    assert opened(member) == set(KINDS) - {"reply for the college"}


def test_whoever_is_appointed_again_answers_again(member):
    today = timezone.localdate()
    focal_points.end(member.college.focal_points.get(), on=today, by=None)
    focal_points.appoint(member.college, person=member.person, on=today, by=None)

    assert opened(member) == set(KINDS)


def test_a_briefing_each_quarter_ends_with_the_role_the_account_and_the_country(db):
    official = PersonFactory(user=roles.official()).user
    [role] = official.memberships.all()
    SubscriptionFactory(user=official, country=role.country)
    SubscriptionFactory(user=official, country=CountryFactory())
    [own] = Subscription.objects.of_readers()
    assert own.country == role.country

    memberships.end(role, on=day_of_roles(), by=None)
    assert not Subscription.objects.of_readers().exists()

    MembershipFactory(user=official, role=Role.OFFICIAL, country=role.country)
    accounts.close(official, by=None, now=timezone.now())
    assert not Subscription.objects.of_readers().exists()


def test_another_role_stays(member):
    other = OrganizationFactory()
    member.person.user.memberships.create(role="focal_point", organization=other)

    hand_over(member)

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

    people.end_position(colleague.positions.get(), on=timezone.localdate() - DAY, by=None)

    assert member.sees(edit)[0] in (403, 404)
    shown = member.session.get(page).content.decode()
    assert "+855 12 345" not in shown
    assert colleague.recipient.email not in shown
