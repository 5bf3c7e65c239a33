"""The outbox: what will go out, what went, what failed and why."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.access import SignedInRequest, acts, shows
from core.errors import DomainError
from core.form_pages import handle_act
from core.htmx import partial
from core.lists import page_of, show_list
from core.pages import counted
from notifications.enums import LEFT, MessageState
from notifications.filters import MessageFilter
from notifications.models import Message, MessageQuerySet
from notifications.operations import messages
from notifications.queries import outbox
from notifications.tables import MessageTable

COMING, WENT, NEEDING_ATTENTION, ALL = (
    f"notifications:message-{part}" for part in ("index", "went", "needing-attention", "everything")
)
# What a record's own page shows of its messages.
LATEST = 40


@shows("notifications.view_outbox")
def index(request: SignedInRequest) -> HttpResponse:
    """Show what will go out, the soonest first, by day."""
    return _part_page(request, COMING, outbox.coming(_visible(request), now=timezone.now()))


@shows("notifications.view_outbox")
def went(request: SignedInRequest) -> HttpResponse:
    """Show what went, the latest first, by day."""
    return _part_page(request, WENT, outbox.went(_visible(request)))


@shows("notifications.view_outbox")
def needing_attention(request: SignedInRequest) -> HttpResponse:
    """Show what failed, came back or is unconfirmed, and why; what failed alike stands above."""
    visible = _visible(request)
    alike = outbox.failed_alike(visible, now=timezone.now())
    found = outbox.needing_attention(visible)
    return _part_page(request, NEEDING_ATTENTION, found, alike=alike)


@shows("notifications.view_outbox")
def everything(request: SignedInRequest) -> HttpResponseBase:
    """List every message, the latest first, for those who look for one."""
    visible = _visible(request)
    found = MessageFilter(request.GET, visible.with_details().order_by("-due_at", "-pk"))
    return show_list(
        request,
        "notifications/message_all.html",
        filterset=found,
        table=MessageTable(found.qs, zone=request.user.time_zone),
        **_frame(visible, ALL),
    )


@shows("notifications.view_outbox", Message)
def detail(request: SignedInRequest, message: Message) -> HttpResponse:
    """Show one message: the text as sent, to whom, when, why and how it went."""
    items = Message.objects.visible_to(request.user).filter(digest=message)
    visible_digests = outbox.visible_digests([message], reader=request.user)
    is_whole = message.digest_id is None or message.digest_id in visible_digests
    context = {
        "message": message,
        "record_url": _url_of(message.about),
        "items": items.with_details().order_by("due_at", "pk"),
        "visible_digests": visible_digests,
        # What goes with others that the reader may not see is not theirs to send or to stop.
        "is_whole": is_whole,
        "can_go_now": is_whole and message.can_go_now(timezone.now()),
        "has_text": bool(message.body) and message.state in (*LEFT, MessageState.UNCONFIRMED),
        "days_kept": settings.KEEP_MAILS_DAYS,
        "is_old": message.due_at < timezone.now() - timedelta(days=settings.KEEP_MAILS_DAYS),
        "zone": request.user.time_zone,
    }
    return render(request, "notifications/message_detail.html", context)


@acts("notifications.send_message_now", Message)
def send_now(request: SignedInRequest, message: Message) -> HttpResponse:
    """Let what waits go at once."""
    act = functools.partial(messages.send_now, now=timezone.now())
    return _do(request, message, act, _("The message goes out within a minute."))


@acts("notifications.resend_message", Message)
def resend(request: SignedInRequest, message: Message) -> HttpResponse:
    """Send again what failed."""
    act = functools.partial(messages.resend, now=timezone.now())
    return _do(request, message, act, _("The message waits again. It goes out within a minute."))


@acts("notifications.resend_message", Message)
def resend_alike(request: SignedInRequest, message: Message) -> HttpResponse:
    """Send again all that did not arrive for the same cause."""
    now = timezone.now()
    found = outbox.alike(_visible(request), message, now=now)
    return handle_act(
        request,
        functools.partial(messages.resend_all, found, now=now, by=request.user),
        success=_("The messages wait again. They go out within a few minutes."),
        then=NEEDING_ATTENTION,
    )


@acts("notifications.cancel_message", Message)
def cancel(request: SignedInRequest, message: Message) -> HttpResponse:
    """Take back what has not been sent."""
    success = _("Message cancelled. We will not send it.")
    return _do(request, message, messages.cancel, success)


@shows("notifications.view_messages_about")
def about(request: SignedInRequest, label: str, pk: int) -> HttpResponse:
    """Show the messages about a record to those who see the record; a part of its page."""
    record = _visible_record(request, label, pk)
    newest, is_cut = outbox.newest(Message.objects.shown_with(record), most=LATEST)
    context = {
        "title": _("Messages"),
        "recipient": None,
        "record": record,
        "record_url": _url_of(record),
        "message_list": newest,
        "is_cut": is_cut,
        "zone": request.user.time_zone,
    }
    return render(request, partial(request, "notifications/message_about.html", "part"), context)


class HiddenPartError(DomainError):
    """The mail carries a message that its reader may not see."""


def _do(
    request: SignedInRequest, message: Message, act: Callable[..., Message], success: str
) -> HttpResponse:
    """Do it, say so or say why not, and show the message as it is now.

    A digest with items that the reader may not see is not touched.
    """

    def act_on_the_whole() -> None:
        digest = message.digest_id
        if digest and not _visible(request).filter(pk=digest).exists():
            raise HiddenPartError(
                _lazy("This message goes with others that you cannot see. Ask the project staff.")
            )
        act(message, by=request.user)

    return handle_act(request, act_on_the_whole, success=success, then=message)


def _visible(request: SignedInRequest) -> MessageQuerySet:
    return Message.objects.visible_to(request.user)


def _part_page(
    request: SignedInRequest, part: str, found: MessageQuerySet, **more: object
) -> HttpResponse:
    page = page_of(request, found.with_details())
    zone = request.user.time_zone
    context = {
        "page_obj": page,
        "days": _by_day(part, page.object_list, ZoneInfo(zone)),
        "visible_digests": outbox.visible_digests(page.object_list, reader=request.user),
        "zone": zone,
        **_frame(_visible(request), part),
        **more,
    }
    return render(request, "notifications/message_index.html", context)


def _frame(visible: MessageQuerySet, part: str) -> dict[str, Any]:
    """Return what stands on each page of the outbox: its parts and how much is in them."""
    counts = outbox.counts(visible, now=timezone.now())
    parts = (
        (COMING, _("Will go out"), counts.coming),
        (WENT, _("Sent"), counts.went),
        (NEEDING_ATTENTION, _("Needs attention"), counts.needing_attention),
        (ALL, _("All"), counts.all),
    )
    return {
        "part": part,
        "parts": [
            (reverse(name), label, counted(count), name == part) for name, label, count in parts
        ],
        "has_any": counts.all > 0,
        "mail_folder": _mail_folder(),
    }


def _by_day(
    part: str, found: Iterable[Message], zone: ZoneInfo
) -> list[tuple[date | None, list[Message]]]:
    """Part the messages by the reader's day; what needs attention does so whatever its day."""

    def day(message: Any) -> date | None:
        moment = {COMING: lambda: message.goes_at, WENT: lambda: message.sent_at}.get(part)
        return moment().astimezone(zone).date() if moment else None

    return [(known, list(group)) for known, group in groupby(found, key=day)]


def _mail_folder() -> str:
    """Return where mail lands on a copy that sends none."""
    lands_here = settings.EMAIL_BACKEND == "notifications.operations.mailbox_folder.EmailBackend"
    return str(settings.EMAIL_FILE_PATH) if lands_here else ""


def _visible_record(request: SignedInRequest, label: str, pk: int) -> Model:
    try:
        model = apps.get_model(label)
        manager: Any = model._default_manager
        visible = manager.visible_to(request.user)
    except (LookupError, ValueError, AttributeError) as error:
        raise Http404(label) from error
    if model is Message:
        # Nothing is sent about a message; its own page is for who may open the outbox.
        raise Http404(label)
    record: Model = get_object_or_404(visible, pk=pk)
    return record


def _url_of(record: Any) -> str:
    """Return the page of the record, if it has one."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
