from dataclasses import replace
from datetime import date

from dashboards.queries.beginnings import Beginning
from dashboards.queries.scope import Scope
from dashboards.wording import beginnings
from network.models import Country

MYANMAR = Country(code="MM", name="Myanmar")
SCOPE = Scope(user=None, today=date(2026, 11, 22), country=MYANMAR)
FOUND = Beginning(MYANMAR, 1, 0, 1001, 0, 0, ())


def test_what_there_is_none_of_is_not_told():
    assert [(line.words, line.url) for line in beginnings.there(FOUND, SCOPE)] == [
        ("1 organization is in the directory", "/organizations/?concern=1&country=MM"),
        ("1,000+ meetings with somebody from there are on record", "/workshops/?country=MM"),
    ]


def test_where_nobody_looks_for_a_partner_it_leads_to_all_institutions():
    one = beginnings.partners(replace(FOUND, looking=1))

    assert beginnings.partners(FOUND).url == "/organizations/?institutions=1"
    assert (one.words, one.url) == (
        "See the 1 organization that looks for a partner",
        "/organizations/?link=looking",
    )
