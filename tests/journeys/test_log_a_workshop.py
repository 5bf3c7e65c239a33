"""ILO staff log a workshop from its report and find it on the pairing page and the dashboard."""

import pytest
from playwright.sync_api import expect

from events.models import Event
from partnerships.models import Pairing
from tests.journeys.conftest import BUSY, arrived

# What the report on the workshop of 21 December 2021 says, as staff would type it.
PEOPLE = """\
Seng Sokheng\tVice President\tNPIC
Hour Sokaon\tDeputy Head\tResearch & Technology Development Center
Wu Hongdong\tVice Principal\tGZITTC
Chen Haina\tVice Principal\tGZITTC
Zhai Enmin\tVice Principal\tGZITTC
"""
# The rest of them as somebody else keeps it, in a file.
TEAM = """\
Name;Position;Organization
Liu Yutong;Project Manager;ILO/China Partnership Programme team
Kimroeun Kouy;National Project Coordinator;ILO/China Partnership Programme team
Chadapa KRAILASSUWAN;Finance and Administrative Assistant;ILO/China Partnership Programme team
"""
TEAM_FILE = {"name": "team.csv", "mimeType": "text/csv", "buffer": TEAM.encode("utf-16")}
DECIDED = "Three areas were agreed, with a work plan for the next stage."


@pytest.fixture
def pairing(site):
    """The pairing before anybody has written down its workshop."""
    found = Pairing.objects.get(source_key="gzittc-npic")
    Event.objects.filter(source_key="npic-gzittc-2021").delete()
    found.commitments.all().delete()
    return found


