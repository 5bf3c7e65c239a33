"""The pages that are measured: their addresses in this network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from _drawn import rare_word
from django.urls import reverse

from core.pages import in_order
from events.models import Event
from network.models import Organization, Person
from partnerships.models import Action, Agreement, Commitment, Pairing

LISTS: tuple[tuple[str, Any], ...] = (
    ("network:organization", Organization),
    ("network:person", Person),
    ("partnerships:pairing", Pairing),
    ("events:event", Event),
    ("partnerships:commitment", Commitment),
    ("partnerships:action", Action),
    ("partnerships:agreement", Agreement),
)


@dataclass(frozen=True)
class Page:
    """One page; ``admin`` is where Django's admin shows the same table."""

    name: str
    address: str
    admin: str = ""


def pages() -> list[Page]:
    """Return the pages."""
    directory = reverse("network:organization-index")
    word, admin = rare_word(), "/admin/network/organization/"
    deep = _half_way(Organization.objects.order_by("name"))
    pairing, house = of_the_college()
    return [
        *(Page(model.__name__.lower(), *_addresses(name, model)) for name, model in LISTS),
        Page("filtered", f"{directory}?country=KH", f"{admin}?country__code=KH"),
        Page("rare-word", f"{directory}?q={word}", f"{admin}?q={word}"),
        Page("misspelt", f"{directory}?q={word[:-1]} Colege", f"{admin}?q={word[:-1]}"),
        Page("deep", f"{directory}?after={deep}"),
        Page("organization-detail", reverse("network:organization-detail", args=[house])),
        Page("pairing-detail", reverse("partnerships:pairing-detail", args=[pairing])),
        Page("dashboard", reverse("dashboards:dashboard")),
        Page("home", reverse("dashboards:home")),
        Page("search", f"{reverse('dashboards:search')}?q={word}"),
        Page("form", writing(pairing)),
    ]


def writing(pairing: int) -> str:
    """Return the address of the form that is sent."""
    return reverse("partnerships:update-write", args=[pairing])


def _addresses(name: str, model: Any) -> tuple[str, str]:
    label = model._meta.label_lower.replace(".", "/")
    return reverse(f"{name}-index"), f"/admin/{label}/"


def of_the_college() -> tuple[int, int]:
    """Return the keys of a pairing with the college of the focal point, and of the college."""
    college = Organization.objects.get(acronym="NPIC")
    return Pairing.objects.filter(parties__organization=college).order_by("pk")[0].pk, college.pk


def _half_way(rows: Any) -> int:
    keys = in_order(rows).values_list("pk", flat=True)
    return int(keys[keys.count() // 2])
