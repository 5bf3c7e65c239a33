"""axe finds nothing on any page, nothing is wider than the screen, and pages keep their weight."""

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from events.models import Event
from network.models import Organization, Person
from notifications.models import Message
from partnerships.models import Action, Agreement, Commitment, Designation, Pairing, WorkPlan
from tests.journeys.conftest import DESK, PHONE, arrived, settled, weight
from tests.pseudo import OPEN, spoken

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desk": DESK, "phone": PHONE}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What reaches beyond the screen and does not scroll by itself, for whoever has to mend it.
WIDEST = """screen => [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > screen && !one.closest(".table-wrap *"))
    .map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)
    .slice(-5)"""


# A page with a part that is renewed has the script that does it (components/parts_script.html).
HAS_WHAT_RENEWS_ITS_PARTS = """() => !document.querySelector("[hx-get], [hx-post]")
    || !!document.querySelector("script[src*=htmx]")"""


def _wrong(page):
    """Return what axe finds at a desk and on a phone, and how wide a page is that is too wide.

    No script asks how wide the screen is: a page is the same however wide it was opened, and what
    comes when it is seen at a desk is there on the phone. axe runs beside the page's own scripts,
    which the policy limits.
    """
    page.evaluate(AXE.read_text())
    wrong = {}
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        settled(page)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: tags}).then(result => result.violations)", TAGS
        )
        width = page.evaluate("document.documentElement.scrollWidth")
        if found or width > size["width"]:
            targets = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
            wrong[name] = targets, width
    return wrong


def test_no_script_asks_how_wide_the_screen_is():
    asks = re.compile(r"matchMedia|(?:inner|outer|client|offset)Width|[\"'](?:resize|intersect)")
    sources = [*(ROOT / "static/src/js").rglob("*.js"), *(ROOT / "templates").rglob("*.html")]

    assert [path.name for path in sources if asks.search(path.read_text())] == []


def _staff_pages():
    """Every kind of page that staff open, with the richest record of the sample network."""
    pairing = Pairing.objects.get(source_key="gzittc-npic")
    npic = Organization.objects.get(acronym="NPIC")
    details = [
        pairing,
        npic,
        Person.objects.get(source_key="graeme-buckley"),
        Event.objects.get(source_key="launch-2021"),
        Event.objects.get(source_key="shenyang-2024"),
        Commitment.objects.first(),
        Action.objects.first(),
        Agreement.objects.first(),
        Designation.objects.first(),
        WorkPlan.objects.first(),
    ]
    named = [
        "dashboards:home",
        "dashboards:dashboard",
        "dashboards:attention",
        "dashboards:search",
        "partnerships:pairing-index",
        "partnerships:pairing-start",
        "partnerships:commitment-index",
        "partnerships:action-index",
        "partnerships:agreement-index",
        "partnerships:agreement-add",
        "partnerships:designation-index",
        "partnerships:designation-add",
        "partnerships:work-plan-index",
        "events:event-index",
        "events:event-log",
        "followup:calendar-detail",
        "network:organization-index",
        "network:organization-add",
        "network:person-index",
        "network:person-add",
        "notifications:message-index",
        "notifications:message-went",
        "notifications:message-needing-attention",
        "notifications:message-everything",
        "notifications:choices-edit",
        "accounts:profile",
        "mfa_index",
        "account_change_password",
    ]
    of_pairing = ["pairing-edit", "pairing-move", "pairing-close", "action-add", "commitment-add"]
    return [
        *(reverse(name) for name in named),
        *(record.get_absolute_url() for record in details),
        *(reverse(f"partnerships:{name}", args=[pairing.pk]) for name in of_pairing),
        reverse("partnerships:update-write", args=[pairing.pk]),
        reverse("network:organization-edit", args=[npic.pk]),
        reverse("followup:event-edit", args=[Event.objects.get(source_key="launch-2021").pk]),
        reverse("followup:invitation-send", args=[Event.objects.get(source_key="launch-2021").pk]),
        reverse("audit:history-detail", args=["partnerships.pairing", pairing.pk]),
        reverse("dashboards:search") + "?q=hainan",
        reverse("events:event-index") + "?q=nothing-like-this",
        reverse("partnerships:pairing-index") + "?q=nothing-like-this",
        *(message.get_absolute_url() for message in Message.objects.all()[:1]),
    ]


