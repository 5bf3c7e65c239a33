"""The box in the header: everything that a reader may see, in groups."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, shows
from core.normalisation import clean_name
from dashboards.queries import search as search_queries
from dashboards.wording import search as search_wording

LONGEST = 200


@shows("dashboards.search_network")
def search(request: SignedInRequest) -> HttpResponse:
    """Show what was found; an exact acronym leads straight to its organization."""
    text = clean_name(request.GET.get("q", "")[:LONGEST])
    organization = search_queries.meant_exactly(text, request.user)
    if organization:
        return redirect(organization)
    groups = [
        search_wording.shown(group, text=text)
        for group in search_queries.everywhere(text, request.user)
    ]
    return render(request, "dashboards/search.html", {"text": text, "groups": groups})
