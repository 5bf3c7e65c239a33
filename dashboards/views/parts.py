"""Parts of the dashboard with a page of their own, which the dashboard fetches as one scrolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.htmx import partial
from core.lists import PAGES, page_of
from dashboards.enums import DashboardPart
from dashboards.queries import ahead as ahead_queries
from dashboards.queries import beside as beside_queries
from dashboards.queries import gaps as gap_queries
from dashboards.queries import matrix as matrix_queries
from dashboards.queries import months as month_queries
from dashboards.queries import numbers, phases, rows
from dashboards.queries import people as people_queries
from dashboards.queries import promises as promise_queries
from dashboards.queries.scope import Scope
from dashboards.views.dashboard import read_scope
from dashboards.wording import ahead as ahead_wording
from dashboards.wording import beside as beside_wording
from dashboards.wording import captions, lists
from dashboards.wording import gaps as gap_wording
from dashboards.wording import phases as phase_wording
from dashboards.wording import promises as promise_wording
from dashboards.wording import scope as scope_wording
from dashboards.wording.beside import Row
from dashboards.wording.captions import Basis
from partnerships.queries import pairings

# Few parts depend on how people met, and none is compared; some are as of today.
_NOT_ASKED = ("modality", "kind", "compare")
_NOT_ASKED_OF = {
    DashboardPart.MATRIX: (*_NOT_ASKED, "period"),
    DashboardPart.MONTHS: (*_NOT_ASKED, "period"),
    DashboardPart.PEOPLE: (*_NOT_ASKED, "area"),
    DashboardPart.NETWORK: ("compare",),
    DashboardPart.AHEAD: (*_NOT_ASKED, "period", "area"),
    DashboardPart.GAPS: (*_NOT_ASKED, "period", "programme", "phase"),
}
_PAGED = (DashboardPart.PROMISES, DashboardPart.MATRIX, DashboardPart.MONTHS)
Facts = Callable[[SignedInRequest, Scope], dict[str, Any]]


@shows("dashboards.view_dashboard")
def promises(request: SignedInRequest) -> HttpResponse:
    """Show what was promised, how firmly, and what came of it."""
    return _show(request, DashboardPart.PROMISES, "dashboards/parts/promises.html", _promises)


@shows("dashboards.view_dashboard")
def matrix(request: SignedInRequest) -> HttpResponse:
    """Show institutions by their partners, and how each pair keeps its rhythm."""
    return _show(request, DashboardPart.MATRIX, "dashboards/parts/matrix.html", _matrix)


@shows("dashboards.view_dashboard")
def months(request: SignedInRequest) -> HttpResponse:
    """Show in which months each pairing met and wrote, and in which it missed to."""
    return _show(request, DashboardPart.MONTHS, "dashboards/parts/months.html", _months)


@shows("dashboards.view_dashboard")
def people(request: SignedInRequest) -> HttpResponse:
    """Show whom updates say they reached, by kind and sex."""
    return _show(request, DashboardPart.PEOPLE, "dashboards/parts/people.html", _people)


@shows("dashboards.view_dashboard")
def gaps(request: SignedInRequest) -> HttpResponse:
    """Show what is missing: pairings, answers, agreements, and what nobody takes up."""
    return _show(request, DashboardPart.GAPS, "dashboards/parts/gaps.html", _gaps)


@shows("dashboards.view_dashboard")
def network(request: SignedInRequest) -> HttpResponse:
    """Show a country beside the network."""
    return _show(request, DashboardPart.NETWORK, "dashboards/parts/network.html", _network)


@shows("dashboards.view_dashboard")
def ahead(request: SignedInRequest) -> HttpResponse:
    """Show which meetings are planned, and what is to be done next."""
    return _show(request, DashboardPart.AHEAD, "dashboards/parts/ahead.html", _ahead)


def _show(
    request: SignedInRequest, part: DashboardPart, template: str, facts: Facts
) -> HttpResponse:
    """Show a part with the filters of the dashboard; htmx asks for the part alone."""
    form, scope = read_scope(request, pages=PAGES if part in _PAGED else ())
    for name in _NOT_ASKED_OF.get(part, _NOT_ASKED):
        del form.fields[name]
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
        "lacking": promise_wording.lacking(promise_queries.lacking(scope), scope),
        "first_steps": promise_wording.first_steps(promise_queries.first_steps(scope)),
    }


def _matrix(request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    page = page_of(request, matrix_queries.institutions(scope))
    found = matrix_queries.matrix(scope, page.object_list)
    spread = phases.spread(scope)
    return {
        "matrix": found,
        "cadences": phase_wording.cadences(spread, scope),
        "phases": phase_wording.phases(spread, scope),
        "has_pairings": any(spread.phases.values()),
        "page_obj": page,
    }


def _people(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    limits = captions.limits(Basis.UPDATES, scope)
    return {"found": people_queries.people(scope), "limits": limits}


def _gaps(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    return {
        "gaps": gap_wording.missing(gap_queries.gaps(scope), scope),
        "gap_limits": captions.limits(Basis.GAPS, scope),
        "unknown": gap_wording.limits(scope),
        "areas": gap_wording.areas(gap_queries.wanted(scope), scope),
        "columns": gap_wording.columns(),
        "interests_counted": gap_wording.interests(),
        "interest_limits": captions.limits(Basis.INTERESTS, scope),
    }


def _ahead(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    found = ahead_queries.ahead(scope)
    return {
        "lines": ahead_wording.lines(found, scope),
        "rows": ahead_wording.rows(found),
        "limits": captions.limits(Basis.AHEAD, scope),
    }


def _network(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    return {"rows": beside(scope), "is_whole": beside_queries.network_of(scope) is not None}


def beside(scope: Scope) -> list[Row]:
    """Return what of a country the reader may hold against the network."""
    if scope.country is None:
        return []
    found = beside_wording.of_directory(beside_queries.directory(scope, scope.country), scope)
    if network := beside_queries.network_of(scope):
        both = numbers.overview(scope), numbers.overview(network)
        return [*beside_wording.of_numbers(*both, scope), *found]
    return found


def _months(request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    page = page_of(request, pairings.listed(rows.open_pairings(scope), today=scope.today))
    shown = list(page.object_list)
    found = month_queries.by_month(shown, scope)
    return {
        "months": month_queries.months(scope.today),
        "pairings": list(zip(shown, found, strict=True)),
        "page_obj": page,
    }
