"""What everybody in the network refers to: programmes, countries, areas of cooperation."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, shows
from core import formats
from network.models import CooperationArea, Country, Programme


@shows("network.view_organization")
def programme(request: SignedInRequest, key: str) -> HttpResponse:
    """Show what a programme is for, and by which names documents speak of it."""
    record = get_object_or_404(
        Programme.objects.select_related("development_partner").prefetch_related("names"), key=key
    )
    return render(request, "network/programme_detail.html", {"programme": record})


@shows("network.view_organization")
def words(request: SignedInRequest) -> HttpResponse:
    """List the countries with their clocks and languages, and the areas with their names."""
    members = Count("organizations", filter=Q(organizations__is_member=True))
    countries = [
        (
            country,
            formats.city(country.time_zone),
            [formats.language(code) for code in country.languages],
        )
        for country in Country.objects.annotate(members=members).order_by("name")
    ]
    context = {
        "countries": countries,
        "areas": CooperationArea.objects.select_related("parent"),
        "programmes": Programme.objects.all(),
    }
    return render(request, "network/reference_index.html", context)
