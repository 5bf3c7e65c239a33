"""Links in mails: issued, found, used and revoked."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from tests.factories.accounts import UserFactory
from tests.factories.network import PersonFactory

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
THREE_WEEKS = NOW + timedelta(days=21)


def issued(holder, target, expires_at=THREE_WEEKS):
    return links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS, holder=holder, target=target, expires_at=expires_at
    )


@pytest.fixture
def holder(db):
    return UserFactory()


@pytest.fixture
def target(db):
    return UserFactory()


def test_a_link_is_found_by_its_token_and_by_nothing_else(holder, target):
    link = issued(holder, target)
    token = links.token_of(link)

    assert (links.find(token), links.find(token[:-1]), links.find("")) == (link, None, None)
    assert (link.holder, link.target) == (holder, target)


def test_what_a_mail_program_cut_off_is_told_from_what_is_whole(holder, target):
    token = links.token_of(issued(holder, target))

    assert [links.is_cut(each) for each in (token, token[:-1], f"{token}.", "")] == [
        False,
        True,
        True,
        True,
    ]


def test_the_token_is_long_and_not_kept(holder, target):
    link = issued(holder, target)
    token = links.token_of(link)

    assert len(token) == 43
    assert token not in str(ActionLink.objects.values().get())


def test_the_same_link_is_given_again_while_it_lasts(holder, target):
    assert issued(holder, target) == issued(holder, target)


@pytest.mark.parametrize("expires_at", [THREE_WEEKS + timedelta(seconds=1)])
def test_a_link_is_never_prolonged(holder, target, expires_at):
    first = issued(holder, target)

    second = issued(holder, target, expires_at)

    first.refresh_from_db()
    assert (second.pk != first.pk, first.expires_at) == (True, THREE_WEEKS)


def test_each_holder_and_each_record_has_a_link_of_its_own(holder, target):
    found = {issued(holder, target), issued(target, holder), issued(holder, UserFactory())}

    assert len({links.token_of(link) for link in found}) == 3


def test_another_secret_makes_other_tokens_and_the_old_link_is_replaced(holder, target, settings):
    first = issued(holder, target)
    settings.SECRET_KEY = "another"

    second = issued(holder, target)

    assert (second == first, links.find(links.token_of(second))) == (False, second)


def test_a_revoked_link_is_closed_for_good_and_not_given_again(holder, target):
    link = links.revoke(issued(holder, target), now=NOW)
    again = links.revoke(link, now=NOW + timedelta(days=1))

    assert (again.revoked_at, again.is_usable(NOW)) == (NOW, False)
    assert issued(holder, target) != link


def test_use_is_noted_and_the_link_stays_open(target):
    link = links.used(issued(PersonFactory(), target), now=NOW)

    assert (link.last_used_at, link.is_usable(NOW)) == (NOW, True)
