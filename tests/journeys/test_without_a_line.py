"""Without a line an answer stays on the phone, is seen as waiting, and arrives exactly once."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.enums import LinkPurpose
from accounts.models import User
from accounts.operations import links
from partnerships.models import Action, Pairing, ProgressUpdate
from tests.journeys.conftest import PHONE
from tests.journeys.test_slow_line import NOTHING_KEPT, photo

WORDS = "Written on the bus"
KEPT = "Kept on this phone. The phone sends it when you are connected."
# That the page opens again without a line, and from where.
READY = """async () => {
    await navigator.serviceWorker.ready;
    const caches_ = async () => (await caches.keys()).length;
    // The page itself is kept last.
    const here = () => caches.match(location.pathname + location.search, {ignoreVary: true});
    for (let tries = 0; tries < 200 && !(await here()); tries += 1) {
        await new Promise(later => setTimeout(later, 50));
    }
    if (!navigator.serviceWorker.controller) {
        await new Promise(there => navigator.serviceWorker.oncontrollerchange = there);
    }
    return caches_();
}"""
# All that lies kept on the phone, page by page.
KEPT_TEXTS = """async () => {
    const texts = [];
    for (const name of await caches.keys()) {
        for (const answer of await (await caches.open(name)).matchAll()) {
            texts.push(await answer.text());
        }
    }
    return texts;
}"""
# What belongs to a page never comes, however it is asked for.
BROKEN_LINE = """
    const ask = window.fetch;
    let breaks;
    window.lineBreaks = new Promise(told => { breaks = told; });
    const never = () => new Promise(() => breaks());
    window.fetch = (...asked) => `${asked[0]}`.includes("/static/") ? never() : ask(...asked);
    Cache.prototype.addAll = never;
