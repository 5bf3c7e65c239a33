"""The box in the header: everything that a reader may see, in groups."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, shows
from core.addresses import AFTER, address_of
from core.lists import page_of
from core.normalisation import clean_name
from dashboards.enums import SearchKind
from dashboards.queries import search as search_queries
from dashboards.wording import search as search_wording

LONGEST = 200


@shows("dashboards.search_network")
def search(request: SignedInRequest) -> HttpResponse:
    """Show what was found, of one kind if one is asked; an exact acronym leads to its page."""
    address = address_of(request)
    address.know(["q", "kind", "page", AFTER])
    text = clean_name(request.GET.get("q", "")[:LONGEST])
    if asked := address.one_of("kind", SearchKind.values):
        return _of_one_kind(request, SearchKind(asked), text)
    if organization := search_queries.meant_exactly(text, request.user):
        return redirect(organization)
    groups = search_queries.everywhere(text, request.user)
    shown = [search_wording.shown(group, text=text) for group in groups]
    context = {"text": text, "kind": None, "groups": shown, "page": None}
    return render(request, "dashboards/search.html", context)


def _of_one_kind(request: SignedInRequest, kind: SearchKind, text: str) -> HttpResponse:
    page = page_of(request, search_queries.of_kind(kind, text, request.user))
    found = search_queries.Group(kind, tuple(page))
    groups = [search_wording.shown(found, text=text)] if found.records else []
    context = {"text": text, "kind": kind, "groups": groups, "page": page}
    return render(request, "dashboards/search.html", context)
