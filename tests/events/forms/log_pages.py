"""What the log form sends and gets, for its tests."""

from datetime import UTC, date, datetime

from django.http import QueryDict

from events.forms.log import LogPage
from events.forms.log_event import OTHER
from events.forms.pasted_list import seal
from events.operations import events
from tests.factories.events import EventTypeFactory

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


EMPTY_ROWS = {
    f"{prefix}-{name}_FORMS": number
    for prefix in ("actions", "counts", "statements", "agreements", "conferred", "donations")
    for name, number in (("TOTAL", "1"), ("INITIAL", "0"))
}


def sent(met, **given):
    """Return what a browser sends: the three answers, and what is given."""
    data = {
        "pairing": met.pk if met else OTHER,
        "day": "2026-11-12",
        "modality": "online",
        "type": EventTypeFactory().pk,
        "time_zone": "Asia/Bangkok",
        **EMPTY_ROWS,
        "participants_checked": seal(given.get("participants", "")),
        **given,
    }
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query


def page_of(user, met, **given):
    """Return the page as ``user`` sent it."""
    return LogPage(user, today=TODAY, data=sent(met, **given))


def logged(user, met, **given):
    """Return what becomes of the page."""
    page = page_of(user, met, **given)
    assert page.is_valid(), [part.errors for part in page.parts]
    return events.log(page.terms(), by=user, now=NOW)


def errors(page):
    """Return the first error of each question that stands once."""
    assert not page.is_valid()
    return {name: found[0] for name, found in page.form.errors.items()}