"""
OUTBOX = """() => new Promise(done => {
    const request = indexedDB.open('outbox', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('answers', {keyPath: 'key'});
    request.onsuccess = () => {
        const rows = request.result.transaction('answers').objectStore('answers').getAll();
        rows.onsuccess = () => { request.result.close(); done(rows.result.length); };
    };
})"""


def updates():
    return ProgressUpdate.objects.filter(text__startswith=WORDS)


@pytest.fixture
def link(site):
    """The path of a link by which a focal point answers about an action."""
    action = Action.objects.filter(state="open", person=None).first()
    pairing = action.pairing
    seat = pairing.parties.first().organization.focal_points.on(timezone.localdate()).first()
    made = links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS,
        holder=seat.person,
        target=action,
        expires_at=timezone.now() + timedelta(days=20),
    )
    return reverse("followup:update-by-link", args=[links.token_of(made)])


@pytest.fixture
def form():
    return f"/pairings/{Pairing.objects.open().first().pk}/updates/write/"


def kept_page(visitor, path):
    page = visitor.open(path)
    assert page.evaluate(READY) == 1
    return page


def answer(page, words=WORDS):
    page.get_by_label("Going well").check()
    page.get_by_label("What happened?").fill(words)
    send(page)


def send(page):
    page.get_by_role("button", name=re.compile("Send update|Save the update")).click()


def packed(*texts):
    return sum(len(gzip.compress(text.encode())) for text in texts)


def says(page, words):
    expect(page.locator(".outbox").get_by_text(words)).to_be_visible()


def thanked(page):
    expect(page).to_have_url(re.compile("/thanks/"))


def waits(page):
    says(page, KEPT)


def test_an_answer_by_link_waits_and_arrives_once(visitor, link):
    phone = visitor(PHONE)
    page = kept_page(phone, link)
    phone.context.set_offline(True)

    answer(page)
    waits(page)
    expect(page.locator("[data-send-status]")).to_have_text(KEPT)
    page.reload()
    waits(page)
    says(page, f"Going well. {WORDS}")
    expect(page.get_by_role("button", name="Send update")).to_be_visible()
    expect(page.locator(".draft-notice")).to_have_count(0)
    assert not updates().exists()
    phone.context.set_offline(False)

    thanked(page)
    assert updates().get().answer == "going_well"
    page.reload()
    page.goto(f"{phone.base}{link}")
    expect(page.locator(".outbox")).to_have_count(0)
    assert page.evaluate(OUTBOX) == 0
    assert updates().count() == 1


def test_a_second_tap_and_a_second_thought_are_one_answer(visitor, link):
    phone = visitor(PHONE)
    page = kept_page(phone, link)
    phone.context.set_offline(True)
    answer(page)
    waits(page)
    send(page)
    page.reload()
    answer(page, f"{WORDS}, and then at home")
    says(page, "and then at home")
    assert page.evaluate(OUTBOX) == 1

    phone.context.set_offline(False)
    thanked(page)

    assert updates().get().text == f"{WORDS}, and then at home"


def test_two_tabs_send_it_once(visitor, link):
    phone = visitor(PHONE)
    page = kept_page(phone, link)
    other = phone.context.new_page()
    # The line breaks while it keeps the page anew: the copy of before stays.
    other.add_init_script(BROKEN_LINE)
    other.goto(f"{phone.base}{link}")
    other.evaluate("window.lineBreaks")
    sent = []
    phone.context.on("request", lambda one: one.method == "POST" and sent.append(one.url))
    phone.context.set_offline(True)
    answer(page)
    waits(page)
    sent.clear()
    other.reload()
    waits(other)

    phone.context.set_offline(False)
    thanked(page)
    expect(other.locator(".outbox").get_by_text(KEPT)).not_to_be_visible()

    assert updates().count() == 1
    assert page.evaluate(OUTBOX) == 0


def test_what_was_removed_is_never_sent(visitor, link):
    phone = visitor(PHONE)
    page = kept_page(phone, link)
    phone.context.set_offline(True)
    answer(page)
    waits(page)

    page.get_by_role("button", name="Remove it from this phone").click()
    says(page, "Nothing waits on this phone")
    page.reload()
    expect(page.locator(".outbox")).to_have_count(0)
    phone.context.set_offline(False)
    page.reload()
    page.wait_for_load_state("networkidle")

    assert not updates().exists()


def test_a_photo_waits_too_unless_it_has_no_room(visitor, form):
    phone = visitor(PHONE)
    phone.sign_in("staff@example.org")
    page = kept_page(phone, form)
    phone.context.set_offline(True)
    page.locator("input[type=file]").set_input_files([photo()])
    answer(page)
    waits(page)
    paper = b"%PDF-1.7\n" + b"0" * 6_000_000 + b"\n%%EOF\n"
    large = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": paper}
    page.locator("input[type=file]").set_input_files([large])
    answer(page, f"{WORDS} again")
    says(page, "no room for these files. Send them later: plan.pdf")

    phone.context.set_offline(False)
    page.wait_for_url(lambda url: "/write/" not in url)

    sent = {update.text: update.files.count() for update in updates()}
    assert sent == {WORDS: 1, f"{WORDS} again": 0}


def test_what_waits_for_one_account_is_never_sent_by_another(visitor, form):
    phone = visitor(PHONE)
    phone.sign_in("staff@example.org")
    page = kept_page(phone, form)
    phone.context.set_offline(True)
    answer(page)
    waits(page)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    page.goto("about:blank")

    phone.sign_in("coordinator.kh@example.org")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".outbox")).to_have_count(0)
    assert page.evaluate("caches.keys()") == []
    assert (page.evaluate(OUTBOX), updates().count()) == (1, 0)

    phone.context.clear_cookies()
    phone.sign_in("staff@example.org")
    says(page, "Sent. Thank you.")
    assert updates().get().submitted_by == User.objects.get(email="staff@example.org")


def test_signing_out_sends_what_waits_and_clears_the_phone(visitor, form):
    phone = visitor(PHONE)
    phone.sign_in("staff@example.org")
    page = kept_page(phone, form)
    page.route(re.compile("/updates/write/"), lambda route: route.abort())
    answer(page)
    waits(page)
    page.unroute_all()

    page.locator("details.menu summary", has_text="Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/updates/write/" not in url)

    assert updates().count() == 1
    page.wait_for_load_state("networkidle")
    assert (page.evaluate(OUTBOX), page.evaluate("caches.keys()")) == (0, [])


def test_an_answer_that_is_not_taken_can_be_put_right(visitor, link):
    phone = visitor(PHONE)
    page = kept_page(phone, link)
    phone.context.set_offline(True)
    page.get_by_label("which new date do you expect?").fill("2001-01-01")
    answer(page)
    waits(page)

    phone.context.set_offline(False)
    says(page, "We did not accept this answer.")
    page.reload()
    page.get_by_role("button", name="Put it back into the form").click()
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    page.get_by_label("which new date do you expect?").fill("")
    send(page)

    thanked(page)
    assert updates().count() == 1


def test_a_browser_without_workers_keeps_it_while_the_page_is_open(visitor, link):
    phone = visitor(PHONE)
    phone.context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = phone.open(link)
    page.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    answer(page)
    waits(page)

    phone.context.set_offline(False)

    thanked(page)
    assert updates().count() == 1


def test_a_browser_that_keeps_nothing_says_that_the_line_broke(visitor, link):
    phone = visitor(PHONE)
    phone.context.add_init_script(NOTHING_KEPT)
    page = phone.open(link)
    page.wait_for_load_state("networkidle")
    phone.context.set_offline(True)

    answer(page)

    expect(page.get_by_text("The connection stopped.")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)


def test_what_is_kept_weighs_little(visitor, link, form):
    phone = visitor(PHONE)
    worker = phone.page.request.get(f"{phone.base}/sw.js").text()
    by_link = kept_page(phone, link).evaluate(KEPT_TEXTS)
    phone.sign_in("staff@example.org")
    assert phone.open(form).evaluate(READY) == 2
    both = phone.page.evaluate(KEPT_TEXTS)

    assert (len(by_link), len(both)) == (4, 8)
    assert packed(worker, *by_link) < 22_000
    assert packed(worker, *both[4:]) < 30_000
