"""A country beside the network in words."""

from datetime import date

from dashboards.queries.beside import Beside
from dashboards.queries.scope import Scope
from dashboards.wording import beside
from network.models import Country, OrganizationKind

SCOPE = Scope(None, date(2026, 11, 22), country=Country(code="LA", name="Lao PDR"))


def test_each_number_leads_to_its_list_and_none_is_counted_without_end():
    college = OrganizationKind(key="college", name="College")
    found = [Beside(7, 1_001), Beside(3, 4, college), Beside(0, 2, is_looking=True)]

    assert [
        (row.label, row.own, row.network, row.own_url, row.network_url)
        for row in beside.of_directory(found, SCOPE)
    ] == [
        ("Organizations", "7", "1,000+", "/organizations/?country=LA", "/organizations/"),
        (
            "College",
            "3",
            "4",
            "/organizations/?country=LA&kind=college",
            "/organizations/?kind=college",
        ),
        (
            "Look for a partner",
            "0",
            "2",
            "/organizations/?country=LA&link=looking",
            "/organizations/?link=looking",
        ),
    ]
