"""Accounts are closed with all that goes with them, and opened again."""

from datetime import UTC, datetime

import pytest

from accounts.models import AccountEvent, LinkRequest, User
from accounts.operations.users import ClosedError, OwnAccountError
from network.operations import accounts
from network.operations.memberships import LastStaffError
from network.queries.holdings import Subject
from tests.factories.accounts import ActionLinkFactory
from tests.factories.network import PersonFactory
from tests.factories.notifications import MessageFactory
from tests.factories.roles import nobody, staff

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_close_lets_nobody_in_and_says_why():
    user = staff()
    by = staff()

    accounts.close(user, because="Left the ILO", by=by, now=NOW)

    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password(), user.closed_because) == (
        False,
        False,
        "Left the ILO",
    )
    kept = user.history.latest("pgh_id")
    assert (kept.is_active, kept.pgh_context.metadata["user"]) == (False, by.pk)


def test_close_cancels_what_waits_for_them_alone():
    person = PersonFactory(user=nobody())
    own, others = MessageFactory(recipient=person.recipient), MessageFactory()

    accounts.close(person.user, by=None, now=NOW)

    own.refresh_from_db()
    others.refresh_from_db()
    assert (own.state, others.state) == ("cancelled", "pending")


def test_close_refuses_the_last_of_the_staff_and_oneself():
    one = staff()
    with pytest.raises(LastStaffError, match="Nobody else is project staff"):
        accounts.close(one, by=None, now=NOW)

    staff()
    with pytest.raises(OwnAccountError, match="your own account"):
        accounts.close(one, by=one, now=NOW)

    assert User.objects.filter(is_active=False).count() == 0


def test_an_account_is_closed_and_opened_once():
    user = nobody()
    with pytest.raises(ClosedError, match="open already"):
        accounts.reopen(user, by=None)

    accounts.close(user, because="Left", by=None, now=NOW)
    with pytest.raises(ClosedError, match="closed already"):
        accounts.close(user, by=None, now=NOW)

    opened = accounts.reopen(user, by=None)
    assert (opened.is_active, opened.closed_because) == (True, "")
    assert [each.email for each in LinkRequest.objects.all()] == [user.email]


def test_somebody_is_signed_out_everywhere_and_it_is_noted(signed_in):
    user, by = nobody(), staff()
    signed_in(user)

    assert accounts.end_sessions(user, by=by) == 1

    assert not user.sessions.exists()
    assert AccountEvent.objects.filter(user=user, kind="sessions_ended").exists()


def test_links_in_mails_close_for_a_person_and_their_account():
    person = PersonFactory(user=nobody())
    for holder in (person, person.user):
        ActionLinkFactory(holder=holder, target=person)

    subject = Subject.of_person(person)
    assert accounts.end_links(subject, by=None, now=NOW) == 2
    assert accounts.end_links(Subject(PersonFactory(), None), by=None, now=NOW) == 0

    kinds = AccountEvent.objects.filter(user=person.user).values_list("kind", flat=True)
    assert list(kinds) == ["links_ended"]
