"""The box in the header: everything that a reader may see, in groups."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.normalisation import clean_name
from dashboards.enums import SearchKind
from dashboards.queries import search as search_queries
from dashboards.wording import search as search_wording

LONGEST = 200


@shows("dashboards.search_network")
def search(request: SignedInRequest) -> HttpResponse:
    """Show what was found, of one kind if one is asked; an exact acronym leads to its page."""
    address = address_of(request)
    address.know(["q", "kind"])
    text = clean_name(request.GET.get("q", "")[:LONGEST])
    if asked := address.one_of("kind", SearchKind.values):
        kind = SearchKind(asked)
        groups = search_queries.one_kind(kind, text, request.user)
    elif organization := search_queries.meant_exactly(text, request.user):
        return redirect(organization)
    else:
        kind, groups = None, search_queries.everywhere(text, request.user)
    shown = [search_wording.shown(group, text=text, alone=kind is not None) for group in groups]
    return render(request, "dashboards/search.html", {"text": text, "kind": kind, "groups": shown})
