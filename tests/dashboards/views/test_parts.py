"""Parts of the dashboard: pages of their own, and pieces that the dashboard fetches."""

from datetime import date

import pytest
from django.urls import reverse

from dashboards.enums import DashboardPart, Figure
from dashboards.wording import captions
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import CommitmentFactory, PairingFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def staff(signed_in):
    return signed_in(roles.staff())


@pytest.mark.parametrize("part", DashboardPart)
def test_a_part_is_a_page_and_a_piece_of_the_dashboard(part, staff):
    url = f"{reverse(part.address)}?period=all"

    page, piece = staff.get(url), staff.get(url, **HTMX)

    assert f'hx-get="{url}"' in staff.get("/dashboard/?period=all").content.decode()
    assert b"<h1" in page.content
    assert b"<h1" not in piece.content
    assert piece.content.decode().lstrip().startswith(f'<section id="{part.value}"')
    unclear = staff.get(f"{url}&country=XX").content.decode()
    assert "We do not understand this filter: Country." in unclear


def grow():
    for _number in range(5):
        agreed = CommitmentFactory(quantity=3, ends_on=date(2026, 1, 1))
        EventFactory(pairings=[agreed.pairing])
        ProgressUpdateFactory(pairing=agreed.pairing)


@pytest.mark.parametrize("part", DashboardPart)
def test_a_part_asks_as_much_among_many_as_among_few(part, staff, django_assert_max_num_queries):
    url = f"{reverse(part.address)}?period=all"
    grow()
    with django_assert_max_num_queries(40) as few:
        staff.get(url)
    grow()
    with django_assert_max_num_queries(len(few)):
        staff.get(url)


@pytest.mark.parametrize("part", DashboardPart)
def test_a_part_says_what_it_is_of_and_which_filter_changes_nothing_in_it(part, staff):
    """On paper nobody sees the filters; on the dashboard they stand above all parts."""
    laos = CountryFactory(laos=True)
    agreed = CommitmentFactory(
        pairing=PairingFactory(parties=[OrganizationFactory(country=laos)]), area__name="Welding"
    )
    asked = {"country": "LA", "area": agreed.area.key, "modality": "online", "period": "2026"}
    url = reverse(part.address)

    page, piece = staff.get(url, asked), staff.get(url, asked, **HTMX)

    scope = page.context["scope"]
    said = f'<p class="scope-line">{captions.in_short(part, scope)}</p>'
    assert said.startswith('<p class="scope-line">Lao PDR · Welding · Online · ')
    assert said in page.content.decode()
    assert said not in piece.content.decode()
    deaf = captions.of(Figure(part.value), scope).limits or "Not narrowed by: "
    assert deaf in page.content.decode()
    assert deaf in piece.content.decode()


@pytest.mark.parametrize("part", DashboardPart)
def test_the_page_of_a_part_leads_to_its_files_and_back_with_the_same_filters(part, staff):
    address = "?period=2026&modality=online"

    page = staff.get(f"{reverse(part.address)}{address}").content.decode()

    asked = address.replace("&", "&amp;")
    assert f'href="/dashboard/{asked}"' in page
    for figure in part.figures:
        assert f'href="{reverse("dashboards:figure", args=[figure.value])}{asked}"' in page
    assert f'id="counts-{part.value}"' in page


def test_a_page_of_one_institution_says_whose_it_is(staff):
    pairing = PairingFactory()
    own = pairing.parties.first().organization

    page = staff.get(reverse("dashboards:matrix"), {"organization": own.pk}).content.decode()

    assert f'<p class="eyebrow">{own.name}</p>' in page
    whole = staff.get(reverse("dashboards:dashboard"), {"organization": own.pk}).content.decode()
    assert reverse("dashboards:network") not in whole


def test_who_sees_the_directory_alone_is_asked_for_the_country_alone(staff, signed_in):
    laos = CountryFactory(laos=True)
    OrganizationFactory(country=laos)
    url, asked = reverse("dashboards:network"), {"country": "LA", "modality": "online"}

    everything = staff.get(url, asked)
    directory = signed_in(roles.official(laos)).get(url, asked)

    assert "modality" in everything.context["form"].fields
    assert [row.label for row in everything.context["numbers"]][:1] == ["Open pairings"]
    shown = [field.name for field in directory.context["form"].visible_fields()]
    assert (shown, directory.context["numbers"]) == (["country"], [])
    assert "Not narrowed by: How they met." in directory.content.decode()
