"""Two colleges among many are found by words: by keys, by a tap, and without scripts."""

import pytest
from playwright.sync_api import expect

from partnerships.models import Pairing
from tests.journeys.conftest import PHONE, arrived


@pytest.fixture
def staff(visitor):
    """Somebody of the project staff who starts a pairing, on a phone."""

    def start(*, scripts=True):
        visiting = visitor(PHONE, scripts=scripts)
        visiting.come_in("staff@example.org")
        visiting.open("/pairings/start/")
        return visiting

    return start


def _started(page):
    page.get_by_role("button", name="Start the pairing").click()
    page.wait_for_url("**/pairings/*/")
    return Pairing.objects.order_by("-pk").first()


def test_by_keys_and_by_a_tap(staff):
    visiting = staff()
    page = visiting.page
    first, second = page.locator("[data-picker-words]").all()
    above = first.bounding_box()

    first.press_sequentially("angkor")
    expect(page.get_by_role("option", name="NPIA")).to_be_visible()
    box = page.get_by_role("combobox", name="Which institution?").first
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="found.")).to_have_count(1)
    box.press("Escape")
    expect(page.locator(".picker-list").first).to_be_hidden()
    box.press("ArrowDown")
    expect(page.locator(".picker-list [role=option]")).to_have_count(1)
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "id_sides-0-organization_list_0")
    box.press("Enter")
    removing = page.get_by_role("button", name="Remove NPIA")
    expect(removing).to_be_focused()
    assert removing.bounding_box()["height"] <= above["height"]
    removing.click()
    expect(first).to_be_focused()
    first.press_sequentially("NPIA")
    first.press("Enter")
    expect(removing).to_be_focused()

    second.press_sequentially("center for voc")
    page.get_by_role("option", name="CVT").click()

    assert [each.organization.acronym for each in _started(page).parties.all()] == ["NPIA", "CVT"]
    assert visiting.errors == []


def test_what_was_picked_comes_back_with_the_draft(staff):
    visiting = staff()
    page = visiting.page
    page.get_by_label("Which institution?").first.press_sequentially("angkor")
    page.get_by_role("option", name="NPIA").click()
    page.keyboard.press("Control+s")

    page.reload()
    page.locator("[data-draft-restore]").click()

    expect(page.get_by_role("button", name="Remove NPIA")).to_be_visible()


def test_without_scripts_words_are_looked_for_when_the_form_is_sent(staff):
    visiting = staff(scripts=False)
    page = visiting.page
    first, second = page.get_by_label("Which institution?").all()
    first.fill("cvt")
    second.fill("polytechnic institute")

    page.get_by_role("button", name="Start the pairing").click()
    arrived(page)

    assert "Which one do you mean? Choose it below." in page.locator("main").inner_text()
    expect(page.get_by_label("Center for Vocational Training")).to_be_checked()
    page.get_by_label("National Polytechnic Institute of Angkor").check()
    page.get_by_label("Which institution?").last.fill("")
    assert _started(page).parties.count() == 2
