"""What is long stays readable: titles have the whole width, and pages fit a phone."""

from __future__ import annotations

import pytest
from django.db.models import Count
from django.urls import reverse

from events.models import Event
from partnerships.models import Action, Agreement, Pairing
from tests.journeys.conftest import DESK, PHONE, settled

# Whether a title of several lines shares its lines with the buttons of the page.
SQUEEZED = """() => {
    const [title, acts] = [".page-header h1", ".page-header-actions"].map(
        (name) => document.querySelector(name));
    if (!title || !acts) return false;
    const lines = title.offsetHeight / parseFloat(getComputedStyle(title).lineHeight);
    return lines > 1.5 && acts.getBoundingClientRect().top < title.getBoundingClientRect().bottom;
}"""

# How far what the reader sees has moved since the page began to come, as browsers measure it.
MOVED = """() => new Promise((answer) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        list.getEntries().forEach((entry) => { sum += entry.value; });
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => answer(sum), 200);
})"""
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 60_000,
    "uploadThroughput": 60_000,
}


def busiest():
    """Return the pairing of the sample network of which most is written down."""
    counted = Pairing.objects.annotate(
        rows=Count("actions", distinct=True)
        + Count("commitments", distinct=True)
        + Count("meetings", distinct=True)
        + Count("updates", distinct=True)
    )
    return counted.order_by("-rows").first()


def height(page):
    settled(page)
    return page.evaluate("document.documentElement.scrollHeight")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_long_title_has_the_whole_width(visitor, viewport):
    staff = visitor(viewport)
    staff.come_in("staff@example.org")
    records = [
        busiest(),
        *Event.objects.all()[:6],
        *Agreement.objects.all()[:4],
        *Action.objects.all()[:4],
    ]
    squeezed = []

    for record in records:
        page = staff.open(record.get_absolute_url())
        settled(page)
        if page.evaluate(SQUEEZED):
            squeezed.append(str(record))

    assert squeezed == []


def test_the_busiest_pairing_fits_a_phone(visitor):
    staff = visitor(PHONE)
    staff.come_in("staff@example.org")
    pairing = busiest()

    page = staff.open(pairing.get_absolute_url())
    pairing_is = height(page)
    form = staff.open(reverse("partnerships:update-write", args=[pairing.pk]))
    choices = form.locator("#id_about option").count()

    open_ones = pairing.actions.open().count() + pairing.commitments.open().count()
    assert pairing_is < 4_200
    assert choices == 1 + open_ones


def test_a_meeting_with_much_to_say_fits_a_phone_and_is_printed_whole(visitor):
    staff, paper = visitor(PHONE), visitor(PHONE, scripts=False)
    event = Event.objects.annotate(rows=Count("outcomes")).order_by("-rows").first()
    staff.come_in("staff@example.org")
    paper.context.add_cookies(staff.context.cookies())

    assert height(staff.open(event.get_absolute_url())) < 5_200
    folded = paper.open(event.get_absolute_url()).locator(".more .rows-item").last
    assert not folded.is_visible()
    paper.page.emulate_media(media="print")
    assert folded.is_visible()


def test_what_the_page_lacks_opens_where_it_belongs(visitor):
    staff = visitor(DESK)
    staff.come_in("staff@example.org")
    event = next(each for each in Event.objects.all() if not each.topics.exists())

    page = staff.open(event.get_absolute_url())
    page.locator("#more").get_by_text("Topics").click()
    page.locator("#topics textarea, #topics input[type=text]").first.fill("Robots in class")
    page.locator("#topics .btn-primary").click()
    page.get_by_text("Robots in class").wait_for()

    assert page.locator("#topics").get_by_role("heading", name="Topics").is_visible()
    assert staff.errors == []


def test_what_the_page_lacks_is_added_without_scripts_too(visitor):
    staff = visitor(DESK, scripts=False)
    staff.come_in("staff@example.org")
    event = next(each for each in Event.objects.all() if not each.topics.exists())

    page = staff.open(event.get_absolute_url())
    page.locator("#more").get_by_text("Topics").click()
    page.locator("main form textarea, main form input[type=text]").first.fill("Robots in class")
    page.locator("main form .btn-primary").click()

    assert "#topics" in page.url
    assert page.locator("#topics").get_by_text("Robots in class").is_visible()


@pytest.mark.parametrize("reader", ["staff", "official.kh"])
def test_nothing_moves_while_a_page_comes_to_a_phone(visitor, reader):
    known = visitor(PHONE)
    known.come_in(f"{reader}@example.org")
    moved = {}

    for name in (
        "dashboards:home",
        "dashboards:dashboard",
        "dashboards:attention-of-others",
        "events:event-index",
        "partnerships:pairing-index",
        "documents:briefing-index",
        "documents:briefing-issue",
    ):
        fresh = visitor(PHONE)
        fresh.context.add_cookies(known.context.cookies())
        line = fresh.context.new_cdp_session(fresh.page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW_LINE)
        page = fresh.open(reverse(name))
        settled(page)
        moved[name] = page.evaluate(MOVED)
        filters = page.locator(".filter-fields")
        assert not filters.count() or not filters.is_visible()

    assert {name: far for name, far in moved.items() if far > 0.05} == {}
