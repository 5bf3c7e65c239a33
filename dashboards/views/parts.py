"""Parts of the dashboard with a page of their own, which the dashboard fetches as one scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.htmx import partial
from core.lists import PAGES, page_of
from dashboards.enums import DashboardPart, Figure
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
from dashboards.wording import captions, definitions, lists
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
# Who sees no sum of the network is told what the directory says of countries.
_NOT_ASKED_OF_DIRECTORY = (*_NOT_ASKED, "period", "area", "programme", "phase")
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
    for name in _not_asked(part, scope):
        del form.fields[name]
    address = address_of(request)
    address.is_told_in_part = True
    context = {"form": form, "address": address, "scope": scope, "part": part}
    context["part_of_network"] = scope_wording.title(scope)
    if not address.filters:
        context |= {**_caption(part, scope), **facts(request, scope)}
    return render(request, partial(request, template, "part"), context)


def _not_asked(part: DashboardPart, scope: Scope) -> Iterable[str]:
    """Return the filters that change nothing in a part, for this reader."""
    if part == DashboardPart.NETWORK and beside_queries.network_of(scope) is None:
        return _NOT_ASKED_OF_DIRECTORY
    return _NOT_ASKED_OF.get(part, _NOT_ASKED)


def _caption(part: DashboardPart, scope: Scope) -> dict[str, Any]:
    """Return of what and of which time a part is, what does not narrow it, how it counts."""
    return {
        "period": scope_wording.period(scope),
        "in_short": captions.in_short(part, scope),
        "caption": captions.of(Figure(part.value), scope),
        "definitions": definitions.of_part(part),
    }


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
        "action_limits": captions.limits(Basis.ACTIONS, scope),
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
    return {"found": people_queries.people(scope)}


def _gaps(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    return {
        "gaps": gap_wording.missing(gap_queries.gaps(scope), scope),
        "unknown": gap_wording.limits(scope),
        "areas": gap_wording.areas(gap_queries.wanted(scope), scope),
        "columns": gap_wording.columns(),
        "interests_counted": gap_wording.interests(),
        "interest_limits": captions.limits(Basis.INTERESTS, scope),
    }


def _ahead(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    found = ahead_queries.ahead(scope)
    return {"lines": ahead_wording.lines(found, scope), "rows": ahead_wording.rows(found)}


def _network(_request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    return {
        "numbers": _both(scope),
        "directory": _listed(scope),
        "directory_caption": captions.caption(Basis.DIRECTORY, scope),
    }


def beside(scope: Scope) -> list[Row]:
    """Return what of a country the reader may hold against the network."""
    return [*_both(scope), *_listed(scope)]


def _both(scope: Scope) -> list[Row]:
    """Return the numbers on top of the dashboard, for who may see those of the network."""
    network = beside_queries.network_of(scope)
    if network is None or scope.country is None:
        return []
    return beside_wording.of_numbers(numbers.overview(scope), numbers.overview(network), scope)


def _listed(scope: Scope) -> list[Row]:
    """Return what the directory says."""
    if scope.country is None:
        return []
    return beside_wording.of_directory(beside_queries.directory(scope, scope.country), scope)


def _months(request: SignedInRequest, scope: Scope) -> dict[str, Any]:
    page = page_of(request, pairings.listed(rows.open_pairings(scope), today=scope.today))
    shown = list(page.object_list)
    found = month_queries.by_month(shown, scope)
    return {
        "months": month_queries.months(scope.today),
        "pairings": list(zip(shown, found, strict=True)),
        "page_obj": page,
    }
