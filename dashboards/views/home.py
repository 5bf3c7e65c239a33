"""The first page after signing in, by role."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.htmx import partial
from core.lists import PAGES, page_of
from dashboards.enums import Whose
from dashboards.queries import attention as attention_queries
from dashboards.queries import home as home_queries
from dashboards.queries.scope import Scope
from dashboards.views.dashboard import read_scope
from dashboards.wording import attention as attention_wording
from dashboards.wording import scope as scope_wording
from followup.queries import waiting
from network.models import scope_of

# What waits is of today, and most of it is no meeting.
_NOT_ASKED = ("period", "compare", "modality", "kind")


@shows("dashboards.view_home")
def home(request: SignedInRequest) -> HttpResponse:
    """Show what waits; officials go straight to their dashboard."""
    user_scope = scope_of(request.user)
    if user_scope.works_for_ilo:
        return render(request, "dashboards/home_staff.html", _staff(request))
    if user_scope.organizations:
        return render(request, "dashboards/home_focal_point.html", _focal_point(request))
    return redirect("dashboards:dashboard")


@shows("dashboards.view_dashboard")
def concerns(request: SignedInRequest) -> HttpResponse:
    """Show all that waits for the reader in a part of the network, page by page."""
    return _list(request, Whose.OWN)


@shows("dashboards.view_dashboard")
def concerns_of_others(request: SignedInRequest) -> HttpResponse:
    """Show all that only others can deal with in a part of the network, page by page."""
    return _list(request, Whose.OTHERS)


def _list(request: SignedInRequest, whose: Whose) -> HttpResponse:
    form, scope = read_scope(request, is_own=False, without=_NOT_ASKED, pages=PAGES)
    address = address_of(request)
    address.is_told_in_part = True
    context: dict[str, Any] = {"form": form, "address": address, "is_own": whose == Whose.OWN}
    context["part_of_network"] = scope_wording.title(scope)
    context["lede"] = attention_wording.lede(request.user, whose)
    if not address.filters:
        both = attention_queries.concerns(scope)
        page = page_of(request, both[whose])
        context |= {
            "page_obj": page,
            "is_more": both[whose].is_more,
            "is_quiet": not any(map(len, both.values())),
            "most": attention_queries.MOST,
            "parts": attention_wording.parts(both, scope, whose),
            "concerns": attention_wording.lines(
                page.object_list,
                today=scope.today,
                whose=whose,
                asks=attention_wording.only_asks(request.user),
            ),
            "limits": attention_wording.limits(scope),
            "in_short": scope_wording.of_today(scope),
        }
    return render(request, partial(request, "dashboards/attention.html", "concerns"), context)


def _staff(request: SignedInRequest) -> dict[str, Any]:
    today = timezone.localdate()
    attention = attention_queries.attention(Scope(request.user, today))
    return {
        "attention": attention,
        "total": attention_wording.total(attention.own),
        "total_of_others": attention_wording.total(attention.others),
        "groups": attention_wording.groups(attention.own.concerns, today=today),
        "for_others": attention_wording.lines(
            attention.others.concerns, today=today, whose=Whose.OTHERS
        ),
        "coming_up": home_queries.coming_up(request.user, today=today),
        "updates": home_queries.latest_updates(request.user),
        "last_event": home_queries.last_event(request.user),
    }


def _focal_point(request: SignedInRequest) -> dict[str, Any]:
    today = timezone.localdate()
    calls = attention_queries.calls_for_help(Scope(request.user, today))
    return {
        "today": today,
        "calls": attention_wording.lines(calls, today=today),
        "waiting": waiting.of_user(request.user, today=today),
        "pairings": home_queries.pairings(request.user, today=today),
        "own": home_queries.own_organization(request.user),
        "coming_up": home_queries.coming_up(request.user, today=today),
    }
