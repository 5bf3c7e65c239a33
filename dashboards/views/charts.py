"""Each chart as a file for a report: the drawing of the page, with its title and its scope."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.lists import too_many_files
from dashboards.enums import Figure
from dashboards.queries import figures, places
from dashboards.queries.scope import Scope
from dashboards.templatetags import charts
from dashboards.views.dashboard import read_scope
from dashboards.wording import captions, chart_files, maps
from dashboards.wording import scope as scope_wording
from dashboards.wording.captions import Basis

_BAR = 46


@shows("dashboards.view_dashboard")
def chart(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Hand out the chart of the figure ``name`` under the filters of the address."""
    if name not in _CHARTS:
        raise Http404
    _form, scope = read_scope(request)
    address = address_of(request)
    if not address.is_understood:
        return redirect(f"{reverse('dashboards:dashboard')}{address.without()}")
    if haste := too_many_files(request):
        return haste
    context = _CHARTS[name](scope)
    context["title"] = Figure(name).label
    drawn = render_to_string("dashboards/charts/file.html", context)
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    file = scope_wording.file_name(scope, name)
    response["Content-Disposition"] = f'attachment; filename="{file}.svg"'
    return response


def _quarters(scope: Scope) -> dict[str, Any]:
    drawn = charts.quarters_chart(figures.by_quarter(scope).quarters)
    size = drawn["width"], drawn["height"]
    notes = [_("Number of meetings held."), _limits(Basis.MEETINGS, scope)]
    frame = chart_files.frame(size, drawn["legend"], notes, scope)
    return {**drawn, "frame": frame, "drawing": "dashboards/charts/_columns.html"}


def _areas(scope: Scope) -> dict[str, Any]:
    areas = [area for area in figures.areas(scope) if area.promised]
    bars = charts.area_bars(areas, _BAR)
    size = charts.WIDTH, max(_BAR * len(areas), _BAR)
    notes = [_("Number of agreed areas that are done, of all."), _limits(Basis.PROMISES, scope)]
    frame = chart_files.frame(size, charts.areas_legend()["legend"], notes, scope)
    return {
        "bars": bars,
        "width": size[0],
        "height": size[1],
        "frame": frame,
        "drawing": "dashboards/charts/_bars.html",
    }


def _places(scope: Scope) -> dict[str, Any]:
    drawn = maps.draw(places.paired_places(scope))
    if drawn is None:
        raise Http404
    size: Any = map(float, drawn.view_box.split()[2:])
    notes = [
        _("A dashed line means: overdue, or no update for long."),
        _(
            "The map shows land only and no boundaries. It does not imply any opinion on the legal"
            " status of any country or territory."
        ),
        _limits(Basis.PAIRINGS, scope),
    ]
    frame = chart_files.frame(tuple(size), (), notes, scope)
    return {"map": drawn, "frame": frame, "drawing": "dashboards/charts/_map.html"}


def _limits(basis: Basis, scope: Scope) -> str:
    return captions.limits(basis, scope)


_CHARTS = {
    Figure.WORKSHOPS.value: _quarters,
    Figure.AREAS.value: _areas,
    Figure.PLACES.value: _places,
}
