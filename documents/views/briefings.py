"""Briefings: issue one, look at it, take it as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from accounts.models import User
from core.form_pages import FormPage, Place, handle_form, sent
from core.lists import page_of
from core.turns import NoTurnError
from dashboards.queries.scope import own_country
from dashboards.terms.periods import Period
from documents.forms import IssueBriefing
from documents.models import Briefing, Subscription
from documents.operations import briefings
from documents.queries.subscriptions import KIND
from documents.renderers import docx, pdf
from documents.terms.papers import Paper
from documents.wording import briefings as briefing_wording
from network.models import Country
from notifications.enums import Choice
from notifications.models import Preference

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TRAIL = (_("Dashboard"), "dashboards:dashboard", _("Briefings"), "documents:briefing-index")
ISSUE = FormPage(
    title=_("Make a country briefing"),
    lede=_("Two pages, to hand out or to edit. The numbers are those of the dashboard today."),
    button=_("Make the briefing"),
    success=_("Briefing made."),
)


@shows("documents.view_briefing")
def index(request: SignedInRequest) -> HttpResponse:
    """List the briefings that were issued, the newest first."""
    issued = Briefing.objects.visible_to(request.user).select_related("country", "issued_by")
    page = page_of(request, issued.defer("facts"))
    shown = [(each, briefing_wording.period(each)) for each in page.object_list]
    own = Subscription.objects.running().of_readers().filter(user=request.user)
    context = {
        "page_obj": page,
        "briefings": shown,
        "subscriptions": own.select_related("country"),
        "is_off": Preference.objects.filter(
            recipient__person__user=request.user, kind=KIND, choice=Choice.OFF
        ).exists(),
    }
    return render(request, "documents/briefing_index.html", context)


@asks("documents.issue_briefing")
def issue(request: SignedInRequest) -> HttpResponse:
    """Make a briefing of today; the dashboard hands its country and its period on."""
    today = timezone.localdate()
    form = IssueBriefing(user=request.user, today=today, initial=_asked(request), **sent(request))
    return handle_form(
        request,
        form=form,
        page=ISSUE.at(Place(trail=TRAIL, back=reverse("dashboards:dashboard"))),
        save=lambda: briefings.issue(form.terms(), by=request.user, now=timezone.now()),
    )


def _asked(request: SignedInRequest) -> dict[str, str]:
    return {
        "country": request.GET.get("country") or own_code(request.user),
        "period": request.GET.get("period") or str(Period.ONE_YEAR),
    }


def own_code(user: User) -> str:
    """Return the country of whoever has exactly one, as forms name it."""
    own = own_country(user)
    return Country.objects.get(pk=own).code if own else ""


@shows("documents.view_briefing", Briefing)
def detail(request: SignedInRequest, briefing: Briefing) -> HttpResponse:
    """Show what a briefing says, and its files."""
    context = {"briefing": briefing, "paper": briefing_wording.paper(briefing)}
    return render(request, "documents/briefing_detail.html", context)


@shows("documents.view_briefing", Briefing)
def as_pdf(request: SignedInRequest, briefing: Briefing) -> HttpResponse:
    """Hand out the paper to hand out."""
    return _file(request, briefing, pdf.render, "pdf", "application/pdf")


@shows("documents.view_briefing", Briefing)
def as_docx(request: SignedInRequest, briefing: Briefing) -> HttpResponse:
    """Hand out the paper to edit."""
    return _file(request, briefing, docx.render, "docx", _WORD)


def _file(
    request: SignedInRequest,
    briefing: Briefing,
    made: Callable[[Paper], bytes],
    suffix: str,
    content_type: str,
) -> HttpResponse:
    try:
        content = made(briefing_wording.paper(briefing))
    except (NoTurnError, pdf.NoLetterError) as refused:
        messages.error(request, str(refused))
        return redirect(briefing)
    response = HttpResponse(content, content_type=content_type)
    name = f"briefing-{slugify(briefing.country.name)}-{briefing.ends_on}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
