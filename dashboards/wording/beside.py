"""A country beside the network in words: each number twice, each with its list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.pages import counted
from dashboards.queries.beside import Beside
from dashboards.queries.numbers import Overview
from dashboards.queries.scope import Scope
from dashboards.wording import captions, lists, numbers
from dashboards.wording.captions import Basis


@dataclass(frozen=True)
class Row:
    """What is counted, of which time; its value in the country and in the network.

    ``limits`` say which of the chosen filters it does not follow.
    """

    label: str
    when: str
    limits: str
    own: str
    own_url: str
    network: str
    network_url: str


def of_directory(found: Iterable[Beside], scope: Scope) -> list[Row]:
    """Return what the directory says."""
    return [_of_directory(each, scope) for each in found]


def _of_directory(each: Beside, scope: Scope) -> Row:
    narrower = {"kind": each.kind.key} if each.kind else {}
    if each.is_looking:
        narrower = {"link": "looking"}
    label = _("Look for a partner") if each.is_looking else str(each.kind or _("Organizations"))
    everywhere = replace(scope, country=None)
    return Row(
        label,
        captions.when(Basis.DIRECTORY, scope),
        captions.limits(Basis.DIRECTORY, scope),
        counted(each.own),
        lists.organizations_url(scope, **narrower),
        counted(each.network),
        lists.organizations_url(everywhere, **narrower),
    )


def of_numbers(own: Overview, network: Overview, scope: Scope) -> list[Row]:
    """Return the numbers on top of the dashboard, of both."""
    everywhere = replace(scope, country=None)
    both = zip(numbers.shown(own, scope), numbers.shown(network, everywhere), strict=True)
    return [
        Row(one.label, one.when, one.limits, one.value, one.url, other.value, other.url)
        for one, other in both
    ]
