"""What holds of each page, whoever reads it: it opens or is refused, and nothing is changed.

It also stays out of caches and looks like the rest. To ask for every page as everybody is what
takes long: the visits that ask for other reasons look at this, those of ``tests/test_untold.py``
as each role and of ``tests/test_every_form.py`` as the staff.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page
from django.db import connection
from django_filters import FilterSet
from pghistory.models import Event

from tests.looks import faults
from tests.walk import OTHERS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponseBase

# What everybody who signs in has.
OWN = {"accounts:profile", "accounts:sessions", "network:own-data", "network:own-data-file"}
REFUSED = (403, 404, 405)
# The directory is every member's to read (docs/decisions/0009).
DIRECTORY = {"Organization", "OrganizationName", "Interest", "FocalPoint", "Position"}
# The pages that ask something of their address; tests/test_every_list.py asks them.
ASKING = (
    "accounts:log",
    "dashboards:ahead",
    "dashboards:attention",
    "dashboards:attention-of-others",
    "dashboards:dashboard",
    "dashboards:figure",
    "dashboards:gaps",
    "dashboards:matrix",
    "dashboards:months",
    "dashboards:network",
    "dashboards:people",
    "dashboards:promises",
    "dashboards:search",
    "documents:briefing-index",
    "documents:workbook",
    "events:event-index",
    "events:pairing-timeline",
    "network:access-index",
    "network:organization-index",
    "network:person-index",
    "notifications:message-everything",
    "notifications:message-index",
    "notifications:message-needing-attention",
    "notifications:message-went",
    "partnerships:action-index",
    "partnerships:agreement-index",
    "partnerships:comment-index",
    "partnerships:commitment-index",
    "partnerships:designation-index",
    "partnerships:pairing-index",
    "partnerships:update-index",
    "partnerships:work-plan-index",
)


def kept() -> int:
    """Return how many changes the history of all records keeps."""
    tables = [model._meta.db_table for model in apps.get_models() if issubclass(model, Event)]
    counts = " + ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return int(cursor.fetchone()[0])


def asked_of(response: Any) -> Any:
    """Return what the page read of its address."""
    return response.wsgi_request.__dict__.get("read_address")


def known_to(response: Any) -> list[str]:
    """Return what a page knows that an address may ask."""
    found = asked_of(response)
    return sorted(found.known) if found else []


def is_list(response: Any) -> bool:
    context = response.context or {}
    values = [context[key] for key in context.keys()]  # noqa: SIM118 - only keys() lists them
    return any(isinstance(value, FilterSet | Page) for value in values)


@contextmanager
def only_read() -> Iterator[None]:
    """See that nothing is changed meanwhile."""
    before = kept()
    yield
    assert kept() == before


def is_directory(name: str) -> bool:
    model = getattr(VIEWS[name], "model", None)
    return model is not None and model.__name__ in DIRECTORY


def tells_of_others(name: str, html: str) -> bool:
    """Say whether a page tells of the second world what is not in the directory."""
    known = html.replace(f"{OTHERS} College", "").replace(f"{OTHERS} alias", "")
    is_shared = is_directory(name) or name == "network:organization-index"
    return (f"{OTHERS} " in known and not is_shared) or f"{OTHERS}-secret" in html


def wrong_with(role: str, name: str, response: HttpResponseBase, html: str) -> list[object]:
    """Return what is wrong with the page ``name`` as somebody of this role has read it."""
    answers = REFUSED if role == "nobody's role" and name not in OWN else (200, 302, *REFUSED)
    wrong: list[object] = []
    if response.status_code not in answers:
        wrong.append(response.status_code)
    if not re.search("no-store|private", response["Cache-Control"]):
        wrong.append("may be kept by others")
    if "HX-Request" not in response["Vary"]:
        wrong.append("the same for a part of it")
    if role != "staff" and tells_of_others(name, html):
        wrong.append("tells of others")
    if response.status_code == 200 and "<html" in html:
        wrong += faults(name, html).items()
    return wrong
