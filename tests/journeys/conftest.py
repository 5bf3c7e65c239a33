"""A real browser on a real server with the sample network and its demo log-ins."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from accounts.models import User
from launcher.browser import find
from tests import databases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Response

# Playwright's own loop runs in this thread; Django would refuse its ORM next to it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PASSWORD = "network-demo-2026"
# Where the page waits for a part of itself, or has it put in.
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"
STILL = """async busy => {
    const frame = () => new Promise(requestAnimationFrame);
    await document.fonts.ready;
    for (let still = 0; still < 4; still += 1) {
        await frame();
        if (document.querySelector(busy)) still = 0;
    }
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that bin/test has set up."""
    with sync_playwright() as playwright:
        options = find().launch_options()
        options["args"] = [*options["args"], "--no-sandbox"]
        running = playwright.chromium.launch(**options)
        yield running
        running.close()


@dataclass
class Visitor:
    """Somebody at a browser: their page, and what went wrong on it."""

    context: BrowserContext
    page: Page
    base: str
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to ``path`` of the site."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def sign_in(self, email: str) -> None:
        """Sign in as a demo account, as anybody would."""
        self.open("/account/login/")
        self.page.get_by_label("e-mail").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("form button[type=submit], form button:not([type])").first.click()
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def come_in(self, email: str) -> None:
        """Be signed in as a demo account already, where no page of that is looked at."""
        client = Client()
        client.force_login(User.objects.get(email=email))
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.base}
        self.context.add_cookies([cookie])


@pytest.fixture(scope="session")
def sample_database(django_db_setup: None, django_db_blocker) -> str:
    """The sample network and the demo log-ins, in a database that is only copied."""
    sample = f"{connection.settings_dict['NAME']}_sample"
    databases.copy(sample)
    with django_db_blocker.unblock(), databases.inside(sample):
        call_command("load_network", verbosity=0)
        call_command("create_demo_accounts", verbosity=0)
    return sample


@pytest.fixture
def site(sample_database: str, transactional_db: None, live_server) -> str:
    """The address of a server with the sample network and the demo log-ins."""
    databases.copy(connection.settings_dict["NAME"], of=sample_database)
    return live_server.url


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: ``visitor(PHONE)``, ``visitor(DESK, scripts=False)``."""
    contexts = []

    def visit(viewport: dict[str, int] = DESK, *, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=viewport, java_script_enabled=scripts, timezone_id="Asia/Bangkok"
        )
        contexts.append(context)
        made = Visitor(context, context.new_page(), site)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("console", lambda message: _note(made, message))
        return made

    yield visit
    for context in contexts:
        context.close()


# A question called back for a newer one is written down like an error, and is none.
_CALLED_BACK = ("htmx:sendAbort", "htmx:afterRequest")


def _note(visitor: Visitor, message) -> None:
    if message.type == "error" and not message.text.startswith(_CALLED_BACK):
        visitor.errors.append(f"{message.text} {message.location.get('url', '')}")


def arrived(page: Page) -> None:
    """Wait until the form that was sent has its answer: nothing is on its way any more."""
    expect(page.locator("[data-send-status]")).to_have_count(0, timeout=30_000)
    page.wait_for_load_state()


def settled(page: Page) -> None:
    """Wait until the page has fetched its parts and lies still for some frames."""
    page.evaluate(STILL, BUSY)


def weight(page: Page, address: str) -> int:
    """Return the bytes of a first visit to ``address``; built files as gzip would send them."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it wants a def
    page.goto(address, wait_until="networkidle")
    return sum(_packed(answer) for answer in answers if answer.status == 200)


def _packed(answer: Response) -> int:
    if answer.headers.get("content-encoding") == "gzip":
        return answer.request.sizes()["responseBodySize"]
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body, 6))
