"""Agreements in force in words."""

from datetime import date

from core.pages import MOST
from dashboards.queries.figures import BindingAgreements
from dashboards.queries.scope import Scope
from dashboards.wording.agreements import lines


def test_each_number_leads_to_its_list_and_counts_no_further_than_that():
    shown = lines(BindingAgreements(MOST + 1, 2, 0), Scope(user=None, today=date(2026, 11, 22)))

    assert [(each.label, each.number, each.url) for each in shown] == [
        ("In force", "1,000+", "/agreements/?in_force=1"),
        ("End within 180 days, not renewed", "2", "/agreements/?ending=1"),
        ("Last day not known", "0", "/agreements/?without_known_end=1"),
    ]
