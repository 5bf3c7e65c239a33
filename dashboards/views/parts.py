"""Parts of the dashboard with a page of their own, which the dashboard fetches as one scrolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.htmx import partial
from core.lists import page_of
from dashboards.enums import DashboardPart
from dashboards.queries import numbers
from dashboards.queries import promises as promise_queries
from dashboards.queries.scope import Scope
from dashboards.views.dashboard import read_scope
from dashboards.wording import lists
from dashboards.wording import promises as promise_wording
from dashboards.wording import scope as scope_wording

Facts = Callable[[SignedInRequest, Scope], dict[str, Any]]


@shows("dashboards.view_dashboard")
def promises(request: SignedInRequest) -> HttpResponse:
    """Show what was promised, how firmly, and what came of it."""
    return _show(request, DashboardPart.PROMISES, "dashboards/parts/promises.html", _promises)


def _show(
    request: SignedInRequest, part: DashboardPart, template: str, facts: Facts
) -> HttpResponse:
    """Show a part with the filters of the dashboard; htmx asks for the part alone."""
    form, scope = read_scope(request)
    # No part depends on how people met.
    del form.fields["modality"]
    address = address_of(request)
    address.is_told_in_part = True
    context = {"form": form, "address": address, "scope": scope, "part": part}
    if not address.filters:
        context |= {"period": scope_wording.period(scope), **facts(request, scope)}
    return render(request, partial(request, template, "part"), context)


def _promises(request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    page = page_of(request, promise_queries.pairings(scope))
    areas = promise_queries.by_area(scope)
    countries = () if scope.country else promise_queries.by_country(scope)
    pairings = promise_queries.by_pairing(scope, page.object_list)
    return {
        "columns": promise_wording.columns(),
        "agreed_when": promise_wording.agreed_when(scope),
        "finding": promise_wording.finding(promise_wording.total(areas)),
        "areas": promise_wording.of_areas(areas, scope),
        "countries": promise_wording.of_countries(countries, scope),
        "pairings": promise_wording.of_pairings(pairings, scope),
        "page_obj": page,
        "late": promise_queries.late(scope),
        "late_url": lists.promises_url(scope, late="1"),
        "targets": promise_queries.targets(scope),
        "targets_url": lists.promises_url(scope, with_target="1", state=lists.PROMISED),
        "actions": promise_wording.actions(numbers.actions_due(scope), scope),
        "first_steps": promise_wording.first_steps(promise_queries.first_steps(scope)),
    }
