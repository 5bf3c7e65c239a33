"""The door of the pages that links in mails open."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation

from accounts.enums import LinkPurpose
from accounts.operations import links
from followup.views.mailed_links import by_token, using
from tests.factories.network import PersonFactory
from tests.mailed_links import KEPT_TO_ITS_READER, UNKNOWN

pytestmark = pytest.mark.django_db


@by_token
def page(request, token, link):
    zone = timezone.get_current_timezone_name()
    return HttpResponse(f"{link and link.pk} {translation.get_language()} {zone}")


@pytest.fixture
def link():
    person = PersonFactory(recipient__time_zone="Asia/Yangon")
    return links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS, holder=person, target=person, expires_at=timezone.now()
    )


def test_a_page_speaks_to_the_holder_of_its_link_by_their_clock(rf, link):
    with translation.override("de"), timezone.override("UTC"):
        response = page(rf.get("/"), token=links.token_of(link))
        left = translation.get_language(), timezone.get_current_timezone_name()

    assert response.content.decode() == f"{link.pk} en Asia/Yangon"
    assert left == ("de", "UTC")


def test_an_unknown_token_comes_without_a_link_in_the_words_of_the_browser(rf):
    with translation.override("de"), timezone.override("UTC"):
        assert page(rf.get("/"), token=UNKNOWN).content == b"None de UTC"


@pytest.mark.parametrize(
    "wrong", [lambda token: token[:-4], lambda token: f"{token}.", lambda _: "x"]
)
@pytest.mark.parametrize("name", ["update-by-link", "comment-by-link", "reply-by-link"])
def test_a_link_that_was_cut_off_says_so_and_promises_no_mail(client, link, wrong, name):
    address = reverse(f"followup:{name}", args=[wrong(links.token_of(link))])

    answer = client.post(address)

    assert answer.status_code == 404
    assert "This link is not complete" in answer.content.decode()
    assert "Send me a new link" not in answer.content.decode()


def test_a_page_is_open_says_why_and_is_kept_to_its_reader(rf):
    response = page(rf.get("/"), token=UNKNOWN)

    assert (page.permission, page.open_because) == (
        None,
        "the secret token in the address authorises",
    )
    assert KEPT_TO_ITS_READER.items() <= response.headers.items()


def test_a_link_is_used_only_when_what_it_was_used_for_was_done(link):
    with pytest.raises(ValueError, match="refused"), using(link, link.holder):
        raise ValueError("refused")
    link.refresh_from_db()
    assert link.last_used_at is None

    with using(link, link.holder):
        pass

    link.refresh_from_db()
    assert link.last_used_at is not None
