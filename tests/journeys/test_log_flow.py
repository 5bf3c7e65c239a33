"""ILO staff log what a meeting carried out, and let those who met start a pairing."""

import pytest
from playwright.sync_api import expect

from events.models import Event
from network.models import Organization
from partnerships.models import Commitment, Pairing
from tests.journeys.conftest import BUSY, arrived


@pytest.fixture
def commitment(site):
    """What one pairing has agreed and not carried out."""
    found = Pairing.objects.get(source_key="gzittc-npic").commitments.open()
    return found.select_related("area").first()


@pytest.fixture
def colleges(site):
    """Two members that are no pairing."""
    paired = Pairing.objects.values("parties__organization")
    return list(Organization.objects.filter(is_member=True).exclude(pk__in=paired)[:2])


def _meeting(page, pairing):
    page.get_by_label("Which pairing met?").select_option(pairing)
    expect(page.locator(BUSY)).to_have_count(0, timeout=30_000)
    page.get_by_label("On which day?").fill("2022-05-12")
    page.get_by_label("Online", exact=True).check()


def _save(page):
    page.locator(".save-bar .btn-primary").click()
    arrived(page)
    return page.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_training_carries_out_what_was_agreed(visitor, commitment, scripts):
    staff, agreed = visitor(scripts=scripts), Commitment.objects.count()
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    _meeting(page, str(commitment.pairing_id))
    if not scripts:
        page.get_by_role("button", name="Show what is open between them").click()

    row = page.locator(f".area-choice:has([name='again-{commitment.area_id}-happened'])")
    row.get_by_role("checkbox").first.check()
    row.get_by_label("They carried out a part of it").check()
    row.get_by_label("What did they carry out?").fill("2 batches")
    row.get_by_label("Who did it reach?").select_option("teachers")
    row.get_by_label("How many people?").fill("85")
    row.get_by_label("How many of them are women?").fill("40")
    told = _save(page)

    assert "Carried out at this meeting" in told
    assert "2 batches (85 people, 40 women)" in told
    assert Commitment.objects.count() == agreed
    assert staff.errors == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_those_who_meet_start_a_pairing(visitor, colleges, scripts):
    staff = visitor(scripts=scripts)
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    sides = page.get_by_label("Which organizations start it?")
    expect(sides).to_be_hidden()
    _meeting(page, "new")

    sides.fill("\n".join(each.name for each in colleges))
    page.get_by_label("What did they decide?").fill("They work together from now on.")
    expect(page.locator(BUSY)).to_have_count(0, timeout=30_000)
    page.get_by_role("checkbox", name="Skills competitions").check()
    told = _save(page)

    pairing = Event.objects.latest("pk").pairings.get().pairing
    assert pairing.title in told
    assert [party.organization for party in pairing.parties.all()] == colleges
    assert pairing.commitments.get().area.key == "competition"
    assert staff.errors == []


def test_a_file_stays_chosen_when_a_part_of_the_page_comes_anew(visitor):
    staff = visitor()
    staff.sign_in("staff@example.org")
    page = staff.open("/workshops/log/")
    minutes = page.get_by_label("Do you have minutes, slides or photos?")
    minutes.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    page.get_by_label("Which pairing met?").select_option("other")
    page.get_by_text("No pairing met.").wait_for()
    expect(page.locator(BUSY)).to_have_count(0, timeout=30_000)

    assert minutes.evaluate("input => input.files.length") == 1