def _fill(page, pairing, *, check="Check the list"):
    page.get_by_label("Which pairing met?").select_option(str(pairing.pk))
    # The rest of the form comes anew, with the areas of the pairing; nothing is typed there before.
    expect(page.locator(BUSY)).to_have_count(0, timeout=30_000)
    page.get_by_label("On which day?").fill("2021-12-21")
    page.get_by_label("Online", exact=True).check()
    for area in ("Training of trainers", "Teacher and student exchange", "Skills competitions"):
        page.get_by_role("checkbox", name=area).check()
    page.get_by_label("What did they decide?").fill(DECIDED)
    page.get_by_label("What will be done?").fill("Write the cooperation proposal")
    page.get_by_label("By when?").fill("2022-03-31")
    page.get_by_label("How many people took part?").fill("17")
    page.get_by_label("What are their names?").fill(PEOPLE)
    page.get_by_label("Or take the list from a file").set_input_files([TEAM_FILE])
    page.get_by_role("button", name=check).click()
    # The list is shown as it was read, before anything is saved.
    page.get_by_text("8 people are on the list.").wait_for()
    page.get_by_role("button", name="Save the meeting").click()
    arrived(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_staff_log_the_workshop_of_december_2021(visitor, pairing, scripts):
    staff = visitor(scripts=scripts)
    staff.sign_in("staff@example.org")
    staff.open("/")
    staff.page.get_by_role("link", name="Log a meeting").click()

    _fill(staff.page, pairing)

    staff.page.get_by_text("What is still missing").wait_for()
    workshop = staff.page.locator("main").inner_text()
    assert "21 Dec 2021" in workshop
    assert "What is still missing" in workshop
    assert DECIDED in workshop
    assert "17" in workshop
    assert "Seng Sokheng" in workshop
    assert {c.area.key for c in pairing.commitments.all()} == {"tot", "exchange", "competition"}
    logged = Event.objects.get(pairings__pairing=pairing)
    people = logged.participations.filter(person__isnull=False)
    assert sorted(people.values_list("person__name", flat=True)) == [
        "Chadapa Krailassuwan",
        "Chen Haina",
        "Hour Sokaon",
        "Kimroeun Kouy",
        "Liu Yutong",
        "Seng Sokheng",
        "Wu Hongdong",
        "Zhai Enmin",
    ]
    _find_it_on_the_pairing_page(staff, pairing)
    _find_it_on_the_dashboard(staff)
    assert staff.errors == []


KEPT = "text => JSON.stringify(localStorage).includes(text)"
# Types into a field the moment the answer has come, before the new part of the form has settled.
TYPE_AT_ONCE = """() => {
  const form = document.querySelector("form[data-draft]");
  form.addEventListener("htmx:afterSwap", () => {
    const field = form.querySelector("[name=summary]");
    field.value = "Typed just now";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    form.dataset.typed = "";
    form.addEventListener("htmx:afterSettle", () => { form.dataset.settled = ""; }, { once: true });
  }, { once: true });
}"""


def test_what_is_typed_while_a_part_of_the_form_is_renewed_stays(visitor, pairing):
    staff = visitor()
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    page.get_by_label("How many people took part?").fill("17")
    page.evaluate(TYPE_AT_ONCE)

    page.get_by_label("Which pairing met?").select_option(str(pairing.pk))

    page.locator("form[data-typed][data-settled]").wait_for()
    assert page.get_by_label("What did they decide?").input_value() == "Typed just now"
    assert page.get_by_label("How many people took part?").input_value() == "17"


def _find_it_on_the_pairing_page(staff, pairing):
    page = staff.open(f"/pairings/{pairing.pk}/")
    main = page.locator("main")
    assert "Write the cooperation proposal" in main.inner_text()
    assert "Last contact 21 Dec 2021" in main.inner_text()
    if staff.page.evaluate("() => typeof htmx") != "undefined":
        page.get_by_text("17 people").wait_for()


def _find_it_on_the_dashboard(staff):
    page = staff.open("/dashboard/?period=all")
    workshops = page.locator(".stat", has_text="Workshops held")
    assert workshops.locator("a").inner_text() == "4"
    workshops.locator("a").click()
    assert page.get_by_text("21 Dec 2021").count() > 0


def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_do(visitor, pairing):
    staff = visitor(scripts=False)
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    page.get_by_label("What did they decide?").fill(DECIDED)
    page.get_by_label("How many people took part?").fill("17")
    page.get_by_label("How many of them are women?").fill("18")
    page.get_by_role("button", name="Save the meeting").click()
    arrived(page)

    assert page.title().startswith("Error:")
    assert page.get_by_role("alert").count() == 1
    assert page.get_by_label("What did they decide?").input_value() == DECIDED
    assert page.get_by_label("How many of them are women?").input_value() == "18"
    assert not Event.objects.filter(pairings__pairing=pairing).exists()


def test_a_near_duplicate_warns_and_lets_through(visitor, pairing):
    staff = visitor(scripts=False)
    staff.sign_in("staff@example.org")
    staff.open("/workshops/log/")
    _fill(staff.page, pairing)
    page = staff.open("/workshops/log/")
    page.get_by_label("Which pairing met?").select_option(str(pairing.pk))
    page.get_by_label("On which day?").fill("2021-12-23")
    page.get_by_role("button", name="Save the meeting").click()
    arrived(page)

    assert Event.objects.filter(pairings__pairing=pairing).count() == 1
    page.get_by_role("button", name="Save").first.click()
    arrived(page)

    assert Event.objects.filter(pairings__pairing=pairing).count() == 2


def test_another_action_is_added_without_scripts(visitor, pairing):
    staff = visitor(scripts=False)
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    page.get_by_label("What will be done?").fill("First")
    page.get_by_role("button", name="Add another action").click()

    fields = page.get_by_label("What will be done?")
    expect(fields).to_have_count(2)
    assert fields.first.input_value() == "First"


def test_a_draft_survives_an_expired_sign_in(visitor, pairing):
    staff = visitor()
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    page.get_by_label("What did they decide?").fill(DECIDED)
    page.wait_for_function(KEPT, arg=DECIDED)
    staff.context.clear_cookies()

    page.get_by_label("Which pairing met?").select_option(str(pairing.pk))
    page.get_by_role("button", name="Save the meeting").click()
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    page.get_by_role("button", name="Restore").click()

    assert page.get_by_label("What did they decide?").input_value() == DECIDED


def test_a_draft_dies_when_the_server_has_it_and_at_no_other_sign(visitor, pairing):
    staff = visitor()
    staff.sign_in("staff@example.org")
    page = staff.open(f"/workshops/log/?pairing={pairing.pk}")
    # What depends on the day comes anew: a button is not pressed while it is replaced.
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_label("On which day?").fill("2021-12-21")
        page.get_by_label("What did they decide?").fill(DECIDED)
    page.wait_for_function(KEPT, arg=DECIDED)
    sent_away = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_role("button", name="Save the meeting").click()
    page.get_by_text("Your form is not sent yet").wait_for()
    page.context.add_cookies(sent_away)
    staff.open("/")
    assert page.evaluate(KEPT, DECIDED)

    staff.open(f"/workshops/log/?pairing={pairing.pk}")
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("button", name="Save the meeting").click()
    page.wait_for_url(lambda url: "/log/" not in url)

    assert not page.evaluate(KEPT, DECIDED)
    assert Event.objects.filter(pairings__pairing=pairing).count() == 1


def test_the_form_is_filled_and_saved_by_keyboard_alone(visitor, pairing):
    staff = visitor()
    staff.sign_in("staff@example.org")
    page = staff.open(f"/workshops/log/?pairing={pairing.pk}")
    page.get_by_label("On which day?").focus()
    page.keyboard.press("Control+Enter")

    page.wait_for_url(lambda url: "/log/" not in url)
    assert Event.objects.filter(pairings__pairing=pairing).count() == 1
