"""Five published reports and seven made-up ones are logged, and every fact stands on a page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from events.models import Event
from network.models import CooperationArea
from partnerships.models import Agreement, Commitment, Designation, Pairing
from tests.journeys.conftest import BUSY, arrived
from tests.journeys.reports import PUBLISHED, Report
from tests.journeys.reports_made_up import MADE_UP

REPORTS = [*PUBLISHED, *MADE_UP]
# What a part of the form follows: it comes anew.
RENEWING = {"day", "period"}
OPENED = "() => document.querySelectorAll('main details').forEach(one => { one.open = true })"


def _forget(report: Report) -> None:
    """Leave the network as it was before anybody wrote down a meeting."""
    kept = Commitment.objects.filter(
        pairing__source_key=report.pairing, area__key=report.agreed_before
    )
    Event.objects.update(parent=None)
    for records in (Designation.objects, Agreement.objects, Event.objects):
        records.all().delete()
    Commitment.objects.exclude(pk__in=kept[:1].values("pk")).delete()


@pytest.mark.parametrize("report", REPORTS, ids=[report.key for report in REPORTS])
def test_a_report_is_logged_and_every_fact_stands_on_a_page(visitor, report):
    staff = visitor()
    _forget(report)
    staff.come_in("staff@example.org")
    page = staff.open("/workshops/log/")

    _log(page, report)
    event = Event.objects.get()
    for address, answers in report.afterwards:
        staff.open(f"/workshops/{event.pk}/{address}")
        _fill(page, page.locator("main form").first, answers)
        _send(page, page.locator("main form").first)
        assert page.locator(".is-invalid").count() == 0, page.locator(".alert").all_inner_texts()

    staff.open(f"/workshops/{event.pk}/")
    said = _text(page)
    assert [fact for fact in report.facts if fact not in said] == []
    assert staff.errors == []


def _log(page: Page, report: Report) -> None:
    form = page.locator("form.log")
    met = Pairing.objects.filter(source_key=report.pairing).first() if report.pairing else None
    form.locator("[name=pairing]").select_option(str(met.pk) if met else "other")
    expect(page.locator(BUSY)).to_have_count(0, timeout=30_000)
    _fill(page, form, report.answers)
    _send(page, form)
    page.locator(".list-check-summary, .event-when").first.wait_for()
    if page.locator(".list-check-summary").count():
        # A pasted list is shown as it was read, before anything is saved.
        _send(page, page.locator("form.log"))
        page.locator(".event-when").wait_for()


def _fill(page: Page, form: Locator, answers: Any) -> None:
    keys = _keys()
    page.evaluate(OPENED)
    for name in sorted(name for name in RENEWING if answers.get(name)):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            _answer(form, name, answers[name])
            form.locator(f"[name={name}]").blur()
        expect(page.locator(BUSY)).to_have_count(0, timeout=30_000)
    page.evaluate(OPENED)
    for name, value in answers.items():
        if name not in RENEWING or not value:
            _answer(form, re.sub(r"\{(\w+)\}", lambda found: str(keys[found[1]]), name), value)


def _answer(form: Locator, name: str, value: Any) -> None:
    field = form.locator(f"[name='{name}']")
    if not field.count():
        prefix, _dash, _rest = name.partition("-")
        form.locator(f"[name=add_{prefix}]").click()
    if isinstance(value, list):
        for label in value:
            form.get_by_role("checkbox", name=label).check()
        return
    first = field.first
    if first.get_attribute("type") == "radio":
        form.locator(f"[name='{name}'][value='{value}']").check()
    elif first.get_attribute("type") == "checkbox":
        first.check()
    elif first.evaluate("one => one.tagName") == "SELECT":
        _choose(first, value)
    else:
        first.fill(value)


def _choose(select: Locator, value: str) -> None:
    """By its value, or else by what a reader sees."""
    values = select.evaluate("one => [...one.options].map(option => option.value)")
    select.select_option(
        value if value in values else None, label=None if value in values else value
    )


def _keys() -> dict[str, int]:
    return dict(CooperationArea.objects.values_list("key", "pk"))


def _send(page: Page, form: Locator) -> None:
    form.locator("button:not([formnovalidate]):not([name])").first.click()
    arrived(page)


def _text(page: Page) -> str:
    """Everything that the page says, folded parts too, with single spaces."""
    page.evaluate(OPENED)
    return re.sub(r"\s+", " ", page.locator("main").inner_text())
