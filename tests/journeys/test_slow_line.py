"""On a slow line: a form says that it travels, is sent once, and loses neither text nor photo."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from partnerships.models import Pairing, ProgressUpdate, UpdateFile
from tests.journeys.conftest import PHONE

WORDS = "On the slow line"
# Some browsers inside of other apps.
NOTHING_KEPT = """
    delete Navigator.prototype.serviceWorker;
    Object.defineProperty(window, "indexedDB", {get: () => undefined});
"""


def photo(side=300):
    buffer = BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(buffer, format="JPEG")
    return {"name": "classroom.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def updates():
    return ProgressUpdate.objects.filter(text=WORDS)


@pytest.fixture
def writer(visitor):
    writer = visitor(PHONE)
    writer.sign_in("staff@example.org")
    writer.open(f"/pairings/{Pairing.objects.open().first().pk}/updates/write/")
    writer.page.get_by_label("Going well").check()
    writer.page.get_by_label("What happened?").fill(WORDS)
    return writer


def button(page):
    return page.get_by_role("button", name="Save the update")


def test_a_second_tap_does_not_cancel_the_first_and_the_page_says_that_it_sends(writer):
    page, asked = writer.page, []
    page.locator("input[type=file]").set_input_files([photo()])

    def hold(route):
        asked.append(route)
        if len(asked) == 1:
            page.evaluate("document.querySelector('main form .btn-primary').click()")
            page.evaluate("document.querySelector('main form .btn-primary').click()")
        expect(
            page.get_by_role("status").filter(has_text=re.compile("Sending|sent"))
        ).to_be_visible()
        route.continue_()

    page.route(
        re.compile("/updates/write/"),
        lambda route: hold(route) if route.request.method == "POST" else route.continue_(),
    )
    button(page).click()
    page.wait_for_url(re.compile(r"/updates/\d+/"))

    expect(page.get_by_text("Update saved.").first).to_be_visible()
    assert len(asked) == 1
    assert UpdateFile.objects.filter(progress_update=updates().get()).count() == 1


def test_a_broken_line_leaves_all_as_it_was_where_nothing_can_be_kept(writer):
    page = writer.page
    page.add_init_script(NOTHING_KEPT)
    page.reload()
    page.get_by_label("Going well").check()
    page.get_by_label("What happened?").fill(WORDS)
    page.locator("input[type=file]").set_input_files([photo()])
    writer.context.set_offline(True)

    button(page).click()
    expect(page.get_by_text("The connection stopped.")).to_be_visible()
    writer.errors.clear()
    writer.context.set_offline(False)
    button(page).click()
    page.wait_for_url(re.compile(r"/updates/\d+/"))

    assert updates().get().files.count() == 1


def test_what_must_be_mended_keeps_the_photo(writer):
    page = writer.page
    page.locator("input[type=file]").set_input_files([photo()])
    page.get_by_label("which new date do you expect?").fill("2001-01-01")

    button(page).click()
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_visible()
    expect(page.get_by_text("Choose your photos and files again.")).to_have_count(0)
    page.get_by_label("which new date do you expect?").fill("")
    button(page).click()
    page.wait_for_url(re.compile(r"/updates/\d+/"))

    assert updates().get().files.count() == 1


def test_what_cannot_be_taken_is_refused_before_it_travels(writer):
    page = writer.page
    large = {
        "name": "plan.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-" + b"0" * 10_500_000,
    }
    film = {"name": "film.mov", "mimeType": "video/quicktime", "buffer": b"0" * 100}

    page.locator("input[type=file]").set_input_files([large, film, photo()])

    expect(
        page.get_by_role("alert").filter(has_text="plan.pdf: This file is larger")
    ).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text(
        "film.mov: You cannot send this kind of file."
    )
    assert page.evaluate(
        "[...document.querySelector('input[type=file]').files].map(f => f.name)"
    ) == ["classroom.jpg"]
