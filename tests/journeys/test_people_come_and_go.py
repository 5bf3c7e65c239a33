"""An empty installation fills with people, and one of them goes: what let them in ends with it."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from accounts.enums import LinkPurpose
from accounts.operations import links
from events.enums import ParticipationState
from followup.operations import planning
from followup.planners.introductions import INTRODUCTIONS
from network.models import Organization, Person
from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import batches, digests
from partnerships.models import Pairing
from partnerships.operations import actions
from partnerships.terms.actions import ActionTerms
from tests.factories.events import EventFactory, ParticipationFactory
from tests.followup.planning import plan_requests
from tests.journeys.conftest import PHONE, arrived

COUNTRY = ("For which country?", "Cambodia")
COLLEGE = ("For which organization?", "National Polytechnic Institute of Cambodia")
CHOSEN = "four sunny words by the river"
LINK = re.compile(r"https?://[^/]+(/(?:u|account/invitation)/[^\s?]+)")


@pytest.fixture
def site(transactional_db, live_server):
    """The organizations of the network, and nobody who signs in."""
    call_command("load_network", verbosity=0)
    return live_server.url


def sent_to(email):
    """Let what waits for ``email`` go out, at night as well; return the links of the last mail."""
    waiting = Message.objects.filter(recipient__email=email, state=MessageState.PENDING)
    due_at = waiting.latest("due_at").due_at
    digests.collect(now=due_at)
    batches.send_batch(clock=lambda: due_at)
    [*_before, last] = [each for each in mail.outbox if email in each.to[0]]
    return LINK.findall(last.body)


def accept(visitor, path):
    """Set the first password at a mailed link, and be in."""
    page = visitor.open(path)
    for box in page.locator("input[type=password]").all():
        box.fill(CHOSEN)
    page.get_by_role("button", name="Save the password").click()
    page.wait_for_url(f"{visitor.base}/")
    return page


def invite(visitor, *, name, role, place, takes_seat=True):
    """Invite somebody as anybody would; return the address that they were invited at."""
    question, answer = place
    email = f"{name.lower().replace(' ', '.')}@example.org"
    page = visitor.open("/access/")
    page.get_by_role("link", name="Invite a person").first.click()
    page.get_by_label("What is the full name?").fill(name)
    page.get_by_label("What is the e-mail address?").fill(email)
    page.get_by_label(role, exact=True).check()
    menu = page.get_by_label(question)
    menu.select_option(menu.locator("option", has_text=answer).get_attribute("value"))
    page.get_by_label("Send the questions about this organization to them").set_checked(takes_seat)
    page.get_by_role("button", name="Send the invitation").click()
    arrived(page)
    expect(page.get_by_text(f"Invitation sent: {name}.")).to_be_visible()
    return email


def what_lets_in(visitor, person):
    """Ask a focal point by mail, invite them to a meeting, and let them make a calendar."""
    pairing = Pairing.objects.get(source_key="gzittc-npic")
    now, college = timezone.now(), Organization.objects.get(acronym="NPIC")
    due = now.date() - timedelta(days=20)
    terms = ActionTerms(text="Send the draft plan", organization=college, due_on=due)
    actions.plan(pairing, terms, by=None)
    plan_requests(now=now)
    asked = sent_to(person.recipient.email)[0]
    meeting = EventFactory(confirmed=True, day=now.date() + timedelta(days=9))
    ParticipationFactory(event=meeting, person=person, state=ParticipationState.INVITED)
    reply = links.issue(
        purpose=LinkPurpose.ANSWER_INVITATION,
        holder=person,
        target=meeting,
        expires_at=now + timedelta(days=9),
    )
    page = visitor.open("/calendar/")
    page.get_by_role("button", name="Make my calendar address").click()
    feed = urlsplit(page.locator("input[readonly]").first.input_value()).path
    return {"question": asked, "reply": f"/r/{links.token_of(reply)}/", "calendar": feed}


def answers(visitor, paths):
    """Return how each address is answered, in the browser's session."""
    ask = visitor.context.request.get
    return {name: ask(visitor.base + path, max_redirects=0).status for name, path in paths.items()}


def begin(visitor):
    """Make the first account by the command, and be in."""
    told = StringIO()
    call_command("add_first_account", email="first@example.org", name="First Staff", stdout=told)
    staff = visitor()
    accept(staff, LINK.search(told.getvalue())[1])
    return staff


def answer(visitor, question):
    """Answer what the mail asks."""
    page = visitor.open(f"{question}?s=going_well")
    page.get_by_role("button", name="Send update").click()
    arrived(page)
    expect(page.get_by_text("Thank you")).to_be_visible()


def hand_over(visitor, college, *, to):
    """Let somebody else answer for the college from today."""
    page = visitor.open(f"/organizations/{college.pk}/")
    page.get_by_role("link", name="Hand over").first.click()
    menu = page.get_by_label("Who takes over?")
    menu.select_option(menu.locator("option", has_text=to).get_attribute("value"))
    page.get_by_role("button", name="Save hand-over").click()
    expect(page.get_by_text("Hand-over saved.")).to_be_visible()


def close_account(visitor, key):
    """Let somebody in no more."""
    page = visitor.open(f"/access/{key}/close/")
    page.get_by_role("button", name="Close the account").click()
    arrived(page)


def is_refused(visitor, email):
    """Try to sign in with the password that was right."""
    page = visitor.open("/account/login/")
    page.get_by_label("What is your e-mail address?").fill(email)
    page.get_by_label("What is your password?").fill(CHOSEN)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("The e-mail address or the password is wrong.").first).to_be_visible()


def test_who_is_invited_answers_hands_over_and_is_gone(visitor):
    email = invite(begin(visitor), name="Chan Dara", role="National coordinator", place=COUNTRY)
    coordinator, focal = visitor(), visitor(PHONE)
    accept(coordinator, sent_to(email)[0])
    email = invite(coordinator, name="Sok Nary", role="Focal point", place=COLLEGE)
    [invitation] = sent_to(email)
    accept(focal, invitation)

    person = Person.objects.get(user__email=email)
    college = Organization.objects.get(acronym="NPIC")
    own = {"session": f"/organizations/{college.pk}/edit/", **what_lets_in(focal, person)}
    assert answers(focal, own) == dict.fromkeys(own, 200)
    assert answers(focal, {"invitation": invitation}) == {"invitation": 410}
    answer(focal, own["question"])

    # Keo Mony has an account; what the college is asked goes to Sok Nary still.
    new = invite(coordinator, name="Keo Mony", role="Focal point", place=COLLEGE, takes_seat=False)
    hand_over(focal, college, to="Keo Mony")
    # The invitation to the meeting names the person: it stays theirs (decision 0032).
    assert answers(focal, own) == {"session": 404, "question": 410, "reply": 200, "calendar": 410}
    planning.plan(INTRODUCTIONS, now=timezone.now())
    sent_to(new)
    assert "Sok Nary" in mail.outbox[-1].body, "the new one hears who answered before"

    close_account(coordinator, person.user_id)
    assert answers(focal, own) == {"session": 302, "question": 410, "reply": 410, "calendar": 410}
    assert not Message.objects.to(person.recipient).unsent().exists()
    is_refused(focal, email)
    assert [who.errors for who in (coordinator, focal)] == [[], []]
