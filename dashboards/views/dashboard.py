"""The dashboard: what was promised and what was delivered."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.access import SignedInRequest, shows
from core.addresses import address_of, misread
from core.htmx import partial
from dashboards.enums import DashboardPart, Figure, SavedPage, Whose
from dashboards.forms import ScopeFilter
from dashboards.queries import beginnings, figures, numbers, places
from dashboards.queries import saved_views as saved_view_queries
from dashboards.queries.attention import attention
from dashboards.queries.saved_views import OwnViews
from dashboards.queries.scope import Scope, own_country
from dashboards.terms.saved_views import EVERYTHING
from dashboards.views import saved_views
from dashboards.wording import agreements as agreement_wording
from dashboards.wording import attention as attention_wording
from dashboards.wording import beginnings as beginning_wording
from dashboards.wording import captions, definitions, lists, maps
from dashboards.wording import numbers as number_wording
from dashboards.wording import scope as scope_wording
from network.models import Country
from partnerships.wording import pairings as pairing_wording

ROWS = 25
CONCERNS = 3
# Where the parts with a page of their own stand: below what was promised, below the map, and last.
_OF_PROMISES, _OF_PAIRS = (DashboardPart.PROMISES, DashboardPart.PEOPLE), (DashboardPart.MATRIX,)


@shows("dashboards.view_dashboard")
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Show the figures of the chosen scope; htmx asks for the figures alone.

    Without any filter it opens with the reader's own view, if they keep one for that.
    """
    own = saved_view_queries.own(request.user, SavedPage.DASHBOARD, request.GET.urlencode())
    if not request.GET and own.default:
        return saved_views.opened(request, own.default)
    form, scope = read_scope(request)
    address = address_of(request)
    address.is_told_in_part = True
    context = {"form": form, "address": address, "scope": scope, "everything": f"?{EVERYTHING}"}
    context["part_of_network"] = scope_wording.title(scope)
    if not address.filters:
        context |= {**_figures(scope), **_attention(scope), **_views(request, scope, own)}
    return render(request, partial(request, "dashboards/dashboard.html", "figures"), context)


def read_scope(
    request: SignedInRequest,
    *,
    is_own: bool = True,
    without: Iterable[str] = (),
    pages: Iterable[str] = (),
) -> tuple[ScopeFilter, Scope]:
    """Return the filter form and its cleaned scope; the address remembers what nobody offers.

    It opens with what is the reader's own, and is ``without`` what the page does not ask. An
    address may also have what turns its ``pages``.
    """
    today = timezone.localdate()
    data = _with_defaults(request) if is_own else request.GET
    form = ScopeFilter(data, user=request.user, today=today)
    for name in without:
        del form.fields[name]
    address = address_of(request)
    address.refuse(misread(form))
    address.know([*form.fields, *pages])
    return form, form.scope()


def _with_defaults(request: SignedInRequest) -> QueryDict:
    """Open with the reader's own country, unless the address says of what it is."""
    data = request.GET.copy()
    own = own_country(request.user)
    if own and not {"country", "organization", "pairing"} & data.keys():
        data["country"] = Country.objects.get(pk=own).code
    return data


def _views(request: SignedInRequest, scope: Scope, own: OwnViews) -> dict[str, Any]:
    """Return what of the page is kept as a view, and where the others are."""
    proposed = {"of": request.get_full_path(), "name": scope_wording.name(scope)}
    is_narrowed = any(request.GET.values())
    return {
        "own_views": own,
        "save_view_url": (
            f"{reverse('dashboards:saved-view-add')}?{urlencode(proposed)}" if is_narrowed else ""
        ),
    }


def _attention(scope: Scope) -> dict[str, Any]:
    waiting, today = attention(scope, limit=CONCERNS), scope.today
    return {
        "attention": waiting,
        "total": attention_wording.total(waiting.own),
        "total_of_others": attention_wording.total(waiting.others),
        "concerns": attention_wording.lines(waiting.own.concerns, today=today),
        "for_others": attention_wording.lines(
            waiting.others.concerns, today=today, whose=Whose.OTHERS
        ),
        "attention_limits": attention_wording.limits(scope),
        "attention_url": lists.attention_url(scope),
        "others_url": lists.attention_url(scope, Whose.OTHERS),
    }


def _beginning(scope: Scope) -> dict[str, Any]:
    found = beginnings.beginning(scope)
    return {
        "beginning": found,
        "beginning_lines": beginning_wording.there(found, scope) if found else (),
        "partners": beginning_wording.partners(found) if found else None,
    }


def _figures(scope: Scope) -> dict[str, Any]:
    overview = numbers.overview(scope)
    areas = figures.areas(scope)
    begun = {"beginning": None} if overview.open_pairings else _beginning(scope)
    return {
        **begun,
        "in_short": scope_wording.in_short(scope),
        "asked": scope_wording.asked(scope),
        "captions": captions.each(scope),
        "definitions": definitions.everything(),
        "numbers": number_wording.shown(overview, scope),
        "head_counts": overview.head_counts,
        "uncounted_url": lists.uncounted_workshops_url(scope),
        "by_quarter": figures.by_quarter(scope),
        "areas": [area for area in areas if area.promised],
        "dropped_areas": [area.name for area in areas if not area.promised],
        "agreements": agreement_wording.lines(figures.in_force(scope), scope),
        "map": maps.draw(places.paired_places(scope)),
        "pairings": [
            (row, pairing_wording.status(row.standing)) for row in figures.pairing_rows(scope, ROWS)
        ],
        "pairings_url": lists.pairings_url(scope),
        "files": Figure.choices,
        "parts": _parts(scope),
    }


def _parts(scope: Scope) -> dict[str, Sequence[DashboardPart]]:
    """Return the parts with a page of their own; nothing of one institution is of a country."""
    placed = {*_OF_PROMISES, *_OF_PAIRS}
    if scope.organization or scope.pairing:
        placed.add(DashboardPart.NETWORK)
    return {
        "of_promises": _OF_PROMISES,
        "of_pairs": _OF_PAIRS,
        "last": [part for part in DashboardPart if part not in placed],
    }
