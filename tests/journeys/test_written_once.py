"""Nothing is written twice, and nothing of two who write at once is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from events.models import Event
from partnerships.models import Action, Commitment, Pairing
from tests.journeys.conftest import PHONE, arrived

STAFF = "staff@example.org"
FIRST, SECOND = "Send the list of teachers", "Send the list of rooms"


def write(visitor, text):
    visitor.page.locator("main form textarea").first.fill(text)
    visitor.page.get_by_role("button", name=re.compile("^(Save|Add)")).first.click()
    visitor.page.wait_for_load_state()


def texts():
    return sorted(Action.objects.filter(text__in=[FIRST, SECOND]).values_list("text", flat=True))


@pytest.fixture
def staff(visitor):
    staff = visitor(PHONE)
    staff.sign_in(STAFF)
    return staff


def test_who_goes_back_and_sends_again_is_asked(staff):
    staff.open(f"/pairings/{Pairing.objects.first().pk}/actions/add/")
    write(staff, FIRST)
    staff.page.go_back()
    write(staff, FIRST)
    assert texts() == [FIRST]

    staff.page.go_back()
    write(staff, SECOND)
    expect(staff.page.get_by_text("You sent this page already").first).to_be_visible()
    row = staff.page.get_by_role("row").filter(has_text=SECOND)
    expect(row).to_contain_text(FIRST)
    assert texts() == [FIRST]

    write(staff, SECOND)
    assert texts() == sorted([FIRST, SECOND])


@pytest.mark.parametrize("scripts", [True, False])
def test_of_two_who_change_one_text_the_second_chooses(visitor, staff, scripts):
    other = visitor(scripts=scripts)
    other.sign_in(STAFF)
    commitment = Commitment.objects.first()
    for each in (staff, other):
        each.open(f"/commitments/{commitment.pk}/edit/")
    write(staff, "Train twenty teachers")

    write(other, "Train thirty teachers")
    expect(other.page.get_by_role("alert")).to_contain_text("Choose which text to keep.")
    other.page.get_by_label("What is saved now: Train twenty teachers").check()
    other.page.get_by_role("button", name="Save").click()
    other.page.wait_for_load_state()

    commitment.refresh_from_db()
    assert commitment.text == "Train twenty teachers"
    expect(other.page).to_have_url(re.compile(rf"/commitments/{commitment.pk}/$"))


def summaries():
    logged = Event.objects.filter(day="2021-03-04")
    return sorted(logged.values_list("summary", flat=True))


def log(visitor, summary):
    page = visitor.page
    page.get_by_label("What did they decide?").fill(summary)
    page.get_by_role("button", name="Save the meeting").click()
    arrived(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_log_that_is_sent_again_is_asked_about(visitor, scripts):
    staff = visitor(PHONE, scripts=scripts)
    staff.sign_in(STAFF)
    page = staff.open(f"/workshops/log/?pairing={Pairing.objects.first().pk}")
    page.get_by_label("Online", exact=True).check()
    page.get_by_label("On which day?").fill("2021-03-04")
    log(staff, FIRST)
    page.go_back()
    log(staff, FIRST)
    assert summaries() == [FIRST]

    page.go_back()
    log(staff, SECOND)
    expect(page.get_by_text("You sent this page already").first).to_be_visible()
    row = page.get_by_role("row").filter(has_text=SECOND)
    expect(row).to_contain_text(FIRST)
    assert summaries() == [FIRST]

    log(staff, SECOND)
    expect(page.get_by_text("Meeting saved.").first).to_be_visible()
    assert summaries() == sorted([FIRST, SECOND])
