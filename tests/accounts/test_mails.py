"""What the mail with a link to set a password says."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts import mails
from accounts.models import LinkRequest
from accounts.operations import password_links
from accounts.tasks import send_password_links
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_it_leads_to_this_site_and_says_that_nobody_wrote_it(settings):
    UserFactory(email="sok@npic.example", name="Sok Dara")

    [mail] = mails.password_links("sok@npic.example")

    assert mail.subject == "Set a new password"
    assert "Dear Sok Dara," in mail.body
    assert f"\n{settings.SITE_URL}/account/password/reset/key/" in mail.body
    headers = mail.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Auto-Response-Suppress"] == "All"


@pytest.mark.parametrize("is_known", [True, False])
def test_the_page_sends_nothing_itself_whether_there_is_an_account(is_known, client, mailoutbox):
    if is_known:
        UserFactory(email="sok@npic.example")

    answer = client.post(reverse("account_reset_password"), {"email": "Sok@npic.example"})

    assert answer.url == reverse("account_reset_password_done")
    assert mailoutbox == []
    assert [each.email for each in LinkRequest.objects.all()] == ["sok@npic.example"]


def test_the_page_asks_the_database_the_same_whether_there_is_an_account(
    django_assert_max_num_queries,
):
    UserFactory(email="sok@npic.example")
    said = []
    for email in ("sok@npic.example", "nobody@npic.example"):
        with django_assert_max_num_queries(100) as asked:
            Client().post(reverse("account_reset_password"), {"email": email})
        said.append([re.sub(r"'[^']*'|\d+", "", each["sql"]) for each in asked.captured_queries])

    known, unknown = said
    assert [sql.split()[0] for sql in known] == [sql.split()[0] for sql in unknown]
    assert not any("accounts_user" in sql for sql in known)


def test_the_link_opens_the_page_that_sets_a_password(client):
    UserFactory(email="sok@npic.example")
    [mail] = mails.password_links("sok@npic.example")
    link = re.search(r"https?://[^/]+(/\S+)", mail.body)[1]

    page = client.get(link, follow=True).content.decode()

    assert "Choose a new password" in page


def test_the_task_sends_what_was_asked_for(mailoutbox):
    UserFactory(email="sok@npic.example")
    password_links.ask("sok@npic.example")

    send_password_links()

    assert len(mailoutbox) == 1
