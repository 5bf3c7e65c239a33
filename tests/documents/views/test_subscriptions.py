import pytest
from django.urls import reverse

from documents.models import Subscription
from notifications.operations import choices
from tests.factories import roles
from tests.factories.documents import SubscriptionFactory
from tests.factories.network import CountryFactory, PersonFactory

pytestmark = pytest.mark.django_db
BEGIN, INDEX = reverse("documents:subscription-begin"), reverse("documents:briefing-index")


@pytest.fixture
def official():
    return PersonFactory(user=roles.official(CountryFactory(cambodia=True))).user


def test_an_official_asks_for_it_and_ends_it_on_the_page_of_briefings(signed_in, official):
    client = signed_in(official)
    assert f'href="{BEGIN}"' in client.get(INDEX).content.decode()
    country = client.get(BEGIN).context["form"]["country"].value()

    assert client.post(BEGIN, {"country": country})["Location"] == INDEX

    wish = Subscription.objects.get()
    end = reverse("documents:subscription-end", args=[wish.pk])
    page = client.get(INDEX).content.decode()
    assert f'action="{end}"' in page
    assert "turned these mails off" not in page
    choices.choose(official.person.recipient, {"documents.briefing": "off"}, by=official)
    assert "turned these mails off" in client.get(INDEX).content.decode()
    client.post(end)
    assert f'action="{end}"' not in client.get(INDEX).content.decode()


def test_nobody_asks_for_another_country_or_ends_what_others_asked_for(signed_in, official):
    laos = CountryFactory(laos=True)
    theirs = SubscriptionFactory(user=official, country=official.memberships.get().country)
    end = reverse("documents:subscription-end", args=[theirs.pk])

    assert signed_in(official).post(BEGIN, {"country": laos.code}).status_code == 422
    assert signed_in(roles.official(laos)).post(end).status_code == 404
    assert signed_in(roles.staff()).post(end).status_code == 403
    assert Subscription.objects.running().get() == theirs