@pytest.mark.parametrize("half", range(2))
def test_axe_finds_nothing_and_nothing_is_cut_off(visitor, half):
    staff = visitor(DESK)
    staff.come_in("staff@example.org")
    wrong = {}

    for path in _staff_pages()[half::2]:
        page = staff.page
        answer = page.goto(f"{staff.base}{path}")
        assert answer.status == 200, path
        settled(page)
        assert page.evaluate(HAS_WHAT_RENEWS_ITS_PARTS), path
        if found := _wrong(page):
            wrong[path] = found

    assert wrong == {}
    assert staff.errors == []


def test_long_words_make_no_page_wider_than_a_phone(visitor):
    staff = visitor(PHONE)
    staff.come_in("staff@example.org")
    wide = {}

    with spoken():
        for path in _staff_pages():
            page = staff.open(path)
            assert OPEN in page.title(), path
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE["width"]:
                wide[path] = width, page.evaluate(WIDEST, PHONE["width"])

    assert wide == {}


def test_error_states_and_open_pages_pass_too(visitor):
    guest = visitor(DESK)
    wrong = {}
    paths = (
        "/account/login/",
        "/account/password/reset/",
        "/u/no-such-token/",
        f"/u/{'x' * 43}/",
        "/r/none/",
        "/mails/no-such/",
    )
    for path in paths:
        guest.open(path)
        if found := _wrong(guest.page):
            wrong[path] = found
    guest.come_in("staff@example.org")
    for path in ("/workshops/log/", "/organizations/add/", "/people/add/", "/pairings/start/"):
        page = guest.open(path)
        page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
        page.locator("main form[method=post] button.btn-primary").first.click()
        arrived(page)
        assert page.get_by_role("alert").count() == 1, path
        if found := _wrong(page):
            wrong[f"{path} with errors"] = found
    guest.page.goto(f"{guest.base}/pairings/999999/")
    if found := _wrong(guest.page):
        wrong["not found"] = found

    assert json.dumps(wrong, indent=1) == "{}"


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("/account/login/", 20_000),
        ("/", 60_000),
        ("/workshops/log/", 60_000),
        ("/dashboard/", 60_000),
        ("/pairings/{pairing}/", 60_000),
        ("/pairings/{pairing}/updates/write/", 40_000),
    ],
)
def test_pages_keep_their_budget_on_a_first_visit_by_phone(visitor, path, budget):
    pairing = Pairing.objects.get(source_key="gzittc-npic")

    assert _first_visit(visitor, PHONE, path.format(pairing=pairing.pk)) < budget


@pytest.mark.parametrize(("path", "budget"), [("/workshops/log/", 85_000), ("/dashboard/", 80_000)])
def test_pages_keep_their_budget_on_a_first_visit_at_a_desk(visitor, path, budget):
    assert _first_visit(visitor, DESK, path) < budget


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_what_an_official_opens_keeps_its_budget_on_a_first_visit(visitor, viewport):
    """Below 100 kB of the dashboard and 90 of any other page, with letters, styles and scripts."""
    weights = {
        path: _first_visit(visitor, viewport, path, reader="official.cn")
        for path in (
            "/dashboard/",
            "/attention/others/",
            "/pairings/",
            "/workshops/",
            "/organizations/",
            "/search/?q=robot",
            "/briefings/",
        )
    }

    assert {path: bytes_ for path, bytes_ in weights.items() if bytes_ > 80_000} == {}


def test_names_in_another_script_cost_a_phone_their_letters_and_no_more(visitor):
    pairing = Pairing.objects.get(source_key="gzittc-npic")
    Pairing.objects.filter(pk=pairing.pk).update(title="វិទ្យាស្ថានជាតិពហុបច្ចេកទេសកម្ពុជា")

    assert 60_000 < _first_visit(visitor, PHONE, pairing.get_absolute_url()) < 90_000


def _first_visit(visitor, viewport, path, reader="staff"):
    """Return what the page weighs for somebody who signed in elsewhere and has nothing of it."""
    new = visitor(viewport)
    if path != "/account/login/":
        new.come_in(f"{reader}@example.org")
    return weight(new.page, f"{new.base}{path}")
