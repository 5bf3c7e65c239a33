from contextlib import ExitStack

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents.renderers.turns import PAPERS
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import AgreementFactory
from tests.walk import body

pytestmark = pytest.mark.django_db
URL = reverse("documents:workbook")


def test_a_member_takes_what_they_may_see_under_the_filters_of_the_dashboard(signed_in, tmp_path):
    cambodia = CountryFactory(cambodia=True)
    AgreementFactory(title="Ours", parties=[OrganizationFactory(country=cambodia)])
    AgreementFactory(title="Theirs", parties=[OrganizationFactory()])
    client = signed_in(roles.official(cambodia))
    assert f"{URL}?period=all" in client.get("/dashboard/?period=all").content.decode()

    response = client.get(URL, {"period": "all"})

    assert "registers-kh-all-years-" in response["Content-Disposition"]
    file = tmp_path / "registers.xlsx"
    file.write_bytes(body(response))
    titles = [row[0] for row in load_workbook(file)["Agreements"].iter_rows(values_only=True)]
    assert titles == ["Agreement", "Ours"]


def test_an_address_that_nobody_understands_leads_to_the_dashboard(signed_in):
    client = signed_in(roles.staff())

    assert client.get(URL, {"country": "XX"})["Location"].startswith("/dashboard/")


def test_where_many_are_made_the_reader_is_asked_to_wait(signed_in, settings):
    settings.PAPER_WAIT = 0.01
    client = signed_in(roles.staff())
    with ExitStack() as others:
        for _turn in range(settings.PAPERS_AT_ONCE):
            others.enter_context(PAPERS.taken())
        said = client.get(URL, follow=True).content.decode()

    assert "Other papers are being made just now." in said


def test_who_takes_one_file_after_the_other_waits(signed_in, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "download": "1/h/user"}
    client = signed_in(roles.staff())
    body(client.get(URL))

    assert client.get(URL).status_code == 429
