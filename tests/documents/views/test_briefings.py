import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from documents.models import Briefing
from tests.factories import roles
from tests.factories.documents import FACTS, BriefingFactory
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
ISSUE = reverse("documents:briefing-issue")


@pytest.fixture
def cambodia():
    return CountryFactory(cambodia=True)


def test_an_official_has_the_paper_of_their_country_in_three_clicks(signed_in, cambodia):
    client = signed_in(roles.official(cambodia))
    dashboard = client.get(reverse("dashboards:dashboard")).content.decode()
    handed_on = f"{ISSUE}?country={cambodia.code}&period=all"
    assert f'href="{escape(handed_on)}"' in dashboard

    page = client.get(handed_on).context["form"]
    asked = {"country": page["country"].value(), "period": page["period"].value()}
    issued = client.post(ISSUE, asked)

    briefing = Briefing.objects.get()
    assert issued["Location"] == briefing.get_absolute_url()
    paper = reverse("documents:briefing-pdf", args=[briefing.pk])
    assert paper in client.get(issued["Location"]).content.decode()
    file = client.get(paper)
    assert file.content.startswith(b"%PDF-")
    assert f"briefing-cambodia-{briefing.ends_on}.pdf" in file["Content-Disposition"]
    assert client.get(paper).content == file.content
    to_edit = client.get(reverse("documents:briefing-docx", args=[briefing.pk]))
    assert to_edit.content.startswith(b"PK")


def test_an_official_asks_for_no_other_country_and_reads_of_none(signed_in, cambodia):
    laos = CountryFactory(laos=True)
    theirs, other = BriefingFactory(country=cambodia), BriefingFactory(country=laos)
    client = signed_in(roles.official(cambodia))

    assert client.post(ISSUE, {"country": laos.code, "period": "12"}).status_code == 422
    listed = client.get(reverse("documents:briefing-index")).content.decode()
    assert theirs.get_absolute_url() in listed
    assert other.get_absolute_url() not in listed
    assert client.get(other.get_absolute_url()).status_code == 404


def test_a_telephone_leaves_out_what_is_zero_or_empty(signed_in, cambodia):
    briefing = BriefingFactory(country=cambodia)

    page = signed_in(roles.official(cambodia)).get(briefing.get_absolute_url()).content.decode()

    cells = re.findall(r"<td\b([^>]*)>\s*(.*?)\s*</td>", page, re.DOTALL)
    assert {text for marks, text in cells if "data-blank" in marks} == {"", "0"}
    assert not {"", "0"} & {text for marks, text in cells if "data-blank" not in marks}


@pytest.mark.parametrize("name", ["briefing-index", "briefing-issue"])
def test_briefings_are_for_the_ilo_and_ministries(signed_in, name):
    url = reverse(f"documents:{name}")
    may = {
        "staff": roles.staff(),
        "coordinator": roles.coordinator(),
        "official": roles.official(),
        "focal point": roles.focal_point(OrganizationFactory()),
        "staff of a programme": roles.limited_staff(ProgrammeFactory()),
    }

    answers = {role: signed_in(user).get(url).status_code for role, user in may.items()}

    assert [role for role, answer in answers.items() if answer == 200] == [
        "staff",
        "coordinator",
        "official",
    ]
    assert set(answers.values()) == {200, 403}


def test_what_cannot_be_printed_is_said_on_the_page(signed_in, cambodia):
    briefing = BriefingFactory(facts={**FACTS.as_json(), "country": "Smile 😀"})
    client = signed_in(roles.staff())

    asked = client.get(reverse("documents:briefing-pdf", args=[briefing.pk]), follow=True)

    assert asked.redirect_chain == [(briefing.get_absolute_url(), 302)]
    assert "We cannot print “😀” in “Smile 😀”" in asked.content.decode()
