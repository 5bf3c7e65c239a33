"""The dashboard: what was promised and what was delivered."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, access
from core.htmx import partial
from dashboards.forms import ScopeFilter
from dashboards.queries import figures, numbers, places
from dashboards.queries.attention import attention
from dashboards.queries.scope import ALL, Scope, own_country
from network.models import Country

ROWS = 25


@require_safe
@access("dashboards.view_dashboard")
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Show the figures of the chosen scope; htmx asks for the figures alone."""
    form, scope = read_scope(request)
    template = partial(request, "dashboards/dashboard.html", "figures")
    return render(request, template, {"form": form, **_figures(scope, form)})


def read_scope(request: SignedInRequest) -> tuple[ScopeFilter, Scope]:
    """Return the filter form and its cleaned scope.

    A value that nobody offers counts as not chosen. Where nobody chose a period and nothing took
    place in the usual one, all years are shown.
    """
    data = _with_defaults(request)
    form = ScopeFilter(data, user=request.user)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    scope = Scope(user=request.user, today=timezone.localdate(), **chosen)
    if "period" in chosen or scope.has_workshops():
        return form, scope
    data["period"] = ALL
    return form, scope.over_all_years()


def _with_defaults(request: SignedInRequest) -> QueryDict:
    """Open with the reader's own country, unless the address says otherwise."""
    data = request.GET.copy()
    own = own_country(request.user)
    if own and "country" not in data:
        data["country"] = Country.objects.get(pk=own).code
    return data


def _figures(scope: Scope, form: ScopeFilter) -> dict[str, Any]:
    workshops = numbers.listed(scope, "workshops", numbers.workshop_params(scope))
    uncounted = {**numbers.workshop_params(scope), "without_count": "1"}
    return {
        "scope": scope,
        "widened": scope.period == ALL and form.cleaned_data.get("period") != ALL,
        "attention": attention(scope.user, today=scope.today, limit=3),
        "numbers": numbers.overview(scope),
        "head_counts": numbers.head_counts(workshops.rows),
        "uncounted_url": numbers.address("workshops", uncounted),
        "quarters": figures.quarters(scope),
        "areas": figures.areas(scope),
        "map": places.network_map(scope),
        "pairings": figures.pairing_rows(scope, ROWS),
        "pairings_url": numbers.address("pairings", {"open": "1", **scope.place()}),
    }
