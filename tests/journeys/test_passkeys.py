"""A passkey is made, named, used to sign in, and removed; without scripts nobody is offered one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEYS = "/account/2fa/webauthn/"


@pytest.fixture
def staff(visitor):
    """Somebody whose device makes passkeys and knows its owner's finger."""
    made = visitor()
    line = made.context.new_cdp_session(made.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return made


def test_a_passkey_is_made_named_used_and_removed(staff, visitor):
    staff.sign_in("staff@example.org")
    page = staff.open(f"{KEYS}add/")
    page.get_by_label("What is your password?").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()

    page.get_by_label("What do you call this key?").fill("My laptop")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recovery codes")

    staff.open(KEYS)
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("What do you call this key?").fill("Old laptop")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Old laptop")).to_be_visible()

    staff.open("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    staff.open("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{staff.base}/")

    staff.open("/account/sessions/")
    expect(page.get_by_text("This device", exact=True)).to_be_visible()
    staff.open(KEYS)
    page.get_by_role("link", name="Remove").click()
    page.get_by_label("What is your password?").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have no key yet.")).to_be_visible()
    assert staff.errors == []

    plain = visitor(scripts=False).open("/account/login/")
    expect(plain.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(plain.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
