"""Views by name: keep one, open it, call it otherwise, take it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks, shows
from core.addresses import misread
from core.form_pages import FormPage, Place, handle_act, handle_form, sent
from dashboards.enums import SavedPage
from dashboards.forms import SaveView, ScopeFilter
from dashboards.models import SavedView
from dashboards.operations import saved_views
from dashboards.terms.saved_views import EVERYTHING, canonical

INDEX = "dashboards:saved-view-index"
TRAIL = (_("Dashboard"), "dashboards:dashboard")
SAVE = FormPage(
    title=_("Save this view"),
    lede=_("We keep the filters under a name. Only you see it."),
    button=_("Save the view"),
    success=_("“%(name)s” saved."),
)
EDIT = FormPage(
    title=_("Change this view"), button=_("Save the view"), success=_("“%(name)s” saved.")
)


@shows("dashboards.view_saved_view")
def index(request: SignedInRequest) -> HttpResponse:
    """List the reader's own views."""
    views = SavedView.objects.of(request.user)
    return render(request, "dashboards/saved_view_index.html", {"views": views})


@asks("dashboards.add_saved_view")
def add(request: SignedInRequest) -> HttpResponse:
    """Keep the page that the address names in ``of``, under a name that it may propose."""
    page, query = _named(request.GET.get("of") or reverse(SavedPage.DASHBOARD))
    longest = SavedView._meta.get_field("name").max_length
    proposed = {"name": request.GET.get("name", "")[:longest]}
    form = SaveView(page=page, query=query, initial=proposed, **sent(request))
    back = f"{reverse(page)}?{query}"
    return handle_form(
        request,
        form=form,
        page=SAVE.at(Place(trail=TRAIL, back=back)),
        save=lambda: saved_views.add(form.terms(), by=request.user),
    )


def _named(address: str) -> tuple[SavedPage, str]:
    """Return which page an address leads to, and its filters as they are kept."""
    path, _mark, query = address.partition("?")
    try:
        page = SavedPage(resolve(path).view_name)
    except (Resolver404, ValueError) as unknown:
        raise Http404 from unknown
    return page, canonical(query)


@shows("dashboards.open_saved_view", SavedView)
def open_it(request: SignedInRequest, view: SavedView) -> HttpResponse:
    """Lead to what a view shows."""
    return opened(request, view)


def opened(request: SignedInRequest, view: SavedView) -> HttpResponse:
    """Lead to the page of ``view`` under its filters, and say which of them are not there now.

    Lists say themselves what of their address nobody understands.
    """
    query = QueryDict(view.query, mutable=True)
    if view.page == SavedPage.DASHBOARD:
        form = ScopeFilter(query, user=request.user, today=timezone.localdate())
        gone = misread(form)
        if gone:
            words = _("“%(name)s” has filters that are not there any more: %(names)s.")
            names = {"name": view.name, "names": ", ".join(gone.values())}
            messages.warning(request, words % names)
        for name in gone:
            del query[name]
    everything = EVERYTHING if view.page == SavedPage.DASHBOARD else ""
    return redirect(f"{reverse(view.page)}?{query.urlencode() or everything}")


@asks("dashboards.edit_saved_view", SavedView)
def edit(request: SignedInRequest, view: SavedView) -> HttpResponse:
    """Call it otherwise, or let the dashboard open with it."""
    known = {"name": view.name, "is_default": view.is_default}
    form = SaveView(page=SavedPage(view.page), query=view.query, initial=known, **sent(request))
    return handle_form(
        request,
        form=form,
        page=EDIT.at(Place(trail=(*TRAIL, _("Your views"), INDEX), back=reverse(INDEX))),
        save=lambda: saved_views.edit(view, form.terms(), by=request.user),
        then=INDEX,
    )


@acts("dashboards.remove_saved_view", SavedView)
def remove(request: SignedInRequest, view: SavedView) -> HttpResponse:
    """Take it away."""
    return handle_act(
        request,
        lambda: saved_views.remove(view, by=request.user),
        success=_("View removed."),
        then=INDEX,
    )
