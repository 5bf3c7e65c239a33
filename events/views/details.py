"""The page of an event: everything that is known of it, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial as bound
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import SignedInRequest, shows
from accounts.models import User
from core.htmx import partial
from events.enums import Act
from events.models import Event
from events.queries.details import EventPage
from events.wording import tasks
from events.wording.details import EventWords

TEMPLATE = "events/event_detail.html"
# The parts that a small form swaps; each is a named partial and an anchor of the page.
SECTIONS = (
    "tasks",
    "when",
    "areas",
    "actions",
    "outcomes",
    "signed",
    "titles",
    "donations",
    "agenda",
    "people",
    "statements",
    "topics",
    "presentations",
    "visits",
    "files",
)
# What stands aside, away from the buttons of the page.
RARE = {Act.POSTPONE, Act.CANCEL}
# What is not said by the event's own address.
ADDRESSES = {
    Act.INVITE: "followup:invitation-send",
    **{act: f"followup:event-{act}" for act in (Act.EDIT, Act.CONFIRM, Act.POSTPONE, Act.CANCEL)},
}
CHANGE, COMPLETE = "events.change_event", "events.complete_event"
# What the reader may do with the event, as the templates call it: what must make sense as it
# stands, and the permission. A section is called by its own name.
RIGHTS: dict[str, tuple[Act, str]] = {
    "change": (Act.EDIT, CHANGE),
    "organizers": (Act.ORGANIZE, CHANGE),
    "agenda": (Act.ORGANIZE, CHANGE),
    "areas": (Act.AGREE, CHANGE),
    "actions": (Act.AGREE, CHANGE),
    "outcomes": (Act.AGREE, CHANGE),
    "signed": (Act.AGREE, CHANGE),
    "titles": (Act.AGREE, CHANGE),
    "donations": (Act.AGREE, COMPLETE),
    "people": (Act.LIST, COMPLETE),
    "numbers": (Act.COUNT, COMPLETE),
    "statements": (Act.QUOTE, COMPLETE),
    "topics": (Act.SHOW, COMPLETE),
    "presentations": (Act.SHOW, COMPLETE),
    "visits": (Act.SHOW, COMPLETE),
    "files": (Act.FILE, COMPLETE),
    "join": (Act.JOIN, "events.view_meeting_access"),
    "set_link": (Act.SET_LINK, "events.set_meeting_link"),
}
# What an outcome in words may become.
ADOPTIONS = (
    ("commitment", gettext_lazy("an agreed area")),
    ("action", gettext_lazy("an action")),
    ("working_group", gettext_lazy("a working group")),
    ("agreement", gettext_lazy("an agreement draft")),
)


@dataclass(frozen=True)
class Step:
    """Something that may be done with the whole event; the main one is the yellow button.

    A late one is replaced by what its address answers: only there it is known whether it is
    the main one.
    """

    label: str
    url: str
    is_main: bool = False
    is_late: bool = False


@shows("events.view_event", Event)
def detail(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show an event; htmx may ask for one section of it."""
    section = request.GET.get("section", "tasks")
    if section not in SECTIONS:
        raise Http404
    editing = request.GET.get("edit", "")
    values = context(request, event, editing=editing)
    return render(request, partial(request, TEMPLATE, section), values)


def context(request: SignedInRequest, event: Event, **more: Any) -> dict[str, Any]:
    """Return what every part of the page names; a part asks for its rows when it is drawn."""
    asked = {right for _act, right in RIGHTS.values()}
    granted = {right: request.user.has_perm(right, event) for right in asked}
    may_join = granted["events.view_meeting_access"]
    page = EventPage(event, user=request.user, today=timezone.localdate(), may_join=may_join)
    rights = {name: act in page.offers and granted[right] for name, (act, right) in RIGHTS.items()}
    return {
        "event": event,
        "page": page,
        "words": EventWords(page),
        "rights": rights,
        "steps": bound(_steps, request.user, page, rare=False),
        "asides": bound(_steps, request.user, page, rare=True),
        "contents": bound(_contents, page),
        "missing": lambda: tasks.missing(event, page.tasks, may_set_link=rights["set_link"]),
        "adoptions": ADOPTIONS,
        "edit_url": reverse("followup:event-edit", args=[event.pk]) if rights["change"] else "",
        "form": None,
        "editing": "",
        "success": "",
        "is_aside": False,
        **more,
    }


def _steps(user: User, page: EventPage, *, rare: bool) -> list[Step]:
    """Return what the reader may do with the event, the next thing to do first."""
    event, may_hold = page.event, Act.HOLD in page.offers
    similar = _("Log a similar one") if event.has_happened else _("Plan a similar one")
    offered = [
        (Act.HOLD, _("It took place"), True),
        (Act.CONFIRM, _("Confirm the meeting"), not may_hold),
        (Act.INVITE, _("Send invitations"), False),
        (Act.REPORT, _("The report is complete"), page.is_complete),
        (Act.RESCHEDULE, _("Set the new day"), True),
        (Act.EDIT, _("Edit"), False),
        (Act.LOG_SIMILAR, similar, False),
        (Act.POSTPONE, _("Postpone"), False),
        (Act.CANCEL, _("Cancel the meeting"), False),
    ]
    return [
        Step(
            label,
            reverse(ADDRESSES.get(act, f"events:event-{act}"), args=[event.pk]),
            is_main,
            is_late=act == Act.INVITE,
        )
        for act, label, is_main in offered
        if act in page.offers and (act in RARE) == rare and _may(user, act, event)
    ]


def _may(user: User, act: Act, event: Event) -> bool:
    names: dict[str, str] = {
        Act.EDIT: "change",
        Act.INVITE: "confirm",
        Act.RESCHEDULE: "postpone",
        Act.LOG_SIMILAR: "log",
    }
    return user.has_perm(f"events.{names.get(act, act)}_event", event)


def _contents(page: EventPage) -> list[tuple[str, str]]:
    """Return the sections that the page shows, for the list at its top."""
    brought = page.brought
    shown: list[tuple[str, str, object]] = [
        ("decided", _("What was decided"), page.is_described),
        ("areas", _("Agreed areas"), brought.has_areas),
        ("actions", _("Next actions"), brought.has_steps),
        ("outcomes", _("Other outcomes"), brought.others),
        ("signed", _("Signed here"), brought.signed),
        ("titles", _("Titles given"), brought.conferred),
        ("donations", _("Handed over"), page.donations),
        ("agenda", _("Agenda"), page.agenda),
        ("people", _("People"), page.presence.is_known),
        ("statements", _("Statements"), page.statements),
        ("topics", _("Topics"), page.topics),
        ("presentations", _("Presentations"), page.presentations),
        ("visits", _("Places visited"), page.visits),
        ("files", _("Files"), page.files),
        ("when", _("About the meeting"), True),
    ]
    return [(anchor, label) for anchor, label, is_shown in shown if is_shown]
