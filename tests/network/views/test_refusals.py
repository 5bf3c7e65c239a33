"""Who may not open a page is told what to do."""

import pytest

from tests.factories.accounts import AccountEventFactory, ActionLinkFactory
from tests.factories.roles import nobody, staff

pytestmark = pytest.mark.django_db


def test_who_has_no_role_is_told_whom_to_ask(signed_in):
    user, host = nobody(), staff()
    client = signed_in(user)

    assert "Ask the person who invited you" in client.get("/").content.decode()
    link = ActionLinkFactory(holder=user, target=user, purpose="accept_account", issued_by=host)
    assert f"Ask {host.name} for a role." in client.get("/organizations/").content.decode()
    AccountEventFactory(user=user, kind="role_ended", by=link.issued_by)
    answer = client.get("/")
    assert answer.status_code == 403
    assert f"Ask {host.name} for a role." in answer.content.decode()
