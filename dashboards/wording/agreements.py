"""Agreements in force in words: each number with the list that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.pages import counted
from dashboards.queries.figures import BindingAgreements
from dashboards.queries.scope import Scope
from dashboards.wording import lists


@dataclass(frozen=True)
class Line:
    """A number of agreements: what is counted, how many, and their list."""

    label: str
    number: str
    url: str


def lines(found: BindingAgreements, scope: Scope) -> list[Line]:
    """Return the numbers as the page and the file show them."""
    return [
        Line(_("In force"), counted(found.number), lists.agreements_url(scope, in_force="1")),
        Line(
            _("End within 180 days, not renewed"),
            counted(found.ending),
            lists.agreements_url(scope, ending="1"),
        ),
        Line(
            _("Last day not known"),
            counted(found.without_known_end),
            lists.agreements_url(scope, without_known_end="1"),
        ),
    ]
