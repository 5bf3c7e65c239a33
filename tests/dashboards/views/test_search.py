import pytest
from django.urls import reverse

from dashboards.enums import SearchKind
from tests.dashboards.queries.test_search import one_of_each
from tests.factories import roles
from tests.factories.events import TopicFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import ActionFactory, WorkPlanFactory

pytestmark = pytest.mark.django_db
URL = reverse("dashboards:search")


def test_an_exact_acronym_leads_to_its_organization(signed_in):
    npic = OrganizationFactory(acronym="NPIC")

    response = signed_in(roles.staff()).get(URL, {"q": "npic"})

    assert response["Location"] == npic.get_absolute_url()


def test_what_was_found_is_shown(signed_in):
    OrganizationFactory(name="Hainan College")

    response = signed_in(roles.official()).get(URL, {"q": "hainan"})

    assert "Hainan College" in response.content.decode()


def test_nothing_found_says_what_was_searched(signed_in):
    response = signed_in(roles.staff()).get(URL, {"q": "<b>xyzzy</b>"})

    page = response.content.decode()
    assert "We found nothing for" in page
    assert "<b>xyzzy" not in page


def test_without_a_question_the_box_is_shown(signed_in):
    response = signed_in(roles.staff()).get(URL)

    assert response.status_code == 200
    assert "We found nothing" not in response.content.decode()


def test_without_a_role_nothing_is_searched(signed_in):
    assert signed_in(roles.nobody()).get(URL).status_code == 403


def test_control_characters_are_not_searched(signed_in):
    response = signed_in(roles.staff()).get(URL, {"q": "a\0b\0"})

    assert response.status_code == 200
    assert response.context["text"] == "a b"


def test_one_kind_is_shown_alone(signed_in):
    ActionFactory.create_batch(6, text="Write the plan")
    WorkPlanFactory(name="A plan")

    everything = signed_in(roles.staff()).get(URL, {"q": "plan"}).content.decode()
    alone = signed_in(roles.staff()).get(URL, {"q": "plan", "kind": "actions"}).content.decode()

    assert (everything.count("Write the plan"), alone.count("Write the plan")) == (3, 6)
    assert ("A plan" in everything, "A plan" in alone) == (True, False)


def test_all_of_a_kind_are_where_it_leads_to_and_no_others(signed_in):
    """A list with the same words, or the search itself: it says the same number."""
    laos = CountryFactory(laos=True)
    for number in range(5):
        one_of_each(f"Robot {number}", laos)
        one_of_each(f"Tourism {number}", laos)
    client = signed_in(roles.official(laos))

    groups = client.get(URL, {"q": "robot"}).context["groups"]

    assert [group.name for group in groups] == SearchKind.values
    for group in groups:
        found = client.get(group.url).context
        page = found["table"].page if "table" in found else found["page"]
        assert (len(group.records), page.paginator.count) == (3, 5), group.name
        assert group.all == "See all 5"


def test_all_of_a_kind_stand_on_pages(signed_in):
    client = signed_in(roles.staff())
    TopicFactory.create_batch(30, text="A plan")

    first = client.get(URL, {"q": "plan", "kind": "topics"})
    second = client.get(URL, {"q": "plan", "kind": "topics", "page": 2})

    assert "30 found" in " ".join(first.content.decode().split())
    assert [len(each.context["page"]) for each in (first, second)] == [25, 5]


@pytest.mark.parametrize("kind", ["", "nonsense", "\0"])
def test_a_kind_that_is_none_is_passed_over(signed_in, kind):
    WorkPlanFactory(name="A plan")

    response = signed_in(roles.staff()).get(URL, {"q": "plan", "kind": kind})

    assert "A plan" in response.content.decode()


def test_several_groups_are_reached_from_the_top(signed_in):
    OrganizationFactory(name="Plan College")
    ActionFactory(text="Write the plan")
    WorkPlanFactory(name="A plan")

    page = signed_in(roles.staff()).get(URL, {"q": "plan"}).content.decode()

    assert all(f'href="#{name}"' in page for name in ("organizations", "actions", "work_plans"))
    assert 'id="work_plans"' in page
