"""A Lao official sees their country's two sides and cannot open what is not theirs."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from partnerships.models import Pairing
from tests.journeys.conftest import DESK, PHONE


@pytest.fixture
def lao_pairing(site):
    return Pairing.objects.get(source_key="yatsei-lgtc")


def _workshops(page):
    return page.locator(".stat", has_text="Workshops held").locator(".stat-value")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_dashboard_opens_with_the_own_country(visitor, lao_pairing, viewport):
    official = visitor(viewport)
    official.sign_in("official.la@example.org")

    page = official.page
    assert "/dashboard/" in page.url
    assert page.get_by_label("Country").input_value() == "LA"
    figures = page.locator("#figures").inner_text()
    assert lao_pairing.title in figures
    assert "NPIC" not in figures
    assert official.errors == []


def test_both_sides_open_and_nothing_can_be_written_but_a_question(visitor, lao_pairing):
    official = visitor()
    official.sign_in("official.la@example.org")

    page = official.open(f"/pairings/{lao_pairing.pk}/")

    main = page.locator("main")
    assert "Lao-German Technical College" in main.inner_text()
    assert "Yunnan Advanced Technical School of Electronic Information" in main.inner_text()
    assert main.locator("button, .btn-primary").all_inner_texts() == ["Ask or comment"]


def test_what_is_not_theirs_does_not_open(visitor, lao_pairing):
    official = visitor()
    official.sign_in("official.la@example.org")

    for pairing in Pairing.objects.exclude(pk=lao_pairing.pk):
        answer = official.page.goto(f"{official.base}/pairings/{pairing.pk}/")
        assert answer.status == 404
    for path in ("/workshops/log/", "/outbox/"):
        assert official.page.goto(f"{official.base}{path}").status in (403, 404)


def test_a_filter_changes_the_figures_and_the_address_and_back_brings_them_back(
    visitor, lao_pairing
):
    official = visitor()
    official.sign_in("official.la@example.org")
    page = official.page

    page.get_by_label("How they met").select_option("in_person")
    page.wait_for_url(lambda url: "modality=in_person" in url)
    expect(_workshops(page)).to_have_text("0")
    page.go_back()

    expect(_workshops(page)).to_have_text("1")
    assert page.get_by_role("heading", level=1).count() == 1


def test_the_filter_works_without_scripts(visitor, lao_pairing):
    official = visitor(scripts=False)
    official.sign_in("official.la@example.org")
    page = official.page

    page.get_by_label("How they met").select_option("in_person")
    page.get_by_role("button", name="Show").click()

    assert "modality=in_person" in page.url
    expect(_workshops(page)).to_have_text("0")


def test_a_figure_is_downloaded_as_a_table(visitor, lao_pairing):
    official = visitor()
    official.sign_in("official.la@example.org")

    official.page.get_by_text("Download the figures").click()
    with official.page.expect_download() as download:
        official.page.get_by_role("link", name="Meetings in each quarter").click()

    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert content.startswith("Year,Quarter,Online")


def test_arrow_keys_walk_through_a_menu_before_anything_is_asked(visitor, lao_pairing):
    official = visitor()
    official.sign_in("official.la@example.org")
    page = official.page
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_label("How they met").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert asked == []
    page.keyboard.press("Tab")

    expect(page.locator("[data-said]")).to_contain_text("Workshops held in all years: 0")
    assert len(asked) == 1
    assert "modality=in_person" in page.url
